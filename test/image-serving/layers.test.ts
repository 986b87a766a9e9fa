import { expect, test } from 'vitest'
import { layersOf, sourceOf } from '../../src/image-serving/layers.js'
import { commandsOf } from '../../src/image-serving/target.js'

const layersIn = (query: string) =>
  layersOf(commandsOf(query)).layers.map(({ number, source, commands }) => [
    number,
    source,
    [...commands.keys()].join(),
  ])

test.each([
  ['', [[0, 'object', '']]],
  ['wid=1', [[0, 'object', 'wid']]],
  ['text=x', [[0, 'none', 'text']]],
  ['layer=0&src=a/b', [[0, 'object', 'src']]],
  ['layer=comp&wid=2', [[0, 'object', 'wid']]],
  [
    'wid=1&layer=1&src=a/b&layer=comp&hei=1',
    [
      [0, 'object', 'wid,hei'],
      [1, 'object', 'src'],
    ],
  ],
  [
    'layer=2,logo&src=a/b&layer=1&text=x&layer=logo&pos=1,1',
    [
      [0, 'object', ''],
      [2, 'object', 'src,pos'],
      [1, 'none', 'text'],
    ],
  ],
  [
    'layer=1&src=a/b&effect=-1&op_blur=3&layer=1&pos=1',
    [
      [0, 'object', ''],
      [1, 'object', 'src,pos'],
    ],
  ],
])('the layers of %j are %j', (query, layers) => {
  expect(layersIn(query)).toEqual(layers)
})

test.each([
  ['', 'none'],
  ['catalog/id', 'object'],
  ['is{catalog/id?wid=1}', 'nested-image'],
  ['ir{catalog/id?obj=a}', 'nested-rendering'],
  ['fxg{catalog/id}', 'nested-graphics'],
  ['{https://a.example/b.jpg}', 'foreign'],
  ['HTTPS://a.example/b.jpg', 'foreign'],
  ['IS{catalog/id}', 'object'],
])('src=%s is a source of the kind %s', (src, source) => {
  expect(sourceOf(src)).toBe(source)
})

test.each([
  ['layer=1,a&layer=2,a', true],
  ['layer=1,a&layer=1,a', false],
  ['layer=1,a&layer=1,b&layer=a&layer=b', false],
  ['layer=a', true],
  ['layer=a,b', true],
  ['layer=1,comp', true],
  ['layer=comp,a', true],
  ['layer=', true],
  ['layer=-1', true],
  ['layer=1,__proto__&layer=2,__proto__', true],
])('whether a name is wrong in %j: %j', (query, hasWrongName) => {
  expect(layersOf(commandsOf(query)).hasWrongName).toBe(hasWrongName)
})
