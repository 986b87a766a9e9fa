import { expect, test } from 'vitest'
import { reactor } from '../../../src/reactor/index.js'
import { type KoaContext, koaErrors } from '../../../src/server/adaptors/koa.js'
import type { NodeResponse } from '../../../src/server/adaptors/node-response.js'
import { responseOf } from './fakes.js'

const request = { method: 'GET', url: '/things', headers: {} }

/** A context that keeps account of its headers, and of what is done with its response. */
function contextOf(
  members: Partial<KoaContext> = {},
  headers: Record<string, string> = {},
  res: Partial<NodeResponse> = {},
) {
  const { response, done } = responseOf(res)
  const kept = new Map(Object.entries(headers))
  const context: KoaContext = {
    ...{ req: request, request: {}, res: response, headerSent: false, writable: true, status: 404, body: undefined },
    response: { get: (name) => kept.get(name) ?? '' },
    set(more) {
      for (const [name, value] of Object.entries(more)) kept.set(name, value)
    },
    remove: (name) => void kept.delete(name),
    onerror: () => undefined,
    ...members,
  }
  return { context, kept, done }
}

/** Runs the middleware for a request that the others leave as it is, or throw `thrown` for. */
async function run(context: KoaContext, ...thrown: readonly unknown[]) {
  await koaErrors()(context, () => (thrown.length > 0 ? Promise.reject(thrown[0]) : Promise.resolve()))
  return typeof context.body === 'string' && context.body.startsWith('{')
    ? JSON.parse(context.body).errors[0]
    : context.body
}

test.each([
  [404, 'Record Not Found', 'There is nothing at this path.'],
  [405, 'Method Not Allowed', 'The resource at this path does not take this method.'],
  [400, 'Bad Request', undefined],
  [501, 'Not Implemented', undefined],
])('the status %i without a body gets one', async (status, title, detail) => {
  for (const body of [undefined, null]) {
    const { context } = contextOf({ status, body })
    const error = await run(context)
    expect([error.status, error.title, error.detail, context.status]).toEqual([`${status}`, title, detail, status])
  }
})

test.each<[what: string, members: Partial<KoaContext>]>([
  ['a status below 400', { status: 399 }],
  ['a text', { body: 'own' }],
  ['an empty text', { body: '' }],
  ['headers that are sent', { headerSent: true }],
  ['a handler that responds by itself', { respond: false }],
])('a response with %s is left as it is', async (_, members) => {
  const { context, kept, done } = contextOf(members)
  await run(context)
  expect(context).toMatchObject({ body: undefined, ...members })
  expect([kept.size, done]).toEqual([0, []])
})

test('what is thrown points into the body that was parsed', async () => {
  const thrown = reactor.error('not-unique', { pointer: '/data/attributes/name' })
  const { context } = contextOf({
    req: { ...request, method: 'POST', headers: { 'content-length': '11' } },
    request: { body: { data: {} } },
  })
  expect(await run(context, thrown)).toMatchObject({ status: '409', source: { pointer: '/data' } })
})

test('the headers that were set are kept, those about the body aside', async () => {
  const { context, kept } = contextOf({}, { vary: 'Origin', 'www-authenticate': 'Basic', etag: '"1"', 'x-kept': 'yes' })
  await run(context, Object.assign(new Error('no'), { status: 401 }))
  expect(Object.fromEntries(kept)).toMatchObject({
    vary: 'Origin, accept',
    'www-authenticate': 'Basic',
    'x-kept': 'yes',
  })
  expect(kept.has('etag')).toBe(false)
  const other = contextOf()
  await run(other.context, Object.assign(new Error('no'), { status: 401 }))
  expect(Object.fromEntries(other.kept)).toMatchObject({ vary: 'accept', 'www-authenticate': 'Bearer' })
})

test('the response to HEAD has no body, of which Koa would say the length', async () => {
  const { context } = contextOf({ req: { ...request, method: 'HEAD' } })
  expect(await run(context, new Error('bug'))).toBeNull()
  expect(context.status).toBe(500)
})

test.each<[what: string, members: Partial<KoaContext>, res: Partial<NodeResponse>, expected: unknown[]]>([
  ['is under way is broken off', { headerSent: true }, { headersSent: true }, ['destroyed']],
  ['nobody waits for is not sent', { writable: false }, { destroyed: true }, []],
])('a response that %s', async (_, members, res, expected) => {
  const { context, kept, done } = contextOf(members, {}, res)
  await run(context, new Error('too late'))
  expect(done).toEqual(expected)
  // Koa is told to leave it alone.
  expect([context.respond, context.body, context.status, kept.size]).toEqual([false, undefined, 404, 0])
})
