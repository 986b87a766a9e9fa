/** Reads what a log keeps of responses: status, headers and body in one object, the request beside them, and when it was. */
import { isRecord } from '../failure/plain.js'
import { attempt } from '../jsonapi/attempt.js'

/** The circumstances of a response, beside its body. */
export interface ResponseContext {
  readonly status?: number
  readonly headers?: readonly (readonly [name: string, value: string])[]
}

/** The request that led to a response, as far as it is known. */
export interface SentRequest {
  readonly method?: string
  /** As it was sent, query and all. */
  readonly url?: string
  readonly headers?: readonly (readonly [name: string, value: string])[]
}

/** A response inside a JSON value. */
export interface Envelope {
  readonly context: ResponseContext
  readonly body: unknown
  /** Where in the value the body stands, as a JSON Pointer. */
  readonly base: string
  /** `false` where the log has no body of it, which is not to say that it had none. */
  readonly isRecorded: boolean
}

type Members = Readonly<Record<string, unknown>>

const STATUS = [
  'status',
  'statusCode',
  'status_code',
  'responseStatus',
  'response_status',
  'http.status_code',
  'http.response.status_code',
] as const
const BODY = [
  'body',
  'responseBody',
  'response_body',
  'responseText',
  'data',
  'text',
  'payload',
  'content',
  'stream',
] as const
const HEADERS = ['headers', 'responseHeaders', 'response_headers', 'header'] as const
const TIME = ['time', 'timestamp', '@timestamp', 'ts', 'date', 'datetime', 'eventTime', 'startedDateTime'] as const
/** The members under which logs keep the request; what stands in it was sent, not received. */
export const REQUEST: readonly string[] = ['request', 'req', 'config', 'requestBody', 'request_body', 'originalRequest']

function firstOf(value: Members, names: readonly string[]): string | undefined {
  return names.find((name) => Object.hasOwn(value, name) && value[name] !== undefined)
}

/** The HTTP status that a record has in one of the usual members, as a number. */
export function statusIn(value: Members): number | undefined {
  for (const name of STATUS) {
    const status = Object.hasOwn(value, name) ? value[name] : undefined
    if (typeof status === 'number' && Number.isInteger(status) && status >= 100 && status < 600) return status
  }
  return undefined
}

/**
 * The response that `value` is: an object with a numeric `status` and a `body`, or with a status, headers, and a body by one of
 * the names that clients and loggers give it. `undefined` for anything else.
 */
export function openEnvelope(value: unknown): Envelope | undefined {
  if (!isRecord(value)) return undefined
  // Postman has it as `code`, beside a list that it calls `header`.
  const status = statusIn(value) ?? (Array.isArray(value['header']) ? statusIn({ status: value['code'] }) : undefined)
  if (status === undefined) return undefined
  const headers = firstOf(value, HEADERS)
  const isNamed = Object.hasOwn(value, 'body')
  const name = isNamed ? 'body' : firstOf(value, BODY)
  if (!isNamed && headers === undefined) return undefined
  const context = { status, headers: headersIn(headers === undefined ? undefined : value[headers]) }
  if (name === undefined) return { context, body: '', base: '', isRecorded: false }
  // A stream that was printed was not read.
  if (isRecord(value[name]) && 'locked' in value[name]) return { context, body: '', base: '', isRecorded: false }
  const bytes = bytesIn(value[name], value['isBase64Encoded'] === true)
  if (bytes !== undefined) return { context, body: bytes, base: '', isRecorded: true }
  return { context, body: value[name], base: `/${name}`, isRecorded: true }
}

/** The bytes of a body as Node writes a Buffer into JSON (Newman’s reports), or as AWS Lambda and API Gateway encode them. */
function bytesIn(body: unknown, isEncoded: boolean): Uint8Array | undefined {
  if (typeof body === 'string') return isEncoded ? bytesOf(body) : undefined
  if (!isRecord(body) || body['type'] !== 'Buffer' || !Array.isArray(body['data'])) return undefined
  return Uint8Array.from(body['data'], Number)
}

