import { describe, expect, test } from 'vitest'
import type { Failure } from '../../src/failure/failure.js'
import { reactor } from '../../src/reactor/index.js'
import { ERRORS, type Members, parse, resource } from './extension-packages.js'

const one = (body: unknown): Failure | undefined => {
  const failures = parse(body)
  expect(failures.length).toBeLessThanOrEqual(1)
  return failures[0]
}

describe('details of a failed resource', () => {
  test('are a failure of their own', () => {
    expect(parse({ data: resource('failed', { status_details: { errors: ERRORS } }) })).toStrictEqual([
      {
        ...{ errors: ERRORS, delivery: 'deferred', origin: 'received', format: 'json:api', status: 200 },
        ...{ resource: { type: 'extension_packages', id: 'EP1' }, field: 'status_details' },
      },
    ])
  })

  test.each<[shape: string, details: unknown, errors: unknown]>([
    ['an object with errors', { errors: ERRORS }, ERRORS],
    ['a list', ERRORS, ERRORS],
    ['one error object', ERRORS[0], [ERRORS[0]]],
    ['an object with one error object as errors', { errors: ERRORS[0] }, [ERRORS[0]]],
    ['an object with a text as errors', { errors: 'boom' }, [{ detail: 'boom' }]],
    ['a text', 'The archive cannot be opened.', [{ detail: 'The archive cannot be opened.' }]],
    ['a list of texts', ['a', 'b'], [{ detail: 'a' }, { detail: 'b' }]],
    ['an error object that has to be mended', { code: 5, title: 'T' }, [{ code: '5', title: 'T' }]],
    ['an object of another shape', { step: 'unzip', exit: 1 }, [{ meta: { step: 'unzip', exit: 1 } }]],
    ['an object of another shape with empty errors', { errors: [], step: 'unzip' }, [{ meta: { step: 'unzip' } }]],
    ['a list with null', [null], [{ meta: { received: null } }]],
    ['a number', 5, [{ meta: { received: 5 } }]],
    ['true', true, [{ meta: { received: true } }]],
  ])('are read as %s', (_, details, errors) => {
    expect(one({ data: resource('failed', { status_details: details }) })).toMatchObject({
      ...{ errors, field: 'status_details', delivery: 'deferred', origin: 'received' },
    })
  })

  test('that hold more than errors are kept', () => {
    const details = { errors: ERRORS, jsonapi: { version: '1.0' }, meta: { attempt: 3 } }
    const failure = one({ data: resource('failed', { status_details: details }) })
    expect(failure?.document).toBe(details)
    expect(failure && JSON.stringify(reactor.error(failure))).toBe(JSON.stringify(details))
  })

  test.each<[where: string, details: unknown, pointer: string]>([
    ['an item of their errors', { errors: [null] }, '/data/meta/status_details/errors/0'],
    ['an item of their list', [{ status: 5 }], '/data/meta/status_details/0/status'],
    ['themselves', { title: 'T', status: 5 }, '/data/meta/status_details/status'],
    ['themselves as a whole', 5, '/data/meta/status_details'],
  ])('that are wrong are told of where they stand: %s', (_, details, pointer) => {
    const { repairs } = one({ data: resource('failed', { status_details: details }) }) ?? {}
    expect(repairs?.map((repair) => repair.pointer)).toContain(pointer)
  })

  test.each<[what: string, meta: Members | undefined]>([
    ['no meta', undefined],
    ['no details', {}],
    ['null', { status_details: null }],
    ['an empty object', { status_details: {} }],
    ['an empty list', { status_details: [] }],
    ['empty errors', { status_details: { errors: [] } }],
    ['errors that are null', { status_details: { errors: null } }],
    ['an empty text', { status_details: ' ' }],
    ['false', { status_details: false }],
  ])('that say nothing leave a failure that says so: %s', (_, meta) => {
    expect(parse({ data: resource('failed', meta) })).toStrictEqual([
      {
        errors: [
          {
            title: 'Failed Without A Reason',
            detail:
              'The status of this extension_packages resource is "failed", and its status_details give no reason.',
          },
        ],
        ...{ delivery: 'deferred', origin: 'received', format: 'json:api', status: 200 },
        ...{ resource: { type: 'extension_packages', id: 'EP1' }, field: 'status' },
      },
    ])
  })
})

