import { describe, expect, test } from 'vitest'
import type { Failure } from '../../src/failure/failure.js'
import { mask, maskFailures } from '../../src/failure/secrets.js'

const ID = 'SE0123456789abcdef0123456789abcdef'

const noop = (): void => {}

describe('what is masked in data', () => {
  const shared = ['abc123X']

  test.each<[what: string, data: unknown, masked: unknown]>([
    ['a secret of the request', ['id s3cret! twice s3cret!'], ['id [redacted] twice [redacted]']],
    ['two in one list', ['s3cret! a', 'between', 's3cret! b'], ['[redacted] a', 'between', '[redacted] b']],
    ['a number that is one', { n: 1_234_567, m: 12 }, { n: 0, m: 12 }],
    ['a name that is one', { 'a: s3cret! b': 1, a: 2 }, { 'a: [redacted] b 0': 1, a: 2 }],
    ['a credential by its looks', { detail: 'Bearer abcdefg1 was sent' }, { detail: 'Bearer [redacted] was sent' }],
    [
      'the value of a member that is named like one',
      { accessToken: 'x', a: { apikey: 'y' } },
      { accessToken: '[redacted]', a: { apikey: '[redacted]' } },
    ],
    [
      'a long name that is one, and no short one that is too short to tell it from a word',
      { 'long-s3cret!!': 1, 's3cret!': 1 },
      { 'long-[redacted]! 0': 1, 's3cret!': 1 },
    ],
    ...[
      ...[
        'passwd',
        'password',
        'passwords',
        'passphrase',
        'passphrases',
        'pass',
        'DB_PASS',
        'otp',
        'passkey',
        'shared_key',
        'private keys',
        'api--key',
      ],
      ...['_token_', 'my_token', 'myToken', 'oauth2Token', 'HTTPToken', 'CSRFToken', 'X-API-Key', 'AWSAccessKeyId'],
      ...['sid', 'sig', 'session_id', 'sessionId', 'signature', 'cookie', 'jwt'],
    ].map((name): [string, unknown, unknown] => [`the name ${name}`, { [name]: 'x' }, { [name]: '[redacted]' }]),
    [
      'the same list under a name of one and under another',
      { a: shared, token: shared },
      { a: ['abc123X'], token: ['[redacted]'] },
    ],
    [
      'the value of a header, as HAR, Postman and others write them',
      [
        { name: 'Authorization', value: 'x' },
        { key: 'x-api-key', value: 'y' },
        { header: 'Cookie', value: 'z' },
      ],
      [
        { name: 'Authorization', value: '[redacted]' },
        { key: 'x-api-key', value: '[redacted]' },
        { header: 'Cookie', value: '[redacted]' },
      ],
    ],
    [
      'the value of a header in a pair, and in a list of names and values',
      { headers: [['x-api-key', 'abc123X']], rawHeaders: ['Host', 'a.example', 'X-Api-Key', 'abc123X'] },
      { headers: [['x-api-key', '[redacted]']], rawHeaders: ['Host', 'a.example', 'X-Api-Key', '[redacted]'] },
    ],
    ['a name that begins as one that says which', { token: { idx: 'abc123X' } }, { token: { idx: '[redacted]' } }],
    [
      'each of several below such a name',
      { cookies: { sid: 'abc123X', n: 1 }, tokens: ['abc123X'] },
      { cookies: { sid: '[redacted]', n: 1 }, tokens: ['[redacted]'] },
    ],
    [
      '__proto__, as any other',
      JSON.parse('{"__proto__":{"token":"abc"}}'),
      JSON.parse('{"__proto__":{"token":"[redacted]"}}'),
    ],
  ])('%s', (_, data, masked) => {
    const before = JSON.stringify(data)
    expect(mask(data, ['s3cret!', '1234567'])).toEqual(masked)
    expect(JSON.stringify(data)).toBe(before)
  })

  test.each<[what: string, data: unknown]>([
    ['nothing', { detail: 'Not found', n: 1, list: [null, true, undefined], none: undefined }],
    ['objects without a prototype', Object.assign(Object.create(null), { detail: 'x' })],
    ['numbers', { tokens_remaining: 0, max_tokens: 100_000_000, password: 12 }],
    [
      'names that only hold one',
      { secret_id: 'abc123XYZ', token_type: 'abc123XYZ', authorization_url: '/abc123XYZ', tokenized: 'abc' },
    ],
    ['a relationship', { secret: { data: { type: 'secrets', id: ID, status: 'abc123XYZ' } } }],
    ['what validators say', { password: ['is too short'], token: 'invalid', api_key: 'must not be blank' }],
  ])('and not %s: then the data itself is given back', (_, data) => {
    expect(mask(data, ['s3cret!'])).toBe(data)
  })

  const revoked = Proxy.revocable({}, {})
  revoked.revoke()
  const circle: Record<string, unknown> = {}
  circle['circle'] = circle
  const throwing = {
    get detail(): string {
      throw new Error('x')
    },
  }
  const bottomless: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)

  test.each<[what: string, data: unknown, copy: unknown]>([
    [
      'an object of a class',
      new (class {
        detail = 'x'
      })(),
      { detail: 'x' },
    ],
    ['a circle', circle, { circle: '[circular]' }],
    ['a getter that throws', throwing, { detail: '[unreadable]' }],
    ['a revoked proxy', { list: [revoked.proxy] }, { list: ['[unreadable]'] }],
    [
      'what JSON cannot say',
      { big: 12n, call: noop, at: new Date(0) },
      { big: '12', call: '[function]', at: '1970-01-01T00:00:00.000Z' },
    ],
    ['a list that is nearly empty', { list: Object.assign(new Array(1e8), { 5: 'x' }) }, { list: ['x'] }],
  ])('is copied whole where it holds %s', (_, data, copy) => {
    const masked = mask(data)
    // What shows a value to say where it differs would trip over these.
    expect(masked === data).toBe(false)
    expect(masked).toEqual(copy)
  })

  test('may lie deeper than there is stack, and in more places than can be counted', () => {
    expect(JSON.stringify(mask(bottomless))).toContain('[too deep]')
    const shared = Array.from({ length: 60 }).reduce<object>((inner) => ({ a: inner, b: inner }), { detail: 'x' })
    const few = Array.from({ length: 12 }).reduce<object>((inner) => ({ a: inner, b: inner }), { detail: 'x' })
    expect(mask(few)).toBe(few)
    expect(JSON.stringify(mask(shared)).length).toBeLessThan(4_000_000)
    const long = Array.from({ length: 6000 }, () => circle)
    expect(mask(long)).toHaveLength(6000)
    const data = Array.from({ length: 6000 }, (_, id) => ({ id }))
    expect(mask(data)).toBe(data)
    expect(mask([...data, { token: 'x' }]).at(-1)).toEqual({ token: '[redacted]' })
  })
})

