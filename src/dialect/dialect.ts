/** The interface of a dialect: one API's codes, and everything one does with its errors, typed by them. */
import type { Failure, Failures } from '../failure/failure.js'
import type { JsonApiError, JsonApiErrorOptions } from '../failure/json-api-error.js'
import type { RetryAdvice, RetryRequest } from '../failure/retry.js'
import type { ErrorDocument, ErrorObject } from '../jsonapi/document.js'
import type { DocumentInit, ErrorInit } from './build.js'
import type { CatalogEntry, CodeDefinition } from './catalog.js'
import type { Reader, ResponseContext } from './reader.js'

/** The codes of a catalog: the names of its members. */
export type CodeOf<Codes extends object> = keyof Codes & string

/** Any code: those of the catalog are suggested, and others stay possible, since an API sends codes that nobody documented. */
export type AnyCode<Codes extends object> = CodeOf<Codes> | (string & {})

/**
 * A `JsonApiError` whose code is known to be one of `Code`. It is that of the first error object of each failure: those behind it may
 * have any.
 */
export type CodedError<Code extends string> = JsonApiError<Code | (string & {})> & { readonly code: Code }

/** One handler for each code of a catalog. */
export type Arms<Codes extends object> = {
  readonly [Code in keyof Codes]: (error: CodedError<Code & string>) => unknown
}

/** The handler for every error of a dialect that no other takes. */
export interface Otherwise<Code extends string> {
  readonly otherwise: (error: JsonApiError<Code>) => unknown
}

/** Stands where a handler would, and says to whoever compiles why there can be none. */
export type NoCode<Name> = `no code of this dialect: ${Name & string}`

/** Arms by what they give: from this `match` infers its result. */
export type ArmsGiving<Code extends string, Results> = {
  readonly [Name in keyof Results]: Name extends Code
    ? (error: CodedError<Name>) => Results[Name]
    : Name extends 'otherwise'
      ? (error: JsonApiError<Code | (string & {})>) => Results[Name]
      : NoCode<Name>
}

/** Arms of which none is for what no other takes. */
export type CodeArmsGiving<Code extends string, Results> = {
  readonly [Name in keyof Results]: Name extends Code ? (error: CodedError<Name>) => Results[Name] : NoCode<Name>
}

/** How `extend` and `defineDialect` are told of a dialect. */
export interface DialectDefinition<Definitions extends object> {
  /** The name of its errors: `ShopError`. */
  readonly name: string
  /** Its codes, by name. */
  readonly codes: Definitions & { readonly [Code in keyof Definitions]: CodeDefinition }
  /** Its own readers, asked before those for JSON:API, problem details and opaque responses. */
  readonly readers?: readonly Reader[] | undefined
  /** The retry class of codes that responses carry but the catalog does not list; default: none. */
  readonly retryOf?: ((code: string) => CatalogEntry['retry'] | undefined) | undefined
}

/** The codes of a dialect and those that extend it; of a code in both, the latter. An `Omit` would drop the docstrings. */
export type Extended<Codes extends object, Definitions extends object> = {
  readonly [Code in keyof Codes as Exclude<Code, keyof Definitions>]: Codes[Code]
} & Definitions

/** Any error of a dialect: `ErrorOf<typeof reactor>`. */
export type ErrorOf<Of> = Of extends Dialect<infer Codes> ? JsonApiError<AnyCode<Codes>> : never

/** One API's way to speak of errors. `Codes` has a member per code; made by `defineDialect`. */
export interface Dialect<Codes extends object> {
  /** The name of its errors, as in stack traces. */
  readonly name: string
  /** Every code of the catalog, in its order. */
  readonly codes: readonly CodeOf<Codes>[]

  /** Returns the entry of a code; `undefined` for a code of a response that the catalog does not list. Never throws. */
  entry<Code extends CodeOf<Codes>>(code: Code): CatalogEntry<Code>
  entry<Code extends string>(code: Code & (string extends Code ? unknown : never)): CatalogEntry | undefined

