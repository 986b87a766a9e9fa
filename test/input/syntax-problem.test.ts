import { describe, expect, test } from 'vitest'
import { isJson } from '../../src/input/json-text.js'
import { syntaxProblem } from '../../src/input/syntax-problem.js'

describe('what is not JSON is told with its place', () => {
  test.each([
    ['{"a":1', 1, 7, 'it breaks off'],
    ['{\n  "a": "b\n', 2, 8, 'a string that does not end'],
    ['{"a" 1}', 1, 6, 'a colon is missing'],
    ['{"a":1 "b":2}', 1, 8, 'a comma is missing'],
    ['{"a":1,}', 1, 8, 'the name of a member, in double quotes, is missing'],
    ["{'a':1}", 1, 2, 'a word that JSON does not know'],
    ['{"a":yes}', 1, 6, 'a word that JSON does not know'],
    ['[1,,2]', 1, 4, 'a value is missing'],
    ['{} {}', 1, 4, 'more text after the end of the document (several documents go one per line)'],
    ['{"a":1}\r\n{"b":', 2, 1, 'more text after the end of the document (several documents go one per line)'],
    ['// note\n{}', 1, 1, 'a comment'],
    ['"\\x"', 1, 1, 'an escape that JSON does not know'],
    ['"\\u00g"', 1, 1, 'an escape that is not of the form \\u0000'],
    ['"a\tb"', 1, 1, 'a control character inside a string'],
    ['[1.]', 1, 2, 'a number that does not end'],
    ['/* note', 1, 1, 'a comment'],
    ['[1}', 1, 3, 'a comma is missing'],
    ['{"a":1]', 1, 7, 'a comma is missing'],
    ['[01]', 1, 3, 'a comma is missing'],
  ])('%j', (text, line, column, what) => {
    expect(isJson(text)).toBe(false)
    expect(syntaxProblem(text, { line: 1, column: 1 })).toEqual({
      kind: 'problem',
      message: `not valid JSON: ${what}`,
      line,
      column,
    })
  })

  test('counted from the line in which it begins', () => {
    expect(syntaxProblem('\n[', { line: 10, column: 5 })).toMatchObject({ line: 11, column: 2 })
    expect(syntaxProblem('[,]', { line: 10, column: 5 })).toMatchObject({ line: 10, column: 6 })
  })

  test('even if only JSON.parse minds', () => {
    expect(syntaxProblem('\ufeff{}', { line: 3, column: 1 })).toMatchObject({ line: 3, column: 1 })
  })

  test('at its beginning if it is nested too deeply to be searched', () => {
    expect(syntaxProblem('['.repeat(100_000), { line: 2, column: 1 })).toEqual({
      kind: 'problem',
      message: 'not valid JSON',
      line: 2,
      column: 1,
    })
  })
})
