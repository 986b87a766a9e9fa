/** What a server can set about its error answers, and what goes into one and comes out. */
import type { Language } from '../explain/language.js'
import type { Failure } from '../failure/failure.js'
import type { HeadersLike } from '../failure/headers.js'
import type { ErrorObject, Meta } from '../jsonapi/document.js'

/**
 * How much an answer tells, as the ErrorDetail levels of Image Serving: 0, `id`, `status`, `code`, `title`, `links`, `source` and
 * `meta.request_id`; 1, the same; 2, also `detail` (of an unknown error its message, of a foreign answer what it said), the rest
 * of `meta`, and extension and @-members; 3, also stack and causes, in `meta`. Credentials and query strings are masked in all.
 */
export type ExposureLevel = 0 | 1 | 2 | 3

/** The media types that an error can be answered in. */
export type ResponseFormat = 'application/vnd.api+json' | 'application/problem+json' | 'text/html' | 'text/plain'

/** What of a request an answer depends on: a web `Request` fits, and so does the `IncomingMessage` of Node. */
export interface RequestLike {
  readonly method?: string | undefined
  readonly headers?: HeadersLike | undefined
  readonly url?: string | undefined
}

/** A whole HTTP answer, ready to be sent. The header Content-Length is left to who sends it. */
export interface ErrorResponse {
  /** From 400 to 599. */
  readonly status: number
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** Empty for a HEAD request. */
  readonly body: string
}

/** The whole truth about one answer, for the server's own log. Nothing in it is masked or left out. */
export interface ErrorReport {
  /** What was thrown, if it is a `JsonApiError`; else one that has what was thrown as its `cause`. */
  readonly error: unknown
  /** The error objects before anything was left out, each with the `id` that the answer has. */
  readonly errors: readonly ErrorObject[]
  /** The status of the answer. */
  readonly status: number
  /** What the answer gives as `meta.request_id`. */
  readonly requestId: string
  readonly request?: RequestLike
  /** What a function of the options threw while the answer was made, which is at level 0 for that. */
  readonly fault?: unknown
}

/** A failure that a recogniser made of what was thrown, and headers that go with it: `{ allow: 'GET' }`. */
export interface Recognised {
  readonly failure: Failure
  readonly headers?: Readonly<Record<string, string>> | undefined
}

/** Where titles come from; every dialect is one. */
export interface Catalog {
  entry(code: string): { readonly title: string } | undefined
}

/** How a server answers errors. Where a function of it throws, the answer is at exposure level 0 and without it. */
export interface ServerOptions {
  /** The codes whose titles are translated; default: `reactor`. */
  readonly dialect?: Catalog | undefined
  /**
   * How much is told of an error object, by its own status: one level, one for each class, or a function of the status. Default:
   * `{ '4xx': 2, '5xx': 0 }`, which also holds for what is left out, and in the place of level 3 in production.
   */
  readonly expose?:
    | ExposureLevel
    | { readonly '4xx'?: ExposureLevel; readonly '5xx'?: ExposureLevel }
    | ((status: number) => ExposureLevel)
    | undefined
  /** Whether level 3 is refused; default: whether the environment variable NODE_ENV is `production`. `false` forces it. */
  readonly production?: boolean | undefined
  /** Makes the `meta` to send, from level 2 up, of a copy of the error's own. Credentials and query strings are masked anyway. */
  readonly redactMeta?: ((meta: Meta, error: ErrorObject) => Meta | undefined) | undefined
  /** The languages of titles, by what Accept-Language asks for; English is always among them. Default: English alone. */
  readonly languages?: readonly Language[] | undefined
  /**
   * Where the codes are explained: `https://example.com/errors/`. Gives `links.type` (with the code) and `links.about` (and the id).
   * A path without a slash at its end gets one; to a query or fragment the code is added as it is: `https://example.com/errors?code=`. Below a fragment there is no `about`.
   */
  readonly baseUrl?: string | undefined
  /** The status of the answer, from 400 to 599; default: what all errors share, else 500 if any is a server error, else 400. */
  readonly status?: ((errors: readonly ErrorObject[]) => number) | undefined
  /** The value of WWW-Authenticate for answers with status 401: `Bearer realm="shop"`. */
  readonly authenticate?: string | undefined
  /** The id of a request; default: its header X-Request-Id. Where there is none, or none fit for a header, one is made. */
  readonly requestId?: ((request: RequestLike) => string | undefined) | undefined
  /** Makes the `id` of an error object that has none; default: `crypto.randomUUID`. */
  readonly makeId?: ((error: ErrorObject) => string) | undefined
  /** Receives the whole truth, exactly once for each answer. What it throws or rejects with changes nothing. */
  readonly onError?: ((report: ErrorReport) => unknown) | undefined
  /** The formats that a client may ask for, the one that is preferred first; default: all, JSON:API first. */
  readonly formats?: readonly ResponseFormat[] | undefined
  /** The URIs of the JSON:API extensions that the server supports; default: none. */
  readonly extensions?: readonly string[] | undefined
  /** The URIs of the JSON:API profiles that the server supports; default: none. */
  readonly profiles?: readonly string[] | undefined
  /** Makes a failure of errors that others throw, a framework's say; asked about all but those of this package. */
  readonly recognise?: ((thrown: unknown) => Failure | Recognised | undefined) | undefined
}

/** How one error is answered. */
export interface RespondOptions extends ServerOptions {
  /** The request that failed. Without one the answer is JSON:API, in English. */
  readonly request?: RequestLike | undefined
  /** More headers: `{ allow: 'GET, POST' }`. Those that the answer has of itself stay as they are. */
  readonly headers?: Readonly<Record<string, string>> | undefined
}
