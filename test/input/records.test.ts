import { describe, expect, test } from 'vitest'
import { type RecordItem, RecordReader } from '../../src/input/records.js'

function read(text: string, limit = 1000): readonly RecordItem[] {
  const reader = new RecordReader(limit)
  const lines = text.split('\n').map((line, index) => ({ text: line, line: index + 1 }))
  return [...lines.flatMap((line) => reader.take(line)), ...reader.end()]
}

/** What was read, briefly: values with their lines, problems with their places, and other lines. */
const brief = (text: string): readonly string[] =>
  read(text).map((item) => {
    if (item.kind === 'json') return `${item.line} ${JSON.stringify(item.value)}${item.lead && ` behind ${item.lead}`}`
    if (item.kind === 'text') return `${item.line} text`
    const { line, column, message } = item.kind === 'broken' ? item.problem : item
    return `${line}:${column} ${message}`
  })

describe('records are', () => {
  test.each([
    ['one per line', '{"a":1}\n\n{"b":2}', ['1 {"a":1}', '3 {"b":2}']],
    ['any value', '1\n"x"\nnull', ['1 1', '2 "x"', '3 null']],
    ['of several lines', '\n{\n"a":\n\n1}\n[\n]', ['2 {"a":1}', '6 []']],
    ['a list of one item per line', '[\n{"a":1},\n{"b":2}\n]', ['1 [{"a":1},{"b":2}]']],
    ['several on a line', '{"a":1}{"b":2} {"c":3}', ['1 {"a":1}', '1 {"b":2}', '1 {"c":3} behind  ']],
    ['behind other text', 'x: {"a":1}\ny', ['1 {"a":1} behind x: ', '2 text']],
    ['in a fence', '```json\n{\n  "a": 1\n}\n```', ['1 text', '2 {"a":1}', '5 text']],
    ['in prose with brackets', '[error] {braces} {"a":1}', ['1 {"a":1} behind [error] {braces} ']],
    ['quoted', '> {\n>  "a": 1\n>\n> }', ['1 {"a":1} behind > ']],
    [
      'behind the name of a container and the time on each line',
      'web-1 | 12:00:01 {\nweb-1 | 12:00:02 "a": [{"b": 1},\nweb-1 | 12:00:03 {"b": 2}]\nweb-1 | 12:00:04 }',
      ['1 {"a":[{"b":1},{"b":2}]} behind web-1 | 12:00:01 '],
    ],
    [
      'behind a lead, one that is cut off before',
      'a: {"a":\na: {"b":2}',
      ['2:1 not valid JSON: a word that JSON does not know', '2 {"b":2} behind a: '],
    ],
    [
      'as JavaScript prints them',
      'x {\n  a: [ \'b\', {} ],\n  [c]: [1]\n} {"d":1}',
      ['1 {"a":["b",{}],"c":[1]} behind x ', '4 {"d":1}'],
    ],
    ['as Python prints them', '{"a":1} {\'b\': None}', ['1 {"a":1}', '1 {"b":null} behind  ']],
    ['in a field of CSV', '1,"{""a"":[{""b"":""""}]}"', ['1 {"a":[{"b":""}]} behind 1,"']],
    ['as JavaScript prints them, on one line', "{ name: 'x' }", ['1 {"name":"x"}']],
    ['as JavaScript prints them, without spaces', "{name : 'x'}", ['1 {"name":"x"}']],
    ['as Perl prints them', "{ name => 'x' }", ['1 {"name":"x"}']],
    ['as JavaScript prints lists', "[\n  'a'\n]\n[ 'b' ]\n['c']", ['1 ["a"]', '4 ["b"]', '5 ["c"]']],
    ['one right before what Python prints', '{"a":1}{\'b\': None}', ['1 {"a":1}', '1 {"b":null}']],
    ['one right behind it', '{\'b\': None}{"a":1}', ['1 {"b":null}', '1 {"a":1}']],
    ['behind a blank line', '  \n\t\n{"a":1}', ['3 {"a":1}']],
    [
      'behind leads that are not as long as they could be',
      `${'1'.repeat(200)}{\n${'1'.repeat(200)}"a":1}`,
      [`1 {"a":1} behind ${'1'.repeat(200)}`],
    ],
    ['as JavaScript prints empty texts', '{ a: "", b: \'c\' }', ['1 {"a":"","b":"c"}']],
    ['as JavaScript prints a text that holds JSON', String.raw`{ a: '{\"b\":1}' }`, [String.raw`1 {"a":"{\"b\":1}"}`]],
    ['behind a value of several lines', '{"a":1,\n"b":2} { c: \'d\' }', ['1 {"a":1,"b":2}', '2 {"c":"d"} behind  ']],
    ['in a field of CSV, spaced', '1,"{ ""a"":1}"', ['1 {"a":1} behind 1,"']],
    ['behind what curl says of many bytes', '{ [512 bytes data]\n{"a":1}', ['1 text', '2 {"a":1}']],
    ['behind what curl says of bytes', '{ [5 bytes data]\n{"a":1}', ['1 text', '2 {"a":1}']],
  ])('%s', (_name, text, items) => {
    expect(brief(text)).toEqual(items)
  })
})

