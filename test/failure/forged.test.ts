/** The mark of our errors is a registered symbol, which any code of a process can put on anything. */
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { fromAsync } from '../../src/client/fetch.js'
import { retry } from '../../src/client/retry.js'
import { logFields, telemetry } from '../../src/failure/telemetry.js'
import { type Failure, isJsonApiError, JsonApiError, reactor } from '../../src/index.js'
import { renderResponse } from '../../src/server/index.js'
import { describeValue } from '../../src/testing/describe-value.js'
import { rejection } from '../rejection.js'

const MARK = Symbol.for('reactor-errors.dialect')
const sound: Failure = { errors: [{ code: 'not-found' }], delivery: 'immediate', format: 'json:api', status: 404 }
const token = 'Bearer cAnary7QkZx9wV3mB5tLp2'

/** An error as another copy of the package makes it, with members of one’s own in the place of its own. */
function marked(failures: unknown, members: object = {}): Error {
  const [failure] = listOf(failures)
  const { errors, status } = Object(failure) as Partial<Failure>
  const inherited = { [MARK]: 'ReactorError', failures, failure, errors, toJSON: () => ({ errors }) }
  const prototype = Object.create(Error.prototype, Object.getOwnPropertyDescriptors(inherited))
  const error = Object.setPrototypeOf(new Error('[not-found] No reason given', { cause: failure }), prototype)
  const own = { status, code: errors?.[0].code, ...members }
  return Object.defineProperties(error, Object.getOwnPropertyDescriptors(own))
}

function listOf(value: unknown): readonly unknown[] {
  try {
    return Array.isArray(value) ? value : []
  } catch {
    return []
  }
}

const revoked = (): object => {
  const { proxy, revoke } = Proxy.revocable([], {})
  revoke()
  return proxy
}

const guarded = (name: string): object =>
  Object.defineProperty({ ...sound }, name, {
    enumerable: true,
    get() {
      throw new Error('trap')
    },
  })

test('an error of another copy comes back as it is, once every member of it was found sound', () => {
  const attempts = [{ ...sound, retryAfter: 5 }]
  const repairs = [{ pointer: '', message: 'was mended', received: 5 }]
  for (const failures of [[sound], [sound, sound], [{ ...sound, attempts, repairs }]]) {
    const errors = failures.flatMap((failure) => failure.errors)
    const error = marked(failures, { errors })
    expect(JsonApiError.from(error)).toBe(error)
  }
})

describe('the cause of an error may be one of ours', () => {
  const own = reactor.error('not-found')
  const circular = marked([sound])
  circular.cause = circular
  const deep = Array.from({ length: 12 }).reduce<Error>((cause) => marked([sound], { cause }), marked([sound]))
  const wide = Array.from({ length: 6 }).reduce<Error>(
    (inner) => marked([sound], { cause: new AggregateError(Array.from({ length: 100 }, () => inner)) }),
    marked([sound], { cause: { detail: token } }),
  )

  test.each([
    ['of this copy', own],
    ['of another copy', marked([sound])],
    ['of another copy, that one led to', marked([sound], { cause: own })],
  ])('%s, and stays as it is', (_, cause) => {
    expect(reactor.error('read-only', { cause }).cause).toBe(cause)
  })

  test('of another copy, and loses the secrets of this request', () => {
    const told = marked([{ ...sound, errors: [{ code: 'not-found', detail: 'my own secret' }] }], { cause: 'x' })
    const { cause } = new JsonApiError(sound, { cause: told, secrets: ['own secret'] })
    expect(JSON.stringify(cause)).toContain('my [redacted]')
  })

  test.each([
    ['hold itself', circular],
    ['lie deeper than anybody reads', deep],
    ['stand in more places than can be counted', wide],
  ])('and may %s', (_, cause) => {
    expect(isJsonApiError(reactor.error('read-only', { cause }).cause)).toBe(true)
    expect(shown(JsonApiError.from(cause))).not.toContain('cAnary')
  })
})

