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
    [
      'several on a line',
      '{"a":1}{"b":2} {"c":3}',
      ['1 {"a":1}', '1 {"b":2} behind {"a":1}', '1 {"c":3} behind {"a":1}{"b":2} '],
    ],
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
      ['1 {"a":["b",{}],"c":[1]} behind x ', '4 {"d":1} behind } '],
    ],
    ['as Python prints them', '{"a":1} {\'b\': None}', ['1 {"a":1}', '1 {"b":null} behind {"a":1} ']],
    ['in a field of CSV', '1,"{""a"":[{""b"":""""}]}"', ['1 {"a":[{"b":""}]} behind 1,"']],
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
    ['behind other text', 'x {"a":1,}', ['1:10 not valid JSON: the name of a member, in double quotes, is missing']],
  ])('%s', (_name, text, items) => {
    expect(brief(text)).toEqual(items)
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