describe('what is broken is told, and what stands behind it is read', () => {
  test.each([
    ['a line that is cut off', '{"a":\n{"b":2}', ['1:6 not valid JSON: it breaks off', '2 {"b":2}']],
    [
      'one that is cut off in a list',
      '{"a":[\n{"b":2}\n{"c":3}',
      ['2:8 not valid JSON: it breaks off', '2 {"b":2}', '3 {"c":3}'],
    ],
    [
      'one that is cut off in a text',
      '{"a":"\n{"b":2}',
      ['1:6 not valid JSON: a string that does not end', '2 {"b":2}'],
    ],
    ['the end of an input', '{"a":{"b":1},', ['1:14 not valid JSON: it breaks off', '1 {"b":1} behind {"a":']],
    ['a document of several lines', '{\n  "a": [,]\n}', ['2:9 not valid JSON: a value is missing']],
    ['no JSON at all', '{a: 1', ['1:2 not valid JSON: a word that JSON does not know']],
    ['nothing of any language', '{a: 1]', ['1:2 not valid JSON: a word that JSON does not know']],
    ['nor of CSV', '{""a"":}', ['1:4 not valid JSON: a word that JSON does not know']],
    ['behind a lead that is another one', 'a: {"y":[\nbb 1]}', ['1 {"y":["bb",1]} behind a: ']],
    [
      'behind a lead, with its column',
      '> {\n> "a": 1,}',
      ['2:10 not valid JSON: the name of a member, in double quotes, is missing'],
    ],
    [
      'a lead that is too long',
      `${'1'.repeat(201)}{\n${'1'.repeat(201)}"a":1,}`,
      ['2:1 not valid JSON: the name of a member, in double quotes, is missing'],
    ],
    [
      'among others on its line',
      '{"a":1} {"b":1,} {"c":2}',
      [
        '1 {"a":1}',
        '1:16 not valid JSON: the name of a member, in double quotes, is missing',
        '1 {"c":2} behind  {"b":1,} ',
      ],
    ],
    ['and text behind it', '{"a":1} [1,,2] and more', ['1 {"a":1}', '1:12 not valid JSON: a value is missing']],
    ['behind a blank line', '{\n\n"a":,\n}', ['3:5 not valid JSON: a value is missing']],
    [
      'behind a lead whose figures stand elsewhere',
      'a1 > {"y":[\na >1 2]}',
      ['2:1 not valid JSON: a word that JSON does not know'],
    ],
    [
      'before JSON in quotes without escapes',
      `{x '{"a":1}'`,
      ['1:2 not valid JSON: a word that JSON does not know', `1 {"a":1} behind {x '`],
    ],
    ['behind other text', 'x {"a":1,}', ['1:10 not valid JSON: the name of a member, in double quotes, is missing']],
  ])('%s', (_name, text, items) => {
    expect(brief(text)).toEqual(items)
  })

  test.each(['[-1, x]', '[1.5, x]', '[12 , x]', '[12\nx]', '[\n1 1]', '{\n1}', '[ {x', '["a" x'])(
    'where it was meant: %j',
    (text) => {
      for (const [lead, before] of [
        ['', ''],
        ['x ', 'x '],
      ] as const)
        expect(read(before + text)[0], lead).toMatchObject({ kind: 'broken' })
    },
  )

  test.each(['[12 x]', '[a, b]', '[1x, y]', '[-x]', '[ x ]'])('but not where it was not: %j', (text) => {
    expect(brief(text)).toEqual(['1 text'])
    expect(brief(`x ${text}`)).toEqual(['1 text'])
  })

  test('with the last of its lines', () => {
    expect(read('x\n{\n"a":,\n}')).toMatchObject([{}, { kind: 'broken', line: 2, lastLine: 4 }])
  })

  test('once for each stretch of text, and not where it was not meant', () => {
    expect(brief('{"{"{"{"{"{')).toHaveLength(1)
    expect(brief('[12:30] {x} [y]')).toEqual(['1 text'])
  })
})

