/** Shows to people what one error says, where, why it happens and what to do about it. */
import { type ErrorExplanation, explain, explainError, type Language } from '../explain/index.js'
import type { Failure } from '../failure/failure.js'
import type { ErrorObject } from '../jsonapi/document.js'
import { jsonLine } from './json-line.js'
import { type Look, labelled } from './labelled.js'
import { cutEnd } from './layout.js'
import { blamedPlaces } from './place-in-words.js'
import { safe, safeLine } from './safe-text.js'

/** What the output depends on. */
export interface ErrorPoll extends Look {
  /** The causes that have been told already; none is told twice. */
  readonly told: Set<string>
  /** That of cause and remedy. */
  readonly language: Language
}

/** How much is shown of a text that came with the answer. */
const LONGEST = 1000

/** Errors that are the same but for their place and detail, in the order in which the first of each came. */
export function groupAlike(errors: readonly ErrorObject[]): readonly [ErrorObject, ...ErrorObject[]][] {
  const groups = new Map<string, [ErrorObject, ...ErrorObject[]]>()
  for (const error of errors) {
    const key = JSON.stringify([error.code, error.title, error.status])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [error])
    else group.push(error)
  }
  return [...groups.values()]
}

/** `not-found · Record Not Found`; where the error has no title, the catalog's. */
export function nameOf({ code, title }: ErrorObject): string {
  const known = code === undefined ? undefined : explain(code)?.title
  // The gateway's codes are numbers, and would look like a status.
  const name = code !== undefined && /^\d+$/.test(code) ? `error_code ${code}` : code
  const parts = [name, title ?? known].filter((part) => part !== undefined && part !== '')
  return parts.length === 0 ? 'an error without code and title' : safeLine(parts.join(' · '))
}

/** The lines about errors that are alike: what each says and blames, then why they happen and what to do. */
export function printErrors(
  errors: readonly [ErrorObject, ...ErrorObject[]],
  failure: Failure,
  look: ErrorPoll,
): string[] {
  return [
    ...errors.flatMap((error) => printOccurrence(error, look)),
    ...printReason(explainError(errors[0], failure, look), look),
  ]
}

function printOccurrence(error: ErrorObject, look: Look): string[] {
  const { title = '', status, detail = '', links, meta } = error
  const rest = Object.entries(meta ?? {}).filter(([name]) => name !== 'request_id')
  const about = typeof links?.about === 'string' ? links.about : links?.about?.href
  return [
    ...(`${status} ${title}`.includes(detail) ? [] : labelled('says', cutEnd(safe(detail), LONGEST), look)),
    ...blamedPlaces(error).flatMap((place) => labelled('where', safeLine(`${place.written} (${place.words})`), look)),
    ...(rest.length === 0 ? [] : labelled('with', cutEnd(safeLine(jsonLine(Object.fromEntries(rest))), LONGEST), look)),
    ...(about === undefined ? [] : labelled('see', safeLine(about), look)),
  ]
}

function printReason({ cause, usually, remedy, explanation }: ErrorExplanation, look: ErrorPoll): string[] {
  if (look.told.has(cause)) return []
  look.told.add(cause)
  const isOurs = (member: string) => explanation?.documented.includes(member) !== true
  return [
    ...labelled('why', cause, look, isOurs('cause')),
    ...(usually === undefined ? [] : labelled('', usually, look, true)),
    ...labelled('to do', remedy, look, isOurs('remedy')),
  ]
}
