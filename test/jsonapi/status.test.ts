import { STATUS_CODES } from 'node:http'
import { describe, expect, test } from 'vitest'
import type { ErrorObject } from '../../src/jsonapi/document.js'
import { mixedStatus, reasonPhrase } from '../../src/jsonapi/status.js'

describe('the status of a set of errors', () => {
  test.each([
    [['404'], 404],
    [['409', '409', '409'], 409],
    [['503', '503'], 503],
    [['404', '409'], 400],
    [['403', '422', '422'], 400],
    [['502', '503'], 500],
    [['404', '503'], 500],
    [['500', '404'], 500],
    [['599', '404'], 500],
    [['403', '422', '500'], 500],
    [['404', undefined], 404],
    [['404', '200', '302'], 404],
    [['404', 'not a status', '', '4040', ' 404', '404.5', '4e2', '1e3', '0x1'], 404],
    [[404, '404'], 404],
    [[404, 404.5, 600, Number.NaN, true, null, {}, ['409'], Symbol('404')], 404],
    [['200'], undefined],
    [[undefined], undefined],
    [[], undefined],
  ])('%j gives %j', (statuses, expected) => {
    // As they come over the wire, numbers and all.
    const errors = statuses.map((status) => (status === undefined ? {} : { status })) as ErrorObject[]
    expect(mixedStatus(errors)).toBe(expected)
  })

  test('does not depend on errors that cannot be read', () => {
    const { proxy, revoke } = Proxy.revocable<ErrorObject>({}, {})
    revoke()
    const throwing: ErrorObject = Object.defineProperty({}, 'status', {
      get() {
        throw new Error('read')
      },
    })
    const hostile: unknown = [
      null,
      undefined,
      7,
      'text',
      proxy,
      throwing,
      { status: Object.create(null) },
      { status: '409' },
    ]
    expect(mixedStatus(hostile as ErrorObject[])).toBe(409)
  })
})

describe('the phrase of a status', () => {
  /** Where Node.js has an older name for it, or one that is not registered. */
  const REGISTERED = new Map<number, string | undefined>([
    [413, 'Content Too Large'],
    [418, undefined],
    [422, 'Unprocessable Content'],
    [509, undefined],
  ])
  const everyErrorStatus = Array.from({ length: 200 }, (_, offset) => 400 + offset)

  test('is the registered one, for every status from 400 to 599', () => {
    const registered = (status: number) => (REGISTERED.has(status) ? REGISTERED.get(status) : STATUS_CODES[status])
    expect(everyErrorStatus.map(reasonPhrase)).toEqual(everyErrorStatus.map(registered))
  })

  test.each([0, -404, 100, 200, 204, 302, 399, 600, 1404, 404.5, Number.NaN, Number.POSITIVE_INFINITY])(
    'is not there for %d',
    (status) => {
      expect(reasonPhrase(status)).toBeUndefined()
    },
  )
})
