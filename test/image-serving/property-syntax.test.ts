import { describe, expect, test } from 'vitest'
import { readContext } from '../../src/dialect/reader.js'
import { formatOf, isDocument, isPage, markedFormat, readJsonp } from '../../src/image-serving/property-syntax.js'

describe('JSONP', () => {
  test.each<[text: string, call: object]>([
    [
      '/*jsonp*/s7jsonResponse({"catalogRecord.exists":"1"},"");',
      { handler: 's7jsonResponse', data: { 'catalogRecord.exists': '1' }, id: '' },
    ],
    [
      '/*jsonp*/s7jsonError({"message":"m","title":"t"},"42");',
      { handler: 's7jsonError', data: { message: 'm', title: 't' }, id: '42' },
    ],
    [' \n/*jsonp*/ on1 ( {"a":{"b":[1]}} , "x" ) ; \n', { handler: 'on1', data: { a: { b: [1] } }, id: 'x' }],
    ['f({})', { handler: 'f', data: {} }],
    [' f ({}) ;', { handler: 'f', data: {} }],
    ['\n\tf\n({},"")\n', { handler: 'f', data: {}, id: '' }],
  ])('%s is read', (text, call) => {
    expect(readJsonp(text)).toStrictEqual(call)
  })

  test('keeps __proto__ as a name like any other', () => {
    const call = readJsonp('f({"__proto__":{"polluted":true}})')
    expect(call).toHaveProperty('data')
    expect(Object.keys((call as { data: object }).data)).toEqual(['__proto__'])
    expect({}).not.toHaveProperty('polluted')
  })

  const NAME = 'the name of the handler has other characters than letters and digits'
  const ENDLESS = 'the call does not end'
  const NO_JSON = 'the arguments of the handler are not JSON'
  const ARGUMENTS = 'the arguments of the handler are not one JSON object and an id'
  test.each<[text: string, problem: string]>([
    ['', NAME],
    ['({})', NAME],
    ['window.alert({})', NAME],
    ['alert(1);f({})', NO_JSON],
    ['a;f({})', NAME],
    ['handl\u0435r({})', NAME],
    ['f_1({})', NAME],
    ['/*jsonp*//*x*/f({})', NAME],
    ['f({}', ENDLESS],
    ['f({}) f', ENDLESS],
    ['f({});;', ENDLESS],
    ['f({})();', NO_JSON],
    ["f({'a':1})", NO_JSON],
    ['f(alert(1))', NO_JSON],
    ['f({}],[{})', NO_JSON],
    ['f({},)', NO_JSON],
    [`f(${'['.repeat(100_000)})`, NO_JSON],
    ['f()', ARGUMENTS],
    ['f(1)', ARGUMENTS],
    ['f(null)', ARGUMENTS],
    ['f([])', ARGUMENTS],
    ['f({},1)', ARGUMENTS],
    ['f({},{})', ARGUMENTS],
    ['f({},"id",1)', ARGUMENTS],
    ['f({},"id","x")', ARGUMENTS],
  ])('%s is refused', (text, problem) => {
    expect(readJsonp(text)).toBe(problem)
  })
})

describe('properties are known by how they begin', () => {
  test.each([
    ['#S7Z OK', 'text'],
    [' \n#S7Z', 'text'],
    ['/*jsonp*/f', 'json'],
    ['s7jsonError(', 'json'],
    ['s7jsonResponse  (', 'json'],
    ["error.title='", 'javascript'],
    ["error.message = '", 'javascript'],
    ['<prop-group>', 'xml'],
    ['<prop-group/>', 'xml'],
    ['<prop-group name="a">', 'xml'],
    ['<?xml version="1.0"?><prop-group>', 'xml'],
    ['<?xml version="1.0"?>\n \n<prop-group>', 'xml'],
    ['<?xml ><prop-group>', 'xml'],
  ])('%j as %s', (text, format) => {
    expect(markedFormat(text)).toBe(format)
  })

  test.each([
    ...['', 'x', '#S7ZX', 'x#S7Z', '/*json*/', 's7jsonOther(', 's7jsonError{', 'x s7jsonError('],
    ...["error.code='", "error.title  ='", "error.title=  '", "error.title-='", "error.title=-'", "an error.title='"],
    ...['<prop-groups>', '<?xmls ?><prop-group>', '<?xml version="1.0"?>x<prop-group>', 'x<prop-group>'],
  ])('%j as nothing in particular', (text) => {
    expect(markedFormat(text)).toBeUndefined()
  })
})