describe('a resource that did not fail', () => {
  test.each<[what: string, data: unknown]>([
    ['one that succeeded', resource('succeeded')],
    ['one that is pending', resource('pending', { status_details: null })],
    ['one whose progress is told', resource('pending', { status_details: { step: 'unzip' } })],
    ['one that succeeded with empty details', resource('succeeded', { status_details: { errors: [] } })],
    ['one of a status that nobody knows', resource('processing')],
    [
      'a library that was rejected',
      { type: 'libraries', attributes: { state: 'rejected' }, meta: { build_status: null } },
    ],
    [
      'a secret whose test succeeded',
      { attributes: { status: 'succeeded' }, meta: { test_exchange: '{"access_token":"x"}' } },
    ],
    ['one that tells its progress in a text', resource('pending', { status_details: 'unzipping' })],
    [
      'an event of a resource that did not',
      { attributes: { entity: '{"data":{"attributes":{"status":"succeeded"}}}' } },
    ],
    ['an event of nothing that can be read', { attributes: { entity: '{"data":' } }],
    ['none', null],
    ['an empty list', []],
  ])('is no failure: %s', (_, data) => {
    expect(parse({ data })).toStrictEqual([])
  })

  test('is one where it has details of errors all the same', () => {
    for (const status of ['succeeded', 'pending']) {
      const failure = one({ data: resource(status, { status_details: { errors: ERRORS } }) })
      expect(failure).toMatchObject({ errors: ERRORS, field: 'status_details' })
    }
    expect(one({ data: { type: 't', id: 'i', meta: { status_details: [{ code: 'a' }] } } })).toMatchObject({
      resource: { type: 't', id: 'i' },
    })
  })
})

describe('a secret', () => {
  const secret = (status: string, meta: Members): Members => ({
    type: 'secrets',
    id: 'SE1',
    attributes: { status },
    meta,
  })
  const refresh = [{ code: 'invalid_grant', title: 'Refresh failed' }]

  test('fails by itself when it cannot be refreshed', () => {
    const meta = { refresh_status: 'failed', refresh_status_details: { errors: refresh } }
    expect(parse({ data: secret('succeeded', meta) })).toMatchObject([
      { errors: refresh, field: 'refresh_status_details', resource: { type: 'secrets', id: 'SE1' } },
    ])
    expect(parse({ data: secret('succeeded', { refresh_status_details: refresh }) })).toHaveLength(1)
  })

  test('fails twice when both fields say so', () => {
    const meta = { status_details: ERRORS, refresh_status_details: refresh }
    expect(parse({ data: secret('failed', meta) })).toMatchObject([
      { errors: ERRORS, field: 'status_details' },
      { errors: refresh, field: 'refresh_status_details' },
    ])
  })

  test('fails without a reason when the refresh gives none', () => {
    expect(parse({ data: secret('succeeded', { refresh_status: 'failed' }) })).toMatchObject([
      {
        errors: [
          {
            detail:
              'The refresh_status of this secrets resource is "failed", and its refresh_status_details give no reason.',
          },
        ],
        field: 'refresh_status',
      },
    ])
  })
})

test.each<[field: string, data: Members, reason: string]>([
  [
    'republish_status',
    { type: 'builds', meta: { republish_status: 'failed' } },
    'the documentation names no member for the reason',
  ],
  ['build_status', { type: 'libraries', meta: { build_status: 'failed' } }, 'its last build has the reason'],
  [
    'state',
    { type: 'extension_package_usage_authorizations', attributes: { state: 'rejected' } },
    'the documentation names no member for the reason',
  ],
])('a failure by %s says where its reason is, or that no place for one is documented', (field, data, reason) => {
  const value = field === 'state' ? 'rejected' : 'failed'
  expect(parse({ data })).toMatchObject([
    { errors: [{ detail: `The ${field} of this ${data['type']} resource is "${value}", and ${reason}.` }], field },
  ])
})

test('a test exchange that failed may say no more than that', () => {
  expect(parse({ data: { type: 'secrets', meta: { test_exchange: 'failed' } } })).toMatchObject([
    { errors: [{ detail: 'failed' }], field: 'test_exchange' },
  ])
})

describe('a resource that is not what it should be', () => {
  test('has no identity without a type or an id', () => {
    expect(one({ data: { type: 5, attributes: { status: 'failed' } } })).toStrictEqual({
      errors: [
        {
          title: 'Failed Without A Reason',
          detail: 'The status of this resource is "failed", and its status_details give no reason.',
        },
      ],
      ...{ delivery: 'deferred', origin: 'received', format: 'json:api', status: 200, field: 'status' },
    })
    for (const identity of [{ type: 't', id: 1 }, { type: 5, id: 'i' }, { id: 'i' }, { type: 't' }]) {
      expect(one({ data: { ...identity, attributes: { status: 'failed' } } })).not.toHaveProperty('resource')
    }
  })

  test.each([null, 5, 'failed', [], [[]], true])('is passed over: %o', (odd) => {
    const failed = resource('failed')
    expect(parse({ data: [odd, failed, odd], included: [odd, failed] })).toHaveLength(2)
    expect(parse({ data: odd, included: odd })).toStrictEqual([])
    expect(parse({ data: { attributes: odd, meta: odd } })).toStrictEqual([])
  })
})

