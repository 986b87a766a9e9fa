import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { readContext } from '../../src/dialect/reader.js'
import { readHolder } from '../../src/dialect/unread.js'
import { reactor } from '../../src/index.js'

const text = '{"errors":[{"code":"not-found"}]}'
const holders: readonly (readonly [string, () => unknown, string])[] = [
  ['a failed response', () => new Response(text, { status: 404 }), 'A response was passed in place of a body'],
  ['a response of status 200', () => new Response(text), 'A response was passed in place of a body'],
  ['a promise', () => Promise.resolve(text), 'A promise was passed in place of a body: await it first'],
  ['a web stream', () => new Response(text).body, 'A stream was passed in place of a body'],
  ['a stream of Node’s', () => Readable.from([text]), 'A stream was passed in place of a body'],
  [
    'an async generator',
    async function* () {
      yield text
    },
    'A stream was passed in place of a body',
  ],
  ['a blob', () => new Blob([text]), 'A blob was passed in place of a body: pass `await blob.text()`'],
  ['a list of buffers', () => [Buffer.from(text)], 'A list of chunks was passed in place of a body: join them first'],
]

describe.each(holders)('%s in the place of a body', (_, make, says) => {
  test('is a failure that says what to pass', () => {
    const [failure] = reactor.parse(make())
    expect(failure?.format).toBe('unread')
    expect(failure?.errors[0].detail).toContain(says)
  })

  test('is thrown', () => {
    expect(() => reactor.throwIfFailed(make(), { status: 200 })).toThrow('Body Not Read')
  })
})

test('a response gives its own status', () => {
  expect(reactor.parse(new Response('', { status: 404 }))).toMatchObject([{ status: 404, errors: [{ status: '404' }] }])
})

test.each([
  [400, { status: '400' }],
  [399, {}],
])('a response with status %i was not read, which is all that its error claims', (status, claimed) => {
  const detail =
    'A response was passed in place of a body: pass `await response.text()` as the body and the response as the context'
  expect(reactor.parse(new Response('', { status }))).toEqual([
    {
      errors: [{ ...claimed, title: 'Body Not Read', detail }],
      delivery: 'immediate',
      format: 'unread',
      origin: 'received',
      status,
    },
  ])
  expect(reactor.parse(new Blob(['']))[0]).not.toHaveProperty('status')
})

test.each([{ bodyUsed: true }, { bodyUsed: true, headers: {} }, { headers: new Headers() }, { status: 404 }])(
  'an object that has only some members of a response is data: %j',
  (members) => {
    class Document {
      readonly errors = [{ code: 'not-found' }]
    }
    expect(reactor.parse(Object.assign(new Document(), members))).toMatchObject([{ format: 'json:api' }])
  },
)

test.each([{ bodyUsed: false, headers: new Headers() }, { pipe() {} }, { arrayBuffer() {} }])(
  'a plain object is data, whatever it can do: %o',
  (members) => {
    expect(readHolder({ errors: [], ...members }, readContext({}))).toBeUndefined()
  },
)

test('only a response has a status, and only a number is one', () => {
  class Fetched {
    readonly bodyUsed = false
    readonly headers = new Headers()
    readonly status = '404'
  }
  for (const body of [new Fetched(), Object.assign(new Blob(['']), { status: 404 })])
    expect(readHolder(body, readContext({}))).not.toHaveProperty('status')
  expect(readHolder(Object.assign(new Date(), { bodyUsed: true }), readContext({}))).toBeUndefined()
})

test('the status of the context counts before that of a response', () => {
  expect(reactor.parse(new Response('', { status: 200 }), { status: 503 })).toMatchObject([{ status: 503 }])
})

test('data of a class of its own is data', () => {
  class Document {
    readonly errors = [{ code: 'not-found' }]
  }
  expect(reactor.parse(new Document())).toMatchObject([{ errors: [{ code: 'not-found' }], format: 'json:api' }])
})
