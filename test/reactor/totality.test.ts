import fc from 'fast-check'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { isJsonApiError } from '../../src/failure/guard.js'
import { JsonApiError } from '../../src/failure/json-api-error.js'
import { reactor } from '../../src/reactor/index.js'
import { json } from '../failure/arbitrary.js'
import { type Family, hostileContexts, hostileTexts, hostileValues } from '../failure/hostile.js'

const CONTEXTS = [{}, { status: 200 }, { status: 500, headers: { 'content-type': 'application/problem+json' } }]

let before: string
const shapeOfObjects = (): string =>
  [Object.prototype, Array.prototype, Function.prototype, Error.prototype]
    .map((prototype) => Reflect.ownKeys(prototype).map(String).join())
    .join('; ')

beforeAll(() => {
  before = shapeOfObjects()
})

afterEach(() => {
  expect(shapeOfObjects()).toBe(before)
  expect(Object.entries(Object.prototype)).toStrictEqual([])
})

/** That a value comes out of every function, and nothing else does. */
function expectTotal(make: () => unknown, context: unknown = {}): void {
  // Types are for those who keep to them.
  const response = context as object
  const failures = reactor.parse(make(), response)
  expect(Array.isArray(failures)).toBe(true)
  for (const failure of failures) {
    expect(failure.errors.length).toBeGreaterThan(0)
    expect(['immediate', 'deferred']).toContain(failure.delivery)
    reactor.retryAdvice(failure)
  }
  const thrown = thrownBy(() => reactor.throwIfFailed(make(), response))
  expect(thrown === undefined).toBe(failures.length === 0)
  if (failures.length > 0) expect(isJsonApiError(thrown) && thrown.failures).toHaveLength(failures.length)
}

/** Runs `check` for each of a family, and says at whose turn it failed. */
function forEach(family: Family, check: (make: () => unknown) => void): void {
  for (const [name, make] of family) {
    try {
      check(make)
    } catch (error) {
      throw new Error(`failed given ${name}`, { cause: error })
    }
  }
}

function thrownBy(work: () => void): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  return undefined
}

describe('reading a response never throws', () => {
  test.each(hostileValues)('given %s', (_, family) => {
    forEach(family, (make) => {
      for (const context of CONTEXTS) expectTotal(make, context)
    })
  })

  test.each(hostileTexts)('given a text of %s', (_, make) => {
    for (const context of CONTEXTS) {
      expectTotal(make, context)
      expectTotal(() => new TextEncoder().encode(make()), context)
    }
  })

  test.each(hostileContexts)('given a context of %s', (_, make) => {
    for (const body of ['', '{"errors":[{"code":"not-found"}]}', '<html>', { errors: [] }]) {
      expectTotal(() => body, make())
    }
  })

  test('given any value', () => {
    const anything = fc.anything({
      ...{ withBigInt: true, withBoxedValues: true, withDate: true, withMap: true, withNullPrototype: true },
      ...{ withSet: true, withSparseArray: true, withTypedArray: true },
      key: fc.oneof(fc.constantFrom('errors', 'data', 'meta', 'attributes', 'status', 'error', 'code'), fc.string()),
    })
    fc.assert(fc.property(anything, (value) => expectTotal(() => value, { status: 500 })))
  })

  test('given any JSON', () => {
    fc.assert(fc.property(json, (value) => expectTotal(() => JSON.stringify(value), {})))
  })

  test('given any bytes in any charset', () => {
    const charset = fc.constantFrom('utf-8', 'utf-16', 'utf-16be', 'iso-8859-1', 'shift_jis', 'none', '"', '')
    fc.assert(
      fc.property(fc.uint8Array(), charset, (bytes, name) => {
        expectTotal(() => bytes, { status: 500, headers: { 'content-type': `text/plain; charset=${name}` } })
      }),
    )
  })
})

test('a context that throws hides nothing that can be read', () => {
  const throwing = (name: string, others: object) =>
    Object.defineProperty({ ...others }, name, {
      get: () => {
        throw new Error('trap')
      },
    })
  expect(reactor.parse('', throwing('headers', { status: 503 }))).toMatchObject([{ status: 503 }])
  const headers = { 'retry-after': '7' }
  expect(reactor.parse({ errors: [{ code: 'a' }] }, throwing('status', { headers }))).toMatchObject([
    { errors: [{ code: 'a' }], retryAfter: 7000 },
  ])
})

describe('reviving never throws', () => {
  test.each(hostileValues)('given %s', (_, family) => {
    forEach(family, (make) => {
      expect(isJsonApiError(JsonApiError.from(make()))).toBe(true)
    })
  })

  test.each(hostileTexts)('given a text of %s', (_, make) => {
    expect(JsonApiError.from(make())).toBeInstanceOf(JsonApiError)
  })

  test('given any value', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(JsonApiError.from(value)).toBeInstanceOf(JsonApiError)
      }),
    )
  })
})

describe('guards and handlers', () => {
  test.each(hostileValues)('say no to %s, and give it back as it is', (_, family) => {
    forEach(family, (make) => {
      const value = make()
      expect(isJsonApiError(value)).toBe(isMarked(value))
      expect(reactor.is(value, 'not-found')).toBe(false)
      const on = reactor.on('not-found', () => 'handled')
      expect(
        Object.is(
          caughtFrom(() => on(value)),
          value,
        ),
      ).toBe(true)
      const match = () => reactor.match(value, { 'not-found': () => 'handled', otherwise: () => 'other' })
      if (reactor.is(value)) expect(match()).toBe('other')
      else expect(Object.is(caughtFrom(match), value)).toBe(true)
    })
  })
})

/** Whether one of the hostile values bears the mark of our errors, as nothing that came over a wire can. */
function isMarked(value: unknown): boolean {
  try {
    // Of a primitive, or of what throws, nothing can be told.
    return (
      typeof value === 'object' &&
      value !== null &&
      typeof Reflect.get(value, Symbol.for('reactor-errors.dialect')) === 'string'
    )
  } catch {
    return false
  }
}

function caughtFrom(work: () => unknown): unknown {
  try {
    return { returned: work() }
  } catch (error) {
    return error
  }
}
