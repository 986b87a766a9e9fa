import { describe, expect, test } from 'vitest'
import type { Failure } from '../../src/failure/failure.js'
import { type RetryAdvice, type RetryClass, retryAdvice, retryClassOf } from '../../src/failure/retry.js'
import type { ErrorObject } from '../../src/jsonapi/document.js'
import { reactor } from '../../src/reactor/index.js'

describe('a status says', () => {
  test.each<[retry: RetryClass | undefined, statuses: readonly number[]]>([
    ['later', [408, 425, 429, 500, 502, 503, 504, 506, 520, 599]],
    ['after-sign-in', [401, 511]],
    ['after-fix', [400, 402, 403, 404, 405, 406, 409, 410, 413, 415, 422, 451, 499]],
    ['never', [501, 505]],
    [undefined, [0, -1, 100, 200, 304, 399, 600, Number.NaN, Number.POSITIVE_INFINITY]],
  ])('%s for %j', (retry, statuses) => {
    for (const status of statuses) expect([status, retryClassOf(status)]).toStrictEqual([status, retry])
  })
})

const CLASSES: Readonly<Record<string, RetryClass>> = {
  'say-never': 'never',
  'say-fix': 'after-fix',
  'say-sign-in': 'after-sign-in',
  'say-later': 'later',
}
const classOf = (code: string): RetryClass | undefined => (Object.hasOwn(CLASSES, code) ? CLASSES[code] : undefined)

function advise(errors: readonly [ErrorObject, ...ErrorObject[]], more: Partial<Failure> = {}): RetryAdvice {
  return retryAdvice({ errors, delivery: 'immediate', format: 'json:api', ...more }, classOf)
}

describe('the advice', () => {
  test.each<
    [what: string, errors: readonly [ErrorObject, ...ErrorObject[]], more: Partial<Failure>, advice: RetryAdvice]
  >([
    [
      'follows the code',
      [{ code: 'say-fix', status: '500' }],
      { status: 503 },
      { retry: 'after-fix', because: 'code' },
    ],
    [
      'follows the status of the error',
      [{ code: 'x', status: '401' }],
      { status: 500 },
      { retry: 'after-sign-in', because: 'status' },
    ],
    ['follows the status of the response', [{ code: 'x' }], { status: 501 }, { retry: 'never', because: 'status' }],
    [
      'follows the response where the error has a status of none',
      [{ status: '200' }],
      { status: 404 },
      { retry: 'after-fix', because: 'status' },
    ],
    [
      'is later for what is too large for now alone, as the wait says',
      [{ status: '413' }],
      { retryAfter: 5000 },
      { retry: 'later', because: 'status', after: 5000 },
    ],
    [
      'wants a fix of what is too large and has no wait',
      [{ title: 'T' }],
      { status: 413 },
      { retry: 'after-fix', because: 'status' },
    ],
    ['wants a fix where nothing tells', [{ title: 'T' }], {}, { retry: 'after-fix', because: 'nothing' }],
    [
      'wants a fix of a deferred failure that nothing tells of',
      [{}],
      { delivery: 'deferred', status: 200 },
      { retry: 'after-fix', because: 'nothing' },
    ],
    [
      'says how long to wait',
      [{ code: 'say-later' }],
      { retryAfter: 7000 },
      { retry: 'later', because: 'code', after: 7000 },
    ],
    [
      'says how long to wait, if not at all',
      [{}],
      { status: 503, retryAfter: 0 },
      { retry: 'later', because: 'status', after: 0 },
    ],
    [
      'lets nobody wait for what does not pass',
      [{ code: 'say-fix' }],
      { retryAfter: 7000 },
      { retry: 'after-fix', because: 'code' },
    ],
    [
      'follows the error that stands most in the way',
      [{ code: 'say-later' }, { code: 'say-fix' }, { code: 'say-sign-in' }],
      { retryAfter: 1 },
      { retry: 'after-fix', because: 'code' },
    ],
    [
      'follows the first of two that stand equally',
      [{ code: 'say-later' }, { status: '503' }],
      {},
      { retry: 'later', because: 'code' },
    ],
    ['never means never', [{ code: 'say-fix' }, { code: 'say-never' }], {}, { retry: 'never', because: 'code' }],
    [
      'knows no code of every object',
      [{ code: 'constructor' }],
      { status: 500 },
      { retry: 'later', because: 'status' },
    ],
  ])('%s', (_, errors, more, advice) => {
    expect(advise(errors, more)).toStrictEqual(advice)
  })
})

describe('the Reactor API', () => {
  test.each<[what: string, body: unknown, status: number | undefined, retry: RetryClass, because: string]>([
    ['a code of the catalog', { errors: [{ code: 'session-timeout' }] }, 400, 'after-sign-in', 'code'],
    ['a code that passes', { errors: [{ code: 'internal-error' }] }, 500, 'later', 'code'],
    ['a code outside the catalog', { errors: [{ code: 'brand-new', status: '503' }] }, undefined, 'later', 'status'],
    [
      'a code of the gateway',
      { error_code: '403010', message: 'Oauth token is missing.' },
      403,
      'after-sign-in',
      'code',
    ],
    ['a gateway code that nobody knows', { error_code: '500999' }, undefined, 'later', 'status'],
    ['a code of the sign-in service', { error: 'invalid_token', error_description: 'x' }, 400, 'after-sign-in', 'code'],
    ['a page of a proxy', '<html>', 502, 'later', 'status'],
    ['nothing', '', 503, 'later', 'status'],
    [
      'a failed resource',
      { data: { attributes: { status: 'failed' }, meta: { status_details: { errors: [{ code: 'socket-error' }] } } } },
      200,
      'later',
      'code',
    ],
    ['a failed resource without a reason', { data: { attributes: { status: 'failed' } } }, 200, 'after-fix', 'nothing'],
  ])('is advised on for %s', (_, body, status, retry, because) => {
    const [failure] = reactor.parse(body, { status })
    expect(failure && reactor.retryAdvice(failure)).toStrictEqual({ retry, because })
  })

  test('is advised on with the wait that its response asks for', () => {
    const [failure] = reactor.parse('', { status: 429, headers: { 'retry-after': '7' } })
    expect(failure && reactor.retryAdvice(failure)).toStrictEqual({ retry: 'later', because: 'status', after: 7000 })
  })
})

test('a status that no number can be made of says nothing', () => {
  const failure = {
    errors: [{ status: JSON.parse('{"toString":1,"valueOf":2}') }],
    delivery: 'immediate',
    format: 'text',
  }
  expect(retryAdvice(failure as never, () => undefined)).toEqual({ retry: 'after-fix', because: 'nothing' })
})
