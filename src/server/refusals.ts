/** The reasons that HTTP gives for a request to fail, and failures and errors made of them. */
import type { Failure } from '../failure/failure.js'
import { checkKind, TEXTS } from '../failure/kinds.js'
import { defined } from '../failure/plain.js'
import { notPromised } from '../failure/promised.js'
import type { ErrorObject, ErrorSource, Meta } from '../jsonapi/document.js'
import { reasonPhrase } from '../jsonapi/status.js'
import { syntaxPosition } from '../jsonapi/text.js'
import { reactor } from '../reactor/index.js'
import type { Catalog } from './options.js'

/** One reason to refuse a request. Statuses are those of RFC 9110 and RFC 6585. */
export interface Refusal {
  readonly status: number
  /** Says what happened, in words that repeat nothing of the request. */
  readonly detail: string
  /** The request header at fault, where it is one. */
  readonly header?: string
}

type RefusalName =
  | 'malformedJson'
  | 'emptyBody'
  | 'refusedJson'
  | 'scalarJson'
  | 'notUtf8'
  | 'brokenOff'
  | 'wrongLength'
  | 'malformedUrl'
  | 'deepQuery'
  | 'malformedRequest'
  | 'unknownRoute'
  | 'methodNotAllowed'
  | 'requestTimeout'
  | 'bodyTooLarge'
  | 'manyParameters'
  | 'longParameter'
  | 'mediaType'
  | 'charset'
  | 'encoding'
  | 'headersTooLarge'

/** The reasons for which a request fails before a handler sees it, or while it is read. */
export const refusals: Readonly<Record<RefusalName, Refusal>> = {
  malformedJson: { status: 400, detail: 'The body is not JSON.' },
  emptyBody: { status: 400, detail: 'The body is empty, and a document is needed.' },
  refusedJson: { status: 400, detail: 'The body is not JSON that this server takes.' },
  scalarJson: { status: 400, detail: 'The document has to be an object or an array.' },
  notUtf8: { status: 400, detail: 'The body is not UTF-8.' },
  brokenOff: { status: 400, detail: 'The connection broke before the body had arrived.' },
  wrongLength: { status: 400, detail: 'The body is not as long as announced.', header: 'content-length' },
  malformedUrl: { status: 400, detail: 'The URL holds a percent sign that starts no valid escape.' },
  deepQuery: { status: 400, detail: 'The form is nested too deeply.' },
  malformedRequest: { status: 400, detail: 'The request is not HTTP that this server reads.' },
  unknownRoute: { status: 404, detail: 'There is nothing at this path.' },
  methodNotAllowed: { status: 405, detail: 'The resource at this path does not take this method.' },
  requestTimeout: { status: 408, detail: 'The request took too long to arrive.' },
  bodyTooLarge: { status: 413, detail: 'The body is larger than this server reads.' },
  manyParameters: { status: 413, detail: 'The form has more parameters than this server reads.' },
  longParameter: { status: 414, detail: 'A part of the path is longer than this server reads.' },
  mediaType: { status: 415, detail: 'This server does not read bodies of this media type.', header: 'content-type' },
  charset: { status: 415, detail: 'This server does not read bodies in this charset.', header: 'content-type' },
  encoding: { status: 415, detail: 'This server does not read bodies in this encoding.', header: 'content-encoding' },
  headersTooLarge: { status: 431, detail: 'The headers are larger than this server reads.' },
}

/** The particulars of one failure. */
export interface Occurrence {
  readonly detail?: string | undefined
  readonly source?: ErrorSource | undefined
  readonly meta?: Meta | undefined
}

/** The codes of Reactor that say what an HTTP status says, and no more. For others its documentation has no code. */
const codes: ReadonlyMap<number, string> = new Map([
  [401, 'authentication-failure'],
  [403, 'not-authorized'],
  [404, 'not-found'],
  [500, 'internal-error'],
])

/**
 * The failure of a request for a reason that is HTTP’s. Code and title are those that the dialect’s catalog has for the status;
 * where it has none there is no code, and the title is the phrase registered for the status (RFC 9110, section 15).
 */
export function httpFailure(status: number, occurrence: Occurrence = {}, dialect: Catalog = reactor): Failure {
  const code = codes.get(status)
  const entry = code === undefined ? undefined : notPromised('dialect.entry', dialect.entry(code))
  const title = entry?.title ?? reasonPhrase(status)
  const { detail, source, meta } = occurrence
  const error = defined<ErrorObject>({
    status: String(status),
    code: entry && code,
    title,
    // A detail that only repeats the title tells nobody anything.
    detail: detail === '' || detail === title || detail === reasonPhrase(status) ? undefined : detail,
    source,
    meta,
  })
  return { errors: [error], delivery: 'immediate', format: 'json:api', status }
}

/** The failure of a request for a reason that has a name. */
export function refusalFailure({ status, detail, header }: Refusal, dialect?: Catalog): Failure {
  return httpFailure(status, { detail, source: header === undefined ? undefined : { header } }, dialect)
}

/**
 * The failure of a request whose body, `text`, is not JSON: 400, with the first place where it is not in `detail`, and as `line`
 * and `column` in `meta`. There is no `source`: a pointer needs a document. `undefined` where `text` is JSON after all.
 *
 * @see https://jsonapi.org/format/1.1/#error-objects
 */
export function malformedJson(text: string, dialect?: Catalog): Failure | undefined {
  if (text === '') return refusalFailure(refusals.emptyBody, dialect)
  const position = syntaxPosition(text)
  if (position === undefined) return undefined
  const { status, detail } = refusals.malformedJson
  const { line, column, isCutOff } = position
  const place = `${isCutOff ? 'It breaks off' : 'It goes wrong'} in line ${line}, column ${column}.`
  return httpFailure(status, { detail: `${detail} ${place}`, meta: { line, column } }, dialect)
}

/** An error to throw, of the kind that http-errors makes: Express, Koa and this package know what to answer. */
export interface UnroutedError extends Error {
  /** 404, or 405 where other methods are allowed. */
  readonly status: number
  /** The message may be sent. */
  readonly expose: true
  readonly headers: Readonly<Record<string, string>>
}

/** Whether a route takes every path, as those for files and for CORS do: that says nothing about any one of them. */
export const isForAll = (path: string): boolean => path === '*' || path === '/*'

/**
 * The error for a request that no route takes: 404; or 405 with the header `Allow` where `allowed` names methods that its path does
 * take (RFC 9110, section 15.5.6). `method` is that of the request: where its path does take it, some route said that there is
 * nothing here, and it is 404; and so it is where only OPTIONS is allowed, which may be asked of anything (section 9.3.7). For
 * programs that route by themselves: `throw unrouted(['GET', 'POST'])`. Throws a `TypeError` for an `allowed` that is no list of
 * texts.
 */
export function unrouted(allowed: readonly string[] = [], method?: string): UnroutedError {
  checkKind(TEXTS, { allowed })
  const methods = new Set(allowed)
  if (methods.has('GET')) methods.add('HEAD')
  const isElsewhere = [...methods].some((each) => each !== 'OPTIONS') && !methods.has(method ?? '')
  const { status, detail } = isElsewhere ? refusals.methodNotAllowed : refusals.unknownRoute
  const headers = isElsewhere ? { allow: [...methods].sort().join(', ') } : {}
  return Object.assign(new Error(detail), { status, expose: true as const, headers })
}
