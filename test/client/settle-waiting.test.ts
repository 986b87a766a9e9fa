import type { IncomingMessage } from 'node:http'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type FetchUrl, type Progress, settle } from '../../src/client/settle.js'
import { reactor } from '../../src/index.js'
import { rejection } from '../rejection.js'
import { ownTime, pending, resource, script, succeeded, type Turn } from './settling.js'
import { responses } from './wire-responses.js'

afterEach(() => void vi.useRealTimers())

describe('the wait goes on', () => {
  const trapped = new Proxy(
    {},
    {
      getPrototypeOf() {
        throw new Error('trap')
      },
    },
  )
  const unreadable = Object.defineProperty(new Error('x'), 'message', {
    get() {
      throw new Error('trap')
    },
  })

  const hangUp = (request: IncomingMessage) => request.socket.destroy()
  const cutOffAfter =
    (text: string): Turn =>
    (_, response) => {
      response.writeHead(200, { 'content-type': 'application/vnd.api+json', 'content-length': '1000' })
      response.write(text, () => response.destroy())
    }

  test.each<[what: string, turn: Turn, told: object]>([
    [
      'when the server hangs up',
      hangUp,
      { trouble: expect.stringMatching(/^TypeError: fetch failed \(UND_ERR_SOCKET\)$/) },
    ],
    [
      'when the response breaks off',
      cutOffAfter('{"data":{"type":"builds","id":"BL1"'),
      { failure: { format: 'malformed', status: 200 } },
    ],
    [
      'when the response breaks off after its JSON',
      cutOffAfter(JSON.stringify({ data: resource('', succeeded) })),
      { failure: { format: 'malformed', status: 200 } },
    ],
    ['when the JSON breaks off', { ...responses['cut-off'], status: 200 }, { failure: { format: 'malformed' } }],
    ['on 503', responses.empty, { failure: { status: 503 } }],
    ['on a page of a proxy', responses.html, { failure: { status: 502, format: 'html' } }],
    [
      'on a status that passes and a code that says so too',
      { ...responses['not-found'], status: 500, body: '{"errors":[{"code":"internal-error"}]}' },
      { failure: { errors: [{ code: 'internal-error' }] } },
    ],
  ])('%s', async (_, turn, told) => {
    const { url, requests } = await script(turn, turn, succeeded)
    const seen: Progress[] = []
    const { waits, ...time } = ownTime()
    await settle(url, { ...time, onProgress: (progress) => seen.push(progress) })
    expect(requests).toHaveLength(3)
    expect(waits).toEqual([1000, 1500])
    expect(seen).toMatchObject([
      { ...told, polls: 1, elapsed: 0, wait: 1000 },
      { ...told, polls: 2, elapsed: 1000, wait: 1500 },
    ])
    expect(seen[0]).not.toHaveProperty('status')
  })

  test('when one request takes too long', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { url, requests } = await script(() => vi.advanceTimersByTime(30_000), succeeded)
    const seen: Progress[] = []
    await settle(url, { ...ownTime(), onProgress: (progress) => seen.push(progress) })
    expect(requests).toHaveLength(2)
    expect(seen).toMatchObject([{ trouble: 'TimeoutError: There was no response in time' }])
  })

  test('when fetch does not listen to its signal', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    let asked = 0
    const deaf: FetchUrl = (url) => {
      if (asked++ > 0) return fetch(url)
      vi.advanceTimersByTime(30_000)
      return new Promise(() => {})
    }
    const { url } = await script(succeeded)
    expect(await settle(url, { ...ownTime(), fetch: deaf })).toMatchObject(succeeded)
    expect(asked).toBe(2)
  })

  test.each([
    ['no error', 'no', 'something was thrown that is no error'],
    ['an error that cannot be read', unreadable, 'an error was thrown that cannot be read'],
    ['what cannot be asked anything', trapped, 'something was thrown that is no error'],
  ])('when what is thrown is %s', async (_, thrown, trouble) => {
    let asked = 0
    const odd: FetchUrl = (url) => (asked++ === 0 ? Promise.reject(thrown) : fetch(url))
    const { url } = await script(succeeded)
    const seen: Progress[] = []
    await settle(url, { ...ownTime(), fetch: odd, onProgress: (progress) => seen.push(progress) })
    expect(seen).toMatchObject([{ trouble }])
  })

  test('when fetch throws that a good response took too long to arrive', async () => {
    const late = { errors: [{}], delivery: 'immediate', format: 'timed-out', status: 200 } as const
    let asked = 0
    const slow: FetchUrl = async () => {
      if (asked++ === 0) throw reactor.error(late)
      return Response.json({ data: resource('', succeeded) })
    }
    expect(await settle('http://127.0.0.1:9/', { ...ownTime(), fetch: slow })).toMatchObject(succeeded)
  })

  test('no faster than the server asks, whether it fails or not', async () => {
    const later: Turn = (_, response) => {
      response.setHeader('retry-after', '20').end(JSON.stringify({ data: resource('', pending) }))
    }
    const { url } = await script(responses['too-many'], later, succeeded)
    const { waits, ...time } = ownTime()
    await settle(url, time)
    expect(waits).toEqual([7000, 20_000])
  })

  test('no sooner than a date that the server gives, by its own clock', async () => {
    const later: Turn = (_, response) => {
      const [date, after] = ['Thu, 01 Jan 2026 00:00:00 GMT', 'Thu, 01 Jan 2026 00:00:20 GMT']
      response.writeHead(200, { date, 'retry-after': after }).end(JSON.stringify({ data: resource('', pending) }))
    }
    const { url } = await script(later, succeeded)
    const { waits, ...time } = ownTime()
    await settle(url, time)
    expect(waits).toEqual([20_000])
  })

  test.each([Number.NaN, -1])(
    'at the usual pace where fetch throws a failure that asks to wait %d ms',
    async (retryAfter) => {
      const busy = { errors: [{}], delivery: 'immediate', format: 'text', status: 503, retryAfter } as const
      const { waits, ...time } = ownTime()
      const options = { ...time, timeout: 2000, fetch: () => Promise.reject(reactor.error(busy)) }
      expect(await rejection(settle('http://127.0.0.1:9/', options))).toHaveProperty('reason', 'timeout')
      expect(waits).toEqual([1000, 1000])
    },
  )

  test('at intervals that grow no longer than allowed', async () => {
    const { url } = await script(pending, pending, pending, pending, succeeded)
    const { waits, ...time } = ownTime()
    await settle(url, { ...time, interval: 100, maxInterval: 200 })
    expect(waits).toEqual([100, 150, 200, 200])
  })
})
