import { expect, test } from 'vitest'
import { en } from '../../src/explain/language.js'
import { duration, retryText, senderText } from '../../src/explain/words.js'
import type { Failure } from '../../src/failure/failure.js'

const { words } = en

test.each([
  [0, '0 s'],
  [1, '1 s'],
  [7000, '7 s'],
  [119_000, '119 s'],
  [120_000, '2 min'],
  [121_000, '3 min'],
  [7_200_000, '2 h'],
  [Number.MAX_SAFE_INTEGER, '2,501,999,793 h'],
])('%i ms are %s', (milliseconds, said) => {
  expect(duration(milliseconds)).toBe(said)
})

test('advice is put into words', () => {
  expect([
    retryText({ retry: 'never', because: 'code' }, words),
    retryText({ retry: 'after-fix', because: 'code' }, words),
    retryText({ retry: 'after-sign-in', because: 'status' }, words),
    retryText({ retry: 'later', because: 'status' }, words),
    retryText({ retry: 'later', because: 'status', after: 7000 }, words),
    retryText({ retry: 'later', because: 'status', after: 0 }, words),
  ]).toEqual([
    'Never: the same request will not succeed.',
    'Once that is done.',
    'With a fresh access token.',
    'Later, as it is.',
    'In 7 s, as the server asks.',
    'Now: the server no longer asks to wait.',
  ])
})

test('who answered is said where it was not the API', () => {
  const answered = (format: string) =>
    senderText({ errors: [{}], delivery: 'immediate', format } satisfies Failure, words)
  for (const format of ['gateway', 'ims', 'problem', 'html', 'text', 'json', 'empty']) {
    expect(answered(format), format).toMatch(/API|sent it/)
  }
  for (const format of ['json:api', 'malformed', 'constructor']) expect(answered(format), format).toBeUndefined()
})
