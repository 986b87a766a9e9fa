import { describe, expect, test } from 'vitest'
import { en, explain, explainError } from '../../src/explain/index.js'
import type { Failure } from '../../src/failure/failure.js'
import type { ErrorObject } from '../../src/jsonapi/document.js'
import { reactor } from '../../src/reactor/index.js'

const { situations } = en

function failure(members: Partial<Failure>, error: ErrorObject = {}): Failure {
  return { errors: [error], delivery: 'immediate', format: 'json:api', ...members }
}

describe('an error whose code is known', () => {
  test.each(['not-found', '403025', 'invalid_token', 'invalid-port'])('is explained by its code: %s', (code) => {
    const explanation = explain(code)
    const { cause, usually, remedy } = explanation ?? {}
    expect(explainError({ code })).toStrictEqual({
      ...{ cause, remedy, language: 'en', explanation },
      ...(usually !== undefined && { usually }),
    })
  })

  test('is explained by its code whatever the response looked like', () => {
    const { explanation } = explainError({ code: 'not-found' }, failure({ format: 'html', status: 502 }))
    expect(explanation?.code).toBe('not-found')
  })

  test.each([
    ['refresh_status_details', { refresh_status: 'failed', refresh_status_details: '{"error":"invalid_grant"}' }],
    ['status_details', { status_details: { error: 'invalid_grant', error_description: 'Token has been revoked.' } }],
    ['test_exchange', { test_exchange: { error: 'invalid_grant' } }],
  ])('of the token server of a secret is explained as one, in its %s', (field, meta) => {
    const secret = { data: { type: 'secrets', id: 'SE1', attributes: { status: 'failed' }, meta } }
    const failure = reactor.parse(secret, { status: 200 }).find((each) => each.field === field)
    const { cause, remedy, explanation } = explainError(failure?.errors[0] ?? {}, failure)
    expect(cause).toContain('refresh token')
    expect(remedy).toContain('authorize it again')
    expect(explanation).toMatchObject({ kind: 'ims', delivery: 'either', documented: [] })
  })
})

