import { expect, test } from 'vitest'
import type { PictureCounts } from '../../../src/cli/reporters/reporter.js'
import { countFailure, createTally } from '../../../src/cli/tally.js'
import type { ImageCheck } from '../../../src/client/check-image/index.js'
import type { Failure } from '../../../src/failure/failure.js'
import { imageServing } from '../../../src/image-serving/index.js'
import { ioOf, reporterOf } from '../streams.js'

const reporter = (columns = 80, env: Readonly<Record<string, string>> = { NO_COLOR: '1' }) =>
  reporterOf(ioOf({ tty: ['stdout'], columns, env }))

const failure: Failure = imageServing.error('image-too-large', { detail: 'No C:\\s7\\a.tif' }).failure
const url = 'https://shop.example/is/image/shoe'
const show = (check: ImageCheck, columns?: number) => reporter(columns).report({ kind: 'picture', url, check })

test.each([
  ['response', 'the response says so'],
  ['fingerprint', 'it is an error image that is known'],
  ['props', 'its properties say so (req=props)'],
  ['validate', 'its request is not valid (req=validate)'],
] as const)('a broken picture is told with what is wrong, and that %s said so', (by, told) => {
  expect(show({ verdict: 'failed', by, failure })).toBe(
    `✖ ${url}\n  [image-too-large] Image Too Large: No [path]\n  ${told}\n`,
  )
})

test('on lines that fit', () => {
  expect(show({ verdict: 'failed', by: 'validate', failure }, 40)).toBe(
    `✖ ${url}\n  [image-too-large] Image Too Large: No\n  [path]\n  its request is not valid\n  (req=validate)\n`,
  )
})

test('in colours', () => {
  const colored = reporter(80, {})
  const check = { verdict: 'failed', by: 'props', failure } as const
  expect(colored.report({ kind: 'picture', url, check })).toBe(
    `\u001b[31m✖\u001b[39m \u001b[1m${url}\u001b[22m\n  [image-too-large] Image Too Large: No [path]\n\u001b[2m  its properties say so (req=props)\u001b[22m\n`,
  )
  expect(colored.report({ kind: 'picture', url, check: { verdict: 'undetectable', why: 'It hides' } })).toBe(
    `\u001b[33m?\u001b[39m \u001b[1m${url}\u001b[22m\n  It hides\n`,
  )
})

test('each error of a picture is told, and none of one that is sound', () => {
  const [first] = failure.errors
  const two: Failure = { ...failure, errors: [first, { title: 'And More' }] }
  expect(show({ verdict: 'failed', by: 'response', failure: two })).toBe(
    `✖ ${url}\n  [image-too-large] Image Too Large: No [path]\n  [403] And More\n  the response says so\n`,
  )
  expect(show({ verdict: 'sound', by: 'props' })).toBe('')
})

const none = { sound: 0, failed: 0, undetectable: 0, skipped: 0, problems: 0, isInterrupted: false }

test.each<[counts: Partial<PictureCounts>, said: string]>([
  [{}, '✔ 0 pictures checked'],
  [{ sound: 1 }, '✔ 1 picture checked, 1 sound'],
  [{ sound: 1200, skipped: 1000 }, '✔ 1,200 pictures checked, 1,200 sound, 1,000 known before'],
  [{ failed: 1000 }, '✖ 1,000 pictures checked, 1,000 failed'],
  [{ undetectable: 1000 }, '✖ 1,000 pictures checked, 1,000 undetectable'],
  [{ failed: 1, undetectable: 1 }, '✖ 2 pictures checked, 1 failed, 1 undetectable'],
  [{ problems: 1 }, '✖ 0 pictures checked, 1 place could not be read'],
  [{ sound: 2, isInterrupted: true }, '✖ interrupted: 2 pictures checked, 2 sound'],
  [
    { sound: 1, failed: 2, undetectable: 3, skipped: 4, problems: 5 },
    '✖ 6 pictures checked, 1 sound, 2 failed, 3 undetectable, 4 known before, 5\n  places could not be read',
  ],
])('%j is summed up: %s', (counts, said) => {
  const report = { kind: 'pictures', counts: { ...none, tally: createTally(), ...counts } } as const
  expect(reporter().report(report)).toBe(`${said}\n`)
})

test('the codes of broken pictures are counted', () => {
  const tally = createTally()
  countFailure(tally, failure)
  expect(reporter().report({ kind: 'pictures', counts: { ...none, failed: 1, tally } })).toBe(
    `✖ 1 picture checked, 1 failed\n  image-too-large  1  ${'█'.repeat(40)}\n`,
  )
})
