import { describe, expect, test } from 'vitest'
import type { Failure } from '../../src/failure/failure.js'
import { defineDialect, type RetryRequest, reactor } from '../../src/index.js'

/** The failure of a response with these codes. */
function failed(status: number | undefined, ...codes: readonly (string | undefined)[]): Failure {
  const [first = {}, ...others] = codes.map((code) => (code === undefined ? {} : { code }))
  return { errors: [first, ...others], delivery: 'immediate', format: 'json:api', ...(status && { status }) }
}

describe('whether a program may repeat a request by itself', () => {
  test.each<[response: string, failure: Failure, method: string, repeat: boolean]>([
    ['to a code that passes', failed(500, 'internal-error'), 'GET', true],
    ['to a code that does not', failed(409, 'not-unique'), 'GET', false],
    ['to a code that does not, with the status of one that does', failed(503, 'not-unique'), 'GET', false],
    ['to codes that all pass', failed(500, 'internal-error', 'unknown-error'), 'GET', true],
    ['to a code that passes and one that does not', failed(500, 'internal-error', 'not-unique'), 'GET', false],
    ['to a code of the gateway that passes', failed(429, '429050'), 'GET', true],
    ['to 429 without a code', failed(429), 'GET', true],
    ['to 503 without a code', failed(503), 'GET', true],
    ['to 503 with a code that nobody knows', failed(503, 'on-fire'), 'GET', true],
    [
      'to a response of no status, whatever its error claims',
      { ...failed(undefined), errors: [{ status: '503' }] },
      'GET',
      false,
    ],
    ['to 200, whatever its error claims', { ...failed(200), errors: [{ status: '503' }] }, 'GET', false],
    ['to 400 with a code that passes', failed(400, 'unknown-error'), 'GET', false],
    ['to 502 without a code', failed(502), 'GET', true],
    ['to a code that passes and one without', failed(502, 'internal-error', undefined), 'GET', true],
    ['to 429, which says that nothing was done, of POST', failed(429), 'POST', true],
    ['to 503 that says when, of POST', { ...failed(503), retryAfter: 5 }, 'POST', true],
    ['to 404 without a code', failed(404), 'GET', false],
    ['to no status at all', failed(undefined), 'GET', false],
    ['to a failure of a resource', { ...failed(200, 'socket-error'), delivery: 'deferred' }, 'GET', false],
    ['of the method HEAD', failed(503), 'HEAD', true],
    ['of the method OPTIONS', failed(503), 'OPTIONS', true],
    ['of the method TRACE', failed(503), 'TRACE', true],
    ['of the method PUT', failed(503), 'PUT', true],
    ['of the method DELETE', failed(503), 'delete', true],
    ['of the method POST', failed(503), 'POST', false],
    ['of the method PATCH', failed(503), 'PATCH', false],
    ['of a method that nobody knows', failed(503), 'GETS', false],
    ['of a method that ends like one', failed(503), 'FORGET', false],
    ['to 500 that says when, of POST', { ...failed(500), retryAfter: 5 }, 'POST', false],
    ['to a failure of a resource with a status that passes', { ...failed(503), delivery: 'deferred' }, 'GET', false],
    ['without error objects', JSON.parse('{"errors":[],"status":503,"delivery":"immediate"}'), 'GET', true],
  ])('%s', (_, failure, method, repeat) => {
    expect(reactor.retryAdvice(failure, { method }).repeat).toBe(repeat)
  })

  test('is not said where no method is told', () => {
    expect(reactor.retryAdvice(failed(503))).toEqual({ retry: 'later', because: 'status' })
    expect(reactor.retryAdvice(failed(503), { attempt: 1, random: () => 0 })).not.toHaveProperty('repeat')
  })
})

describe('the wait before the next attempt', () => {
  const random = () => 0.999

  test.each<[what: string, request: RetryRequest, retryAfter: number | undefined, delay: number]>([
    ['is some of 500 ms after the first', { attempt: 1 }, undefined, 499.5],
    ['doubles', { attempt: 2 }, undefined, 999],
    ['ends at 30 s', { attempt: 20 }, undefined, 29_970],
    ['ends there for ever', { attempt: 1e9 }, undefined, 29_970],
    ['can start elsewhere', { attempt: 3, baseDelay: 1000 }, undefined, 3996],
    ['can end elsewhere', { attempt: 9, maxDelay: 1000 }, undefined, 999],
    ['comes on top of what the server asks for', { attempt: 1 }, 7000, 7499.5],
    ['may be all that the server asks for', { attempt: 1, random: () => 0 }, 7000, 7000],
  ])('%s', (_, request, retryAfter, delay) => {
    const failure = { ...failed(503), ...(retryAfter !== undefined && { retryAfter }) }
    expect(reactor.retryAdvice(failure, { random, ...request }).delay).toBeCloseTo(delay)
  })

  test('is random unless told otherwise', () => {
    const delay = reactor.retryAdvice(failed(503), { attempt: 1 }).delay
    expect(delay).toBeGreaterThanOrEqual(0)
    expect(delay).toBeLessThan(500)
  })

  test('is not said where no other attempt would help', () => {
    const failure = { ...failed(404, 'not-found'), retryAfter: 7000 }
    expect(reactor.retryAdvice(failure, { attempt: 1, method: 'GET' })).toEqual({
      retry: 'after-fix',
      because: 'code',
      repeat: false,
    })
  })
})

describe('advice on hostile data', () => {
  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY, '5', null, {}])('counts %s for no wait and no number', (odd) => {
    const failure: Failure = { ...failed(503), retryAfter: odd as never }
    const { after, delay } = reactor.retryAdvice(failure, {
      attempt: 1,
      baseDelay: odd as never,
      maxDelay: odd as never,
      random: () => odd as never,
    })
    expect(after).toBeUndefined()
    expect(delay).toBeGreaterThanOrEqual(0)
    expect(delay).toBeLessThanOrEqual(500)
    expect(reactor.retryAdvice(failure, { attempt: odd as never })).not.toHaveProperty('delay')
  })

  test('never throws, and reads what can be read', () => {
    const trap = () => {
      throw new Error('trap')
    }
    const hostile = Object.defineProperty({ ...failed(503) }, 'retryAfter', { enumerable: true, get: trap })
    expect(reactor.retryAdvice(hostile, { method: 'GET', attempt: 1 })).toMatchObject({ retry: 'later', repeat: true })
    expect(reactor.retryAdvice(failed(503), { attempt: 1, random: trap }).delay).toBeLessThanOrEqual(500)
    for (const odd of [null, undefined, 5, {}, { errors: [] }, { errors: [null, Symbol('s')] }]) {
      expect(reactor.retryAdvice(odd as never)).toEqual({ retry: 'after-fix', because: 'nothing' })
    }
  })

  test('takes no word for advice but those that there are', () => {
    const retryOf = () => Promise.resolve('later') as never
    const shop = defineDialect({ name: 'ShopError', codes: {}, retryOf })
    expect(shop.retryAdvice(failed(404, 'odd'))).toEqual({ retry: 'after-fix', because: 'status' })
  })
})