test('a line that is too long is told, and so is what it leaves open', () => {
  const reader = new RecordReader(1000)
  expect(reader.take({ text: '{', line: 1 })).toEqual([])
  expect(reader.take({ text: 'x', line: 2, tooLong: true })).toMatchObject([
    { kind: 'broken', line: 1 },
    { kind: 'problem', line: 2, message: 'the line is too long to be read' },
  ])
})

test('a value that is longer than a document may be is refused', () => {
  expect(() => read(`[\n${'1,\n'.repeat(20)}`, 20)).toThrow('is too long for one document')
})

test('a record has its own text', () => {
  expect(read('x: {"a":1};')).toMatchObject([{ text: '{"a":1}' }])
})

test('its text keeps the blanks that it is indented with', () => {
  expect(read('\t{\n\t\t"a": 1\n\t}')).toMatchObject([{ text: '{\n\t\t"a": 1\n\t}', lead: '\t' }])
})

test('a reader tells whether a value is open', () => {
  const reader = new RecordReader(1000)
  const states = ['{', '"a":1', '}', 'x'].map((text, index) => {
    reader.take({ text, line: index + 1 })
    return reader.isOpen
  })
  expect(states).toEqual([true, true, false, false])
})

describe('what would tell of errors and was left out in printing is told, with its place', () => {
  const told = 'what tells of errors was left out in printing: print it with JSON.stringify(…)'

  test.each([
    ['Response {\n  data: { errors: [Array] }\n}', '1 {"data":{"errors":null}} behind Response ', '2:11'],
    ['{\n  errors: [ [Object], [Object] ]\n}', '1 {"errors":[null,null]}', '2:3'],
    ["a: { 'errors': [Object] }", '1 {"errors":null} behind a: ', '1:7'],
    ['{ data: [ { attributes: [Object] } ] }', '1 {"data":[{"attributes":null}]}', '1:13'],
    ["{ data: { 'meta': [Object] } }", '1 {"data":{"meta":null}}', '1:12'],
    ['{ meta: { status_details: [Object] } }', '1 {"meta":{"status_details":null}}', '1:11'],
    ['{ data: { data: [ [Object] ] } }', '1 {"data":{"data":[null]}}', '1:3'],
    ['{ data: { data: [Array] } }', '1 {"data":{"data":null}}', '1:3'],
    ['{\n  errors: [\n    [Object],\n    [Object]\n  ]\n}', '1 {"errors":[null,null]}', '2:3'],
    ['{\n  data: {\n    data: [\n      [Object]\n    ]\n  }\n}', '1 {"data":{"data":[null]}}', '2:3'],
    ['{ data: {data: [Array]} }', '1 {"data":{"data":null}}', '1:3'],
  ])('%j', (text, value, place) => {
    expect(brief(text)).toEqual([value, `${place} ${told}`])
    expect(read(text)[1]).toMatchObject({ kind: 'problem' })
  })

  test.each([
    "{ errors: [ { meta: [Object], title: 'a' } ] }",
    '{ relationships: { property: { data: [Object] } }, meta: { rights: [Array] } }',
    "{ level: 'info', meta: [Object] }",
  ])('and nothing else that was: %s', (text) => {
    expect(read(text)).toMatchObject([{ kind: 'json' }])
  })
})

