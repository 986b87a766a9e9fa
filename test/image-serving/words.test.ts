import { expect, test } from 'vitest'
import { wordsOf } from '../../src/image-serving/words.js'
import { failureOf } from './requests.js'

const failure = failureOf('image-corrupt', {
  detail: 'Bad marker in /data/shoe.tif',
  meta: { stack: 'at Reader.java:7' },
})

test.each([
  [0, 'Image Corrupt'],
  [1, 'Image Corrupt'],
  [2, 'Bad marker in /data/shoe.tif'],
  [3, 'Bad marker in /data/shoe.tif\nat Reader.java:7'],
] as const)('the message of level %j is %j', (level, message) => {
  expect(wordsOf(failure, level)).toEqual({ title: 'Image Corrupt', message })
})

test('where there is no detail, the title is the message', () => {
  expect(wordsOf(failureOf('server-error'), 3)).toEqual({ title: 'Server Error', message: 'Server Error' })
})

test.each([
  [{ code: 'x' }, 'x'],
  [{ detail: 'y' }, 'Error'],
])('an error without a title, %j, has the title %j', (error, title) => {
  expect(wordsOf({ errors: [error], delivery: 'immediate', format: 'text' }, 0).title).toBe(title)
})
