/** The application that every framework runs in these tests: what its paths do, whoever routes to them. */
import { badRequest } from '@hapi/boom'
import createError from 'http-errors'
import { reactor } from '../../../src/index.js'
import { unrouted } from '../../../src/server/refusals.js'

/** The longest body that is read, in bytes. */
export const maxBytes = 1024

/** What `GET /things/:id` throws, or gives, by its id. */
const things: Readonly<Record<string, () => unknown>> = {
  one: () => ({ data: { type: 'things', id: 'one' } }),
  forbidden: () => fail(createError(403, 'Not yours', { headers: { 'x-owner': 'somebody' } })),
  short: () => fail(badRequest('Too short')),
  busy: () => fail(createError(503, 'The database at 10.0.0.7 is down', { headers: { 'retry-after': '7' } })),
  bug: () => fail(new Error('secret at 10.0.0.7')),
  list: () => fail([reactor.object('not-found'), reactor.object('not-unique', { pointer: '/data/attributes/name' })]),
  text: () => fail('secret'),
  nothing: () => fail(undefined),
}

function fail(thrown: unknown): never {
  throw thrown
}

/** What `GET /things/:id` answers. */
export function getThing(id: string): unknown {
  // A path may name what every object has.
  const found = Object.hasOwn(things, id) ? things[id] : undefined
  return found === undefined ? fail(reactor.error('not-found', { detail: 'No thing has that id.' })) : found()
}

/** What `POST /things` answers to a document: the same, unless it speaks of what is taken. Some frameworks give none for no body. */
export function addThing(document: unknown): unknown {
  if (document === undefined) throw badRequest('A thing has to be sent')
  const isTaken = JSON.stringify(document).includes('taken')
  return isTaken ? fail(reactor.error('not-unique', { pointer: '/data/attributes/a~1b/first' })) : document
}

/** Routes by hand, as programs without a router do: what a request gets, its body read by `readBody`. */
export async function route(method: string, path: string, readBody: () => Promise<unknown>): Promise<unknown> {
  if (path === '/things') return method === 'POST' ? addThing(await readBody()) : fail(unrouted(['POST']))
  const id = /^\/things\/([^/]+)$/.exec(path)?.[1]
  if (id === undefined) throw unrouted()
  if (method !== 'GET' && method !== 'HEAD') throw unrouted(['GET'])
  return getThing(decodeURIComponent(id))
}