  /**
   * An error object with status and title from the catalog (JSON:API 1.1, “Error Objects”).
   * Throws a `TypeError` for a code outside the catalog, a `pointer` that is not a JSON Pointer, and a `status` that is not one.
   */
  object<Code extends CodeOf<Codes>>(code: Code, init?: ErrorInit): ErrorObject<Code>
  /** A document of the given error objects. Throws a `TypeError` for an empty list, and for no list. */
  document<Code extends string>(errors: readonly ErrorObject<Code>[], init?: DocumentInit): ErrorDocument<Code>
  /** The HTTP status for a set of errors: the one they share, else 400, or 500 if any is a server error; 500 if none has one. */
  status(errors: readonly ErrorObject[]): number
  /** An error to throw: of a code, with the same arguments as `object` and a `cause`, or of a failure that was read. */
  error<Code extends CodeOf<Codes>>(code: Code, init?: ErrorInit & JsonApiErrorOptions): CodedError<Code>
  // Compilers speak of the last one: it takes a code as well, so that a mistake in `init` is not told as one in the code.
  error<const What extends Failure | Failures | string>(
    what: What extends string ? (What extends CodeOf<Codes> ? What : NoCode<What>) : What,
    options?: JsonApiErrorOptions & (What extends string ? ErrorInit : unknown),
  ): JsonApiError<AnyCode<Codes>>

  /**
   * Everything that failed in a response: its own failure, or one per failed resource; empty when nothing failed. `body` is text,
   * bytes or a parsed value. Never throws, whatever it is given.
   */
  parse(body: unknown, context?: ResponseContext): Failure[]
  /** Does nothing when nothing failed; else throws everything that failed as one `JsonApiError`. */
  throwIfFailed(body: unknown, context?: ResponseContext): void

  /**
   * Makes a `JsonApiError` of what an HTTP client threw for a failed response: axios, got, ky, undici, octokit, superagent, needle,
   * wretch, Adobe's JavaScript SDK, whoever throws errors with the `response` on them, and whoever throws a response or its body
   * itself. Finds errors of this package in the causes of a client's own. Everything else is given back as it is. Never throws.
   *
   * Nothing of the original is kept: clients leave the request and its tokens on their errors. Query strings and credentials that
   * the response repeats are masked, known by their looks, and by their value where the original holds the request. A body that the
   * client has not read (ky 1, streams, a `Response` that was thrown) cannot be read here: then the format is `unread`, and
   * `fromAsync(caught)` of `reactor-errors/fetch` reads it.
   */
  from<Caught>(caught: Caught): Caught | JsonApiError<AnyCode<Codes>>

  /**
   * Whether `error` is one of this dialect's, or of none in particular (`JsonApiError.from`), and has one of `codes`. Never throws.
   */
  is(error: unknown): error is JsonApiError<AnyCode<Codes>>
  is<Code extends CodeOf<Codes>>(error: unknown, ...codes: readonly [Code, ...Code[]]): error is CodedError<Code>
  /**
   * Calls the arm of the error's code, else `otherwise`, and gives what it gives. Throws again whatever is no error of this
   * dialect.
   */
  match<Results>(
    error: unknown,
    arms: ArmsGiving<CodeOf<Codes>, Results> & Partial<Arms<Codes>> & Otherwise<AnyCode<Codes>>,
  ): Results[keyof Results]
  /**
   * Calls the arm of the error's code, of which every code of the catalog has one, and gives what it gives. Throws again what has
   * another code or none, and whatever is no error of this dialect.
   */
  matchAll<Results>(error: unknown, arms: CodeArmsGiving<CodeOf<Codes>, Results> & Arms<Codes>): Results[keyof Results]
  /** A handler for `promise.catch` that takes errors of the given code or codes and throws everything else again. */
  on<Code extends CodeOf<Codes>, Result>(
    codes: Code | readonly Code[],
    handler: (error: CodedError<Code>) => Result,
  ): (caught: unknown) => Result

  /**
   * When the same request can succeed: what code, status and Retry-After say together. Told the `method` of the request it says
   * whether a program may repeat it by itself; told how many an `attempt` it was, how long to wait before.
   */
  retryAdvice(failure: Failure, request?: RetryRequest): RetryAdvice

  /** The same dialect with more codes, or with other words for some; errors keep its name unless `name` gives another. */
  extend<const Definitions extends { readonly [Code in keyof Definitions]: CodeDefinition }>(
    more: Partial<Pick<DialectDefinition<Definitions>, 'name' | 'readers'>> &
      Pick<DialectDefinition<Definitions>, 'codes'>,
  ): Dialect<Extended<Codes, Definitions>>
}
