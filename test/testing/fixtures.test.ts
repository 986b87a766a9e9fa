import { describe, expect, test } from 'vitest'
import { type ReactorCode, reactor } from '../../src/index.js'
import { validateErrorDocument, validateErrorObject } from '../../src/jsonapi/validate/index.js'
import {
  deferredResponse,
  errorFixture,
  immediateResponse,
  toResponse,
  usualResponses,
} from '../../src/testing/index.js'

/** Everything that a client would read out of a response that came over HTTP. */
async function received(plain: Parameters<typeof toResponse>[0]) {
  const response = toResponse(plain)
  return reactor.parse(await response.text(), { status: response.status, headers: response.headers })
}

test('the catalog lists the codes that the tests below go through', () => {
  expect(reactor.codes.length).toBeGreaterThanOrEqual(50)
})

describe.each(reactor.codes)('%s', (code) => {
  const entry = reactor.entry(code)

  test('comes as a valid error object with id, request id and what the catalog says', () => {
    const error = errorFixture(code)
    expect(validateErrorObject(error)).toEqual([])
    expect(error).toMatchObject({ status: String(entry.status), code, title: entry.title })
    expect(error.source).toEqual(entry.pointer === null ? undefined : { pointer: entry.pointer })
    expect(error.id).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/)
    expect(error.meta).toEqual({ request_id: expect.stringMatching(/^[\da-f]{32}$/) })
  })

  test('comes as a valid immediate response that is read back as it was made', async () => {
    const response = immediateResponse(code)
    expect(validateErrorDocument(response.body)).toEqual([])
    expect(response.status).toBe(entry.status)
    expect(response.headers).toEqual({ 'content-type': 'application/vnd.api+json' })
    const error = errorFixture(code)
    const failure = {
      errors: [error],
      delivery: 'immediate',
      format: 'json:api',
      status: entry.status,
      requestId: error.meta?.['request_id'],
    }
    expect(reactor.parse(response.body, response)).toEqual([{ ...failure, origin: 'received' }])
    expect(await received(response)).toEqual([{ ...failure, origin: 'received' }])
  })

  test('comes as a valid deferred response that is read back as it was made', async () => {
    const response = deferredResponse(code)
    const { type, id, attributes, meta } = response.body.data
    expect(validateErrorDocument(meta.status_details)).toEqual([])
    expect(response).toMatchObject({ status: 200, headers: { 'content-type': 'application/vnd.api+json' } })
    expect(attributes).toEqual({ status: 'failed' })
    const [error] = meta.status_details.errors
    const failure = {
      errors: [error],
      delivery: 'deferred',
      format: 'json:api',
      status: 200,
      requestId: error?.meta?.['request_id'],
      resource: { type, id },
      field: 'status_details',
    }
    expect(error?.code).toBe(code)
    expect(reactor.parse(response.body, response)).toEqual([{ ...failure, origin: 'received' }])
    expect(await received(response)).toEqual([{ ...failure, origin: 'received' }])
  })

  test('fails a resource of a type that the code is about and that has a status, or else a build', () => {
    const { type, id } = deferredResponse(code).body.data
    const able = entry.resources.filter((resource) =>
      ['builds', 'extension_packages', 'hosts', 'secrets'].includes(resource),
    )
    expect(able.length === 0 ? ['builds'] : able).toContain(type)
    expect(id).toMatch(/^(?:BL|EP|HT|SE)[\da-f]{32}$/)
  })

  test('arrives in the channels that the catalog has', () => {
    const responses = usualResponses(code)
    const deliveries = responses.flatMap((response) => reactor.parse(response.body, response))
    const usual = entry.delivery === 'either' ? ['immediate', 'deferred'] : [entry.delivery]
    expect(deliveries.map(({ delivery }) => delivery)).toEqual(usual)
    expect(responses).toHaveLength(usual.length)
  })
})

test('ids are the same every time, and no two occurrences share one', () => {
  const make = (code: ReactorCode) => [immediateResponse(code), deferredResponse(code)]
  expect(reactor.codes.flatMap(make)).toEqual(reactor.codes.flatMap(make))
  const failures = reactor.codes.flatMap(make).flatMap(({ status, body }) => reactor.parse(body, { status }))
  const ids = failures
    .flatMap(({ errors, requestId, resource }) => [errors[0].id, requestId, resource?.id ?? []])
    .flat()
  expect(ids).toHaveLength(5 * reactor.codes.length)
  expect(new Set(ids).size).toBe(ids.length)
})

describe('options', () => {
  test('replace what they name, in either channel', () => {
    const options = {
      id: 'e1',
      detail: 'There is no property of that id.',
      pointer: '/data/relationships/property',
      requestId: 'r1',
      meta: { attempt: 2 },
    }
    const error = {
      id: 'e1',
      status: '404',
      code: 'not-found',
      title: reactor.entry('not-found').title,
      detail: options.detail,
      source: { pointer: options.pointer },
      meta: { request_id: 'r1', attempt: 2 },
    }
    expect(immediateResponse('not-found', options).body.errors).toEqual([error])
    expect(deferredResponse('not-found', options).body.data.meta.status_details.errors).toEqual([error])
  })

  test('give the response the status that they give the error', () => {
    expect(immediateResponse('internal-error', { status: 503 })).toMatchObject({
      status: 503,
      body: { errors: [{ status: '503' }] },
    })
  })

  test('name the resource, in whole or in part', () => {
    const resourceOf = (resource: { type?: string; id?: string }) => {
      const { type, id } = deferredResponse('timeout-error', { resource }).body.data
      return { type, id }
    }
    const { id } = resourceOf({})
    expect(resourceOf({})).toEqual({ type: 'hosts', id: expect.stringMatching(/^HT/) })
    expect(resourceOf({ type: 'secrets' })).toEqual({ type: 'secrets', id: id.replace('HT', 'SE') })
    expect(resourceOf({ type: 'things' })).toEqual({ type: 'things', id: id.replace('HT', '') })
    expect(resourceOf({ type: 'builds', id: 'BL1' })).toEqual({ type: 'builds', id: 'BL1' })
  })

  test.each([
    { options: { parameter: 'page[size]' }, source: { parameter: 'page[size]' } },
    { options: { header: 'Authorization' }, source: { header: 'Authorization' } },
    { options: { pointer: '' }, source: { pointer: '' } },
  ])('put $source in the place of the usual pointer', ({ options, source }) => {
    expect(errorFixture('not-unique', options).source).toEqual(source)
  })
})

test.each([
  { what: 'a code outside the catalog', make: (): unknown => errorFixture('not-fuond' as ReactorCode) },
  { what: 'a name that every object has', make: (): unknown => immediateResponse('constructor' as ReactorCode) },
  { what: 'that name, deferred', make: (): unknown => deferredResponse('toString' as ReactorCode) },
  { what: 'that name, either way', make: (): unknown => usualResponses('__proto__' as ReactorCode) },
  { what: 'null for options', make: (): unknown => errorFixture('not-found', null as never) },
  { what: 'null for options of a deferred one', make: (): unknown => deferredResponse('not-found', null as never) },
  { what: 'the id of a resource', make: (): unknown => deferredResponse('not-found', { resource: 'BL1' as never }) },
  { what: 'a pointer that is none', make: (): unknown => errorFixture('not-found', { pointer: 'data' }) },
])('$what makes no fixture', ({ make }) => {
  expect(make).toThrow(TypeError)
  expect(make).not.toThrow(/Cannot /)
})
