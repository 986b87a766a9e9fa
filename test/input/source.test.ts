import { describe, expect, test } from 'vitest'
import { openSource } from '../../src/input/source.js'

const text = `{
  "data": {
    "type": "properties",
    "attributes": { "name": "ä", "list": [1, 22, {}] },
    "deep": [
      "x"
    ]
  }
}`

describe('a pointer leads to a line and a column', () => {
  test.each([
    ['/data/type', 3, 13, 12],
    ['/data/attributes', 4, 19, '{ "name": "ä", "list": [1, 22, {}] }'.length],
    ['/data/attributes/name', 4, 29, 3],
    ['/data/attributes/list/1', 4, 46, 2],
    ['/data/deep/0', 6, 7, 3],
  ])('%s', (pointer, line, column, length) => {
    expect(openSource('a.json', text)?.locate(pointer)).toMatchObject({
      line,
      column,
      length,
      pointer,
      text: text.split('\n')[line - 1],
    })
  })

  test('of the first line, with its name, where the value takes several', () => {
    const locate = openSource('a.json', text)?.locate
    expect(locate?.('')).toMatchObject({ line: 1, column: 1, length: 1, pointer: '', text: '{' })
    expect(locate?.('/data')).toMatchObject({
      line: 2,
      column: 3,
      length: '"data": {'.length,
      pointer: '/data',
      text: '  "data": {',
    })
    expect(locate?.('/data/deep')).toMatchObject({
      line: 5,
      column: 5,
      length: '"deep": ['.length,
      pointer: '/data/deep',
      text: '    "deep": [',
    })
    expect(openSource('', '[1\n]')?.locate('/0')).toMatchObject({ line: 1, lastLine: 1, column: 2, length: 1 })
    expect(openSource('', '[\n[\n1]]')?.locate('/0')).toMatchObject({
      line: 2,
      column: 1,
      length: 1,
      pointer: '/0',
      text: '[',
    })
  })

  test.each([
    ['/data/attributes/nope', '/data/attributes', 4],
    ['/data/attributes/toString', '/data/attributes', 4],
    ['/data/attributes/list/3', '/data/attributes/list', 4],
    ['/data/type/0', '/data/type', 3],
    ['/nope/at/all', '', 1],
    ['not a pointer', '', 1],
  ])('that is the nearest one that exists: %s', (pointer, nearest, line) => {
    expect(openSource('a.json', text)?.locate(pointer)).toMatchObject({ pointer: nearest, line })
  })

  test('counted from where the text begins', () => {
    expect(openSource('a.json', '{\n"a":1}', 10)?.locate('/a')).toMatchObject({
      line: 11,
      column: 5,
      length: 1,
      pointer: '/a',
      text: '"a":1}',
    })
  })

  test('also where lines end as on Windows', () => {
    const source = openSource('a.json', text.replaceAll('\n', '\r\n'))
    expect(source?.locate('/data')).toMatchObject({
      line: 2,
      column: 3,
      length: '"data": {'.length,
      pointer: '/data',
      text: '  "data": {',
    })
  })

  test('even where a name stands twice', () => {
    // JSON.parse takes the last one.
    const locate = openSource('a.json', '{"a": 1,\n"a": {"b": 2}}')?.locate
    expect(locate?.('/a/b')).toMatchObject({ line: 1, column: 7, pointer: '/a/b' })
  })
})

test('what is not JSON cannot be pointed into', () => {
  expect(openSource('a.json', '{')).toBeUndefined()
})

test('in a text of 100,000 levels every pointer leads to the beginning', () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000)
  expect(openSource('a.json', deep, 3)?.locate('/0/0')).toMatchObject({
    line: 3,
    column: 1,
    length: 1,
    pointer: '',
    text: deep,
  })
})
