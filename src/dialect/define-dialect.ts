/** Makes a dialect out of a catalog and the readers that recognise its responses. */

import { dialectOf } from '../failure/brand.js'
import type { Failure, Failures } from '../failure/failure.js'
import { errorClassOf, type JsonApiError, type JsonApiErrorOptions } from '../failure/json-api-error.js'
import { isNonEmpty } from '../failure/plain.js'
import { type RetryRequest, retryAdvice } from '../failure/retry.js'
import { host, unstacked } from '../failure/stack.js'
import { attempt } from '../jsonapi/attempt.js'
import type { ErrorObject } from '../jsonapi/document.js'
import { mixedStatus } from '../jsonapi/status.js'
import { visibleMessage } from '../jsonapi/visible.js'
import { assertObject, buildDocument, buildObject, type ErrorInit } from './build.js'
import { type CatalogEntry, type CodeDefinition, catalogEntry, retryOf } from './catalog.js'
import type { Dialect, DialectDefinition } from './dialect.js'
import { fromCaught } from './from-caught.js'
import { parseResponse } from './parse.js'
import type { ResponseContext } from './reader.js'
import { readJsonApi } from './readers/json-api.js'
import { readProblem } from './readers/problem.js'
import { readSound } from './readers/sound.js'

/**
 * Makes a dialect: `defineDialect({ name: 'ShopError', codes: { 'out-of-stock': { title: 'Out Of Stock', status: 409 } } })`.
 * Its codes become types: a misspelt one does not compile. Responses are read by its own readers first, then as problem details
 * (RFC 9457), as JSON:API errors, and by what their status and text tell. Throws a `TypeError` where a definition is incomplete.
 */
export function defineDialect<const Definitions extends { readonly [Code in keyof Definitions]: CodeDefinition }>(
  definition: DialectDefinition<Definitions>,
): Dialect<Definitions> {
  assertObject(definition, 'The definition of a dialect')
  const { name, codes } = definition
  assertObject(codes, 'The codes of a dialect')
  if (typeof name !== 'string' || name === '') throw new TypeError('A dialect needs a name')
  // A Map: codes come off the wire, and an object would answer to `constructor`.
  const catalog = new Map(Object.entries<CodeDefinition>(codes))
  for (const [code, defined] of catalog) {
    const { title, status }: CodeDefinition = Object(defined)
    if (typeof title !== 'string' || !(Number.isInteger(status) && status >= 400 && status < 600)) {
      throw new TypeError(`The code "${visibleMessage(code)}" needs a title and a status from 400 to 599`)
    }
  }
  const ErrorClass = errorClassOf(name)
  const readers = [...new Set([...(definition.readers ?? []), readSound, readJsonApi, readProblem])]
  const retryClass = (code: string) => {
    const found = catalog.get(code)
    return found === undefined ? definition.retryOf?.(code) : retryOf(found)
  }

  function entry(code: string): CatalogEntry | undefined {
    const found = catalog.get(code)
    return found === undefined ? undefined : catalogEntry(code, found)
  }

  function object<Code extends string>(code: Code, init: ErrorInit = {}): ErrorObject<Code> {
    const found = catalog.get(code)
    if (found === undefined) throw new TypeError(`"${visibleMessage(code)}" is no code of ${name}; extend() can add it`)
    return buildObject(code, found, init)
  }

  const titleOf = (code: string) => catalog.get(code)?.title

  /** The error of failures, whose stack is still to be captured: in the function that it begins at, for each frame costs time. */
  function errorOf(failures: Failure | Failures, options?: JsonApiErrorOptions): JsonApiError {
    return unstacked(() => new ErrorClass(failures, { ...options, titleOf }))
  }

  function error(what: string | Failure | Failures, init?: ErrorInit & JsonApiErrorOptions): JsonApiError {
    const made = errorOf(typeof what === 'string' ? built(object(what, init)) : what, init)
    host.captureStackTrace?.(made, error)
    return made
  }

  function throwIfFailed(body: unknown, context: ResponseContext = {}): void {
    const failures = parseResponse(readers, body, context)
    if (!isNonEmpty(failures)) return
    const made = errorOf(failures)
    host.captureStackTrace?.(made, throwIfFailed)
    throw made
  }

  function from(caught: unknown): unknown {
    const found = fromCaught(caught, dialect.parse)
    if (found === undefined) return caught
    if (found instanceof Error) return found
    const made = errorOf(found.failures, { secrets: found.secrets })
    host.captureStackTrace?.(made, from)
    return made
  }

  function is(caught: unknown, ...codes: readonly string[]): caught is JsonApiError {
    const dialect = dialectOf(caught)
    if (dialect !== name && dialect !== 'JsonApiError') return false
    // One that cannot be read is none of ours.
    return attempt(() => {
      // The mark says that it is one, of this copy of the class or another.
      const { code } = caught as JsonApiError
      return codes.length === 0 || (code !== undefined && codes.includes(code))
    }, false)
  }

  function match(
    caught: unknown,
    arms: Readonly<Record<string, ((error: JsonApiError) => unknown) | undefined>>,
  ): unknown {
    if (!is(caught)) throw caught
    const { code } = caught
    const arm = (code !== undefined && Object.hasOwn(arms, code) ? arms[code] : undefined) ?? arms['otherwise']
    if (arm === undefined) throw caught
    return arm(caught)
  }

  function on(codes: string | readonly string[], handler: (error: JsonApiError) => unknown) {
    if (typeof handler !== 'function') throw new TypeError('on needs a handler behind the codes')
    return (caught: unknown): unknown => {
      // One by one: an empty list handles nothing.
      if (![codes].flat().some((code) => is(caught, code))) throw caught
      // One of the codes was its own.
      return handler(caught as JsonApiError)
    }
  }

  const dialect = {
    name,
    codes: [...catalog.keys()],
    entry,
    object,
    document: buildDocument,
    status: (errors: readonly ErrorObject[]): number => mixedStatus(errors) ?? 500,
    error,
    parse: (body: unknown, context = {}) => parseResponse(readers, body, context),
    throwIfFailed,
    from,
    is,
    match,
    matchAll: match,
    on,
    retryAdvice: (failure: Failure, request?: RetryRequest) => retryAdvice(failure, retryClass, request),
    extend: (more: Partial<DialectDefinition<object>>) => {
      assertObject(more, 'The extension of a dialect')
      return defineDialect({
        ...definition,
        ...more,
        readers: [...(more.readers ?? []), ...(definition.readers ?? [])],
        codes: { ...codes, ...more.codes },
      })
    },
  } satisfies Readonly<Record<keyof Dialect<Definitions>, unknown>>
  // A cast must stay: the functions work on strings, and that the codes they give are those they were defined with, as their
  // overloads say, TypeScript cannot follow. That no member is missing or left over is checked above.
  return dialect as typeof dialect & Dialect<Definitions>
}

/** The failure that an error object built here stands for. */
function built(error: ErrorObject): Failure {
  return { errors: [error], delivery: 'immediate', format: 'json:api', status: Number(error.status) }
}
