/** Tells monitoring what went wrong, in words that are few and the same each time, and hold no secret. */

import { isJsonApiError, type JsonApiError } from './json-api-error.js'
import { defined } from './plain.js'
import { maskText } from './secrets.js'

/** The facts about an error that monitoring may have. Plain data. */
export interface Telemetry {
  /** Attributes of a span, a log record or a metric, by the names of OpenTelemetry where it has them. */
  readonly attributes: TelemetryAttributes
  /** The parts that errors of one kind have in common, to group them by, as Sentry's `fingerprint` takes it. */
  readonly fingerprint: string[]
}

/** The attributes of an error. None of them takes many values: no ids, texts, pointers or URLs. */
// A type, since an interface could not be passed where any attributes are taken.
export type TelemetryAttributes = {
  /** The error's code, else the HTTP status, else what kind of error it is; `_OTHER` where nothing tells. */
  readonly 'error.type': string
  readonly 'http.response.status_code'?: number
  /** How often the request had been sent again. */
  readonly 'http.request.resend_count'?: number
  /** The name of the error's dialect: `ReactorError`. */
  readonly 'reactor.dialect'?: string
  readonly 'reactor.delivery'?: string
  readonly 'reactor.format'?: string
  /** Deferred: what type of resource failed, and where that was read. */
  readonly 'reactor.resource.type'?: string
  readonly 'reactor.field'?: string
}

/** `text`, where it reads like a name that somebody gave to something and not like an id, a sentence or a token. */
function label(text: unknown): string | undefined {
  if (typeof text !== 'string' || !/^[\w.:/ -]{1,48}$/.test(text)) return undefined
  return /\d{7}|[\da-f]{12}/i.test(text) || maskText(text) !== text ? undefined : text
}

function ofError({ name, failure }: JsonApiError): Telemetry {
  const { errors, status, attempts, delivery, resource } = failure
  const type = label(errors[0].code) ?? status?.toString() ?? '_OTHER'
  const attributes = defined<TelemetryAttributes>({
    'error.type': type,
    'http.response.status_code': status,
    'http.request.resend_count': attempts?.length,
    'reactor.dialect': label(name),
    'reactor.delivery': label(delivery),
    'reactor.format': label(failure.format),
    'reactor.resource.type': label(resource?.type),
    'reactor.field': label(failure.field),
  })
  const parts = [
    attributes['reactor.dialect'],
    type,
    attributes['reactor.delivery'],
    attributes['reactor.resource.type'],
  ]
  return { attributes, fingerprint: parts.filter((part) => part !== undefined) }
}

/** Errors that were thrown together have the attributes in which they agree. */
function ofSeveral(errors: readonly JsonApiError[]): Telemetry {
  const all = errors.map(ofError)
  const agreed = all
    .map(({ attributes }) => Object.entries(attributes))
    .reduce((kept, others) =>
      kept.filter(([name, value]) => others.some((other) => other[0] === name && other[1] === value)),
    )
  const kinds = new Set(all.map(({ fingerprint }) => fingerprint.join(' ')))
  return {
    attributes: { 'error.type': 'AggregateError', ...Object.fromEntries(agreed) },
    fingerprint: ['AggregateError', ...[...kinds].sort()],
  }
}

function ofAnything(error: unknown): Telemetry {
  if (isJsonApiError(error)) return ofError(error)
  if (error instanceof AggregateError && error.errors.length > 0 && error.errors.every(isJsonApiError)) {
    return ofSeveral(error.errors)
  }
  const { code, name } = error as { readonly code?: unknown; readonly name?: unknown }
  const type = label(code) ?? label(name) ?? '_OTHER'
  return { attributes: { 'error.type': type }, fingerprint: [type] }
}

/**
 * Returns what monitoring may know of an error: attributes for OpenTelemetry and a fingerprint to group by. Takes anything that was
 * thrown, and never throws.
 *
 * ```ts
 * const { attributes, fingerprint } = telemetry(error)
 * span.setAttributes(attributes)
 * Sentry.captureException(error, { fingerprint })
 * ```
 *
 * @see https://opentelemetry.io/docs/specs/semconv/http/http-spans/
 */
export function telemetry(error: unknown): Telemetry {
  try {
    return ofAnything(error)
  } catch {
    return { attributes: { 'error.type': '_OTHER' }, fingerprint: ['_OTHER'] } // Nothing, or a getter that throws.
  }
}
