/** Reads what Adobe's API gateway answers in Reactor's place: `{ "error_code": "403025", "message": "…" }`. */
import { immediateFailure, type ReadContext } from '../dialect/reader.js'
import type { Failure } from '../failure/failure.js'
import { isRecord } from '../failure/read-errors.js'

/**
 * A gateway error: its code, a string or a number, becomes the code; the message the title; what else it says, `meta`.
 * Without an HTTP status the first three digits of the code stand for it, as in every sample that Adobe shows.
 *
 * @see https://experienceleague.adobe.com/en/docs/experience-platform/landing/troubleshooting
 */
export function readGateway(body: unknown, context: ReadContext): Failure[] | undefined {
  if (!isRecord(body)) return undefined
  const { error_code: received, message, ...others } = body
  if (typeof received !== 'string' && typeof received !== 'number') return undefined
  const code = String(received)
  const status = context.status ?? (/^[45]\d{5}$/.test(code) ? code.slice(0, 3) : undefined)
  const meta = typeof message === 'string' || message === undefined ? others : { message, ...others }
  const error = {
    ...(status === undefined ? undefined : { status: String(status) }),
    code,
    ...(typeof message === 'string' ? { title: message } : undefined),
    ...(Object.keys(meta).length > 0 ? { meta } : undefined),
  }
  return [immediateFailure({ errors: [error] }, 'gateway', context)]
}
