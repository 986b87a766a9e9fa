/** Shows a failure to people: what failed, where, why, what to do about it, and when to try again. */
import { explain } from '../explain/index.js'
import type { Failure, Repair } from '../failure/failure.js'
import type { Source } from '../input/source-places.js'
import { isPointer } from '../jsonapi/pointer.js'
import { reasonPhrase } from '../jsonapi/status.js'
import { retryText, senderText } from './advice.js'
import { adviceFor } from './dialects.js'
import { labelled } from './labelled.js'
import { wrap } from './layout.js'
import { type ErrorPoll, groupAlike, nameOf, printErrors } from './print-error.js'
import { type Mark, printSource } from './print-source.js'
import { safeLine } from './safe-text.js'

/** What the output depends on. */
export interface FailurePoll extends ErrorPoll {
  /** The request, to show the lines that are blamed. */
  readonly source?: Source | undefined
}

/** How much of what was wrong with the answer itself is shown. */
const MOST_REPAIRS = 5

/** A failure on lines that fit. `label` says which of several answers it comes from. */
export function printFailure(failure: Failure, label: string | undefined, look: FailurePoll): string {
  const groups = groupAlike(failure.errors)
  const isOne = groups.length === 1
  return [
    ...headline(failure, isOne, label, look),
    ...aboutAnswer(failure, look),
    ...aboutRequest(failure, isOne, look),
    ...groups.flatMap((errors) => [
      ...(isOne ? [] : ['', `  ${look.colors.bold(nameOf(errors[0]))}`]),
      ...printErrors(errors, failure, look),
    ]),
    ...(isOne ? [] : ['']),
    ...aboutNextStep(failure, look),
  ].join('\n')
}

function headline(failure: Failure, isOne: boolean, label: string | undefined, look: FailurePoll): string[] {
  const { colors, width } = look
  const { errors, status, delivery } = failure
  // The answer that a deferred failure came with was a success: its status would mislead.
  const number = delivery === 'deferred' ? '' : safeLine(`${status ?? errors[0].status ?? ''}`)
  const what = isOne
    ? [`${number} ${nameOf(errors[0])}`]
    : [`${number} ${reasonPhrase(Number(number)) ?? ''}`, `${errors.length} errors`]
  const text = what.filter((part) => part.trim() !== '').join(' · ')
  const place = label === undefined ? [] : [colors.dim(safeLine(label))]
  const [first = '', ...rest] = wrap(text, width - 2).map((line) => colors.bold(line))
  return [...place, `${colors.red('✖')} ${first}`, ...rest.map((line) => `  ${line}`)]
}

/** Who answered, and about which resource. */
function aboutAnswer(failure: Failure, look: FailurePoll): string[] {
  const { resource, field = 'status', delivery } = failure
  const sender = senderText(failure)
  const came = `later, in its ${safeLine(field)}: the request itself was accepted`
  return [
    ...(resource === undefined ? [] : labelled('in', safeLine(`${resource.type} ${resource.id}`), look)),
    ...(delivery === 'deferred' ? labelled('came', came, look) : []),
    ...(sender === undefined ? [] : labelled('from', sender, look)),
  ]
}

/** The lines of the request that are blamed. */
function aboutRequest({ errors }: Failure, isOne: boolean, look: FailurePoll): string[] {
  const marks = errors.flatMap(({ code, title, source }): Mark[] =>
    typeof source?.pointer === 'string' && isPointer(source.pointer)
      ? [{ pointer: source.pointer, label: code ?? title ?? 'here' }]
      : [],
  )
  if (look.source === undefined || marks.length === 0) return []
  return ['', ...printSource(look.source, marks, look), ...(isOne ? [''] : [])]
}

/** When to try again, what to quote to support, and what was wrong with the answer itself. */
function aboutNextStep(failure: Failure, look: FailurePoll): string[] {
  const { requestId, repairs = [], errors } = failure
  const advice = adviceFor(failure)
  const isDocumented = errors.some(({ code }) => {
    const explanation = code === undefined ? undefined : explain(code)
    return explanation?.retry === advice.retry && explanation.documented.includes('retry')
  })
  const isOurs = advice.after === undefined && !(advice.because === 'code' && isDocumented)
  return [
    ...labelled('again', retryText(advice), look, isOurs),
    ...(requestId === undefined ? [] : labelled('request', safeLine(requestId), look)),
    ...repairs.slice(0, MOST_REPAIRS).flatMap((repair) => labelled('repaired', repairText(repair), look)),
    ...(repairs.length > MOST_REPAIRS ? labelled('', `and ${repairs.length - MOST_REPAIRS} more`, look) : []),
  ]
}

function repairText({ pointer, message }: Repair): string {
  return safeLine(`${pointer || 'the answer'}: ${message}`)
}
