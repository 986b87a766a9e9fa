import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errorOf } from '../../src/dialect/raise.js'
import type { Failure } from '../../src/failure/failure.js'
import { reactor } from '../../src/reactor/index.js'

const failed = (id: number): Failure => ({
  errors: [{ code: 'socket-error', title: 'Socket Error' }],
  delivery: 'deferred',
  format: 'json:api',
  status: 200,
  resource: { type: 'builds', id: `BL${id}` },
})
const errorsOf = (count: number) =>
  errorOf(
    Array.from({ length: count }, (_, i) => failed(i)),
    reactor.error,
  )

describe('what is thrown', () => {
  test('for one failure is its error', () => {
    expect(errorsOf(1)).toMatchObject({ name: 'ReactorError', failure: failed(0) })
  })

  test('for several is an AggregateError with an error of each', () => {
    const thrown = errorsOf(2)
    expect(thrown).toBeInstanceOf(AggregateError)
    expect(thrown.message).toBe(
      '2 failures: [socket-error] Socket Error (builds BL0); [socket-error] Socket Error (builds BL1)',
    )
    expect(thrown.errors).toMatchObject([{ failure: failed(0) }, { failure: failed(1) }])
  })

  test('tells of the first three and counts the rest', () => {
    expect(errorsOf(25).message).toMatch(/^25 failures: .*BL0\); .*BL1\); .*BL2\); and 22 more$/)
    expect(errorsOf(25).message).not.toContain('BL3')
    expect(errorsOf(3).message).toMatch(/^3 failures: .*BL2\)$/)
  })

  test('says where it was thrown, and its parts only what they are', () => {
    const thrown = errorsOf(2)
    expect(thrown.stack).toContain('raise.test.ts')
    // Of either kind, they are errors.
    expect((thrown.errors as readonly Error[]).map(({ stack }) => stack)).toStrictEqual([
      'ReactorError: [socket-error] Socket Error (builds BL0)',
      'ReactorError: [socket-error] Socket Error (builds BL1)',
    ])
  })

  test('has its stacks where their limit cannot be set', () => {
    const before = Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit')
    Object.defineProperty(Error, 'stackTraceLimit', { writable: false })
    try {
      // Of either kind, they are errors.
      const stacks = (errorsOf(2).errors as readonly Error[]).map(({ stack }) => stack)
      for (const stack of stacks) expect(stack).toContain('raise.test.ts')
    } finally {
      Object.defineProperty(Error, 'stackTraceLimit', { ...before })
    }
  })

  test('leaves the limit of stacks as it was, whatever happens', () => {
    const before = Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit')
    errorsOf(2)
    const make = () => {
      throw new Error('no')
    }
    expect(() => errorOf([failed(0), failed(1)], make)).toThrow('no')
    expect(Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit')).toStrictEqual(before)
  })
})

describe('in a process of its own', () => {
  let folder: string

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'raise-'))
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

  test('one stack is captured for an answer that is thrown, and none for one that is read', () => {
    const counted = run(`
      const captured = []
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
      ...{ three: [[], ['AggregateError']], success: [[], []], object: one, guard: one },
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
      ['AggregateError', expect.stringMatching(/^2 failures: /), 2, false],
      'Not A JSON:API Error',
      ['code', 'status'],
    ])
  })
})
