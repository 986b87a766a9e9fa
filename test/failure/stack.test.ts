import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Failure } from '../../src/failure/failure.js'
import { JsonApiError } from '../../src/failure/json-api-error.js'
import { host, unstacked, withoutStacks, withStackFrom } from '../../src/failure/stack.js'
import { reactor } from '../../src/reactor/index.js'

const failed = (id: number): Failure => ({
  errors: [{ code: 'socket-error', title: 'Socket Error' }],
  delivery: 'deferred',
  format: 'json:api',
  status: 200,
  resource: { type: 'builds', id: `BL${id}` },
})
/** Where the test itself throws. */
const here = /^\w+: .*\n {4}at .*stack\.test\.ts/

describe('while an error is made', () => {
  const made = () => new Error('made')
  const limit = host.stackTraceLimit

  test('no stack is captured, and afterwards all are again', () => {
    expect(withoutStacks(made).stack).toBe('Error: made')
    expect(unstacked(made).stack).toBe('Error: made')
    expect(() =>
      withoutStacks(() => {
        throw new Error('not made')
      }),
    ).toThrow('not made')
    expect(host.stackTraceLimit).toBe(limit)
  })

  test('its stack is captured where the limit cannot be set', () => {
    Object.defineProperty(host, 'stackTraceLimit', { writable: false })
    try {
      expect(withoutStacks(made).stack).toContain('stack.test.ts')
    } finally {
      Object.defineProperty(host, 'stackTraceLimit', { writable: true })
    }
  })

  test('its stack is captured where none can be later', () => {
    const descriptor = Object.getOwnPropertyDescriptor(host, 'captureStackTrace') ?? {}
    Object.defineProperty(host, 'captureStackTrace', { ...descriptor, value: undefined })
    try {
      expect(unstacked(made).stack).toContain('stack.test.ts')
      expect(withStackFrom(made, made).stack).toContain('stack.test.ts')
    } finally {
      Object.defineProperty(host, 'captureStackTrace', descriptor)
    }
  })
})

