import nodeFetch from 'node-fetch'
import { describe, expect, test } from 'vitest'
import { withReactorErrors } from '../../src/client/fetch.js'
import { type FetchUrl, NotSettledError, type Progress, type SettleResource, settle } from '../../src/client/settle.js'
import { defineDialect, reactor } from '../../src/index.js'
import { rejection } from '../rejection.js'
import { ownTime, pending, resource, script, status, succeeded } from './settling.js'

describe('a resource that succeeds', () => {
  test('is given as it was last seen', async () => {
    const { url, requests } = await script(pending, pending, status('succeeded', { token: 'x' }))
    const { waits, ...time } = ownTime()
    const build = await settle(resource(url, pending), time)
    expect(build).toEqual(resource('', status('succeeded', { token: 'x' })))
    expect(requests).toHaveLength(3)
    expect(waits).toEqual([1000, 1500, 2250])
  })

  test('is asked for with the headers that it needs', async () => {
    const { url, requests } = await script(succeeded)
    await settle(url, { headers: { authorization: 'Bearer t' } })
    expect(requests[0]?.headers).toMatchObject({
      accept: 'application/vnd.api+json;revision=1',
      authorization: 'Bearer t',
    })
  })

  test('is not asked for when it has succeeded already', async () => {
    const given = resource('http://127.0.0.1:9/builds/BL1', succeeded)
    expect(await settle(given, { fetch: () => Promise.reject(new Error('asked')) })).toBe(given)
  })

  test('is asked for when no more than its identifier is given', async () => {
    const { url, requests } = await script(succeeded)
    await settle(resource(url))
    expect(requests).toHaveLength(1)
  })

  test.each<[what: string, link: (url: string) => string | URL | { href: string } | { data: SettleResource }]>([
    ['as text', (url) => url],
    ['as a URL', (url) => new URL(url)],
    ['as a link object', (url) => ({ href: url })],
    ['in a document', (url) => ({ data: resource(url) })],
    ['in a document, as a link object', (url) => ({ data: { ...resource(''), links: { self: { href: url } } } })],
  ])('is found by its link %s', async (_, link) => {
    const { url } = await script(succeeded)
    // The overloads take either, and a table holds both.
    expect(await settle(link(url) as string)).toEqual(resource('', succeeded))
  })

  test('needs no status: then nothing is worked on', async () => {
    const { url } = await script({ attributes: { name: 'x' } })
    expect(await settle(url)).toMatchObject({ attributes: { name: 'x' } })
  })

  test('is read in the charset that its response names', async () => {
    const body = Buffer.from('{"data":{"type":"builds","id":"BL1","attributes":{"name":"café"}}}', 'latin1')
    const type = 'application/json; charset=iso-8859-1'
    const { url } = await script((_, response) => response.setHeader('content-type', type).end(body))
    expect(await settle(url)).toMatchObject({ attributes: { name: 'café' } })
  })

  test('is waited for until its refresh is over as well', async () => {
    const old = { refresh_status_details: { errors: [{ code: 'internal-error' }] } }
    const { url, requests } = await script(
      status('succeeded', { ...old, refresh_status: 'pending' }),
      status('succeeded', { refresh_status: 'succeeded' }),
    )
    const seen: Progress[] = []
    await settle(url, { ...ownTime(), onProgress: (progress) => seen.push(progress) })
    expect(requests).toHaveLength(2)
    expect(seen).toMatchObject([{ field: 'refresh_status', status: 'pending' }])
  })

  test('is waited for until it is published again', async () => {
    const { url, requests } = await script(status('succeeded', { republish_status: 'pending' }), succeeded)
    await settle(url, ownTime())
    expect(requests).toHaveLength(2)
  })

  test('is waited for in every status that nobody knows', async () => {
    const { url, requests } = await script(status('processing'), succeeded)
    const seen: Progress[] = []
    await settle(url, { ...ownTime(), onProgress: (progress) => seen.push(progress) })
    expect(requests).toHaveLength(2)
    expect(seen).toEqual([
      {
        resource: { type: 'builds', id: 'BL1' },
        field: 'status',
        status: 'processing',
        polls: 1,
        elapsed: 0,
        wait: 1000,
      },
    ])
  })

  test('is waited for while details of its last failure are left on it', async () => {
    const { url, requests } = await script(
      status('pending', { status_details: { errors: [{ code: 'socket-error' }] } }),
      succeeded,
    )
    await settle(url, ownTime())
    expect(requests).toHaveLength(2)
  })

  test('is had over any fetch', async () => {
    const { url } = await script(pending, succeeded)
    expect(await settle(url, { ...ownTime(), fetch: nodeFetch as unknown as FetchUrl })).toMatchObject(succeeded)
  })

  test('waits by the clock of the host where nothing else is said', async () => {
    const { url } = await script(pending, succeeded)
    expect(await settle(url, { interval: 1 })).toMatchObject(succeeded)
  })
})

