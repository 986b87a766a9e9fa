/** Shows a failure to people: what failed, where, why, what to do about it, and when to try again. */

import { blamedPlaces } from '../../explain/blamed-places.js'
import { type ErrorExplanation, type Explanation, explain, explainError, type Language } from '../../explain/index.js'
import { filled, retryText, senderText, titleText, type Words } from '../../explain/words.js'
import type { Failure, Repair } from '../../failure/failure.js'
import { fromErrorDocument, toErrorDocument } from '../../image-serving/error-document.js'
import { adviceFor } from '../../input/advice.js'
import type { ErrorObject } from '../../jsonapi/document.js'
import { isPointer } from '../../jsonapi/pointer.js'
import { reasonPhrase } from '../../jsonapi/status.js'
import { headed, type Look, labelled, wrap } from '../layout.js'
import { pageOf } from '../pages.js'
import { shortLine, shortText, visibleLine } from '../safe-text.js'
import { jsonLine } from './json.js'
import type { FailureReport } from './reporter.js'
import { type Mark, printSource } from './text-source.js'

/** The choices that the output depends on. */
export interface FailureLook extends Look {
  /** The causes that have been told already; none is told twice. */
  readonly told: Set<string>
  /** That of cause and remedy, and the words around them. */
  readonly language: Language
  readonly words: Words
  /** See `siteIn`. */
  readonly site?: string
}

/** Where a code is explained at length. */
export function pageRow(explanation: Explanation, look: Omit<FailureLook, 'told'>): string[] {
  const page = pageOf(explanation, look.language.tag, look.site)
  return page === undefined ? [] : labelled(look.words.see, shortLine(page), look)
}

/** How much of what was wrong with the response itself is shown. */
const MOST_REPAIRS = 5

/** A failure on lines that fit. */
export function printFailure(report: FailureReport, look: FailureLook): string {
  const failure = forPeople(report.failure)
  const groups = groupAlike(failure.errors, look.words)
  const isOne = groups.length === 1
  return [
    ...headline(failure, isOne, report.label, look),
    ...aboutResponse(failure, look),
    ...aboutRequest(failure, isOne, report, look),
    ...groups.flatMap((errors) => [
      ...(isOne ? [] : ['', ...headed(' ', nameOf(errors[0], failure, look), look)]),
      ...printErrors(errors, failure, look),
    ]),
    ...(isOne ? [] : ['']),
    ...aboutNextStep(failure, look),
  ].join('\n')
}

/** A failure without the stack traces and paths of files that a server of images may tell. */
function forPeople(failure: Failure): Failure {
  return failure.errors[0].meta?.['service'] === undefined ? failure : fromErrorDocument(toErrorDocument(failure))
}

function headline(failure: Failure, isOne: boolean, label: string | undefined, look: FailureLook): string[] {
  const { colors, width, words } = look
  const { errors, status, delivery } = failure
  // The response that a deferred failure came with was a success: its status would mislead.
  const number = delivery === 'deferred' ? '' : shortLine(`${status ?? errors[0].status ?? ''}`)
  const what = isOne
    ? [`${number} ${nameOf(errors[0], failure, look)}`]
    : [`${number} ${reasonPhrase(Number(number)) ?? ''}`, filled(words.errors, { count: errors.length })]
  const text = what.filter((part) => part.trim() !== '').join(' · ')
  const place = label === undefined ? [] : wrap(shortLine(label), width).map((line) => colors.dim(line))
  return [...place, ...headed(colors.red('✖'), text, look)]
}

/** Who sent it, and about which resource. */
function aboutResponse(failure: Failure, look: FailureLook): string[] {
  const { words } = look
  const { resource, field = 'status', delivery } = failure
  const sender = senderText(failure, words)
  return [
    ...(resource === undefined ? [] : labelled(words.in, shortLine(`${resource.type} ${resource.id}`), look)),
    ...(delivery === 'deferred' ? labelled(words.came, filled(words.later_in, { field: shortLine(field) }), look) : []),
    ...(sender === undefined ? [] : labelled(words.from, sender, look)),
  ]
}

/** The lines of the request that are blamed. */
function aboutRequest(
  { errors }: Failure,
  isOne: boolean,
  { source: text }: FailureReport,
  look: FailureLook,
): string[] {
  const marks = errors.flatMap(({ code, title, source }): Mark[] =>
    typeof source?.pointer === 'string' && isPointer(source.pointer)
      ? [{ pointer: source.pointer, label: code ?? title ?? look.words.here }]
      : [],
  )
  if (text === undefined || marks.length === 0) return []
  return ['', ...printSource(text, marks, look), ...(isOne ? [''] : [])]
}

