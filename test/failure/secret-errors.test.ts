import { inspect } from 'node:util'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { reactor } from '../../src/index.js'

/** The cause of an error that was made with it. */
const maskError = (cause: unknown): unknown => reactor.error('not-found', { cause }).cause

const noop = (): void => {}

describe('the cause of an error', () => {
  test.each<[what: string, cause: unknown]>([
    [
      'an error',
      new TypeError('fetch failed', { cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) }),
    ],
    ['several', new AggregateError([new Error('a'), new Error('b')], 'two')],
    ['one of another realm', runInNewContext('new Error("x")')],
    ['one of the host', new DOMException('Aborted', 'AbortError')],
    ['data', { a: 1 }],
    ['nothing', undefined],
  ])('is given back as it is where it holds no secret: %s', (_, cause) => {
    expect(maskError(cause)).toBe(cause)
  })

  test('loses its secrets, and stays an error of its class', () => {
    class ClientError extends Error {
      readonly code = 'ERR_BAD'
      readonly password = 'hunter'
      readonly config = { headers: { authorization: 'abc123XYZ' } }
      readonly request = new (class ClientRequest {
        header = 'authorization: abc123XYZ'
      })()
    }
    const inner = new RangeError('token=abc123XYZ')
    const error = new ClientError('GET /a?key=abc123XYZ failed', { cause: new AggregateError([inner, new Error('b')]) })
    const masked = maskError(error) as ClientError
    expect(masked).toBeInstanceOf(ClientError)
    expect(masked).toMatchObject({
      ...{ message: 'GET /a[redacted] failed', code: 'ERR_BAD', config: { headers: { authorization: '[redacted]' } } },
      ...{
        request: '[ClientRequest]',
        password: '[redacted]',
        cause: { errors: [{ message: 'token=[redacted]' }, { message: 'b' }] },
      },
    })
    expect((masked.cause as AggregateError).errors[0]).toBeInstanceOf(RangeError)
    expect(masked.stack?.split('\n')[0]).toBe('Error: GET /a[redacted] failed')
    expect(masked.stack?.split('\n').slice(1)).toEqual(error.stack?.split('\n').slice(1))
    expect(error.message).toContain('abc123XYZ')
  })

  test('has members that are listed and changed as before', () => {
    const masked = maskError(Object.assign(new Error('token=abc123XYZ'), { code: 'E' }))
    expect(Object.getOwnPropertyDescriptors(masked)).toMatchObject({
      message: { value: 'token=[redacted]', enumerable: false, configurable: true, writable: true },
      code: { value: 'E', enumerable: true, configurable: true, writable: true },
    })
    expect(maskError(Object.assign(new Error('x'), { code: 'token=abc123XYZ' }))).toMatchObject({ message: 'x' })
  })

  test('is read eight errors deep', () => {
    let deep: unknown = new Error('token=abc123XYZ')
    for (let level = 0; level < 8; level++) deep = new Error(`${level}`, { cause: deep })
    const masked = inspect(maskError(deep), { depth: 20 })
    expect([masked.includes('token=[redacted]'), masked.includes('[too deep]')]).toEqual([true, false])
    expect(inspect(maskError(new Error('8', { cause: deep })), { depth: 20 })).toContain('[too deep]')
  })

  test('keeps the name of those that keep it elsewhere', () => {
    const masked = maskError(new DOMException('token=abc123XYZ', 'AbortError'))
    expect(masked).toMatchObject({ name: 'AbortError', message: 'token=[redacted]' })
    expect(masked).toBeInstanceOf(Error)
  })

  test('may lie deeper than anybody looks, or hold itself', () => {
    const error = new Error('token=abc123XYZ')
    error.cause = error
    expect(JSON.stringify(maskError(error), ['message', 'cause'])).not.toContain('abc123XYZ')
  })

  test('may be one of many that hold each other: each is copied once, and so many of them', () => {
    const error = new AggregateError([])
    error.errors = Array.from({ length: 60 }, () => error)
    expect((maskError(error) as AggregateError).errors).toEqual(new Array(60).fill('[circular]'))
    const many = new AggregateError(Array.from({ length: 1200 }, () => new Error('token=abc123XYZ')))
    expect((maskError(many) as AggregateError).errors.slice(998, 1000)).toEqual([expect.any(Error), '[left out]'])
    let deep = new Error('token=abc123XYZ')
    for (let level = 0; level < 12; level++) deep = new Error(`${level}`, { cause: deep })
    expect(inspect(maskError(deep), { depth: 20 })).toContain('[too deep]')
  })

  test('may have a stack of any form', () => {
    const masked = (stack: unknown) =>
      (maskError(Object.assign(new Error('token=abc123XYZ'), { stack })) as Error).stack
    expect(masked('Error: token=abc123XYZ')).toBe('Error: token=[redacted]')
    expect(masked('Error\nload@https://a.example/x.js?v=1:2:3')).toBe('Error\nload@https://a.example/x.js?v=1:2:3')
    expect(masked(7)).toBe(7)
    for (const frame of ['\n    at a (/b?c=d:1:2)', '\n\tat a (/b?c=d:1:2)', '\na@/b?c=d:1:2', '\n at /b?c=d']) {
      expect(masked(`Error: token=abc123XYZ${frame}`)).toBe(`Error: token=[redacted]${frame}`)
      expect(masked(frame)).toBe(frame)
    }
    for (const line of ['\nat token=abc123XYZ', '\nme@token=abc123XYZ', '\nxat token=abc123XYZ']) {
      expect(masked(`Error${line}`)).toBe(`Error${line.replace('abc123XYZ', '[redacted]')}`)
    }
  })

  test('keeps members of any kind', () => {
    const odd = Object.create(Object.create(null))
    const bare = Object.assign(Object.create(null), { a: 'token=abc123XYZ' })
    const masked = maskError(Object.assign(new RangeError('token=abc123XYZ'), { none: null, call: noop, odd, bare }))
    expect(masked).toBeInstanceOf(RangeError)
    expect(masked).toMatchObject({
      none: null,
      call: '[Function]',
      odd: '[undefined]',
      bare: { a: 'token=[redacted]' },
    })
  })

  test('may have its message from its class', () => {
    class Told extends Error {
      override get message(): string {
        return 'token=abc123XYZ'
      }
    }
    const error = Object.defineProperty(new Told(), 'stack', { value: 'Told' })
    expect(maskError(error)).toMatchObject({ message: 'token=[redacted]' })
  })

  test('may be one that cannot be read', () => {
    const trap = () => {
      throw new Error('trap')
    }
    expect(maskError(Object.defineProperty(new Error('e'), 'message', { get: trap }))).toEqual({})
  })
})
