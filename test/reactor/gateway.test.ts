import { describe, expect, test } from 'vitest'
import { reactor } from '../../src/reactor/index.js'

describe('a response of the gateway', () => {
  test.each<[body: string, code: string, title: string, status: number]>([
    ['{"error_code":"400003","message":"Missing header"}', '400003', 'Missing header', 400],
    ['{"error_code":401013,"message":"Oauth token is not valid"}', '401013', 'Oauth token is not valid', 401],
    ['{"error_code":"403000","message":"Api Key is required"}', '403000', 'Api Key is required', 403],
    ['{"error_code":"403010","message":"Oauth token is missing."}', '403010', 'Oauth token is missing.', 403],
    ['{"error_code":"404003","message":"No such product"}', '404003', 'No such product', 404],
    ['{"error_code":"429050","message":"Too many requests"}', '429050', 'Too many requests', 429],
    ['{"error_code":"500001","message":"Broken"}', '500001', 'Broken', 500],
  ])('is known without a status: %s', (body, code, title, status) => {
    expect(reactor.parse(body)).toStrictEqual([
      {
        errors: [{ status: `${status}`, code, title }],
        delivery: 'immediate',
        origin: 'received',
        format: 'gateway',
        status,
      },
    ])
  })

  test('has the status of its response before that of its code', () => {
    expect(reactor.parse({ error_code: '403000', message: 'm' }, { status: 502 })).toMatchObject([
      { status: 502, errors: [{ status: '502', code: '403000' }] },
    ])
  })

  test.each(['40300', '4030000', '303000', '603000', 'E403000', ''])(
    'has no status by a code of another form: "%s"',
    (code) => {
      expect(reactor.parse({ error_code: code, message: 'm' })).toStrictEqual([
        { errors: [{ code, title: 'm' }], delivery: 'immediate', origin: 'received', format: 'gateway' },
      ])
    },
  )

  test('keeps what else it says', () => {
    expect(reactor.parse({ error_code: '403000', message: 'm', hint: 'h', trace: { id: 1 } })).toMatchObject([
      { errors: [{ title: 'm', meta: { hint: 'h', trace: { id: 1 } } }] },
    ])
    expect(reactor.parse({ error_code: '403000', message: { text: 'm' } })).toMatchObject([
      { errors: [{ code: '403000', meta: { message: { text: 'm' } } }] },
    ])
    expect(reactor.parse({ error_code: '403000', error_message: ['m'] })).toMatchObject([
      { errors: [{ code: '403000', meta: { error_message: ['m'] } }] },
    ])
    expect(reactor.parse({ error_code: '403000' })[0]?.errors).toStrictEqual([{ status: '403', code: '403000' }])
  })

  test.each<[body: object, title: string, meta: object | undefined]>([
    [{ error_message: 'e' }, 'e', undefined],
    [{ message: 'm', error_message: 'e' }, 'm', { error_message: 'e' }],
    [{ message: { text: 'm' }, error_message: 'e' }, 'e', { message: { text: 'm' } }],
    [{ message: 'm', error_message: 'm' }, 'm', undefined],
    [{ message: 'm', detail: 'd' }, 'm', { detail: 'd' }],
  ])('says why in one of two members: %j', (said, title, meta) => {
    expect(reactor.parse({ error_code: '403000', ...said })[0]?.errors).toStrictEqual([
      { status: '403', code: '403000', title, ...(meta && { meta }) },
    ])
  })

  test.each<[body: object, format: string]>([
    [{ error: 'e', detail: 'd' }, 'gateway'],
    [{ error_message: 5, hint: 'h' }, 'gateway'],
    [{ errors: [{ message: 'm' }] }, 'json'],
    [{ message: 'm', errors: [] }, 'json'],
    [{ violations: [{ message: 'm' }] }, 'json'],
    [{ message: 'm', violations: [{ message: 'm' }] }, 'json'],
    [{ detail: 'd' }, 'json'],
  ])('is told from others that have a code of that name: %j', (others, format) => {
    expect(reactor.parse({ error_code: '403000', ...others }, { status: 403 })).toMatchObject([{ format }])
  })

  test('comes with request id and Retry-After of its headers', () => {
    const headers = { 'X-Request-Id': 'r1', 'Retry-After': '7' }
    expect(reactor.parse({ error_code: '429050', message: 'm' }, { status: 429, headers })).toMatchObject([
      { requestId: 'r1', retryAfter: 7000 },
    ])
  })

  test.each([{ error_code: null, message: 'm' }, { error_code: {}, message: 'm' }, { message: 'Api Key is invalid' }])(
    'is none without a code: %o',
    (body) => {
      expect(reactor.parse(body, { status: 403 })).toMatchObject([{ format: 'json' }])
    },
  )
})
