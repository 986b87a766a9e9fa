import { getEventListeners, getMaxListeners } from 'node:events'
import type { Socket } from 'node:net'
import { Agent, request } from 'undici'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withReactorErrors } from '../../src/client/fetch.js'
import { retry, withRetry } from '../../src/client/retry.js'
import { settle } from '../../src/client/settle.js'
import { reactorErrors } from '../../src/client/undici/index.js'
import { reactor } from '../../src/index.js'
import { countingSignal } from './counting-signal.js'
import { responses, type Served, serve } from './wire-responses.js'

const MANY = 2000

let server: Served
const sockets = new Set<Socket>()
beforeAll(async () => {
  const polls = new Map<string, number>()
  server = await serve((incoming, response) => {
    const path = incoming.url ?? '/'
    sockets.add(incoming.socket)
    if (path === '/failed')
      return response.writeHead(404, responses['not-found'].headers).end(responses['not-found'].body)
    const seen = (polls.get(path) ?? 0) + 1
    polls.set(path, seen)
    const status = seen === 1 ? 'pending' : 'succeeded'
    return response.end(JSON.stringify({ data: { type: 'builds', id: 'BL1', attributes: { status } } }))
  })
})
afterAll(() => server.close())

/** Warnings of Node that something leaks. */
async function warningsDuring(work: () => Promise<unknown>): Promise<readonly string[]> {
  const warnings: string[] = []
  const keep = ({ name }: Error): void => void warnings.push(name)
  process.on('warning', keep)
  await work()
  // Warnings come in a turn of their own.
  await new Promise(setImmediate)
  process.off('warning', keep)
  return warnings
}

/** The timers and sockets that keep the process alive now. */
const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length

const quick = { method: 'GET', sleep: async () => {}, random: () => 0 }
const failing = () => Promise.reject(reactor.error('internal-error'))

describe('on one signal', () => {
  test('a hundred waits at once have one listener, and leave none', async () => {
    const { signal } = new AbortController()
    const urls = Array.from({ length: 100 }, (_, index) => `${server.url}at-once-${index}`)
    let most = 0
    const onProgress = () => {
      most = Math.max(most, getEventListeners(signal, 'abort').length)
    }
    const warnings = await warningsDuring(() =>
      Promise.all(urls.map((url) => settle(url, { signal, interval: 20, onProgress }))),
    )
    expect(getMaxListeners(signal)).toBeLessThan(100)
    expect([warnings, most, getEventListeners(signal, 'abort').length]).toEqual([[], 1, 0])
  })

  test('a hundred repetitions at once have one listener, and leave none', async () => {
    const { signal } = new AbortController()
    const options = { method: 'GET', signal, baseDelay: 1, attempts: 3 }
    const warnings = await warningsDuring(() =>
      Promise.allSettled(Array.from({ length: 100 }, () => retry(failing, options))),
    )
    expect([warnings, getEventListeners(signal, 'abort').length]).toEqual([[], 0])
  })

  test('thousands of repetitions, one after the other, leave none', async () => {
    const { signal, listeners, most } = countingSignal()
    for (let count = 0; count < MANY; count++) await retry(failing, { ...quick, signal }).catch(() => {})
    expect([listeners(), most()]).toEqual([0, 0])
    for (let count = 0; count < 20; count++) {
      await retry(failing, { method: 'GET', signal, baseDelay: 0 }).catch(() => {})
    }
    expect([listeners(), most()]).toEqual([0, 1])
  })
})

test('thousands of errors over fetch leave no timer and few sockets', async () => {
  const throwing = withRetry(withReactorErrors(fetch), { attempts: 1 })
  sockets.clear()
  const before = timers()
  for (let count = 0; count < MANY / 4; count++) {
    await Promise.all(Array.from({ length: 4 }, () => throwing(`${server.url}failed`).catch(() => {})))
  }
  expect(timers() - before).toBeLessThanOrEqual(2)
  expect(sockets.size).toBeLessThanOrEqual(16)
})

test('thousands of errors behind the interceptor leave no listener, no timer and no more sockets than it may have', async () => {
  const { signal } = new AbortController()
  const agent = new Agent({ connections: 2 })
  const dispatcher = agent.compose(reactorErrors({ deferred: true }))
  sockets.clear()
  const before = timers()
  for (let count = 0; count < MANY / 4; count++) {
    const calls = Array.from({ length: 4 }, () =>
      request(`${server.url}failed`, { dispatcher, signal }).catch(() => {}),
    )
    await Promise.all(calls)
  }
  expect(getEventListeners(signal, 'abort')).toHaveLength(0)
  expect(timers() - before).toBeLessThanOrEqual(2)
  expect(sockets.size).toBeLessThanOrEqual(2)
  await agent.close()
})

test('thousands of errors over fetch leave no listener of ours', async () => {
  const { signal, listeners, added, most } = countingSignal()
  const throwing = withReactorErrors(async (_: string, _init: object) => Response.json({}, { status: 404 }))
  for (let count = 0; count < MANY; count++) await throwing('', { signal }).catch(() => {})
  expect([listeners(), added(), most()]).toEqual([0, MANY, 1])
})

test('hundreds of waits leave no timer', async () => {
  const before = timers()
  for (let count = 0; count < 300; count++) await settle(`${server.url}one-by-one-${count}`, { sleep: async () => {} })
  expect(timers() - before).toBeLessThanOrEqual(2)
})
