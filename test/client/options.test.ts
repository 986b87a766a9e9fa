import { Agent, request } from 'undici'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { errorFromResponse, withReactorErrors } from '../../src/client/fetch.js'
import { retry } from '../../src/client/retry.js'
import { settle } from '../../src/client/settle.js'
import { reactorErrors } from '../../src/client/undici/index.js'
import { reactor } from '../../src/index.js'
import { rejection } from '../rejection.js'
import { type Served, serve } from './wire-responses.js'

let busy: Served
let pending: Served
beforeAll(async () => {
  busy = await serve((_, response) => response.writeHead(503).end())
  const body = JSON.stringify({ data: { type: 'builds', id: 'BL1', attributes: { status: 'pending' } } })
  pending = await serve((_, response) => response.end(body))
})
afterAll(() => Promise.all([busy.close(), pending.close()]))

/** Rejections that nobody handled: each would end a process. */
const unhandled: unknown[] = []
const keep = (reason: unknown): void => void unhandled.push(reason)
beforeEach(() => {
  unhandled.length = 0
  process.on('unhandledRejection', keep)
})
afterEach(async () => {
  // Node tells of them once the microtasks are done.
  await new Promise(setImmediate)
  process.off('unhandledRejection', keep)
  expect(unhandled).toEqual([])
})

const boom = () => Promise.reject(new Error('boom'))
/** A promise where a value is due, as only programs without types pass it. */
const never = boom as never
const dialect = (name: string) => ({ ...reactor, [name]: never })
const failing = () => Promise.reject(reactor.error('internal-error'))
const quick = { method: 'GET', sleep: async () => {}, random: () => 0 }

describe('a promise where a value is due is refused, and its rejection handled', () => {
  test.each<[name: string, call: () => Promise<unknown>]>([
    ['now', () => settle(pending.url, { now: never })],
    ['random', () => retry(failing, { ...quick, random: never })],
    ['dialect.from', () => retry(failing, { ...quick, dialect: dialect('from') })],
    ['dialect.from', () => settle(busy.url, { fetch: boom, dialect: dialect('from') })],
    ['dialect.retryAdvice', () => retry(failing, { ...quick, dialect: dialect('retryAdvice') })],
    ['dialect.retryAdvice', () => settle(busy.url, { dialect: dialect('retryAdvice') })],
    ['dialect.parse', () => withReactorErrors(fetch, { dialect: dialect('parse') })(busy.url)],
    ['dialect.parse', () => errorFromResponse(Response.json({}), { deferred: true, dialect: dialect('parse') })],
    ['dialect.parse', () => errorFromResponse(new Response('', { status: 404 }), { dialect: dialect('parse') })],
    [
      'dialect.parse',
      () =>
        settle({ type: 'builds', id: 'BL1', attributes: {}, links: { self: busy.url } }, { dialect: dialect('parse') }),
    ],
    ['dialect.error', () => withReactorErrors(fetch, { dialect: dialect('error') })(busy.url)],
  ])('%s', async (name, call) => {
    expect(await rejection(call())).toEqual(new TypeError(`"${name}" must return its value, not a promise of it`))
  })

  test.each(['parse', 'error'])('dialect.%s, behind undici', async (name) => {
    const agent = new Agent()
    const dispatcher = agent.compose(reactorErrors({ dialect: dialect(name) }))
    expect(await rejection(request(busy.url, { dispatcher }))).toEqual(
      new TypeError(`"dialect.${name}" must return its value, not a promise of it`),
    )
    await agent.close()
  })
})

describe('what is no number where one is due is refused', () => {
  test.each<[what: string, value: unknown]>([
    ['string', '5'],
    ['undefined', undefined],
    ['object', null],
    ['NaN', Number.NaN],
    ['bigint', 5n],
  ])('%s', async (what, value) => {
    const told = (name: string) => new TypeError(`"${name}" must return a number, not ${what}`)
    expect(await rejection(settle(pending.url, { now: () => value as number }))).toEqual(told('now'))
    expect(await rejection(retry(failing, { ...quick, random: () => value as number }))).toEqual(told('random'))
  })
})

describe('what may take its time is waited for', () => {
  test('onRetry, before the wait', async () => {
    const order: string[] = []
    const onRetry = async () => {
      await new Promise(setImmediate)
      order.push('told')
    }
    const sleep = async () => void order.push('slept')
    await rejection(retry(failing, { ...quick, attempts: 3, onRetry, sleep }))
    expect(order).toEqual(['told', 'slept', 'told', 'slept'])
  })

  test('onProgress, before the wait', async () => {
    const order: string[] = []
    let time = 0
    const onProgress = async () => {
      await new Promise(setImmediate)
      order.push('told')
    }
    const sleep = async (milliseconds: number) => {
      order.push('slept')
      time += milliseconds
    }
    await rejection(settle(pending.url, { onProgress, sleep, now: () => time, timeout: 2000 }))
    expect(order).toEqual(['told', 'slept', 'told', 'slept'])
  })

  test('and ends the work where it rejects', async () => {
    expect(await rejection(retry(failing, { ...quick, onRetry: boom }))).toEqual(new Error('boom'))
    expect(await rejection(settle(pending.url, { onProgress: boom }))).toEqual(new Error('boom'))
    expect(await rejection(retry(failing, { ...quick, sleep: boom }))).toEqual(new Error('boom'))
    expect(await rejection(settle(pending.url, { sleep: boom }))).toEqual(new Error('boom'))
  })
})
