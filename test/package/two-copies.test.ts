import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { packed } from './packed.js'

type Package = typeof import('../../src/index.js')

/** The package as one of the projects has it. */
async function load(project: string): Promise<Package> {
  const file = join(project, 'node_modules/reactor-errors/dist/index.js')
  // The tarball was built from these sources.
  return (await import(pathToFileURL(file).href)) as Package
}

const one = await load(packed.plain)
const other = await load(packed.peers)

const body = { errors: [{ status: '404', code: 'not-found', title: 'Record Not Found', meta: { request_id: 'r1' } }] }

/** What one copy throws at a failed answer. */
function thrownBy({ reactor }: Package): unknown {
  try {
    reactor.throwIfFailed(body, { status: 404 })
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

test('the two copies are two', () => {
  expect(one.JsonApiError).not.toBe(other.JsonApiError)
  expect(Object.getPrototypeOf(Object.getPrototypeOf(thrownBy(one)))).not.toBe(other.JsonApiError.prototype)
})

describe.each([
  { thrower: 'one copy', from: one, to: other },
  { thrower: 'the other copy', from: other, to: one },
])('an error that $thrower threw', ({ from, to }) => {
  const error = thrownBy(from)

  test('is recognised by the guards of its neighbour', () => {
    expect(to.isJsonApiError(error)).toBe(true)
    expect(to.reactor.is(error)).toBe(true)
    expect(to.reactor.is(error, 'not-found')).toBe(true)
    expect(to.reactor.is(error, 'read-only')).toBe(false)
  })

  test('is matched by its neighbour', () => {
    expect(to.reactor.match(error, { 'not-found': ({ code }) => code, otherwise: () => 'other' })).toBe('not-found')
  })

  test('is taken as it is by JsonApiError.from of its neighbour', () => {
    expect(to.JsonApiError.from(error)).toBe(error)
  })

  test.each([
    { how: 'a structured clone', send: (value: unknown): unknown => structuredClone(value) },
    { how: 'JSON', send: (value: unknown): unknown => JSON.parse(JSON.stringify(value)) },
    { how: 'the text of its JSON', send: (value: unknown): unknown => JSON.stringify(value) },
  ])('comes back from $how', ({ send }) => {
    const revived = to.JsonApiError.from(send(error))
    expect(revived).toBeInstanceOf(to.JsonApiError)
    expect(revived.code).toBe('not-found')
    expect(revived.toJSON()).toEqual(body)
  })
})

test('instanceof holds across copies, and for errors of this package alone', () => {
  expect(thrownBy(one)).toBeInstanceOf(other.JsonApiError)
  expect(thrownBy(other)).toBeInstanceOf(one.JsonApiError)
  expect(new Error('another')).not.toBeInstanceOf(one.JsonApiError)
})
