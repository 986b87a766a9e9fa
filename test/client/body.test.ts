import { PassThrough } from 'node:stream'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { Collector, discardBody, readBody } from '../../src/client/body.js'
import { countingSignal } from './counting-signal.js'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const limits = { maxBytes: 1000, timeout: 1000 }
const text = ({ bytes }: { readonly bytes: Uint8Array }): string => new TextDecoder().decode(bytes)
const encode = (body: string): Uint8Array => new TextEncoder().encode(body)

/** A stream that gives its chunks and then waits for ever. */
function waiting(...chunks: readonly string[]) {
  const cancelled: string[] = []
  const body = new ReadableStream({
    start: (controller) => {
      for (const chunk of chunks) controller.enqueue(encode(chunk))
    },
    cancel: () => void cancelled.push('cancelled'),
  })
  return { body, cancelled }
}

describe('a signal', () => {
  test('that nobody else listens to ends the reading of a body, and is listened to no longer', async () => {
    const { signal, abort, listeners } = countingSignal()
    const { body, cancelled } = waiting('half')
    const read = readBody({ body }, limits, signal)
    expect(listeners()).toBe(1)
    const reason = new Error('enough')
    abort(reason)
    await expect(read).rejects.toBe(reason)
    expect([listeners(), cancelled]).toEqual([0, ['cancelled']])
  })

  test('is listened to no longer once the body has been read', async () => {
    const { signal, listeners, added } = countingSignal()
    await readBody({ body: new Response('whole').body }, limits, signal)
    expect([listeners(), added()]).toEqual([0, 1])
  })

  test('ends the reading of a stream of Node’s', async () => {
    const { signal, abort, listeners } = countingSignal()
    const body = new PassThrough()
    const read = readBody({ body }, limits, signal)
    body.write('half')
    abort('enough')
    await expect(read).rejects.toBe('enough')
    expect([listeners(), body.destroyed]).toEqual([0, true])
  })
})

describe('a body that somebody else holds', () => {
  test('is told of, also where nothing of it was read', async () => {
    const { body } = waiting('half')
    body.getReader()
    expect(await readBody({ body, bodyUsed: false }, limits)).toEqual({
      bytes: new Uint8Array(),
      shortfall: { format: 'unread', message: 'The body had been read, or was being read, elsewhere' },
    })
  })

  test('is not given up', () => {
    const { body, cancelled } = waiting('half')
    body.getReader()
    discardBody({ body })
    discardBody({ body: null })
    discardBody({})
    expect(cancelled).toEqual([])
  })
})

test('no timer is left behind', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  await readBody({ body: new Response('whole').body }, limits)
  await readBody({ body: new Response('x'.repeat(2000)).body }, limits)
  expect(vi.getTimerCount()).toBe(0)
})

describe('a body that is compressed, though nothing says so', () => {
  const plain = `{"errors":[{"code":"not-found","detail":"${'x'.repeat(300)}"}]}`

  test.each([
    ['with gzip', gzipSync(plain)],
    ['as zlib has it', deflateSync(plain)],
  ])('is inflated: %s', async (_, bytes) => {
    const read = await readBody({ body: new Response(bytes).body }, limits)
    expect([text(read), read.shortfall]).toEqual([plain, undefined])
  })

  test('is read no further than the limit, however small it came', async () => {
    const bomb = gzipSync('x'.repeat(10_000_000))
    const read = await readBody({ body: new Response(bomb).body }, { ...limits, maxBytes: 20_000 })
    expect([text(read), read.shortfall?.format]).toEqual(['x'.repeat(20_000), 'too-large'])
  })

  test('is told of where it breaks off', async () => {
    const read = await readBody({ body: new Response(gzipSync(plain).subarray(0, 60)).body }, limits)
    expect(read.shortfall?.format).toBe('malformed')
    expect(plain).toContain(text(read))
  })

  test('says first what kept it from arriving', async () => {
    const bytes = gzipSync(Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919) % 251))
    const read = await readBody({ body: new Response(bytes).body }, { ...limits, maxBytes: 100 })
    expect(read.shortfall?.format).toBe('too-large')
  })

  test('again and again is inflated once', async () => {
    const read = await readBody({ body: new Response(gzipSync(gzipSync(plain))).body }, limits)
    expect(read).toEqual({ bytes: new Uint8Array(), shortfall: { format: 'malformed', message: expect.any(String) } })
    const cut = await readBody({ body: new Response(gzipSync(gzipSync(plain)).subarray(0, -9)).body }, limits)
    expect(cut.shortfall?.format).toBe('malformed')
  })

  test('is not shown where the host cannot inflate', async () => {
    vi.stubGlobal('DecompressionStream', undefined)
    const read = await readBody({ body: new Response(gzipSync(plain)).body }, limits)
    const message = 'The body is compressed, which nothing says, and cannot be inflated here'
    expect(read).toEqual({ bytes: new Uint8Array(), shortfall: { format: 'malformed', message } })
  })

  test('and is neither text nor what it seems is not shown', async () => {
    const bytes = new Uint8Array([...encode('x^2 '), 0xff, ...encode(' more')])
    const read = await readBody({ body: new Response(bytes).body }, limits)
    expect([read.bytes.length, read.shortfall?.format]).toEqual([0, 'malformed'])
  })

  test.each(['x^2 is no number', 'x^2\tis\r\nno number', 'xÚ', '', 'x'])('is not taken for text: %j', async (body) => {
    expect(text(await readBody({ body: new Response(body).body }, limits))).toBe(body)
  })

  test('is left as it is where nothing tells that it is compressed', async () => {
    const bytes = brotliCompressSync(plain)
    expect((await readBody({ body: new Response(bytes).body }, limits)).bytes).toEqual(new Uint8Array(bytes))
  })
})

describe('what is collected', () => {
  test('of one chunk is not copied', () => {
    const collector = new Collector(Number.POSITIVE_INFINITY)
    const chunk = encode('whole')
    collector.add(chunk)
    expect(collector.bytes.buffer).toBe(chunk.buffer)
  })

  test('byte by byte is copied no more often than it doubles', () => {
    const size = 2 ** 17
    const collector = new Collector(Number.POSITIVE_INFINITY)
    const buffers = new Set<ArrayBufferLike>()
    for (let index = 0; index < size; index++) {
      collector.add(Uint8Array.of(index % 256))
      buffers.add(collector.bytes.buffer)
    }
    expect(collector.bytes).toHaveLength(size)
    expect(buffers.size).toBeLessThanOrEqual(18)
  })

  test('never takes more room than the limit', () => {
    const collector = new Collector(10)
    expect([collector.add(encode('12345')), collector.add(encode('678')), collector.add(encode('9abc'))]).toEqual([
      true,
      true,
      false,
    ])
    expect(new TextDecoder().decode(collector.bytes)).toBe('123456789a')
    expect(collector.bytes.buffer.byteLength).toBe(10)
    expect(collector.add(encode('more'))).toBe(false)
  })
})