describe('the stack of an error', () => {
  const thrownBy = (work: () => unknown): Error => {
    try {
      work()
    } catch (thrown) {
      if (thrown instanceof Error) return thrown
    }
    throw new Error('nothing was thrown')
  }

  test.each<[what: string, make: () => unknown]>([
    ['a code', () => reactor.error('not-found')],
    ['a failure', () => reactor.error(failed(0))],
    ['several failures', () => reactor.error([failed(0), failed(1)])],
    ['what was thrown by a client', () => reactor.from({ response: { status: 404, data: '{}' } })],
    ['what was stored', () => JsonApiError.from(failed(0))],
    ['a body', () => thrownBy(() => reactor.throwIfFailed({ data: { attributes: { status: 'failed' } } }))],
    ['the class itself', () => new JsonApiError(failed(0))],
  ])('begins where it was made, of %s', (_, make) => {
    const { stack, message } = make() as Error
    expect(stack?.replace(message, '')).toMatch(here)
  })

  test('is captured where its limit cannot be set', () => {
    const before = Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit')
    Object.defineProperty(Error, 'stackTraceLimit', { writable: false })
    try {
      expect(reactor.error('not-found').stack).toMatch(here)
    } finally {
      Object.defineProperty(Error, 'stackTraceLimit', { ...before })
    }
  })

  test('is captured where it can begin nowhere else than where the error is made', () => {
    const { captureStackTrace } = Error
    Reflect.deleteProperty(Error, 'captureStackTrace')
    try {
      expect(reactor.error('not-found').stack).toContain('stack.test.ts')
    } finally {
      Error.captureStackTrace = captureStackTrace
    }
  })

  test('leaves its limit as it was, whatever happens', () => {
    const before = Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit')
    reactor.error('not-found')
    const make = () => {
      throw new Error('no')
    }
    expect(() => withStackFrom(make, make)).toThrow('no')
    expect(Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit')).toStrictEqual(before)
  })
})

describe('in a process of its own', () => {
  let folder: string

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'stack-'))
    buildSync({
      entryPoints: [fileURLToPath(new URL('../../src/index.ts', import.meta.url))],
      outfile: join(folder, 'index.mjs'),
      bundle: true,
      format: 'esm',
    })
  })

  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  /** What `program` prints as JSON, run after the package can be imported as `./index.mjs`. */
  function run(program: string, ...flags: readonly string[]): unknown {
    const file = join(folder, 'program.mjs')
    writeFileSync(file, program)
    return JSON.parse(execFileSync(process.execPath, [...flags, file], { encoding: 'utf8' }))
  }

  test('one stack is captured for a response that is thrown, and none for one that is read', () => {
    const counted = run(`
      const captured = []
      const { captureStackTrace } = Error
      Error.captureStackTrace = (...given) => {
        if (globalThis.Error.stackTraceLimit > 0) captured.push('Error')
        captureStackTrace(...given)
      }
      for (const name of ['Error', 'TypeError', 'RangeError', 'SyntaxError', 'AggregateError', 'DOMException']) {
        globalThis[name] = new Proxy(globalThis[name], {
          construct(target, values, newTarget) {
            if (globalThis.Error.stackTraceLimit > 0) captured.push(name)
            return Reflect.construct(target, values, newTarget)
          },
        })
      }
      const { reactor, JsonApiError } = await import('./index.mjs')
      const of = (work) => {
        captured.length = 0
        try { work() } catch {}
        return [...captured]
      }
      const bodies = {
        one: ['{"errors":[{"code":"not-found"}]}', 404],
        hundred: [JSON.stringify({ errors: Array(100).fill({ code: 'not-unique', status: '409' }) }), 409],
        mended: ['{"errors":[null,{"status":5}]}', 500],
        gateway: ['{"error_code":"403000","message":"Api Key is required"}', 403],
        problem: ['{"title":"T","status":400,"pointer":"/a","errors":[{"detail":"D","pointer":"#/a"}]}', 400],
        html: ['<html><title>Bad Gateway</title>', 502],
        text: ['Service Unavailable', 503],
        empty: ['', 503],
        deferred: ['{"data":{"attributes":{"status":"failed"}}}', 200],
        three: [JSON.stringify({ data: Array(3).fill({ attributes: { status: 'failed' } }) }), 200],
        success: ['{"data":[{"type":"builds","id":"BL1","attributes":{"status":"succeeded"}}]}', 200],
      }
      const counts = {}
      for (const [name, [body, status]] of Object.entries(bodies)) {
        counts[name] = [of(() => reactor.parse(body, { status })), of(() => reactor.throwIfFailed(body, { status }))]
      }
      counts.object = [of(() => reactor.object('not-found')), of(() => { throw reactor.error('not-found') })]
      counts.guard = [of(() => reactor.is(null, 'not-found')), of(() => JsonApiError.from({ errors: [{ code: 'a' }] }))]
      console.log(JSON.stringify(counts))
    `)
    const one = [[], ['Error']]
    expect(counted).toStrictEqual({
      ...{
        one,
        hundred: one,
        mended: one,
        gateway: one,
        problem: one,
        html: one,
        text: one,
        empty: one,
        deferred: one,
      },
      ...{ three: one, success: [[], []], object: one, guard: one },
    })
  })

  test('nothing needs intrinsics that can be changed', () => {
    const told = run(
      `
        import { reactor, JsonApiError } from './index.mjs'
        const failed = { attributes: { status: 'failed' } }
        const tell = (body, status) => {
          try {
            reactor.throwIfFailed(body, { status })
          } catch (error) {
            return [error.name, error.message, error.errors.length, reactor.is(error)]
          }
        }
        console.log(JSON.stringify([
          tell('{"errors":[{"code":"not-found","title":"Record Not Found"}]}', 404),
          tell({ data: [failed, failed] }, 200),
          JsonApiError.from(null).message,
          Object.keys(reactor.error('not-found')),
        ]))
      `,
      '--frozen-intrinsics',
      '--no-warnings',
    )
    expect(told).toMatchObject([
      ['ReactorError', '[not-found] Record Not Found', 1, true],
      ['ReactorError', expect.stringMatching(/^2 failures: /), 2, true],
      'Not A JSON:API Error',
      ['code', 'status'],
    ])
  })
})