describe('a resource that fails', () => {
  const details = { status_details: { errors: [{ code: 'minification-error', detail: 'Unexpected token' }] } }

  test('throws what failed', async () => {
    const { url } = await script(pending, status('failed', details))
    const error = await rejection(settle(url, ownTime()))
    expect(reactor.is(error, 'minification-error') && error.failure).toEqual({
      errors: details.status_details.errors,
      delivery: 'deferred',
      format: 'json:api',
      origin: 'received',
      status: 200,
      resource: { type: 'builds', id: 'BL1' },
      field: 'status_details',
      request: { method: 'GET', url: '/builds/BL1' },
    })
  })

  test('throws at once when it has failed already', async () => {
    expect(reactor.is(await rejection(settle(resource('http://127.0.0.1:9/', status('failed')))))).toBe(true)
  })

  test('throws both where it failed twice', async () => {
    const { url } = await script(status('failed', { ...details, refresh_status: 'failed' }))
    const error = await rejection(settle(url))
    expect(reactor.is(error)).toBe(true)
    expect(error).toMatchObject({
      failures: [{ errors: [{ code: 'minification-error' }] }, { field: 'refresh_status' }],
    })
  })

  test('throws what fetch throws for it', async () => {
    const { url, requests } = await script(status('failed', details))
    const error = await rejection(settle(url, { ...ownTime(), fetch: withReactorErrors(fetch, { deferred: true }) }))
    expect(reactor.is(error, 'minification-error')).toBe(true)
    expect(requests).toHaveLength(1)
  })

  test.each<[what: string, failures: Parameters<typeof reactor.error>[0]]>([
    ['that does not pass', { errors: [{}], delivery: 'immediate', format: 'text', status: 404 }],
    [
      'of which one passes and the other does not',
      [
        { errors: [{}], delivery: 'immediate', format: 'text', status: 503 },
        { errors: [{}], delivery: 'immediate', format: 'text', status: 404 },
      ],
    ],
    ['of a resource, whatever its format', { errors: [{}], delivery: 'deferred', format: 'malformed', status: 200 }],
  ])('throws the very error that fetch throws for a failure %s', async (_, failures) => {
    const thrown = reactor.error(failures as never)
    const options = { ...ownTime(), fetch: () => Promise.reject(thrown) }
    expect(await rejection(settle('http://127.0.0.1:9/', options))).toBe(thrown)
  })

  test('throws all that fetch throws for it', async () => {
    const { url, requests } = await script(status('failed', { ...details, refresh_status: 'failed' }))
    const error = await rejection(settle(url, { ...ownTime(), fetch: withReactorErrors(fetch, { deferred: true }) }))
    expect(error).toMatchObject({ errors: [{ code: 'minification-error' }, {}] })
    expect(requests).toHaveLength(1)
  })

  test('throws the error of the dialect that was asked', async () => {
    const readers = [(body: unknown) => [{ errors: [{ meta: { body } }], delivery: 'deferred', format: 'x' }] as const]
    const shop = defineDialect({ name: 'ShopError', codes: {}, readers })
    const { url } = await script(succeeded)
    expect(await rejection(settle(url, { dialect: shop }))).toHaveProperty('name', 'ShopError')
  })
})

describe('a secret that a person has to authorize', () => {
  const meta = {
    authorization_url: 'https://accounts.example.com/o?client_id=canary-client&state=canary-state',
    authorization_url_expires_at: '2026-01-01T00:00:00Z',
  }

  test('ends the wait with what has to be opened', async () => {
    const { url } = await script(pending, status('manual_authorization', meta))
    const error = await rejection(settle(url, ownTime()))
    if (!(error instanceof NotSettledError)) throw error
    expect(error.reason).toBe('manual-authorization')
    expect(error.message).toBe('builds BL1 has to be authorized by a person')
    expect(error.authorization()).toEqual({ url: meta.authorization_url, expiresAt: meta.authorization_url_expires_at })
    expect(error.lastSeen).toMatchObject({ status: 'manual_authorization', polls: 2 })
  })

  test.each<[what: string, meta: object | undefined, authorization: object | undefined]>([
    ['no more than the URL', { authorization_url: 'https://a' }, { url: 'https://a' }],
    ['nothing', undefined, undefined],
  ])('may say %s of it', async (_, given, authorization) => {
    const error = await rejection(settle(resource('http://127.0.0.1:9/', status('manual_authorization', given))))
    if (!(error instanceof NotSettledError)) throw error
    expect(error.authorization()).toStrictEqual(authorization)
  })
})
