import { describe, expect, test } from 'vitest'
import { reactor } from '../../src/reactor/index.js'
import { ERRORS, parse, resource } from './extension-packages.js'

describe('what else tells of a failure', () => {
  const secret = (test_exchange: unknown) => ({
    type: 'secrets',
    id: 'SE1',
    attributes: { status: 'succeeded' },
    meta: { test_exchange },
  })
  const PAGE = '<html><head><title>Our gateway is on fire</title></head><body></body></html>'
  const XML = '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Not yours</Message></Error>'
  const oauth = { error: 'invalid_client', error_description: 'Unknown.' }
  const event = (data: unknown) => ({
    type: 'audit_events',
    id: 'AE1',
    attributes: { entity: JSON.stringify({ data }) },
  })

  test.each<[what: string, data: unknown, expected: object]>([
    [
      'the last build of a library',
      { type: 'libraries', id: 'LB1', meta: { build_status: 'failed' } },
      { field: 'build_status', resource: { type: 'libraries', id: 'LB1' } },
    ],
    [
      'an authorization',
      { type: 'extension_package_usage_authorizations', id: 'EA1', attributes: { state: 'rejected' } },
      { field: 'state' },
    ],
    [
      'the token server of a secret',
      secret(oauth),
      { field: 'test_exchange', errors: [{ code: 'invalid_client', detail: 'Unknown.' }] },
    ],
    [
      'the same, as JSON text',
      secret(JSON.stringify(oauth)),
      { field: 'test_exchange', errors: [{ code: 'invalid_client' }] },
    ],
    [
      'the same, in the body of a response',
      secret({ status: 400, body: oauth }),
      {
        field: 'test_exchange',
        errors: [{ code: 'invalid_client', meta: { received: { status: 400, body: oauth } } }],
      },
    ],
    [
      'the same, as a form',
      secret('error=invalid_client&error_description=Who+are+you%3F'),
      { errors: [{ code: 'invalid_client', detail: 'Who are you?' }] },
    ],
    [
      'the same, as text in the body of a response',
      secret({ status: 400, body: JSON.stringify(oauth) }),
      { errors: [{ code: 'invalid_client', meta: { received: { status: 400, body: JSON.stringify(oauth) } } }] },
    ],
    [
      'the same, as a form in the body of a response',
      secret({ status: 400, body: 'error=invalid_client&state=' }),
      {
        errors: [{ code: 'invalid_client', meta: { received: { status: 400, body: 'error=invalid_client&state=' } } }],
      },
    ],
    ['the same, in an object', secret({ error: { message: 'No.' } }), { errors: [{ detail: 'No.' }] }],
    [
      'the page of a gateway before the token server',
      resource('failed', { status_details: { status: 502, body: PAGE } }),
      { errors: [{ detail: 'Our gateway is on fire', meta: { received: { status: 502, body: PAGE } } }] },
    ],
    [
      'a page',
      resource('failed', { status_details: PAGE }),
      { errors: [{ detail: 'Our gateway is on fire', meta: { received: PAGE } }] },
    ],
    [
      'a response without a body before the token server',
      resource('failed', { status_details: { status: 502, body: '' } }),
      { errors: [{ meta: { status: 502, body: '' } }] },
    ],
    [
      'XML',
      resource('failed', { status_details: XML }),
      { errors: [{ code: 'AccessDenied', detail: 'Not yours', meta: { received: XML } }] },
    ],
    [
      'a page that says nothing',
      resource('failed', { status_details: '<p></p>' }),
      { errors: [{ detail: '<p></p>' }] },
    ],
    ['XML that says nothing', resource('failed', { status_details: '<Error/>' }), { errors: [{ detail: '<Error/>' }] }],
    [
      'a code and words that JSON:API does not know',
      resource('failed', { status_details: { code: 21608, message: 'Not verified' } }),
      {
        errors: [
          { code: '21608', detail: 'Not verified', meta: { received: { code: 21608, message: 'Not verified' } } },
        ],
      },
    ],
    [
      'a code and a member that nobody knows',
      resource('failed', { status_details: { code: 'strange', shape: 'round' } }),
      { errors: [{ code: 'strange' }] },
    ],
    [
      'the resource of an event',
      event(resource('failed', { status_details: { errors: ERRORS } })),
      { field: 'status_details', errors: ERRORS, resource: { id: 'EP1' } },
    ],
    [
      'details in other words',
      resource('failed', { status_details: { errors: [{ message: 'Boom' }] } }),
      { errors: [{ detail: 'Boom' }] },
    ],
    [
      'details by name',
      resource('failed', { status_details: { errors: { path: ['Bad'] } } }),
      { errors: [{ detail: 'Bad' }] },
    ],
    [
      'details with a message',
      resource('failed', { status_details: { message: 'Boom' } }),
      { errors: [{ detail: 'Boom' }] },
    ],
  ])('%s', (_, data, expected) => {
    expect(parse({ data })).toMatchObject([expected])
  })

  test('a text of a token server that is no error tells of none', () => {
    expect(parse({ data: secret('Signed in.') })).toStrictEqual([])
    expect(parse({ data: secret('failed') })).toMatchObject([
      { field: 'test_exchange', errors: [{ detail: 'failed' }] },
    ])
  })

  test('has no title of a request, which was accepted', () => {
    const data = resource('failed', { status_details: { message: 'Boom' } })
    expect(parse({ data })[0]?.errors[0]).not.toHaveProperty('title')
    expect(() => reactor.throwIfFailed({ data }, { status: 200 })).toThrow(/^Boom \(extension_packages EP1\)$/)
  })

  test.each<[what: string, body: unknown]>([
    ['a resource', resource('failed', { status_details: ERRORS })],
    ['a list of resources', [resource('failed', { status_details: ERRORS })]],
    ['attributes and meta of a type that is none', { type: 5, attributes: {}, meta: { status_details: ERRORS } }],
    ['attributes and meta alone', { attributes: { status: 'failed' }, meta: { status_details: ERRORS } }],
    ['meta in an object', { meta: { status_details: ERRORS } }],
    ['meta alone', { status_details: { errors: ERRORS } }],
  ])('without a document: %s', (_, body) => {
    for (const context of [{}, { status: 200 }]) {
      expect(reactor.parse(body, context)).toMatchObject([
        { errors: ERRORS, field: 'status_details', delivery: 'deferred' },
      ])
    }
  })

  test.each<[body: unknown, pointer: string]>([
    [resource('failed', { status_details: [null] }), '/meta/status_details/0'],
    [[resource('failed', { status_details: [null] })], '/0/meta/status_details/0'],
    [{ meta: { status_details: [null] } }, '/meta/status_details/0'],
    [{ status_details: [null] }, '/status_details/0'],
    [
      { data: event(resource('failed', { status_details: [null] })) },
      '/data/attributes/entity/data/meta/status_details/0',
    ],
    [
      { data: { attributes: { entity: JSON.stringify(resource('failed', { status_details: [null] })) } } },
      '/data/attributes/entity/meta/status_details/0',
    ],
  ])('is told of where it stands: in %j at %s', (body, pointer) => {
    expect(reactor.parse(body)[0]?.repairs?.map((repair) => repair.pointer)).toStrictEqual([pointer])
  })

  test.each<[what: string, body: object, field: string]>([
    ['a resource without meta', { type: 'builds', attributes: { status: 'failed' } }, 'status'],
    ['a text without a state', { data: { meta: { refresh_status_details: 'boom' } } }, 'refresh_status_details'],
    ['a member without a name', { data: { meta: { build_status: 'failed', '': ERRORS } } }, 'build_status'],
    [
      'an entity that is no text',
      { data: { attributes: { status: 'failed', entity: { data: resource('failed') } } } },
      'status',
    ],
  ])('one failure is in %s', (_, body, field) => {
    expect(reactor.parse(body)).toMatchObject([{ field, delivery: 'deferred' }])
  })

  test.each<[what: string, body: object, format: string]>([
    ['errors beside attributes', { attributes: {}, meta: {}, errors: [{ code: 'a' }] }, 'json:api'],
    ['a sign-in error with meta', { error: 'e', error_description: 'd', meta: { request_id: 'r' } }, 'ims'],
    ['a sign-in error with attributes', { error: 'e', error_description: 'd', attributes: {} }, 'ims'],
  ])('another failure is in %s', (_, body, format) => {
    expect(reactor.parse(body)).toMatchObject([{ delivery: 'immediate', format }])
  })

  test('a resource that succeeded tells of no failure, whatever stands around it', () => {
    const body = { data: resource('succeeded'), error: 'invalid_token', error_description: 'It has expired.' }
    expect(parse(body)).toStrictEqual([])
  })

  test.each([
    { type: 5, attributes: {} },
    { type: 'builds', attributes: { status: 'succeeded' } },
    { meta: { page: 1 } },
    { type: 'x' },
  ])('no failure is in %o', (body) => {
    expect(reactor.parse(body)).toStrictEqual([])
  })

  test.each<[what: string, other: unknown]>([
    ['null', null],
    ['a resource with nothing but its name', { type: 'notes', id: 'NT1' }],
    ['a resource of relationships', { type: 'notes', id: 'NT1', relationships: {} }],
    ['a resource that somebody flattened', { type: 'notes', id: 'NT1', name: 'N' }],
  ])('a list in which %s stands beside a failed resource tells of that', (_, other) => {
    const failed = { type: 'builds', id: 'BL1', attributes: { status: 'failed' }, meta: { status_details: ERRORS } }
    for (const list of [
      [other, failed],
      [failed, other],
    ])
      expect(reactor.parse(list, { status: 200 })).toMatchObject([{ delivery: 'deferred', resource: { id: 'BL1' } }])
    expect(reactor.parse([other], { status: 500 })).toMatchObject([{ delivery: 'immediate', status: 500 }])
  })

  test('a list in which not everything is a resource loses nothing', () => {
    const resource = { type: 'builds', id: 'BL1', attributes: { status: 'failed' }, meta: { status_details: ERRORS } }
    const failures = reactor.parse([resource, { errors: [{ code: 'not-found' }] }], { status: 400 })
    expect(failures).toMatchObject([{ errors: ERRORS, delivery: 'deferred' }, { errors: [{ code: 'not-found' }] }])
  })

  test('errors in other words beside data', () => {
    expect(parse({ data: null, errors: [{ message: 'm' }] })).toMatchObject([{ errors: [{ detail: 'm' }] }])
  })
})