/** Forgeries, each with what becomes of its failure. */
const forged: readonly (readonly [what: string, make: () => unknown, restored: object])[] = [
  ['a wait that nobody can wait', () => marked([{ ...sound, retryAfter: -5e9 }]), sound],
  ['a number of attempts', () => marked([{ ...sound, attempts: 7 }]), sound],
  ['repairs that are a text', () => marked([{ ...sound, repairs: 'x' }]), sound],
  [
    'a repair with another member in the place of what was received',
    () => marked([{ ...sound, repairs: [{ pointer: '', message: 'was mended', more: 1 }] }]),
    { ...sound, repairs: [{ pointer: '', message: 'was mended', received: undefined }] },
  ],
  ['a repair with more than a repair has', () => marked([{ ...sound, repairs: [repairWith({ more: 1 })] }]), sound],
  ['a status that is none', () => marked([{ ...sound, status: 'x' }]), { errors: sound.errors }],
  ['a code that is a number', () => marked([{ ...sound, errors: [{ code: 5 }] }]), { errors: [{ code: '5' }] }],
  ['a token', () => marked([{ ...sound, errors: [{ detail: token }] }]), { errors: [{ detail: 'Bearer [redacted]' }] }],
  ['errors that are no list', () => marked([{ ...sound, errors: 'x' }]), { format: 'unknown' }],
  ['a source that throws', () => marked([{ ...sound, errors: [{ code: 'a', source: guarded('pointer') }] }]), {}],
  ['a failure among others that is none', () => marked([sound, null]), sound],
  ['another code than its failure', () => marked([sound], { code: 'read-only' }), sound],
  ['another status than its failure', () => marked([sound], { status: 200 }), sound],
  ['another failure than its first', () => marked([sound], { failure: {} }), sound],
  ['other errors than its failures', () => marked([sound], { errors: [{}] }), sound],
  ['no errors', () => marked([sound], { errors: undefined }), sound],
  ['no JSON', () => marked([sound], { toJSON: 5 }), sound],
  ['a message with a token', () => marked([sound], { message: token }), sound],
  ['a message that is none', () => marked([sound], { message: 5 }), sound],
  ['a stack with a token', () => marked([sound], { stack: `Error: ${token}\n    at a (b:1:1)` }), sound],
  ['a cause with a token', () => marked([sound], { cause: { detail: token } }), sound],
  ['a member of its own with a token', () => marked([sound], { note: token }), sound],
  ['a member of its own that goes by the name of one', () => marked([sound], { password: 'cAnary' }), sound],
  ['no failures, but a cause', () => marked(undefined, { cause: sound }), sound],
  ['failures that are no list', () => marked({ 0: sound, length: 1 }, { cause: sound }), sound],
  ['no failure at all', () => marked([]), { format: 'unknown' }],
  ['failures that say nothing of their delivery', () => marked([{ errors: sound.errors }]), { errors: sound.errors }],
  ['failures that are revoked', () => marked(revoked()), { format: 'unknown' }],
  ['a member that throws', () => marked([guarded('retryAfter')]), {}],
  ['nothing else', () => ({ [MARK]: 'ReactorError' }), { format: 'unknown' }],
  ['the prototype of one', () => Object.create(JsonApiError.prototype), { format: 'unknown' }],
  ['one behind a proxy', () => new Proxy(reactor.error('not-found'), {}), {}],
]

const repairWith = (more: object): object => ({ pointer: '', message: 'x', received: 1, ...more })

describe.each(forged)('what bears the mark and has %s', (_, make, restored) => {
  test('is restored, and not taken at its word', () => {
    const given = make()
    expect(isJsonApiError(given)).toBe(true)
    const error = JsonApiError.from(given)
    expect(error).not.toBe(given)
    expect(error.failure).toMatchObject(restored)
    expect(shown(error)).not.toContain('cAnary')
    expect(error.failure.retryAfter ?? 0).toBeGreaterThanOrEqual(0)
    expect(JsonApiError.from(error)).toBe(error)
  })

  test('is not taken at its word as what led to an error, nor below that', () => {
    const given = make()
    const wrapped = [given, new Error('x', { cause: given }), new AggregateError([given, given])]
    for (const cause of [...wrapped, marked([sound], { cause: given })]) {
      const error = reactor.error('read-only', { cause })
      expect(shown(error)).not.toContain('cAnary')
      expect(error.code).toBe('read-only')
    }
  })

  test('harms no door that knows errors by it', async () => {
    const given = make()
    expect(JSON.stringify([telemetry(given), logFields(given), describeValue(given)])).not.toContain('cAnary')
    const { status, body } = renderResponse(given, { onError: ({ error }) => expect(error.errors).not.toEqual([]) })
    expect([status >= 400, body.includes('cAnary')]).toEqual([true, false])
    expect(reactor.is(given, 'internal-error')).toBe(false)
    for (const caught of [reactor.from(given), await fromAsync(given), await rejection(retried(given))]) {
      expect(JsonApiError.from(caught)).toBe(caught)
    }
    const together = JsonApiError.from(new AggregateError([given, reactor.error('read-only')]))
    expect(together.errors.at(-1)).toMatchObject({ code: 'read-only' })
    expect(telemetry(new AggregateError([given])).fingerprint).not.toEqual([])
  })
})

/** All that a log can show of an error. */
const shown = (error: Error): string =>
  inspect(error, { depth: 20, showHidden: true }) + JSON.stringify([error, error.message, error.stack, error.cause])

const retried = (thrown: unknown): Promise<unknown> =>
  retry(() => Promise.reject(thrown), { method: 'GET', attempts: 1 })
