/** Tells monitoring what went wrong, in words that are few and the same each time, and hold no secret. */

import { dialectOf } from './brand.js'
import { failuresOf } from './checked.js'
import type { Failure } from './failure.js'
import { defined, itemsOf } from './plain.js'
import { maskText } from './secrets.js'
import { errorStatusOf } from './shared.js'

export { type LogFields, type LoggedError, logFields } from './log-fields.js'

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
  /**
   * The error's code, else the HTTP status of an error, else the form of the response (`html`, `timed-out`), or the member that told
   * of a deferred failure; of errors that are none of ours the code or the name. `_OTHER` where nothing tells, or several disagree.
   */
  readonly 'error.type': string
  readonly 'http.response.status_code'?: number
  /** How often the request had been sent again. */
  readonly 'http.request.resend_count'?: number
  /** The name of the error's dialect: `ReactorError`. */
  readonly 'jsonapi.dialect'?: string
  readonly 'jsonapi.delivery'?: string
  readonly 'jsonapi.format'?: string
  /** Deferred: the type of the resource that failed, and where that was read. */
  readonly 'jsonapi.resource.type'?: string
  readonly 'jsonapi.field'?: string
}

const LONGEST = 48
// Words of letters, as codes, names of classes and constants have them, and short numbers.
const WORD =
  /^(?:\d{1,6}|[a-z]{1,20}\d{0,3}|[A-Z]{1,20}\d{0,5}|(?:[a-z]{2,20}|[A-Z]{0,8})(?:[A-Z][a-z]{2,19}){1,6}\d{0,3})$/

/** `text`, where it reads like a name that somebody gave to something and not like an id, a key or a sentence. */
function label(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.length > LONGEST) return undefined
  return text.split(/[-_.:/ ]/).every((word) => WORD.test(word)) && maskText(text) === text ? text : undefined
}

function ofFailure(name: string, failure: Failure): Telemetry {
  const { errors, status, attempts, delivery, resource, format, field } = failure
  const form = delivery === 'deferred' ? field : format
  const type = label(errors[0].code) ?? errorStatusOf(failure)?.toString() ?? label(form) ?? '_OTHER'
  const attributes = defined<TelemetryAttributes>({
    'error.type': type,
    'http.response.status_code': status,
    'http.request.resend_count': attempts?.length,
    'jsonapi.dialect': label(name),
    'jsonapi.delivery': label(delivery),
    'jsonapi.format': label(format),
    'jsonapi.resource.type': label(resource?.type),
    'jsonapi.field': label(field),
  })
  const parts = [
    attributes['jsonapi.dialect'],
    type,
    attributes['jsonapi.delivery'],
    attributes['jsonapi.resource.type'],
  ]
  return { attributes, fingerprint: parts.filter((part) => part !== undefined) }
}

/** Nothing, where it is no error of ours. */
const ofError = (error: unknown): readonly Telemetry[] | undefined =>
  failuresOf(error)?.map((failure) => ofFailure(`${dialectOf(error)}`, failure))

/** Failures that were thrown together have the attributes in which they agree. */
function together(all: readonly Telemetry[], kind: string): Telemetry {
  const [only, ...others] = all
  if (only !== undefined && others.length === 0) return only
  const agreed = all
    .map(({ attributes }) => Object.entries(attributes))
    .reduce((kept, others) => {
      const values = new Map(others)
      return kept.filter(([name, value]) => values.get(name) === value)
    })
  const kinds = new Set(all.map(({ fingerprint }) => fingerprint.join(' ')))
  return {
    attributes: { 'error.type': kind, ...Object.fromEntries(agreed) },
    fingerprint: [kind, ...[...kinds].sort()],
  }
}

/** So many errors of an `AggregateError` are looked at. */
const MOST = 1000

function ofAnything(error: unknown): Telemetry {
  const own = ofError(error)
  if (own !== undefined) return together(own, '_OTHER')
  const errors = error instanceof AggregateError ? itemsOf(error.errors).slice(0, MOST) : []
  const all = errors.map(ofError)
  if (all.length > 0 && all.every((each) => each !== undefined)) return together(all.flat(), 'AggregateError')
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
