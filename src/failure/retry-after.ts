/** Reads `Retry-After`, in seconds or as an HTTP-date (RFC 9110, section 10.2.3). */

const DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /
const ASCTIME = /\d{4}$/

function dateOf(value: string): number {
  if (!DATE.test(value)) return Number.NaN
  return Date.parse(ASCTIME.test(value) ? `${value} GMT` : value)
}

/**
 * The wait that `value` asks for, in milliseconds from now; 0 for a date that has passed, `undefined` for what is neither
 * seconds nor an HTTP-date. `date` is the answer's own `Date` header: measured against it, a wrong local clock does no harm.
 */
export function retryAfterOf(value: string | undefined, date?: string): number | undefined {
  const wanted = value?.trim()
  if (wanted === undefined) return undefined
  if (/^\d+$/.test(wanted)) return Math.min(Number(wanted) * 1000, Number.MAX_SAFE_INTEGER)
  const until = dateOf(wanted)
  if (Number.isNaN(until)) return undefined
  const sent = dateOf(date?.trim() ?? '')
  return Math.max(0, until - (Number.isNaN(sent) ? Date.now() : sent))
}
