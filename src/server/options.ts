/** The options of servers, the requests they respond to, and the responses. */
import type { Language } from '../explain/language.js'
import type { Failure } from '../failure/failure.js'
import type { HeadersLike } from '../failure/headers.js'
import type { JsonApiError } from '../failure/json-api-error.js'
import type { ErrorObject, Meta } from '../jsonapi/document.js'

/**
 * How much a response tells, as the ErrorDetail levels of Image Serving: 0, `id`, `status`, `code`, `title`, `links`, `source`
 * and `meta.request_id`; 1, the same; 2, also `detail` (of an unknown error its message, of an upstream's response what it
 * said), the rest of `meta`, and extension and @-members; 3, also stack and causes, in `meta`. Secrets are masked in all.
 */
export type ExposureLevel = 0 | 1 | 2 | 3

/** The media types that an error can be answered in; `application/json` is a JSON:API document under the plain name. */
export type ResponseFormat =
  | 'application/vnd.api+json'
  | 'application/problem+json'
  | 'application/json'
  | 'text/html'
  | 'text/plain'

/** The part of a request that a response depends on: a web `Request` fits, and so does the `IncomingMessage` of Node. */
export interface RequestLike {
  readonly method?: string | undefined
  readonly headers?: HeadersLike | undefined
  readonly url?: string | undefined
}

/** A whole HTTP response, ready to be sent. The header Content-Length is left to whoever sends it. */
export interface ErrorResponse {
  /** From 400 to 599. */
  readonly status: number
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** Empty for a HEAD request. */
  readonly body: string
}

/** The whole truth about one response, for the server's own log. */
export interface ErrorReport {
  /** The error that was thrown, if it is a `JsonApiError`; else one that has whatever was thrown as its `cause`. */
  readonly error: JsonApiError
  /** The error objects before anything was left out or masked, each with the `id` that the response has. */
  readonly errors: readonly ErrorObject[]
  /** The status of the response. */
  readonly status: number
  /** The id that the response gives as `meta.request_id`. */
  readonly requestId: string
  readonly request?: RequestLike
  /**
   * The error of making the response, which is at level 0 for that: an error that a function of the options threw, a
   * `TypeError` where one gave a promise, or what a getter of the thrown value threw.
   */
  readonly renderError?: unknown
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

/** How a server responds with errors. Where a function of it throws, the response is at exposure level 0 and made without it. */
export interface ServerOptions {
  /** The codes whose titles are translated; default: `reactor`. */
  readonly dialect?: Catalog | undefined
  /**
   * How much is told of an error object, by its own status: one level, one for each class, or a function of the status. Default:
   * `{ '4xx': 2, '5xx': 0 }`, which also holds for what is left out, and in the place of level 3 where that is refused.
   */
  readonly expose?:
    | ExposureLevel
    | { readonly '4xx'?: ExposureLevel; readonly '5xx'?: ExposureLevel }
    | ((status: number) => ExposureLevel)
    | undefined
  /**
   * Whether level 3 is refused; default: `true`, unless the environment variable NODE_ENV is `development` or `test`. `false`
   * allows it wherever the program runs.
   */
  readonly production?: boolean | undefined
  /**
   * How failures that were received from another server are answered. By default the response is a 502, 503 or 504 of this
   * server's own: a 401 from an upstream does not mean that the visitor has to sign in. `pass` sends them as they are, where
   * they came with a status from 400 to 599, or as errors of JSON:API or problem details.
   */
  readonly upstream?: 'pass' | undefined
  /** Makes the `meta` to send, from level 2 up, of a copy of the error's own. Secrets are masked anyway. */
  readonly redactMeta?: ((meta: Meta, error: ErrorObject) => Meta | undefined) | undefined
  /** The languages of titles, by what Accept-Language asks for; English is always among them. Default: English alone. */
  readonly languages?: readonly Language[] | undefined
  /**
   * Where the codes are explained: `https://example.com/errors/`. Gives `links.type` (with the code) and `links.about` (and the
   * id). A path without a slash at its end gets one; to a query or fragment the code is added as it is:
   * `https://example.com/errors?code=`. Below a fragment there is no `about`.
   */
  readonly baseUrl?: string | { readonly href: string } | undefined
  /** The status of the response, from 400 to 599; default: what all errors share, else 500 if any is a server error, else 400. */
  readonly status?: ((errors: readonly ErrorObject[]) => number) | undefined
  /** The value of WWW-Authenticate for responses with status 401, `Bearer realm="shop"`; default: `Bearer`. */
  readonly authenticate?: string | undefined
  /**
   * The id of a request; default: its header X-Request-Id, else the one that was set on the
   * response before. Where there is none, or none fit for a header, one is made.
   */
  readonly requestId?: ((request: RequestLike) => string | undefined) | undefined
  /** Makes the `id` of an error object that has none; default: `crypto.randomUUID`. */
  readonly makeId?: ((error: ErrorObject) => string) | undefined
  /** Receives the whole truth, exactly once for each response. What it throws or rejects with changes nothing. */
  readonly onError?: ((report: ErrorReport) => unknown) | undefined
  /** The formats that a client may ask for, the preferred one first; default: all but `application/json`, JSON:API first. */
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
  /** The request that failed. Without one the response is JSON:API, in English. */
  readonly request?: RequestLike | undefined
  /**
   * The document that the request carried, parsed; default: what `readJson` read of it. A pointer that leads nowhere in it is sent
   * as the nearest place that is there. Without a document pointers are sent as they are, and so are those of an upstream.
   */
  readonly document?: unknown
  /** More headers: `{ allow: 'GET, POST' }`. Those that the response has of itself stay as they are. */
  readonly headers?: Readonly<Record<string, string>> | undefined
}