test('a short name loses a secret that is no word, and keeps one that is', () => {
  const data = { a1b2c3d4: 1, by_a1b2c3d4: 2, keyword: 3, a1: 4 }
  expect(mask(data, ['a1b2c3d4', 'keyword'])).toEqual({ '[redacted] 0': 1, 'by_[redacted] 1': 2, keyword: 3, a1: 4 })
  expect(mask({ keyword: 3 }, [])).toEqual({ keyword: 3 })
})

test('names of fields in a list, and values beside other names, stay', () => {
  const data = [
    ['password', 'username', 'token'],
    [{ toString: '' }, 'abc123X'],
    { name: 'colour', value: 'abc123X' },
    { name: 1, value: 'abc123X' },
  ]
  expect(mask(data)).toBe(data)
})

describe('what programs decide by in a failure stays', () => {
  const failure: Failure = {
    ...{ errors: [{ status: '404', code: 'not-found', source: { pointer: '/data/keyword', parameter: 'keyword' } }] },
    ...{ delivery: 'immediate', format: 'json:api', field: 'status_details', origin: 'received', status: 404 },
    ...{ resource: { type: 'secrets', id: ID }, request: { method: 'OPTIONS', url: '/hosts' } },
    repairs: [{ pointer: '/errors/0/code', message: 'It was mended', received: 5 }],
  }
  const whole: Failure = { ...failure, attempts: [failure], document: { errors: failure.errors } }
  const words = [
    'immediate',
    'json:api',
    'status_details',
    'received',
    'secrets',
    'OPTIONS',
    'not-found',
    '/data/keyword',
    '/errors/0/code',
  ]

  test('whatever the request carried', () => {
    expect(maskFailures([whole], words, (code) => code === 'not-found')).toEqual([whole])
  })

  test('but no code that nobody knows, and nothing that is no type or pointer', () => {
    const odd: Failure = {
      ...{
        errors: [{ code: 'Bearer abc123XYZ', source: { pointer: 'token=abc' } }],
        delivery: 'deferred',
        format: 'x',
      },
      resource: { type: 'Bearer abc123XYZ', id: '1' },
    }
    expect(maskFailures([odd])).toEqual([
      {
        ...{
          errors: [{ code: 'Bearer [redacted]', source: { pointer: 'token=[redacted]' } }],
          delivery: 'deferred',
          format: 'x',
        },
        resource: { type: 'Bearer [redacted]', id: '1' },
      },
    ])
    expect(maskFailures([failure], ['not-found'])[0].errors[0].code).toBe('[redacted]')
  })
})

