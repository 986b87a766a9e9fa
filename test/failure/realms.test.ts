/** Errors and bytes of another realm, as Jest and `node:vm` have them, are what they are here. */
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { troubleOf } from '../../src/client/no-response.js'
import { parseProperties } from '../../src/image-serving/index.js'
import { JsonApiError, reactor } from '../../src/index.js'
import { fromAjv } from '../../src/server/validation/from-ajv.js'
import { assertReactorError } from '../../src/testing/index.js'

const foreign = (code: string, globals: object = {}): unknown => runInNewContext(code, globals)

test('an error is restored with its message, and from its cause', () => {
  expect(JsonApiError.from(foreign(`new RangeError('too far')`)).message).toContain('too far')
  const cause = reactor.error('not-found').failure
  expect(JsonApiError.from(foreign(`new Error('x', { cause })`, { cause })).code).toBe('not-found')
})

test('an AggregateError is restored with all that it holds', () => {
  const held = [reactor.error('not-found'), reactor.error('read-only')]
  expect(JsonApiError.from(foreign('new AggregateError(held)', { held })).errors.map(({ code }) => code)).toEqual([
    'not-found',
    'read-only',
  ])
})

test('what fetch throws is told by name, message and code', () => {
  const error = foreign(
    `new TypeError('fetch failed', { cause: Object.assign(new Error('no'), { code: 'ECONNREFUSED' }) })`,
  )
  expect(troubleOf(error)).toBe('TypeError: fetch failed (ECONNREFUSED)')
})

test('the error of an asynchronous schema is no list of none', () => {
  expect(fromAjv(foreign(`new Error('validation failed')`) as Error & { errors: [] }, { document: {} })).toHaveLength(1)
})

test('failed expectations name it', () => {
  expect(() => assertReactorError(foreign(`new RangeError('too far')`))).toThrow('RangeError: too far')
})

test('bytes are read: as a body, in what a client threw, and as properties', () => {
  const bytes = (text: string): unknown =>
    foreign('Uint8Array.from(codes).buffer', { codes: [...text].map((each) => each.charCodeAt(0)) })
  const body = bytes('{"errors":[{"code":"not-found"}]}')
  expect(reactor.parse(body, { status: 404 })[0]?.errors[0].code).toBe('not-found')
  expect(
    reactor.is(reactor.from(Object.assign(new Error('x'), { response: { status: 404, data: body } })), 'not-found'),
  ).toBe(true)
  expect(parseProperties(bytes('#S7Z OK\nimage.width=300') as ArrayBuffer)).toMatchObject({ ok: true })
})
