import { describe, expect, test } from 'vitest'
import { reactor } from '../../src/reactor/index.js'

describe('a response of the sign-in service', () => {
  test.each([
    ['invalid_token', 'Could not match jwt signature to any of the bindings'],
    ['invalid_client', 'invalid client_id parameter'],
    ['invalid_scope', ''],
  ])('has its code and what it says: %s', (error, error_description) => {
    expect(reactor.parse({ error, error_description }, { status: 400 })).toStrictEqual([
      {
        errors: [{ status: '400', code: error, detail: error_description }],
        ...{ delivery: 'immediate', origin: 'received', format: 'ims', status: 400 },
      },
    ])
  })

  test('may be a form', () => {
    const body = 'error=invalid_client&error_description=invalid+client_id'
    expect(reactor.parse(body, { status: 400 })).toStrictEqual([
      {
        errors: [{ status: '400', code: 'invalid_client', detail: 'invalid client_id' }],
        ...{ delivery: 'immediate', origin: 'received', format: 'ims', status: 400 },
      },
    ])
  })

  test('may be a code alone', () => {
    expect(reactor.parse({ error: 'bad_request' }, { status: 400 })[0]?.errors).toStrictEqual([
      { status: '400', code: 'bad_request' },
    ])
  })

  test('keeps what else it says', () => {
    expect(reactor.parse({ error: 'a', error_description: 'd', error_uri: '/e' })).toStrictEqual([
      {
        errors: [{ code: 'a', detail: 'd', meta: { error_uri: '/e' } }],
        delivery: 'immediate',
        origin: 'received',
        format: 'ims',
      },
    ])
    expect(reactor.parse({ error: 'a', error_description: null })[0]?.errors).toStrictEqual([
      { code: 'a', meta: { error_description: null } },
    ])
  })

  test.each([
    ['a sentence', { error: 'Not Found' }],
    ['an error beside other members', { error: 'not_found', path: '/x', status: 404 }],
    ['an error beside a description that is none', { error: 'not_found', error_description: null, path: '/x' }],
    ['an error that is no text', { error: { message: 'm' }, error_description: 'd' }],
    ['a description alone', { error_description: 'd' }],
  ])('is none: %s', (_, body) => {
    expect(reactor.parse(body, { status: 404 })).toMatchObject([
      { format: 'json', errors: [{ meta: { received: body } }] },
    ])
  })
})
