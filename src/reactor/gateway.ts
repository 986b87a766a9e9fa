/** Reads what Adobe's API gateway answers in Reactor's place: `{ "error_code": "403025", "message": "…" }`. */
import { immediateFailure, type ReadContext } from '../dialect/reader.js'
import type { Failure } from '../failure/failure.js'
import { defined, isRecord, unlessEmpty } from '../failure/plain.js'
import type { ErrorObject } from '../jsonapi/document.js'

/**
 * A gateway error: its code, a string or a number, becomes the code; the message the title; what else it says, `meta`.
 * Without an HTTP status the first three digits of the code stand for it, as in every sample that Adobe shows.
 *
 * @see https://experienceleague.adobe.com/en/docs/experience-platform/landing/troubleshooting
 */
export function readGateway(body: unknown, context: ReadContext): Failure[] | undefined {
  if (!isRecord(body)) return undefined
  const received = body['error_code']
  if (typeof received !== 'string' && typeof received !== 'number') return undefined
  const code = String(received)
  const status = context.status ?? (/^[45]\d{5}$/.test(code) ? code.slice(0, 3) : undefined)
  const { error_code: _code, message, ...others } = body
  const title = typeof message === 'string' ? message : undefined
  const meta = title === undefined && message !== undefined ? { message, ...others } : others
  const error = defined<ErrorObject>({ status: status?.toString(), code, title, meta: unlessEmpty(meta) })
  return [immediateFailure({ errors: [error] }, 'gateway', context)]
}