test.each([
  ['<a', '', 'xml'],
  ['', 'text/xml;charset=UTF-8', 'xml'],
  ['', 'application/rdf+XML', 'xml'],
  ['', 'text/xmlish', 'text'],
  ['', 'textxml', 'text'],
  ['{', '', 'json'],
  ['\n[', '', 'json'],
  ['f({', '', 'json'],
  ['f ({', '', 'json'],
  [`${'x'.repeat(200)}(`, '', 'json'],
  [`${'x'.repeat(201)}(`, '', 'text'],
  ['f  ({', '', 'text'],
  ['f g({', '', 'text'],
  ['a=f(', '', 'text'],
  ['x{', '', 'text'],
  ['x', 'TEXT/JAVASCRIPT', 'javascript'],
  ["a='b'", '', 'javascript'],
  ["\n a = 'b'", '', 'javascript'],
  [`${'x'.repeat(200)}='`, '', 'javascript'],
  [`${'x'.repeat(201)}='`, '', 'text'],
  ["a  = 'b'", '', 'text'],
  ["a =  'b'", '', 'text'],
  ["a=-'b'", '', 'text'],
  ["#a='b'", '', 'text'],
  ["a b='c'", '', 'text'],
  ['a=b', 'text/plain', 'text'],
  ['#S7Z', 'text/xml', 'text'],
])('%j of the type %j looks like %s', (text, type, format) => {
  expect(formatOf(text, readContext({ headers: { 'content-type': type } }))).toBe(format)
  if (type === '') expect(formatOf(text, readContext({}))).toBe(format)
})

describe('a response of its own kind, which is no list of properties, is', () => {
  test.each(['contents', 'imageset', 'loadcache', 'map', 'mbrset', 'resolve', 'SET', 'targets', 'userdata', 'xmp'])(
    'anything that req=%s gives, but for pages and what breaks off',
    (req) => {
      expect(isDocument('anything', req)).toBe(true)
      expect(isDocument('<a/> \n', req)).toBe(true)
      for (const name of [`x${req}`, `${req}x`]) expect(isDocument('anything', name)).toBe(false)
      for (const text of ['<a', ' <a', '<html>', '<!DOCTYPE html>']) expect(isDocument(text, req)).toBe(false)
    },
  )

  test.each([
    ...[
      '<area/>',
      '<contents>',
      '<manifest a="b">',
      '<map>',
      '<set/>',
      '<vignette>',
      '<x:xmpmeta>',
      '<?xpacket begin=""?>',
    ],
    ...[
      '<?xml version="1.0"?><set/>',
      '<?xml version="1.0"?>\n \n<set/>',
      '<?xml ><set/>',
      ' <MAP>',
      '#EXTM3U',
      '\n#extm3u x',
    ],
  ])('what begins as %j', (text) => {
    expect(isDocument(text)).toBe(true)
  })

  test.each([
    ...['', 'x', '<areas/>', '<a/>', '<set', 'x <set/>', '<?xmls ?><set/>', '<?xml ?>x<set/>', '#EXTM3UX', 'x #EXTM3U'],
  ])('never what begins as %j', (text) => {
    expect(isDocument(text)).toBe(false)
  })
})

test.each([
  ['<!doctype HTML>', true],
  ['<html lang="en">', true],
  ['<head>', true],
  ['<body>', true],
  ['<header>', false],
  ['x <html>', false],
])('whether %j is a page: %j', (head, expected) => {
  expect(isPage(head)).toBe(expected)
})
