import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonLine } from '../../../src/cli/reporters/json.js'

test('plain data is one line of JSON', () => {
  expect(jsonLine({ a: [1, 'zwei\n', null], b: undefined })).toBe('{"a":[1,"zwei\\n",null]}\n')
})

test.each([
  ['a command', '\u001b[31m\u009b31m', '\\u001b[31m\\u009b31m'],
  ['a turn of direction', '\u202e\u2066', '\\u202e\\u2066'],
  ['a separator of lines', '\u2028\u007f', '\\u2028\\u007f'],
  [
    'what is not seen',
    '\u00ad\u061c\u200b\u200d\u3164\ufff9\ufeff',
    '\\u00ad\\u061c\\u200b\\u200d\\u3164\\ufff9\\ufeff',
  ],
  ['a tag', '\u{e0041}\u{e0001}', '\\udb40\\udc41\\udb40\\udc01'],
])('%s is escaped, wherever it stands', (_name, text, written) => {
  expect(jsonLine({ [text]: [text] })).toBe(`{"${written}":["${written}"]}\n`)
})

test('what is nested 100,000 levels deep says so', () => {
  const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)
  expect(jsonLine({ kind: 'failure', deep })).toMatch(/^\{"kind":"failure","deep":\[+"\[too deep\]"\]+\}\n$/)
})

test('any JSON comes back as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const line = jsonLine({ value })
      expect(line.trimEnd()).not.toMatch(/[\p{Cc}\p{Cf}]/u)
      expect(JSON.parse(line)).toEqual(JSON.parse(JSON.stringify({ value })))
    }),
  )
})