/** When to try again, what to quote to support, and what was wrong with the response itself. */
function aboutNextStep(failure: Failure, look: FailureLook): string[] {
  const { requestId, repairs = [], errors } = failure
  const { words } = look
  const advice = adviceFor(failure)
  const isDocumented = errors.some(({ code }) => {
    const explanation = code === undefined ? undefined : explain(code)
    return explanation?.retry === advice.retry && explanation.documented.includes('retry')
  })
  const isOurs = advice.after === undefined && !isDocumented
  return [
    ...labelled(words.again, retryText(advice, words), look, isOurs),
    ...(requestId === undefined ? [] : labelled(words.request, shortLine(requestId), look)),
    ...repairs.slice(0, MOST_REPAIRS).flatMap((repair) => labelled(words.repaired, repairText(repair, words), look)),
    ...(repairs.length > MOST_REPAIRS
      ? labelled('', filled(words.more, { count: repairs.length - MOST_REPAIRS }), look)
      : []),
  ]
}

function repairText({ pointer, message }: Repair, words: Words): string {
  return shortLine(`${pointer || words.the_response}: ${message}`)
}

/** Errors that are the same but for their place and detail, in the order in which the first of each came. */
function groupAlike(errors: readonly ErrorObject[], words: Words): readonly [ErrorObject, ...ErrorObject[]][] {
  const groups = new Map<string, [ErrorObject, ...ErrorObject[]]>()
  for (const error of errors) {
    const key = JSON.stringify([error.code, titleText(error, words), error.status])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [error])
    else group.push(error)
  }
  return [...groups.values()]
}

/** `not-found · Record Not Found`; where the error has no title, the catalog's. */
function nameOf(
  error: ErrorObject,
  { format }: Failure,
  { language, words }: Pick<FailureLook, 'language' | 'words'>,
): string {
  const { code } = error
  const known = code === undefined ? undefined : explain(code, { language })?.title
  // A number alone would look like a status; those of the gateway stand in its `error_code`.
  const member = format === 'gateway' ? 'error_code' : 'code'
  const name = /^\d+$/.test(code ?? '') ? `${member} ${code}` : code
  const parts = [name, titleText(error, words) || known]
    .map((part = '') => shortLine(part))
    .filter((part) => part.trim() !== '')
  return parts.join(' · ') || words.nameless
}

/** The lines about errors that are alike: what each says and blames, then why they happen and what to do. */
function printErrors(errors: readonly [ErrorObject, ...ErrorObject[]], failure: Failure, look: FailureLook): string[] {
  return [
    ...errors.flatMap((error) => printOccurrence(error, look)),
    ...printReason(explainError(errors[0], failure, look), look),
  ]
}

function printOccurrence(error: ErrorObject, look: FailureLook): string[] {
  const { words } = look
  const { status, detail = '', links, meta } = error
  const rest = Object.entries(meta ?? {}).filter(([name]) => name !== 'request_id')
  const about = typeof links?.about === 'string' ? links.about : links?.about?.href
  const others = rest.length === 0 ? '' : shortLine(jsonLine(Object.fromEntries(rest)))
  return [
    ...(`${status} ${titleText(error, words)}`.includes(detail) ? [] : labelled(words.says, shortText(detail), look)),
    ...blamedPlaces(error, words).flatMap(({ written, words: said }) =>
      labelled(words.where, `${shortLine(written)} (${shortLine(said)})`, look),
    ),
    ...(others === '' ? [] : labelled(words.with, others, look)),
    ...(about === undefined ? [] : labelled(words.see, shortLine(about), look)),
  ]
}

function printReason({ cause, usually, remedy, explanation }: ErrorExplanation, look: FailureLook): string[] {
  if (look.told.has(cause)) return []
  look.told.add(cause)
  const isOurs = (member: string) => explanation?.documented.includes(member) !== true
  return [
    ...labelled(look.words.why, visibleLine(cause), look, isOurs('cause')),
    ...(usually === undefined ? [] : labelled('', usually, look, true)),
    ...labelled(look.words.remedy, visibleLine(remedy), look, isOurs('remedy')),
    ...(explanation === undefined ? [] : pageRow(explanation, look)),
  ]
}
