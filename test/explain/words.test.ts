import { expect, test } from 'vitest'
import { labelsOf } from '../../src/explain/labels.js'
import { en } from '../../src/explain/language.js'
import { duration, filled, retryText, senderText, titleText, wordsOf } from '../../src/explain/words.js'
import type { Failure } from '../../src/failure/failure.js'
import type { ErrorObject } from '../../src/jsonapi/document.js'

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

test.each([
  ['image-serving', 'Image Serving'],
  ['image-rendering', 'Image Rendering'],
])('the server of images that answered is called by its name: %s', (service, name) => {
  const failure = { errors: [{ meta: { service } }], delivery: 'immediate', format: 'text' } satisfies Failure
  expect(senderText(failure, words)).toBe(words.sender_images.replace('{service}', name))
})

test('what a text leaves open is filled in as it is', () => {
  expect(filled('{count} of {name}, {count}', { count: 2, name: '$& {count}' })).toBe('2 of $& {count}, 2')
})

test('words that a language lacks are in English', () => {
  expect(wordsOf({ tag: 'tlh' })).toStrictEqual(words)
  expect(wordsOf({ tag: 'tlh', words: { now: 'DaH.' } })).toStrictEqual({ ...words, now: 'DaH.' })
})

test('labels are in English where a language has none at all, and say so', () => {
  expect(labelsOf({ tag: 'tlh' })).toStrictEqual({ tag: 'en', words: en.labels })
  expect(labelsOf({ tag: 'tlh', labels: { errors: '{count} Qagh' } })).toStrictEqual({
    tag: 'tlh',
    words: { ...en.labels, errors: '{count} Qagh' },
  })
})

test.each<[detail: string | undefined, isName: boolean]>([
  ['The port is taken', true],
  ['x'.repeat(100), true],
  ['x'.repeat(101), false],
  ['Two\nlines', false],
  [' ', false],
  [undefined, false],
])('an error without a name goes by what it says, where that is one short line: %j', (detail, isName) => {
  expect(titleText(detail === undefined ? {} : { detail }, words)).toBe(isName ? detail : words.nameless)
})

test.each<[error: ErrorObject, text: string]>([
  [{ code: 'a-b', title: 'Taken', detail: 'D' }, 'Taken'],
  [{ title: 'Taken', detail: 'D' }, 'Taken'],
  [{ code: 'a-b', detail: 'D' }, ''],
  [{ code: '', title: '', detail: 'D' }, 'D'],
])('an error with a name goes by its title: %j', (error, text) => {
  expect(titleText(error, words)).toBe(text)
})
