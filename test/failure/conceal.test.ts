import { describe, expect, test } from 'vitest'
import type { HeadersLike } from '../../src/failure/headers.js'
import { mask, secretsOf } from '../../src/failure/secrets.js'

describe('the secrets of a request', () => {
  test.each<[what: string, headers: HeadersLike | undefined, secrets: readonly string[]]>([
    ['no headers', undefined, []],
    ['headers without any', { accept: 'application/json' }, []],
    ['a bearer token', { Authorization: 'Bearer abc.def-ghi' }, ['abc.def-ghi']],
    ['basic credentials, padded', { authorization: 'Basic dXNlcjpwYQ==' }, ['dXNlcjpwYQ==']],
    ['a token without a scheme', { authorization: 'abcdefgh==' }, ['abcdefgh==']],
    ['a key', { 'x-api-key': 'my-key-1' }, ['my-key-1']],
    ['cookies', { cookie: 'a=1; sid=session-1; theme = midnight' }, ['session-1', 'midnight']],
    ['the credentials for a proxy', { 'Proxy-Authorization': 'Bearer proxy-token' }, ['proxy-token']],
    [
      'the longest first',
      { authorization: 'Bearer secret', 'x-api-key': 'secret-and-more' },
      ['secret-and-more', 'secret'],
    ],
    ['Headers', new Headers({ authorization: 'Bearer abcdef' }), ['abcdef']],
    ['pairs', [['Authorization', 'Bearer abcdef']], ['abcdef']],
    ['a flat list', ['Authorization', 'Bearer abcdef'], ['abcdef']],
  ])('in %s', (_, headers, secrets) => {
    expect(secretsOf({ headers })).toEqual(secrets)
  })
})

describe('the secrets of a URL', () => {
  test.each<[what: string, url: unknown, secrets: readonly string[]]>([
    ['none', undefined, []],
    ['one without a query', 'https://example.com/token=abcdefgh', []],
    ['one with a query', '/properties?filter[name]=abcdefgh', []],
    [
      'one with secrets',
      new URL('https://example.com/?x=1&access_token=abcdefgh&api_key=ijklmnop==#f'),
      ['ijklmnop==', 'abcdefgh'],
    ],
    ['something that is no URL', Object.create(null), []],
  ])('in %s', (_, url, secrets) => {
    expect(secretsOf({ url })).toEqual(secrets)
  })
})

describe('what is concealed', () => {
  test.each<[what: string, data: unknown, concealed: unknown]>([
    [
      'nothing, where there is nothing',
      { detail: 'Not found', n: 1, list: [null, true] },
      { detail: 'Not found', n: 1, list: [null, true] },
    ],
    ['a secret of the request', ['id s3cret! twice s3cret!'], ['id [redacted] twice [redacted]']],
    [
      'a credential that only looks like one',
      { detail: 'Bearer abcdefgh was sent' },
      { detail: 'Bearer [redacted] was sent' },
    ],
    [
      'a query string',
      { links: { self: 'https://example.com/a?b=c' } },
      { links: { self: 'https://example.com/a[redacted]' } },
    ],
    [
      'the value of a member that is named like a secret',
      { meta: { accessToken: 'x', cookies: { a: 1 } } },
      { meta: { accessToken: '[redacted]', cookies: '[redacted]' } },
    ],
  ])('%s', (_, data, concealed) => {
    expect(mask(data, ['s3cret!'])).toEqual(concealed)
  })

  test('leaves the original as it is', () => {
    const data = { detail: 'Bearer abcdefgh' }
    expect(mask(data)).not.toBe(data)
    expect(data.detail).toBe('Bearer abcdefgh')
  })

  test('is nothing where there is nothing to mask: then the data is given back', () => {
    const shared = { detail: 'Not found' }
    const data = { errors: [shared, null, 1], document: { errors: [shared] } }
    expect(mask(data, ['s3cret!'])).toBe(data)
  })

  test('is as it was, though copied, where there is more of it than is worth a look', () => {
    const data = Array.from({ length: 6000 }, (_, id) => ({ id }))
    expect(mask(data)).toEqual(data)
    expect(mask([...data, { token: 'x' }]).at(-1)).toEqual({ token: '[redacted]' })
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
    ['an object without a prototype', Object.assign(Object.create(null), { detail: 'x' }), { detail: 'x' }],
    ['a circle', circle, { circle: '[circular]' }],
    ['a getter that throws', throwing, { detail: '[unreadable]' }],
    ['a revoked proxy', { list: [revoked.proxy] }, { list: ['[unreadable]'] }],
  ])('is copied whole where it holds %s', (_, data, copy) => {
    const concealed = mask(data)
    // What shows a value to say where it differs would trip over these.
    expect(concealed === data).toBe(false)
    expect(concealed).toEqual(copy)
  })

  test('may lie deeper than there is stack', () => {
    expect(JSON.stringify(mask(bottomless))).toContain('[too deep]')
  })

  test('may be reached in more ways than can be counted', () => {
    const data = Array.from({ length: 60 }).reduce<object>((inner) => ({ a: inner, b: inner }), { detail: 'x' })
    let value: unknown = mask(data)
    while (typeof value === 'object' && value !== null && 'b' in value) value = value.b
    expect(value).toBe('[too deep]')
  })
})
