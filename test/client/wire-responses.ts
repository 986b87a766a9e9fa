/** A server with one failed answer for every path, as Reactor and what stands in front of it give them. */
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A response as it goes over the wire. */
export interface WireResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const jsonApi = { 'content-type': 'application/vnd.api+json; charset=utf-8' }
const json = { 'content-type': 'application/json' }

const notFound = {
  id: 'a4b7f6c2-0f3a-4c7e-9e0b-2f6d1f0c9d11',
  status: '404',
  code: 'not-found',
  title: 'Record Not Found',
  meta: { request_id: '0HiAI3wwcXV8pVIaZDcVmCVGcSUqvTRA' },
  source: { pointer: '/data' },
}
const several = JSON.stringify({
  errors: [
    { status: '409', code: 'not-unique', title: 'Not Unique', source: { pointer: '/data/attributes/name' } },
    { status: '409', code: 'read-only', title: 'Read Only', source: { pointer: '/data/attributes/name' } },
    { status: '409', code: 'invalid-settings-syntax', detail: 'ü', source: { pointer: '/data/attributes/settings' } },
  ],
})

/** The names of the responses. */
export type ResponseName =
  | 'not-found'
  | 'several'
  | 'several-as-json'
  | 'gateway'
  | 'ims'
  | 'html'
  | 'empty'
  | 'cut-off'
  | 'too-many'
  | 'not-an-array'
  | 'null-error'

/** The responses by their path. */
export const responses: Readonly<Record<ResponseName, WireResponse>> = {
  'not-found': { status: 404, headers: jsonApi, body: JSON.stringify({ errors: [notFound] }) },
  several: { status: 409, headers: jsonApi, body: several },
  'several-as-json': { status: 409, headers: json, body: several },
  gateway: { status: 403, headers: json, body: '{"error_code":"403003","message":"Api Key is invalid"}' },
  ims: { status: 400, headers: json, body: '{"error":"invalid_token","error_description":"The token has expired"}' },
  html: {
    status: 502,
    headers: { 'content-type': 'text/html' },
    body: '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>',
  },
  empty: { status: 503, headers: { 'x-request-id': 'r-503' }, body: '' },
  'cut-off': { status: 500, headers: json, body: '{"errors":[{"code":"internal-error","title":"Internal Er' },
  'too-many': {
    status: 429,
    headers: { ...json, 'retry-after': '7', 'x-request-id': 'r-429' },
    body: '{"error_code":"429050","message":"Too many requests"}',
  },
  'not-an-array': { status: 422, headers: jsonApi, body: '{"errors":{"code":"not-unique"}}' },
  'null-error': { status: 422, headers: jsonApi, body: '{"errors":[null]}' },
}

/** A server on loopback. */
export interface Served {
  /** Ends in a slash. */
  readonly url: string
  close(): Promise<void>
}

/** Starts a server for `listener` on a free port of loopback. */
export async function serve(listener: RequestListener): Promise<Served> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // Listening on a port, and not on a pipe.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Starts a server that gives the response whose name is the path of a request. */
export function serveResponses(named: Readonly<Record<string, WireResponse>> = responses): Promise<Served> {
  return serve((request, response) => {
    const wanted = named[new URL(request.url ?? '/', 'http://127.0.0.1').pathname.slice(1)]
    response.writeHead(wanted?.status ?? 204, wanted?.headers)
    response.end(wanted?.body)
  })
}
