import fc from 'fast-check'
import { expect, test } from 'vitest'
import { routes } from '../../../src/emulator/reactor/routes.js'
import {
  createDataElement,
  createEnvironment,
  createLibrary,
  createProperty,
  createWorld,
  type World,
} from './world.js'

const types = [...new Set([...routes.keys()].map((pattern) => pattern.split('/')[0] ?? ''))]

/** JSON as clients send it by mistake: the members of a document, filled with anything. */
const anything = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>
const hostile = fc.constantFrom('__proto__', 'constructor', 'toString', '\ud800', '', '../..', '\0')
const member = fc.oneof(hostile, anything)
const attributes = fc.dictionary(
  fc.oneof(
    fc.constantFrom('name', 'settings', 'platform', 'type_of', 'credentials', 'stage', 'delegate_descriptor_id'),
    fc.string(),
  ),
  member,
)
const relationships = fc.dictionary(
  fc.oneof(fc.constantFrom('host', 'extension', 'rules', 'environment', 'data_elements'), fc.string()),
  fc.oneof(member, fc.record({ data: member })),
)
const document = (ids: readonly string[]) => {
  const data = fc.record(
    {
      type: fc.oneof(fc.constantFrom(...types), member),
      id: fc.oneof(fc.constantFrom(...ids), member),
      attributes: fc.oneof(attributes, member),
      relationships: fc.oneof(relationships, member),
      meta: fc.oneof(
        fc.record({ action: fc.oneof(fc.constantFrom('revise', 'submit', 'test', 'retry'), member) }),
        member,
      ),
    },
    { requiredKeys: [] },
  )
  return fc.oneof(fc.record({ data: fc.oneof(data, fc.array(data, { maxLength: 3 }), member) }), anything)
}

/** A world with something in it, and the ids of that. */
async function inhabited(): Promise<{ readonly world: World; readonly ids: readonly string[] }> {
  const world = await createWorld()
  const property = await createProperty(world)
  const environment = await createEnvironment(world, property)
  const element = await createDataElement(world, property)
  const library = await createLibrary(world, property, { environment, holds: [element] })
  return { world, ids: [property, environment, element, library].map(({ id }) => id) }
}

test('whatever is asked, the response is of the API and the emulator stays up', async () => {
  const { world, ids } = await inhabited()
  const request = fc.record({
    method: fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE', 'PUT', 'HEAD'),
    pattern: fc.oneof(fc.constantFrom(...routes.keys()), fc.webPath()),
    id: fc.oneof(fc.constantFrom(...ids), fc.webSegment()),
    query: fc.oneof(fc.constant(''), fc.webQueryParameters()),
    json: document(ids),
    contentType: fc.constantFrom(
      'application/vnd.api+json',
      'application/json',
      'multipart/form-data; boundary=x',
      'text/plain',
    ),
    ask: fc.oneof(
      { weight: 5, arbitrary: fc.constant('') },
      fc.constantFrom('internal-error; deferred', 'x', 'socket-error'),
    ),
  })
  await fc.assert(
    fc.asyncProperty(request, async ({ method, pattern, id, query, json, contentType, ask }) => {
      const path = `/${pattern.replace(/^\/+/, '').replace('*', id)}${query && `?${query}`}`
      const reads = method === 'GET' || method === 'HEAD'
      const headers = { 'content-type': contentType, ...(ask && { 'x-emulate-error': ask }) }
      // Every error response is checked by `call`: it is valid, and points into the request.
      const response = await world.call(method, path, reads ? { headers } : { json, headers })
      expect(response.status).toBeLessThan(501)
      if (response.status === 500) expect(ask).not.toBe('')
    }),
    { numRuns: 600 },
  )
  world.emulator.settle()
  expect(await world.call('GET', '/companies')).toMatchObject({ status: 200 })
  expect(Object.keys(Object.prototype)).toEqual([])
})
