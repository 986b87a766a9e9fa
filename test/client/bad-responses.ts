/** A server whose every answer is bad in its own way, and what a client should make of each. */
import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { type Served, serve } from './wire-responses.js'

const errors = [
  { status: '409', code: 'not-unique', title: 'Not Unique', source: { pointer: '/data/attributes/name' } },
  { status: '409', code: 'read-only', title: 'Read Only', detail: 'größer', meta: { request_id: 'in-meta' } },
]
/** A document of two errors; the first has arrived before its middle. */
export const errorsText: string = JSON.stringify({ errors })

export const jsonApi = { 'content-type': 'application/vnd.api+json' }
const known = { ...jsonApi, 'x-request-id': 'in-header', 'retry-after': '7' }

/** The default limit for failed responses. */
const mebibyte = 1_048_576
const block = Buffer.alloc(65_536, ' ')

/** Writes until the client is gone, or until `bytes` are written, never more than the client takes. */
export async function pour(response: ServerResponse, bytes: number): Promise<void> {
  const gone = once(response, 'close')
  for (let sent = 0; sent < bytes && !response.destroyed; sent += block.length) {
    if (!response.write(block)) await Promise.race([once(response, 'drain'), gone])
  }
  response.end()
}

/** Breaks a connection off once what it has brought must have been read: a stream that fails forgets what was not. */
function afterArrival(response: ServerResponse, text: string, breakOff: () => void): void {
  response.write(text, () => setTimeout(breakOff, 50))
}

/** A gzip of 1 GiB of spaces, 1 MB long: one deflated block over and over. */
function* bomb(): Generator<Buffer> {
  yield gzipSync('').subarray(0, 10)
  const mebibytes = deflateRawSync(Buffer.alloc(mebibyte, ' '), { finishFlush: constants.Z_FULL_FLUSH })
  for (let i = 0; i < 1024; i++) yield mebibytes
}

const compressed = (coding: string, body: Uint8Array) => (response: ServerResponse) =>
  response.writeHead(409, { ...known, 'content-encoding': coding }).end(body)

const typed = (type: string, body: string | Uint8Array) => (response: ServerResponse) =>
  response.writeHead(409, { ...known, 'content-type': type }).end(body)

/** The document, and spaces up to so many bytes. */
const padded = (bytes: number): Buffer => {
  const buffer = Buffer.alloc(bytes, ' ')
  buffer.write(errorsText)
  return buffer
}

/** The document up to the middle of its second error. */
export const half: string = errorsText.slice(0, errorsText.indexOf('},{') + 5)

const responses: Readonly<Record<string, (response: ServerResponse, request: IncomingMessage) => unknown>> = {
  whole: (response) => response.writeHead(409, known).end(errorsText),
  gzip: compressed('gzip', gzipSync(errorsText)),
  'x-gzip': compressed('x-gzip', gzipSync(errorsText)),
  deflate: compressed('deflate', deflateSync(errorsText)),
  'deflate-raw': compressed('deflate', deflateRawSync(errorsText)),
  br: compressed('br', brotliCompressSync(errorsText)),
  'gzip-br': compressed('gzip, br', brotliCompressSync(gzipSync(errorsText))),
  'html-type': typed('text/html', errorsText),
  'no-type': (response) => response.writeHead(409, { 'x-request-id': 'in-header', 'retry-after': '7' }).end(errorsText),
  'utf-16': typed('application/json; charset=utf-16le', Buffer.from(errorsText, 'utf16le')),
  latin1: typed('application/json; charset=ISO-8859-1', Buffer.from(errorsText, 'latin1')),
  'unknown-charset': typed('application/json; charset=klingon', errorsText),
  empty: (response) => response.writeHead(503, known).end(),
  hanging: (response) => response.writeHead(503, known).flushHeaders(),
  'half-way': (response) => response.writeHead(409, known).write(half),
  trickling: async (response) => {
    response.writeHead(503, known)
    while (!response.destroyed) {
      response.write(' ')
      await new Promise(setImmediate)
    }
  },
  'cut-off': (response) => {
    response.writeHead(409, { ...known, 'content-length': errorsText.length })
    afterArrival(response, half, () => response.destroy())
  },
  'cut-off-chunk': (response) => {
    response.writeHead(409, known)
    afterArrival(response, half, () => response.socket?.resetAndDestroy())
  },
  'said-longer': (response) => {
    response.writeHead(409, { ...known, 'content-length': 1e9 })
    afterArrival(response, errorsText, () => response.destroy())
  },
  'said-shorter': (response) => {
    response.strictContentLength = false
    response.writeHead(409, { ...known, 'content-length': half.length, connection: 'close' }).end(errorsText)
  },
  gigabyte: (response) => {
    response.writeHead(503, { ...known, 'content-length': 2 ** 30 })
    return pour(response, 2 ** 30)
  },
  endless: (response) => {
    response.writeHead(503, known)
    return pour(response, Number.POSITIVE_INFINITY)
  },
  bomb: async (response) => {
    response.writeHead(503, { ...known, 'content-encoding': 'gzip' })
    const gone = once(response, 'close')
    for (const part of bomb()) {
      if (response.destroyed) break
      if (!response.write(part)) await Promise.race([once(response, 'drain'), gone])
    }
    response.end()
  },
  'just-too-long': (response) => response.writeHead(503, known).end(padded(mebibyte + 1)),
  'just-short-enough': (response) => response.writeHead(409, known).end(padded(mebibyte)),
  moved: (response) => response.writeHead(307, { location: 'whole' }).end(),
  'not-gzip': compressed('gzip', Buffer.from(errorsText)),
  'not-br': compressed('br', Buffer.from('<title>Plainly not</title>')),
  'broken-gzip': compressed('gzip', gzipSync(errorsText).fill(7, 20)),
  'half-gzip': compressed('gzip', gzipSync(errorsText).subarray(0, -20)),
  'unknown-coding': compressed('compress', deflateRawSync(errorsText)),
  'many-codings': compressed('gzip, gzip, gzip', gzipSync(gzipSync(gzipSync(errorsText)))),
  repeated: (response) => {
    const twice: Record<string, string[]> = {
      'content-encoding': ['gzip', 'br'],
      'x-request-id': ['in-header', 'again'],
    }
    response.writeHead(409, { ...twice, 'retry-after': '7' }).end(brotliCompressSync(gzipSync(errorsText)))
  },
  identity: compressed('identity', Buffer.from(errorsText)),
  'text-503': (response) => response.writeHead(503, { 'retry-after': '7' }).end('busy'),
  'text-404': (response) => response.writeHead(404).end('nothing here'),
  circle: (response) => response.writeHead(302, { location: 'circle' }).end(),
  closed: (response) => response.destroy(),
  garbage: (response) => response.socket?.end('no answer at all\r\n\r\n'),
}