/** The bytes that base64 stands for; `undefined` where it is plain text, whatever the file calls it. */
export function bytesOf(base64: string): Uint8Array | undefined {
  const compact = base64
    .replace(/[\r\n]/g, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/')
  if (!/^[A-Za-z\d+/]*={0,2}$/.test(compact)) return undefined
  return attempt(() => {
    const bytes = Uint8Array.from(atob(compact), (char) => char.charCodeAt(0))
    if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return bytes
  })
}

/** Headers as an object of texts or lists, as a list of pairs, or as a list of objects with `name` or `key`, and `value`. */
export function headersIn(headers: unknown): [string, string][] {
  if (typeof headers !== 'object' || headers === null) return []
  if (!Array.isArray(headers)) return Object.entries(headers).map(([name, value]) => [name, String(value)])
  return headers.flatMap((header: unknown): [string, string][] => {
    if (Array.isArray(header)) return [[String(header[0]), String(header[1])]]
    return isRecord(header) ? [[textIn(header, 'name') || textIn(header, 'key'), textIn(header, 'value')]] : []
  })
}

function textIn(value: Members, name: string): string {
  const text = Object.hasOwn(value, name) ? value[name] : undefined
  return typeof text === 'string' ? text : ''
}

/** The members under which logs keep what an HTTP client threw or was given, which may hold its request. */
const HOLDERS = ['err', 'error', 'exception', 'response', 'res'] as const

/** The request that is told beside a response, or beside what is told of one. */
export function requestIn(value: unknown): SentRequest | undefined {
  if (!isRecord(value)) return undefined
  const request = requestOf(value) ?? firstIn(HOLDERS, value, (holder) => requestOf(holder))
  if (request === undefined) return undefined
  const [method, url] = [textIn(request, 'method'), textIn(request, 'url') || textIn(request, 'path')]
  const headers = headersIn(request['headers'])
  return { ...(method && { method }), ...(url && { url }), headers }
}

const requestOf = (value: Members): Members | undefined => firstIn(REQUEST, value, (request) => request)

/** What `read` makes of the first member by one of `names` that is an object of which it makes something. */
function firstIn<T>(names: readonly string[], value: Members, read: (member: Members) => T | undefined): T | undefined {
  for (const name of names) {
    const member = Object.hasOwn(value, name) ? value[name] : undefined
    const found = isRecord(member) ? read(member) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

// The times that stand before a message in a log: 2026-01-31T12:00:00.5Z, 2026-01-31 12:00:00,500 +0100, or seconds since 1970.
const DATE = /\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?: ?(?:Z|[+-]\d\d:?\d\d))?/

/** When a line of a log was written, in milliseconds since 1970: by a member of its object, or by what stands before that. */
export function timeOf(value: unknown, lead = ''): number | undefined {
  const name = isRecord(value) ? firstOf(value, TIME) : undefined
  const own = name === undefined ? undefined : readTime((value as Members)[name])
  return own ?? readTime(DATE.exec(lead)?.[0])
}

/** Seconds and milliseconds are told apart by their size: neither makes a sensible date as the other. */
export function readTime(time: unknown): number | undefined {
  if (typeof time === 'number') return readNumber(time)
  if (typeof time !== 'string') return undefined
  if (/^\d{9,13}(?:\.\d+)?$/.test(time)) return readNumber(Number(time))
  if (!DATE.test(time)) return undefined
  const iso = time.trim().replace(',', '.').replace(' ', 'T').replace(' ', '')
  // A time without a zone is taken for UTC: the machine that reads it says nothing of the one that wrote it.
  const parsed = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(iso) ? iso : `${iso}Z`)
  return Number.isNaN(parsed) ? undefined : parsed
}

function readNumber(time: number): number | undefined {
  if (!(time >= 1e8 && time < 1e14)) return undefined
  return time < 1e11 ? Math.round(time * 1000) : time
}

const LEVEL = ['level', 'severity', 'lvl', 'loglevel', 'log_level', 'levelname', 'logger'] as const
const MESSAGE = ['msg', 'message', 'event', 'log'] as const

/** Whether a value is a line of a log, whatever it tells of: it has a level, or a time and a message. */
export function isLogLine(value: unknown): boolean {
  if (!isRecord(value)) return false
  const hasTime = firstOf(value, TIME) !== undefined
  return firstOf(value, LEVEL) !== undefined || (hasTime && firstOf(value, MESSAGE) !== undefined)
}
