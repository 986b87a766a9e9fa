/** Puts a failure into words, in the language of the page: what failed, where, why, what to do, and when to try again. */
import { blamedPlaces } from '../../../src/explain/blamed-places.js'
import { explain } from '../../../src/explain/explain.js'
import { explainError } from '../../../src/explain/explain-error.js'
import { en } from '../../../src/explain/language.js'
import { filled, retryText, senderText, titleText, type Words } from '../../../src/explain/words.js'
import { cutText } from '../../../src/failure/cut-text.js'
import type { Failure } from '../../../src/failure/failure.js'
import { adviceFor } from '../../../src/input/advice.js'
import type { ErrorObject } from '../../../src/jsonapi/document.js'
import { reasonPhrase } from '../../../src/jsonapi/status.js'
import { visible } from '../../../src/jsonapi/visible.js'
import type { Group, Row, Said, ShownError } from './messages.js'

/** How many error objects of one failure, and how much of one text, are shown. */
const MOST_ERRORS = 50
const LONGEST_TEXT = 2000

/** A received text as it can be shown: on one line, no longer than is of use, with what cannot be seen spelled out. */
export function shown(text: string): string {
  return visible(cutText(text, LONGEST_TEXT).replace(/\s+/g, ' '))
}

/** A failure for people, save for where it was and what its document breaks. */
export function showFailure(failure: Failure): Pick<Group, 'headline' | 'errors' | 'rows'> {
  const { errors, delivery, status, resource, field = 'status', requestId, repairs = [] } = failure
  const { words } = en
  const number = delivery === 'deferred' ? '' : String(status ?? errors[0].status ?? '')
  const advice = adviceFor(failure)
  const sender = senderText(failure, words)
  const told = new Set<string>()
  return {
    headline: shown([number, reasonPhrase(Number(number))].filter(Boolean).join(' ')),
    errors: errors.slice(0, MOST_ERRORS).map((error) => showError(error, failure, told)),
    rows: [
      ...row(words, 'in', resource && `${resource.type} ${resource.id}`),
      ...row(words, 'came', delivery === 'deferred' ? filled(words.later_in, { field }) : undefined),
      ...row(words, 'from', sender),
      ...row(
        words,
        'again',
        own(retryText(advice, words), advice.after === undefined && !isDocumented(errors, advice.retry)),
      ),
      ...row(words, 'request', requestId),
      ...repairs
        .slice(0, 5)
        .flatMap(({ pointer, message }) => row(words, 'repaired', `${pointer || words.the_response}: ${message}`)),
    ],
  }
}

function isDocumented(errors: Failure['errors'], retry: string): boolean {
  return errors.some(({ code }) => {
    const explanation = code === undefined ? undefined : explain(code)
    return explanation?.retry === retry && explanation.documented.includes('retry')
  })
}

function row(words: Words, label: keyof Words, ...texts: readonly (Said | string | undefined)[]): Row[] {
  const said = texts.flatMap((each): Said[] => {
    const { text, ...rest } = typeof each === 'object' ? each : { text: each ?? '' }
    return text.trim() === '' ? [] : [{ ...rest, text: shown(text) }]
  })
  return said.length === 0 ? [] : [{ label: words[label], said }]
}

const own = (text: string | undefined, isOwn = true): Said | undefined =>
  text === undefined ? undefined : { text, ...(isOwn && { own: true }) }

function showError(error: ErrorObject, failure: Failure, told: Set<string>): ShownError {
  const { words } = en
  const { code, status, detail = '', links, meta } = error
  const { cause, usually, remedy, explanation } = explainError(error, failure)
  const rest = Object.entries(meta ?? {}).filter(([name]) => name !== 'request_id')
  const about = typeof links?.about === 'string' ? links.about : links?.about?.href
  const isKnown = explanation !== undefined && explanation.kind !== 'family'
  const isNew = !told.has(cause)
  told.add(cause)
  const isOwn = (member: string): boolean => explanation?.documented.includes(member) !== true
  const title = titleText(error, words)
  return {
    name: shown([code, title || explanation?.title].filter(Boolean).join(' · ')),
    ...(isKnown && { page: explanation.code }),
    rows: [
      ...row(words, 'says', `${status} ${title}`.includes(detail) ? undefined : detail),
      ...blamedPlaces(error, words).flatMap((place) => row(words, 'where', `${place.written} (${place.words})`)),
      ...row(words, 'with', rest.length === 0 ? undefined : JSON.stringify(Object.fromEntries(rest))),
      ...row(words, 'see', about),
      ...(isNew ? row(words, 'why', own(cause, isOwn('cause')), own(usually)) : []),
      ...(isNew ? row(words, 'remedy', own(remedy, isOwn('remedy'))) : []),
    ],
  }
}