describe('in a failure', () => {
  const made = (members: object): [Failure] => [
    { errors: [{ title: 'x' }], delivery: 'immediate', format: 'x', ...members },
  ]

  test('what its document says once more is masked once', () => {
    const errors = [{ detail: 'Bearer abc123XYZ' }]
    const [masked] = maskFailures(made({ errors, document: { errors } }))
    expect(masked.errors).toEqual([{ detail: 'Bearer [redacted]' }])
    expect(masked.document?.errors).toBe(masked.errors)
  })

  test('the same list is masked as what it is in each place', () => {
    const list = [{ code: 'not-found' }]
    const [masked] = maskFailures(made({ errors: list, repairs: list }), ['not-found'], () => true)
    expect(masked).toMatchObject({ errors: [{ code: 'not-found' }], repairs: [{ code: '[redacted]' }] })
  })

  test('a type or a pointer loses what is a token and no word', () => {
    const members = {
      errors: [{ source: { pointer: '/data/9f8e7d6c5b4a' } }],
      resource: { type: 'a9f8e7d6c5b4a', id: '1' },
    }
    expect(maskFailures(made(members), ['9f8e7d6c5b4a', 'a9f8e7d6c5b4a'])[0]).toMatchObject({
      errors: [{ source: { pointer: '/data/[redacted]' } }],
      resource: { type: '[redacted]' },
    })
  })

  test('an unknown member with the name of a secret of the request loses it', () => {
    const [masked] = maskFailures(made({ errors: [{ 'x-9f8e7d6c5b4a': 1 }] }), ['9f8e7d6c5b4a'])
    expect(masked.errors).toEqual([{ 'x-[redacted] 0': 1 }])
  })

  test('nothing need have the type that it should', () => {
    const odd = made({ errors: [{ code: 5, source: 'x' }], format: 7, resource: 'y', repairs: null, attempts: 'z' })
    expect(maskFailures(odd)).toBe(odd)
  })
})

test('a wait is no secret, though a parameter of the request is the same number', () => {
  const failure = { errors: [{ meta: { timeout: 600_000 } }], delivery: 'immediate', format: 'json:api' } as const
  const given = { ...failure, status: 429, retryAfter: 600_000, attempts: [{ ...failure, retryAfter: 600_000 }] }
  const [masked] = maskFailures([given], ['600000'])
  expect(masked).toMatchObject({ retryAfter: 600_000, attempts: [{ retryAfter: 600_000 }] })
  expect(masked.errors[0].meta).toEqual({ timeout: 0 })
})
