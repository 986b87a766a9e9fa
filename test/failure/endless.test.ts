/** Lists of a hundred million holes, which cost their makers nothing: no door may look at each of them. */
import { describe, expect, test } from 'vitest'
import { retryAdvice } from '../../src/failure/retry.js'
import { mask } from '../../src/failure/secrets.js'
import { telemetry } from '../../src/failure/telemetry.js'
import { fromErrorDocument, toErrorDocument } from '../../src/image-serving/index.js'
import { JsonApiError, reactor } from '../../src/index.js'
import { validateErrorDocument } from '../../src/jsonapi/validate/index.js'
import { renderResponse } from '../../src/server/index.js'
import { fromAjv } from '../../src/server/validation/from-ajv.js'
import { fromStandardSchema } from '../../src/server/validation/from-standard-schema.js'

const LENGTH = 100_000_000
/** So often may one list be asked for an item: many times for each of the thousand that are read, and no more. */
const MOST_LOOKS = 100_000

/** A list of holes that counts how often it is looked at, and how often in vain. */
function endless(): { readonly list: unknown[]; readonly looks: () => number } {
  let looks = 0
  const look = (): void => {
    if (++looks > MOST_LOOKS) throw new Error('too many looks')
  }
  const list = new Proxy(Object.assign(new Array<unknown>(LENGTH), { 7: { code: 'a', detail: 'x' } }), {
    get(target, name, receiver) {
      if (typeof name === 'string' && /^\d+$/.test(name)) look()
      return Reflect.get(target, name, receiver)
    },
    has(target, name) {
      look()
      return Reflect.has(target, name)
    },
  })
  return { list, looks: () => looks }
}

/** The places where a list may stand in what somebody hands in. */
const places: readonly (readonly [where: string, put: (list: unknown[]) => unknown])[] = [
  ['the value', (list) => list],
  ...['errors', 'data', 'included', 'meta', 'links', 'messages', 'failures', 'attempts', 'repairs', 'issues'].map(
    (name) => [name, (list: unknown[]) => ({ [name]: list })] as const,
  ),
  ['meta of an error', (list) => ({ errors: [{ code: 'a', meta: { list } }] })],
  ['failures in meta', (list) => ({ errors: [{ code: 'a' }], meta: { failures: list } })],
  ['details of a resource', (list) => ({ data: { type: 'a', id: '1', meta: { status_details: { errors: list } } } })],
  ...['errors', 'attempts', 'repairs', 'field'].map(
    (name) =>
      [
        `${name} of a failure`,
        (list: unknown[]) => ({ errors: [{ code: 'a' }], delivery: 'immediate', format: 'text', [name]: list }),
      ] as const,
  ),
  ['errors of an AggregateError', (list) => Object.assign(new AggregateError([], 'x'), { errors: list })],
  ['the cause of an error', (list) => new Error('x', { cause: list })],
  ['members of an error', (list) => Object.assign(new Error('x'), { list })],
]

const doors: readonly (readonly [door: string, open: (value: never) => unknown])[] = [
  ['parse', (value) => reactor.parse(value, { status: 400 })],
  ['parse, of a success', (value) => reactor.parse(value, { status: 200 })],
  ['parse, of headers', (value) => reactor.parse('', { status: 400, headers: value })],
  ['from', (value) => reactor.from(value)],
  ['JsonApiError.from', (value) => JsonApiError.from(value)],
  ['error', (value) => reactor.error('not-found', { meta: { value }, cause: value })],
  ['mask', (value) => mask(value)],
  [
    'error, caused by an error',
    (value) => reactor.error('not-found', { cause: Object.assign(new Error('e'), { value }) }),
  ],
  ['telemetry', (value) => telemetry(value)],
  ['retryAdvice', (value) => retryAdvice(value, () => undefined)],
  ['toErrorDocument', (value) => toErrorDocument(value)],
  ['fromErrorDocument', (value) => fromErrorDocument(value)],
  ['respond', (value) => renderResponse(value)],
  ['validate', (value) => validateErrorDocument(value)],
  ['fromAjv', (value) => fromAjv(value, { document: value })],
  ['fromStandardSchema', (value) => fromStandardSchema(value, { document: value })],
]

describe.each(doors)('%s looks at no more of a list than it has', (_, open) => {
  test.each(places)('as %s', (_, put) => {
    const { list, looks } = endless()
    open(put(list) as never)
    expect(looks()).toBeLessThan(MOST_LOOKS)
  })
})

test('throwIfFailed looks at no more of a list than it has', () => {
  for (const [, put] of places) {
    const { list, looks } = endless()
    expect(() => reactor.throwIfFailed(put(list), { status: 400 })).toThrow(JsonApiError)
    expect(looks()).toBeLessThan(MOST_LOOKS)
  }
})