describe('an error that no code explains', () => {
  const cases: readonly [string, ErrorObject, Failure | undefined, readonly string[], string][] = [
    ['nothing at all', {}, undefined, [situations.unknown.cause], situations.unknown.remedy],
    [
      'an unknown code',
      { code: 'x' },
      undefined,
      [situations['unknown-code'].cause],
      situations['unknown-code'].remedy,
    ],
    ['a status', { status: '409' }, undefined, [situations['409'].cause], situations['409'].remedy],
    ['a rare status', { status: '418' }, undefined, [situations['4xx'].cause], situations['4xx'].remedy],
    ['a rare status of the server', { status: '507' }, undefined, [situations['5xx'].cause], situations['5xx'].remedy],
    ['the status of the response', {}, failure({ status: 403 }), [situations['403'].cause], situations['403'].remedy],
    [
      'its own status before that of the response',
      { status: '422' },
      failure({ status: 400 }),
      [situations['422'].cause],
      situations['422'].remedy,
    ],
    [
      'an unknown code with a status that blames the request: the error itself says what to change',
      { code: 'x', status: '422' },
      undefined,
      [situations['unknown-code'].cause, situations['422'].cause],
      situations['unknown-code'].remedy,
    ],
    [
      'an unknown code with a status that does not',
      { code: 'x', status: '429' },
      undefined,
      [situations['unknown-code'].cause, situations['429'].cause],
      situations['429'].remedy,
    ],
    [
      'a web page of a gateway',
      {},
      failure({ format: 'html', status: 502 }),
      [situations.html.cause, situations['502'].cause],
      situations['502'].remedy,
    ],
    [
      'a web page where the API should be',
      {},
      failure({ format: 'html', status: 404 }),
      [situations.html.cause, situations['404'].cause],
      situations.html.remedy,
    ],
    [
      'a web page that claims success',
      {},
      failure({ format: 'html', status: 200 }),
      [situations.html.cause],
      situations.html.remedy,
    ],
    [
      'an empty response',
      {},
      failure({ format: 'empty', status: 503 }),
      [situations.empty.cause, situations['503'].cause],
      situations['503'].remedy,
    ],
    [
      'a body that was cut off',
      {},
      failure({ format: 'malformed' }),
      [situations.malformed.cause],
      situations.malformed.remedy,
    ],
    [
      'plain text without a token',
      {},
      failure({ format: 'text', status: 401 }),
      [situations.text.cause, situations['401'].cause],
      situations['401'].remedy,
    ],
    ['other JSON', {}, failure({ format: 'json' }), [situations.json.cause], situations.json.remedy],
    [
      'a problem document, which speaks for itself',
      {},
      failure({ format: 'problem', status: 415 }),
      [situations['415'].cause],
      situations['415'].remedy,
    ],
    [
      'a format of another dialect',
      {},
      failure({ format: 'soap', status: 500 }),
      [situations['500'].cause],
      situations['500'].remedy,
    ],
    [
      'details of a resource, whose status is not that of the request',
      { status: '422' },
      failure({ delivery: 'deferred', field: 'status_details', status: 200 }),
      [situations.deferred.cause],
      situations.deferred.remedy,
    ],
    [
      'details read from a place unknown',
      {},
      failure({ delivery: 'deferred' }),
      [situations.deferred.cause],
      situations.deferred.remedy,
    ],
    [
      'a resource that failed without details',
      { status: '422' },
      failure({ delivery: 'deferred', field: 'status', status: 200 }),
      [situations['no-details'].cause],
      situations['no-details'].remedy,
    ],
  ]

  test.each(cases)('is explained by what is left: %s', (_what, error, of, causes, remedy) => {
    const told = Object.values(situations).filter(({ cause }) => causes.includes(cause))
    const usually = told.flatMap((prose) => prose.usually ?? []).join(' ')
    expect(explainError(error, of)).toEqual({
      cause: causes.join(' '),
      ...(usually === '' ? {} : { usually }),
      remedy,
      language: 'en',
    })
  })

  test('is explained in another language too', () => {
    const loud = {
      ...en,
      tag: 'en-x-loud',
      situations: { ...situations, '409': { cause: 'C.', usually: 'U.', remedy: 'R.' } },
    }
    expect(explainError({ status: '409' }, undefined, { language: loud })).toEqual({
      cause: 'C.',
      usually: 'U.',
      remedy: 'R.',
      language: 'en-x-loud',
    })
  })

  test('is explained in English where the language has no words for it', () => {
    const { language: _, ...said } = explainError({ status: '409' })
    expect(explainError({ status: '409' }, undefined, { language: { tag: 'tlh' } })).toEqual({
      ...said,
      language: 'tlh',
    })
  })

  test('usually happens for what its form and its status have to say, one after the other', () => {
    const language = { ...en, situations: { html: { usually: 'A.' }, '502': { usually: 'B.' } } }
    expect(explainError({}, failure({ format: 'html', status: 502 }), { language }).usually).toBe('A. B.')
  })
})

describe('whatever it is given', () => {
  const thrower = Object.defineProperty({}, 'code', {
    get() {
      throw new Error('no')
    },
  })
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()

  test.each([
    ['undefined', undefined],
    ['null', null],
    ['a number', 7],
    ['a string', 'not-found'],
    ['an array', [{ code: 'not-found' }]],
    ['a code that is no string', { code: 404 }],
    ['a status that cannot be a number', { status: Symbol('404') }],
    ['a status that is an object', { status: { toString: () => '404' } }],
    ['a status of success', { status: '200' }],
    ['a status that only looks like one', { status: '0x1F4' }],
    ['a status with a digit too many', { status: '4040' }],
    ['a status with a digit before it', { status: '1404' }],
    ['an inherited code', Object.create({ code: 'not-found' })],
    ['the name of an inherited member as status', { status: 'constructor' }],
    ['a getter that throws', thrower],
    ['a revoked proxy', proxy],
  ])('an explanation comes back: %s', (_what, value) => {
    const nothing = { ...situations.unknown, language: 'en' }
    // Callers without types pass anything, in both places.
    expect(explainError(value as ErrorObject)).toEqual(nothing)
    expect(explainError({}, value as unknown as Failure)).toEqual(nothing)
  })

  test('a code like a member of every object is only an unknown code', () => {
    for (const code of ['constructor', '__proto__', 'toString']) {
      expect(explainError({ code }).cause).toBe(situations['unknown-code'].cause)
    }
  })

  test('a getter that works is read', () => {
    const error = Object.defineProperty({}, 'code', { get: () => 'not-found' })
    expect(explainError(error).explanation?.code).toBe('not-found')
  })
})
