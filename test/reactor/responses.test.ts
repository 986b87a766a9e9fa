/** Every kind of response, sent by a real server and read by the clients that people use. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { request } from 'undici'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Failure, ResponseContext } from '../../src/index.js'
import { isJsonApiError, reactor } from '../../src/index.js'

interface Sent {
  readonly status: number
  readonly type?: string
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}

const JSON_API = 'application/vnd.api+json; charset=utf-8'
const meta = { request_id: 'M1QGbuLbBxGHOYXEYHNGkzPJRlQLcQF3' }
const name = { pointer: '/data/attributes/name' }
const multi = {
  errors: [
    { id: '1', status: '409', code: 'not-unique', title: 'Name In Use', detail: 'Taken.', source: name, meta },
    { id: '2', status: '409', code: 'read-only', title: 'Read-Only', source: name, meta },
    {
      id: '3',
      status: '409',
      code: 'invalid-settings-syntax',
      title: 'Bad JSON',
      source: { pointer: '/data/attributes/settings' },
    },
  ],
}
const package_ = (details: object) => ({
  data: { type: 'extension_packages', id: 'EP1', attributes: { status: 'failed' }, meta: details },
})

const RESPONSES = {
  nf: {
    status: 404,
    body: JSON.stringify({
      errors: [
        { id: 'f1', status: '404', code: 'not-found', title: 'Record Not Found', meta, source: { pointer: '/data' } },
      ],
    }),
  },
  multi: { status: 409, body: JSON.stringify(multi) },
  multijson: { status: 409, type: 'application/json', body: JSON.stringify(multi) },
  defer: {
    status: 200,
    body: JSON.stringify(
      package_({
        status_details: { errors: [{ code: 'extension-package-zip-error' }, { code: 'extension-package-path-error' }] },
      }),
    ),
  },
  deferNone: { status: 200, body: JSON.stringify(package_({})) },
  deferEmpty: { status: 200, body: JSON.stringify(package_({ status_details: { errors: [] } })) },
  gw: { status: 403, type: 'application/json', body: '{"error_code":"403003","message":"Api Key is invalid"}' },
  html: {
    status: 502,
    type: 'text/html',
    body: '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>',
  },
  empty: { status: 503, type: 'text/plain', body: '' },
  trunc: {
    status: 500,
    body: '{"errors":[{"id":"f1","status":"500","code":"internal-error","title":"Internal Error","detai',
  },
  429: {
    status: 429,
    body: '{"errors":[{"status":"429","title":"Too Many Requests"}]}',
    headers: { 'retry-after': '7' },
  },
  notarr: { status: 400, body: '{"errors":{"code":"boom"}}' },
  nullent: { status: 500, body: '{"errors":[null]}' },
  problem: {
    status: 400,
    type: 'application/problem+json',
    body: '{"type":"about:blank","title":"BadRequestError","status":400,"detail":"No header."}',
  },
  ims: {
    status: 400,
    type: 'application/json',
    body: '{"error":"invalid_token","error_description":"It has expired."}',
  },
  latin1: { status: 500, type: 'text/plain; charset=iso-8859-1', body: 'kaputt für heute' },
  ok: { status: 200, body: '{"data":{"type":"builds","id":"BL1","attributes":{"status":"succeeded"}}}' },
  none: { status: 204, type: 'text/plain', body: '' },
} satisfies Record<string, Sent>

type Name = keyof typeof RESPONSES
const responses: Readonly<Record<Name, Sent>> = RESPONSES

let server: Server
let base: string

beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    // Asked for by its name, which is one of these.
    const { status, type = JSON_API, body, headers } = responses[url.slice(1) as Name]
    response.writeHead(status, { 'content-type': type, 'x-request-id': 'header-id', ...headers })
    response.end(Buffer.from(body, type.includes('iso-8859-1') ? 'latin1' : 'utf8'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has an address of this kind.
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve))
})

type Read = (name: Name) => Promise<readonly [body: unknown, context: ResponseContext]>

const clients: readonly (readonly [client: string, read: Read])[] = [
  [
    'fetch, as text',
    async (path) => {
      const response = await fetch(`${base}/${path}`)
      // fetch takes all text for UTF-8.
      return [path === 'latin1' ? await response.arrayBuffer() : await response.text(), response]
    },
  ],
  [
    'fetch, as bytes',
    async (path) => {
      const response = await fetch(`${base}/${path}`)
      return [await response.arrayBuffer(), response]
    },
  ],
  [
    'undici.request',
    async (path) => {
      const { statusCode, headers, body } = await request(`${base}/${path}`)
      return [await body.arrayBuffer(), { status: statusCode, headers }]
    },
  ],
]

const immediate = { delivery: 'immediate', origin: 'received', requestId: 'header-id' }
const EXPECTED: Readonly<Record<Name, readonly Record<string, unknown>[]>> = {
  nf: [
    {
      ...{ ...immediate, format: 'json:api', status: 404, requestId: meta.request_id },
      errors: [
        { id: 'f1', status: '404', code: 'not-found', title: 'Record Not Found', meta, source: { pointer: '/data' } },
      ],
    },
  ],
  multi: [{ ...immediate, format: 'json:api', status: 409, requestId: meta.request_id, errors: multi.errors }],
  multijson: [{ ...immediate, format: 'json:api', status: 409, requestId: meta.request_id, errors: multi.errors }],
  defer: [
    {
      ...{
        delivery: 'deferred',
        origin: 'received',
        format: 'json:api',
        status: 200,
        requestId: 'header-id',
        field: 'status_details',
      },
      resource: { type: 'extension_packages', id: 'EP1' },
      errors: [{ code: 'extension-package-zip-error' }, { code: 'extension-package-path-error' }],
    },
  ],
  deferNone: [withoutReason()],
  deferEmpty: [withoutReason()],
  gw: [
    {
      ...immediate,
      format: 'gateway',
      status: 403,
      errors: [{ status: '403', code: '403003', title: 'Api Key is invalid' }],
    },
  ],
  html: [
    {
      ...immediate,
      format: 'html',
      status: 502,
      errors: [{ status: '502', title: 'Bad Gateway', detail: '502 Bad Gateway' }],
    },
  ],
  empty: [{ ...immediate, format: 'empty', status: 503, errors: [{ status: '503', title: 'Service Unavailable' }] }],
  trunc: [
    {
      ...{ ...immediate, format: 'malformed', status: 500 },
      errors: [{ id: 'f1', status: '500', code: 'internal-error', title: 'Internal Error' }],
      repairs: [
        { pointer: '', message: 'The body breaks off; what had arrived of it was read', received: '[cut off]' },
      ],
    },
  ],
  429: [
    {
      ...immediate,
      format: 'json:api',
      status: 429,
      retryAfter: 7000,
      errors: [{ status: '429', title: 'Too Many Requests' }],
    },
  ],
  notarr: [
    {
      ...{ ...immediate, format: 'json:api', status: 400, errors: [{ code: 'boom' }] },
      repairs: [
        {
          pointer: '/errors',
          message: '"errors" is not an array; it was read as one error object',
          received: { code: 'boom' },
        },
      ],
    },
  ],
  nullent: [
    {
      ...{ ...immediate, format: 'json:api', status: 500, errors: [{ meta: { received: null } }] },
      repairs: [{ pointer: '/errors/0', message: 'An error object must be an object', received: null }],
    },
  ],
  problem: [
    {
      ...{ ...immediate, format: 'problem', status: 400 },
      errors: [{ status: '400', title: 'BadRequestError', detail: 'No header.' }],
    },
  ],
  ims: [
    {
      ...immediate,
      format: 'ims',
      status: 400,
      errors: [{ status: '400', code: 'invalid_token', detail: 'It has expired.' }],
    },
  ],
  latin1: [
    {
      ...immediate,
      format: 'text',
      status: 500,
      errors: [{ status: '500', title: 'Internal Server Error', detail: 'kaputt für heute' }],
    },
  ],
  ok: [],
  none: [],
}

function withoutReason(): Record<string, unknown> {
  const detail = 'The status of this extension_packages resource is "failed", and its status_details give no reason.'
  return {
    ...{
      delivery: 'deferred',
      origin: 'received',
      format: 'json:api',
      status: 200,
      requestId: 'header-id',
      field: 'status',
    },
    resource: { type: 'extension_packages', id: 'EP1' },
    errors: [{ title: 'Failed Without A Reason', detail }],
  }
}

// Its keys are those of the table.
const names = Object.keys(RESPONSES) as readonly Name[]

describe.each(clients)('a response read by %s', (_, read) => {
  test.each(names)('keeps status, codes, errors, request id and Retry-After: %s', async (path) => {
    const [body, context] = await read(path)
    expect(reactor.parse(body, context)).toStrictEqual(EXPECTED[path])
  })

  test.each(names)('is thrown with all of it: %s', async (path) => {
    const [body, context] = await read(path)
    const [expected] = EXPECTED[path]
    const thrown = caught(() => reactor.throwIfFailed(body, context))
    if (expected === undefined) return expect(thrown).toBeUndefined()
    if (!isJsonApiError(thrown)) throw new Error('not one of ours', { cause: thrown })
    expect(thrown.failure).toStrictEqual(expected)
    // The errors as the table has them.
    const [first] = expected['errors'] as Failure['errors']
    const status = expected['status'] === 200 ? undefined : expected['status']
    expect(thrown).toMatchObject({ name: 'ReactorError', code: first.code, status })
  })
})

function caught(work: () => void): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  return undefined
}