test.each([
  ['{"a":1} and more', ['1 {"a":1}', '1 text']],
  ['{"a":1}}', ['1 {"a":1}', '1 text']],
  ['{"a":1},', ['1 {"a":1}']],
  ['f({"a":1});', ['1 {"a":1} behind f(']],
  ["[\n  { a: 'b' }\n] x", ['1 [{"a":"b"}]', '3 text']],
  ['{ a: \'b\' } {"c":1} x', ['1 {"a":"b"}', '1 {"c":1}', '1 text']],
])('text behind values is told as text, unless it only closes what stands around them: %j', (text, expected) => {
  expect(brief(text)).toEqual(expected)
})

test('text behind a value is told without the blanks around it', () => {
  expect(read('{"a":1} and more ')[1]).toEqual({ kind: 'text', text: 'and more', line: 1 })
})

describe('JSON that was printed as a text is read, whatever is escaped in it', () => {
  test.each<[text: string, value: unknown, lead: string]>([
    [String.raw`b'{"title":"You don\'t","name":"Gr\xc3\xb6\xc3\x9fe"}'`, { title: "You don't", name: 'Größe' }, "b'"],
    [String.raw`'{"title":"You don\'t","name":"Gr\xf6\xdfe"}'`, { title: "You don't", name: 'Größe' }, "'"],
    [String.raw`ERROR failed: '[{"a":"don\'t"}]' (3 tries)`, [{ a: "don't" }], "ERROR failed: '"],
    [String.raw`{\"errors\":[{\"code\":\"not-unique\"}]}`, { errors: [{ code: 'not-unique' }] }, ''],
    [String.raw` [{\"a\":1}]`, [{ a: 1 }], ' '],
    [String.raw`[{\"a\":1}]  `, [{ a: 1 }], ''],
    [String.raw`{\"name\":\"Größe\"}`, { name: 'Größe' }, ''],
    [String.raw`failed: b' {"title":"You don\'t"}'`, { title: "You don't" }, "failed: b'"],
  ])('%s', (text, value, lead) => {
    expect(read(text)).toEqual([{ kind: 'json', value, text: JSON.stringify(value), line: 1, lead }])
  })

  test('with the spaces between its brackets', () => {
    expect(read(String.raw`[ {\"a\":1}]`)).toMatchObject([{ value: [{ a: 1 }], text: '[ {"a":1}]' }])
  })

  test('and so is what stands before it', () => {
    expect(brief(String.raw`{"level":"error"} b'{"title":"You don\'t","links":{"a":1}}' {"b":1}`)).toEqual([
      '1 {"level":"error"}',
      `1 {"title":"You don't","links":{"a":1}} behind  b'`,
    ])
  })

  test('but not where what is around it is a value', () => {
    const text = String.raw`{"a":"'{\"b\":1}'"}`
    expect(read(text)).toMatchObject([{ value: JSON.parse(text), lead: '' }])
    expect(read(`x ${text}`)).toMatchObject([{ value: JSON.parse(text), lead: 'x ' }])
  })

  test('and the first five are looked at, however many there are', () => {
    const readBehind = (count: number) => read(`${"'{x' ".repeat(count)}'{"a":"\\x41"}'`)
    expect(readBehind(4)).toMatchObject([{ value: { a: 'A' } }])
    expect(readBehind(5)).not.toMatchObject([{ value: { a: 'A' } }])
    expect(brief(`'{\\`.repeat(100_000))).toHaveLength(1)
  })
})
