import { expect, test } from 'vitest'
import { parseAccept } from '../../src/jsonapi/media-type.js'

test.each<[header: string, accepted: readonly (readonly [essence: string, weight: number])[]]>([
  ['', []],
  ['nothing, text/html', [['text/html', 1]]],
  [
    'text/html;q=0.5, text/plain;q=1.000,*/*;q=0',
    [
      ['text/html', 0.5],
      ['text/plain', 1],
      ['*/*', 0],
    ],
  ],
  [
    'a/b;x="c, d\\", e";q=.25,a/c;x="\\\\",a/d;q=0.',
    [
      ['a/b', 0.25],
      ['a/c', 1],
      ['a/d', 0],
    ],
  ],
  [
    'a/b;q=2,a/c;q=-1,a/d;q=x,a/e;q=1.01,a/f;q=0.125,a/g;q=00,a/h;q=.x,a/i;q=.12',
    [
      ['a/f', 0.125],
      ['a/i', 0.12],
    ],
  ],
])('what %j accepts is read in order, with weights, and what is none is left out', (header, accepted) => {
  expect(parseAccept(header).map(({ essence, weight }) => [essence, weight])).toEqual(accepted)
})

test('a backslash escapes within quotes alone', () => {
  expect(parseAccept('a\\,a/b').map(({ essence }) => essence)).toEqual(['a/b'])
})

test('a hundred are read, and no more', () => {
  expect(parseAccept(new Array(100).fill('a/b').join(','))).toHaveLength(100)
  expect(parseAccept(new Array(102).fill('a/b').join(','))).toHaveLength(100)
  expect(parseAccept(new Array(99).fill('a/b').join(','))).toHaveLength(99)
})