/** Answers as the last part of the path says. */
export function respondBadly(request: IncomingMessage, response: ServerResponse): void {
  const bad = responses[(request.url ?? '/').replace(/^.*\//, '')]
  // A client that goes away in the middle is what these responses are for.
  response.on('error', () => {})
  void (bad ?? ((other) => other.writeHead(204).end()))(response, request)
}

/** Starts the server. Paths are those of the cases, and `circle`, `closed` and `garbage`, which are no responses. */
export const serveBadResponses = (): Promise<Served> => serve(respondBadly)

/** What a client should make of a response. */
export interface BadResponse {
  readonly path: string
  readonly what: string
  readonly status: 409 | 503
  readonly format: string
  /** The codes of the errors told, in their order. */
  readonly codes: readonly (string | undefined)[]
  /** What the last repair says. */
  readonly says?: RegExp
  /** The time limit, where the default one would take too long; in milliseconds. */
  readonly timeout?: number
}

const both = ['not-unique', 'read-only']
const whole = { status: 409, format: 'json:api', codes: both } as const
const timeout = 250
const late = { timeout, says: /not arrived whole after 250 ms/ } as const
const long = { status: 503, format: 'too-large', codes: [undefined], says: /longer than 1048576 bytes/ } as const
const cut = { status: 409, format: 'malformed', codes: ['not-unique'], says: /broke off/ } as const

/** Every answer with a status of its own; all of them tell a request id, and ask to wait for 7 s. */
export const badResponses: readonly BadResponse[] = [
  { path: 'whole', what: 'a document of two errors', ...whole },
  { path: 'gzip', what: 'one compressed with gzip', ...whole },
  { path: 'x-gzip', what: 'one compressed with gzip, by its old name', ...whole },
  { path: 'deflate', what: 'one compressed with deflate', ...whole },
  { path: 'deflate-raw', what: 'one compressed with deflate and not wrapped', ...whole },
  { path: 'br', what: 'one compressed with Brotli', ...whole },
  { path: 'gzip-br', what: 'one compressed twice', ...whole },
  { path: 'html-type', what: 'JSON under the type of HTML', ...whole },
  { path: 'no-type', what: 'JSON under no type', ...whole },
  { path: 'utf-16', what: 'JSON in UTF-16', ...whole },
  { path: 'latin1', what: 'JSON in Latin-1', ...whole },
  { path: 'unknown-charset', what: 'JSON in a charset that nobody knows', ...whole },
  { path: 'empty', what: 'no body', status: 503, format: 'empty', codes: [undefined] },
  { path: 'hanging', what: 'a body that never begins', status: 503, format: 'timed-out', codes: [undefined], ...late },
  { path: 'half-way', what: 'a body that stops', status: 409, format: 'timed-out', codes: ['not-unique'], ...late },
  { path: 'trickling', what: 'a body without end', status: 503, format: 'timed-out', codes: [undefined], ...late },
  { path: 'cut-off', what: 'a body shorter than its length', ...cut },
  { path: 'cut-off-chunk', what: 'a body whose connection is reset', ...cut },
  { path: 'said-longer', what: 'a whole body said to be longer', ...cut, codes: both },
  {
    path: 'said-shorter',
    what: 'a body said to be shorter',
    status: 409,
    format: 'malformed',
    codes: ['not-unique'],
    says: /what had arrived of it was read/,
  },
  { path: 'gigabyte', what: 'a body of 1 GiB', ...long },
  { path: 'endless', what: 'chunks without end', ...long },
  { path: 'bomb', what: '1 GiB compressed to 1 MB', ...long },
  { path: 'just-too-long', what: 'one byte too many', ...long, codes: both },
  { path: 'just-short-enough', what: 'a body as long as the limit', ...whole },
]
