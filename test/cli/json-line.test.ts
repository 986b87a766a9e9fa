import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonLine } from '../../src/cli/reporters/json.js'

test('plain data is one line of JSON', () => {
  expect(jsonLine({ a: [1, 'zwei\n', null], b: undefined })).toBe('{"a":[1,"zwei\\n",null]}')
})

test('secrets are masked, by what they look like and by what they are called', () => {
  const failure = {
    detail: 'sent Bearer abcdef123456',
    meta: { client_secret: 'opensesame', url: '/a?token=abc', name: 'x' },
  }
  expect(JSON.parse(jsonLine(failure))).toEqual({
    detail: 'sent Bearer [redacted]',
    meta: { client_secret: '[redacted]', url: '/a[redacted]', name: 'x' },
  })
})

test('what a terminal might obey is escaped', () => {
  expect(jsonLine('\u001b[31m\u009b31m\u202e\u2028\u007f')).toBe(String.raw`"\u001b[31m\u009b31m\u202e\u2028\u007f"`)
})

test('what is nested 100,000 levels deep says so', () => {
  const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)
  expect(jsonLine({ kind: 'failure', deep })).toMatch(/^\{"kind":"failure","deep":\[+"\[too deep\]"\]+\}$/)
})

test('any JSON that holds no secret comes back as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const line = jsonLine(value)
      expect(line).not.toMatch(/\p{Cc}/u)
      if (!line.includes('[redacted]')) expect(JSON.parse(line)).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})
