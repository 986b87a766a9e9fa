import { expect, test } from 'vitest'
import { checkImage, checkImages } from '../../src/client/check-image/index.js'
import { errorFromResponse, fromAsync, withReactorErrors } from '../../src/client/fetch.js'
import { retry, withRetry } from '../../src/client/retry.js'
import { settle } from '../../src/client/settle.js'
import { reactorErrors } from '../../src/client/undici/index.js'
import { rejection } from '../rejection.js'

/** Programs without types pass anything. */
type Anything = never

const never = () => expect.fail('a request was sent')
const work = () => expect.fail('work was begun')
const url = 'http://127.0.0.1:9/is/image/a'
const broken = () => new Response('', { status: 503 })

async function firstOf(urls: Anything, options?: Anything): Promise<unknown> {
  return checkImages(urls, options).next()
}

const aFunction = 'must be a function'
const anObject = 'must be an object'
const aSignal = 'must be an AbortSignal'
const aBoolean = 'must be true or false'
const aDialect = 'must be a dialect, such as defineDialect makes'

/** Every way to give a value of the wrong kind, which nothing else refuses. */
const wrong: readonly [name: string, must: string, call: (value: Anything) => unknown, value?: unknown][] = [
  ['options', anObject, (options) => withReactorErrors(never, options), null],
  ['dialect', aDialect, (dialect) => withReactorErrors(never, { dialect })],
  ['deferred', aBoolean, (deferred) => withReactorErrors(never, { deferred }), 'false'],
  ['stacks', aBoolean, (stacks) => reactorErrors({ stacks }), 'no'],
  ['idempotent', aBoolean, (idempotent) => withRetry(never, { idempotent }), 'false'],
  ['idempotent', aBoolean, (idempotent) => retry(work, { method: 'POST', idempotent }), 1],
  ['response', 'must be a Response', (response) => errorFromResponse(response)],
  ['response', 'must be a Response', (response) => errorFromResponse(response), Promise.resolve(broken())],
  ['response', 'must be a Response', (response) => errorFromResponse(response), { status: 404, headers: {} }],
  ['options', anObject, (options) => errorFromResponse(broken(), options), null],
  ['dialect', aDialect, (dialect) => errorFromResponse(broken(), { dialect })],
  ['signal', aSignal, (signal) => errorFromResponse(broken(), { signal })],
  ['options', anObject, (options) => fromAsync(broken(), options), null],
  ['dialect', aDialect, (dialect) => fromAsync(broken(), { dialect })],
  ['signal', aSignal, (signal) => fromAsync(broken(), { signal })],
  ['options', anObject, (options) => reactorErrors(options), null],
  ['dialect', aDialect, (dialect) => reactorErrors({ dialect })],
  ['work', aFunction, (given) => retry(given, { method: 'GET' })],
  ['options', anObject, (options) => retry(work, options), undefined],
  ['method', 'must be a string', (options) => retry(work, options), {}],
  ['signal', aSignal, (signal) => retry(work, { method: 'GET', signal })],
  ['dialect', aDialect, (dialect) => retry(work, { method: 'GET', dialect })],
  ...['onRetry', 'random', 'sleep'].flatMap((name): typeof wrong => [
    [name, aFunction, (value) => retry(work, { method: 'GET', [name]: value })],
    [name, aFunction, (value) => withRetry(never, { [name]: value })],
  ]),
  ['options', anObject, (options) => withRetry(never, options), null],
  ['dialect', aDialect, (dialect) => withRetry(never, { dialect })],
  ['signal', aSignal, (signal) => withRetry(async (_url: string, _init: object) => work())(url, { signal })],
  ['options', anObject, (options) => settle(url, options), null],
  ['dialect', aDialect, (dialect) => settle(url, { dialect })],
  ['signal', aSignal, (signal) => settle(url, { signal })],
  ['headers', anObject, (headers) => settle(url, { headers })],
  ...['fetch', 'now', 'onProgress', 'sleep'].map((name): (typeof wrong)[number] => [
    name,
    aFunction,
    (value) => settle(url, { [name]: value }),
  ]),
  ['url', 'must be a URL', (given) => checkImage(given)],
  ['options', anObject, (options) => checkImage(url, options), null],
  ['fetch', aFunction, (fetch) => checkImage(url, { fetch })],
  ['signal', aSignal, (signal) => checkImage(url, { signal })],
  ['headers', anObject, (headers) => checkImage(url, { headers })],
  ['fingerprints', 'must be a list of strings', (fingerprints) => checkImage(url, { fingerprints })],
  ['fingerprints', 'must be a list of strings', (fingerprints) => checkImage(url, { fingerprints }), [5]],
  ['service', 'must be "image-serving" or "image-rendering"', (service) => checkImage(url, { service })],
  ['ask', 'must be "props" or "validate" or "nothing"', (ask) => checkImage(url, { ask })],
  ['urls', 'must be a list of URLs', (urls) => firstOf(urls)],
  ['urls', 'must be a list of URLs', (urls) => firstOf(urls), url],
  ['urls', 'must be a list of URLs', (urls) => firstOf(urls), new URL(url)],
  ['options', anObject, (options) => firstOf([] as never, options), null],
  ['fetch', aFunction, (fetch) => firstOf([] as never, { fetch } as never)],
  ['sleep', aFunction, (sleep) => firstOf([] as never, { sleep } as never)],
  ['signal', aSignal, (signal) => firstOf([] as never, { signal } as never)],
]

test.each(wrong)('a value of the wrong kind is refused at once: "%s" %s', async (name, must, call, ...given) => {
  const [value] = given.length === 0 ? [5] : given
  expect(await rejection((async () => call(value as never))())).toEqual(new TypeError(`"${name}" ${must}`))
})

test.each<[value: unknown, described: string]>([
  ['1000', 'string'],
  [5n, 'bigint'],
  [Symbol('s'), 'symbol'],
  [-1, '-1'],
])('a limit that only looks like a number is refused: %o', (maxBytes, described) => {
  const told = new RangeError(`"maxBytes" must be a number from 0 up, not ${described}`)
  expect(() => withReactorErrors(never, { maxBytes: maxBytes as never })).toThrow(told)
})

test('a number of attempts that is none is refused before there is a request', () => {
  const told = new RangeError('"attempts" must be a number from 0 up, not string')
  expect(() => withRetry(never, { attempts: '4' as never })).toThrow(told)
})

const drawn = async () => new Response('GIF89a')

test('a picture can be named by the object of its URL', async () => {
  const asked: string[] = []
  const fetch = async (address: string) => {
    asked.push(address)
    return drawn()
  }
  const { verdict } = await checkImage(new URL(`${url}?wid=9`), { fetch })
  expect([verdict, ...asked]).toEqual(['undetectable', `${url}?wid=9`, `${url}?wid=9&req=props`])
})

test('and so can each of many, among which something that is no URL ends nothing', async () => {
  const checked: string[] = []
  const urls = [undefined, new URL(url), Object.create(null), `${url}?wid=9`] as string[]
  for await (const { url: each, check } of checkImages(urls, { fetch: drawn, ask: 'nothing' }))
    checked.push(`${each} ${check.verdict === 'undetectable' && check.why.slice(0, 14)}`)
  expect(checked.sort()).toEqual([
    ' It is no URL o',
    `${url} An error image`,
    `${url}?wid=9 An error image`,
    'undefined It is no URL o',
  ])
})
