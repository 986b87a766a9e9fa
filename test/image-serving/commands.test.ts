import { expect, test } from 'vitest'
import { climbs, commandsOf, decode, lastOf, layersOf, sourceOf } from '../../src/image-serving/commands.js'

test.each([
  ['', []],
  ['wid=300&hei=200', ['wid=300', 'hei=200']],
  ['WID=300', ['wid=300']],
  ['&&wid=1&', ['wid=1']],
  ['a=b=c&d', ['a=b=c', 'd=']],
  ['=x', ['=x']],
  ['text=a%26b%20c&op=1+1', ['text=a&b c', 'op=1+1']],
  ['src=is{a/b?wid=1&hei={x&y}}&wid=2', ['src=is{a/b?wid=1&hei={x&y}}', 'wid=2']],
  ['src=is{a&b', ['src=is{a&b']],
  ['src=is(a&b)&c=1', ['src=is(a&b)', 'c=1']],
  ['src=ir(a(b&c)&d)&e=1', ['src=ir(a(b&c)&d)', 'e=1']],
  ['src=fxg(a&b)&c=1', ['src=fxg(a&b)', 'c=1']],
  ['=(a&b)&c=1', ['=(a&b)', 'c=1']],
  ['src=(a&b)&c=1', ['src=(a&b)', 'c=1']],
  ['text=one(two&c=1', ['text=one(two', 'c=1']],
  ['text=this(two&c=1', ['text=this(two', 'c=1']],
  ['.wid=1&hei=2', ['hei=2']],
  ['a=}&b=1', ['a=}', 'b=1']],
  ['wid=1#&hei=2', ['wid=1']],
  ['$size$&$x=1', ['$size$=', '$x=1']],
])('the commands of %j are %j', (query, commands) => {
  expect(commandsOf(query).map(({ name, value }) => `${name}=${value}`)).toEqual(commands)
})

test.each(['%', '%zz', '%ff', 'a%e9b', '%ed%a0%80'])('a value with the escape %j stays as it came', (value) => {
  expect(commandsOf(`text=${value}`)).toEqual([{ name: 'text', value, isBroken: true }])
  expect(decode(value)).toBeUndefined()
})

test('a value with sound escapes is not broken', () => {
  expect(commandsOf('text=a%26b&wid=1').map(({ isBroken }) => isBroken)).toEqual([false, false])
})

test('of commands that come twice the last counts', () => {
  expect(lastOf(commandsOf('wid=1&WID=2'), 'wid')).toBe('2')
  expect(lastOf(commandsOf('wid=1'), 'hei')).toBeUndefined()
})

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
  ['layer=x&wid=1', [[0, 'object', '']]],
  [
    'layer=1&pos=1',
    [
      [0, 'object', ''],
      [1, 'none', 'pos'],
    ],
  ],
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

test('a layer says what src= names, and nothing where there is none', () => {
  const [whole, layer] = layersOf(commandsOf('layer=10&src=a/b')).layers
  expect(whole).toStrictEqual({ number: 0, source: 'object', commands: new Map() })
  expect(layer).toStrictEqual({ number: 10, source: 'object', src: 'a/b', commands: new Map([['src', 'a/b']]) })
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
  ['is(catalog/id)', 'nested-image'],
  ['is{catalog/id?req=set}', 'nested-set'],
  ['is{catalog/id?wid=1&REQ=set&id=2}', 'nested-set'],
  ['is{catalog/id?req=sets}', 'nested-image'],
  ['is{catalog/id?xreq=set}', 'nested-image'],
  ['ir(catalog/id)', 'nested-rendering'],
  ['fxg(catalog/id)', 'nested-graphics'],
  ['this{a}', 'object'],
  ['their{a}', 'object'],
  ['xfxg{a}', 'object'],
  ['is/a', 'object'],
  ['(https://a.example/b.jpg)', 'foreign'],
  ['//a.example/b.jpg', 'foreign'],
  ['\\\\server\\b.jpg', 'foreign'],
  ['a1+.-b:c', 'foreign'],
  ['a:b', 'object'],
  ['/a/b', 'object'],
  ['a/b:c', 'object'],
  ['1a:b', 'object'],
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
  ['layer=1x', true],
  ['layer=x1', true],
  ['layer=123456789', false],
  ['layer=1234567890', true],
  ['layer=1,a&layer=a,a', false],
  ['layer=1,a&layer=2,b&layer=a,b', true],
  ['layer=comp', false],
  ['layer=1,__proto__&layer=2,__proto__', true],
])('whether a name is wrong in %j: %j', (query, hasWrongName) => {
  expect(layersOf(commandsOf(query)).hasWrongName).toBe(hasWrongName)
})

test.each([
  ['/is/content/../../admin', true],
  ['/is/content/%2e%2E/a', true],
  ['/is/content/.%2e/a', true],
  ['/is/content/%252e%252e%252fa', true],
  ['/is/content/..%5ca', true],
  ['/is/content/..\\a', true],
  ['/is/content/..;x=1/a', true],
  ['/is/content/．．/a', true],
  ['/is/content/.%09./a', true],
  ['/is/content/..', true],
  [`/is/content/${'%25'.repeat(9)}a`, false],
  ['/is/content/%25252525252525a', true],
  ['/is/content/a%ff', false],
  ['/is/content/a..', false],
  ['/is/content/...', true],
  ['/is/content/..x', false],
  ['/is/content/%25252541', false],
  ['/is/content/%2525252541', true],
  ['/is/content/a..b/..c/d.', false],
])('the path %s leads up: %j', (path, expected) => {
  expect(climbs(path)).toBe(expected)
})