describe('a list', () => {
  test('of 25 resources tells of the two that failed, and where', () => {
    const data = Array.from({ length: 25 }, (_, i) => {
      if (i === 7) return resource('failed', { status_details: { errors: [{ code: 'socket-error' }] } }, 'EP7')
      return i === 19
        ? resource('failed', undefined, 'EP19')
        : resource('succeeded', { status_details: null }, `EP${i}`)
    })
    expect(parse({ data })).toMatchObject([
      { resource: { id: 'EP7' }, errors: [{ code: 'socket-error' }], field: 'status_details' },
      { resource: { id: 'EP19' }, errors: [{ title: 'Failed Without A Reason' }], field: 'status' },
    ])
  })

  test('points at the item that has to be mended', () => {
    const details = { status_details: { errors: [null] } }
    const body = { data: [resource('succeeded'), resource('failed', details)], included: [resource('failed', details)] }
    expect(parse(body).map(({ repairs }) => repairs?.[0]?.pointer)).toStrictEqual([
      '/data/1/meta/status_details/errors/0',
      '/included/0/meta/status_details/errors/0',
    ])
  })

  test('of included resources is read as well', () => {
    const body = { data: { type: 'libraries', id: 'LB1' }, included: [resource('succeeded'), resource('failed')] }
    expect(parse(body)).toMatchObject([{ resource: { id: 'EP1' } }])
  })
})

describe('what there is too much of', () => {
  const failed = resource('failed')

  test('is counted in the last failure: resources beyond the first thousand', () => {
    const last = resource('failed', { status_details: [null] }, 'EP999')
    const data = [...Array.from({ length: 999 }, () => failed), last, ...Array.from({ length: 3 }, () => failed)]
    const failures = parse({ data, included: [resource('succeeded')] })
    expect(failures).toHaveLength(1000)
    expect(failures[998]).not.toHaveProperty('repairs')
    expect(failures[999]).toMatchObject({ resource: { id: 'EP999' }, errors: [{ meta: { received: null } }] })
    expect(failures[999]?.repairs).toStrictEqual([
      { pointer: '/data/999/meta/status_details/0', message: 'An error object must be an object', received: null },
      { pointer: '', message: '3 more failures were not read', received: 3 },
    ])
  })

  test('is counted alone where nothing else is wrong with the last failure', () => {
    const data = Array.from({ length: 1002 }, () => failed)
    const repairs = [{ pointer: '', message: '2 more failures were not read', received: 2 }]
    expect(parse({ data }).at(-1)?.repairs).toStrictEqual(repairs)
  })

  test('says nothing of the rest: a list is one of resources by its first thousand', () => {
    const list = [...Array.from({ length: 1000 }, () => resource('succeeded')), 5, failed]
    expect(reactor.parse(list)).toMatchObject([{ field: 'status', resource: { id: 'EP1' } }])
  })

  test('is counted where it stood: errors beyond the first thousand of all, of which each resource has one', () => {
    const details = (length: number) => ({ status_details: Array.from({ length }, () => ({ code: 'a' })) })
    const failures = parse({ data: [600, 600, 3].map((length) => resource('failed', details(length))) })
    expect(failures.map(({ errors }) => errors.length)).toStrictEqual([600, 400, 1])
    expect(failures.map(({ repairs }) => repairs)).toStrictEqual([
      undefined,
      [
        {
          pointer: '/data/1/meta/status_details',
          message: 'Only the first 400 of 600 error objects were read',
          received: 600,
        },
      ],
      [
        {
          pointer: '/data/2/meta/status_details',
          message: 'Only the first 1 of 3 error objects were read',
          received: 3,
        },
      ],
    ])
  })

  test('costs nothing where it is not there: a list with holes', () => {
    const data: unknown[] = []
    data[4_000_000_000] = resource('failed', { status_details: [null] })
    expect(parse({ data }).map(({ repairs }) => repairs?.[0]?.pointer)).toStrictEqual([
      '/data/4000000000/meta/status_details/0',
    ])
  })
})

describe('what is known of the response', () => {
  test('is the request id, from the details or the header, and no Retry-After: the response itself did not fail', () => {
    const headers = { 'x-request-id': 'r2', 'retry-after': '7' }
    const details = { status_details: { errors: [{ code: 'a', meta: { request_id: 'r1' } }] } }
    const [own] = parse({ data: resource('failed', details) }, 200, headers)
    expect(own?.requestId).toBe('r1')
    const [other] = parse({ data: resource('failed') }, 202, headers)
    expect(other).toMatchObject({ requestId: 'r2', status: 202 })
    expect(other).not.toHaveProperty('retryAfter')
  })

  test('is no status where there was none', () => {
    expect(reactor.parse({ data: resource('failed') })[0]).not.toHaveProperty('status')
  })

  test('is that the request failed where its status says so and no resource does', () => {
    expect(parse({ data: resource('succeeded') }, 500)).toMatchObject([
      { delivery: 'immediate', origin: 'received', status: 500 },
    ])
    expect(parse({ data: resource('succeeded') }, 400)).toHaveLength(1)
    expect(parse({ data: resource('failed') }, 500)).toMatchObject([
      { delivery: 'deferred', origin: 'received', status: 500 },
    ])
  })

  test('is both where errors stand beside data', () => {
    expect(parse({ data: resource('failed'), errors: [{ code: 'a' }] })).toMatchObject([
      { delivery: 'immediate', origin: 'received', errors: [{ code: 'a' }] },
      { delivery: 'deferred', origin: 'received' },
    ])
    expect(parse({ data: resource('succeeded'), errors: [] })).toStrictEqual([])
  })
})
