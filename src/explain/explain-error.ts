/** Explains an error object, whatever it holds: by its code, else by the form it came in and by its status. */

import type { Failure } from '../failure/failure.js'
import { retryClassOf } from '../failure/retry.js'
import { attempt } from '../jsonapi/attempt.js'
import type { ErrorObject } from '../jsonapi/document.js'
import { type ExplainOptions, type Explanation, explain } from './explain.js'
import { en, type Language, type Prose } from './language.js'
import type { Situation } from './languages/keys.generated.js'

/** Why an error happened and what to do about it. Plain data. */
export interface ErrorExplanation extends Omit<Prose, 'title' | 'deprecated'> {
  /** The BCP 47 tag of the language; a sentence that the language lacks is in English all the same. */
  readonly language: string
  /** The explanation of the error's code; absent where cause and remedy come from form and status alone. */
  readonly explanation?: Explanation
}

/**
 * The best explanation of an error object of any response. `failure`, where there is one, tells the form of the response
 * (`html`, `empty`, …), its status and its delivery. Never throws, whatever it is given.
 */
export function explainError(error: ErrorObject, failure?: Failure, options: ExplainOptions = {}): ErrorExplanation {
  const code = readString(error, 'code')
  const explanation = explain(code, options)
  if (explanation !== undefined) {
    const { cause, usually, remedy, language } = explanation
    return { cause, ...(usually === undefined ? {} : { usually }), remedy, language, explanation }
  }
  const form = formOf(code, failure)
  // A deferred failure began with a valid request: the status of an error says nothing about that one.
  const isDeferred = form === 'deferred' || form === 'no-details'
  const status = isDeferred ? undefined : (statusOf(error) ?? statusOf(failure))
  return explainSituation(form, status, options.language ?? en)
}

function explainSituation(
  form: Situation | undefined,
  status: number | undefined,
  language: Language,
): ErrorExplanation {
  const byForm = form === undefined ? undefined : situation(language, form)
  const byStatus = status === undefined ? undefined : situation(language, statusSituation(status))
  const unknown = situation(language, 'unknown')
  // Where the request is at fault, its form knows better what to do; otherwise the status does.
  const blamesRequest = status === undefined || retryClassOf(status) === 'after-fix'
  const advice = (blamesRequest ? (byForm ?? byStatus) : byStatus) ?? unknown
  const told = [byForm, byStatus].filter((prose) => prose !== undefined)
  const usually = told.flatMap((prose) => prose.usually ?? []).join(' ')
  return {
    cause: told.map(({ cause }) => cause).join(' ') || unknown.cause,
    ...(usually === '' ? {} : { usually }),
    remedy: advice.remedy,
    language: language.tag,
  }
}

const situation = ({ situations }: Language, key: Situation): Prose => ({ ...en.situations[key], ...situations?.[key] })

const FORMS: ReadonlySet<string> = new Set(['html', 'text', 'empty', 'malformed', 'json'])

function formOf(code: string, failure: unknown): Situation | undefined {
  if (readString(failure, 'delivery') === 'deferred') {
    const field = readString(failure, 'field')
    return field === '' || field.endsWith('_details') ? 'deferred' : 'no-details'
  }
  const format = readString(failure, 'format')
  // The set holds nothing but situations.
  if (FORMS.has(format)) return format as Situation
  return code === '' ? undefined : 'unknown-code'
}

/** A status that speaks of failure, from an error object (a string) or a failure (a number). */
function statusOf(holder: unknown): number | undefined {
  const status = read(holder, 'status')
  const speaks = (typeof status === 'string' || typeof status === 'number') && /^[45]\d\d$/.test(String(status))
  return speaks ? Number(status) : undefined
}

function statusSituation(status: number): Situation {
  const key = String(status)
  // Own keys of the record are situations by its type.
  if (Object.hasOwn(en.situations, key)) return key as Situation
  return status < 500 ? '4xx' : '5xx'
}

function readString(holder: unknown, member: string): string {
  const value = read(holder, member)
  return typeof value === 'string' ? value : ''
}

/** An own member, where there is one that can be read: the holder may be anything, its getters may throw. */
function read(holder: unknown, member: string): unknown {
  const members: Readonly<Record<string, unknown>> = Object(holder)
  return attempt(() => (Object.hasOwn(members, member) ? members[member] : undefined))
}
