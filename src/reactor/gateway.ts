/** Reads what Adobe's API gateway says in Reactor's place: `{ "error_code": "403025", "message": "…" }`. */
import { immediateFailure, type ReadContext } from '../dialect/reader.js'
import { errorsListed, listIn, saidIn, wordsOf } from '../dialect/said.js'
import type { Failure } from '../failure/failure.js'
import { defined, membersOf, unlessEmpty } from '../failure/plain.js'
import type { ErrorObject } from '../jsonapi/document.js'

/**
 * A gateway error: its code, a string or a number, becomes the code; the message the title; what else it says, `meta`.
 * Without an HTTP status the first three digits of the code stand for it, as in every sample that Adobe shows. What lists
 * errors beside the code, or says why in other words, is another service's.
 *
 * @see https://experienceleague.adobe.com/en/docs/experience-platform/landing/troubleshooting
 */
export function readGateway(body: unknown, context: ReadContext): Failure[] | undefined {
  const { error_code: received, message, error_message: other, ...others } = membersOf(body)
  if (typeof received !== 'string' && typeof received !== 'number') return undefined
  if (others['errors'] !== undefined || errorsListed(listIn(wordsOf(others))).length > 0) return undefined
  const code = String(received)
  const status = context.status ?? (/^[45]\d{5}$/.test(code) ? code.slice(0, 3) : undefined)
  const title = typeof message === 'string' ? message : typeof other === 'string' ? other : undefined
  const isOfOthers = title === undefined && typeof others['error'] !== 'string'
  if (isOfOthers && saidIn(wordsOf(others)).detail !== undefined) return undefined
  const unsaid = defined<object>({
    message: message === title ? undefined : message,
    error_message: other === title ? undefined : other,
  })
  const meta = unlessEmpty({ ...unsaid, ...others })
  const error = defined<ErrorObject>({ status: status?.toString(), code, title, meta })
  return [immediateFailure({ errors: [error] }, 'gateway', context)]
}
