/** Reads `Retry-After`: seconds, or an HTTP-date (RFC 9110, sections 10.2.3 and 5.6.7). */
import { once } from '../jsonapi/once.js'

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec'
const TIME = '(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)'
const MONTH = '(?<month>[A-Z]..)'
const DAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)'
/** Its three forms; the first also with a zone in figures, which is not allowed and which servers write. */
const forms = /* @__PURE__ */ once(() =>
  [
    `${DAY}, (?<day>\\d\\d) ${MONTH} (?<year>\\d{4}) ${TIME} (?:GMT|(?<zone>[+-]\\d{4}))`,
    `(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>\\d\\d)-${MONTH}-(?<year>\\d\\d) ${TIME} GMT`,
    `${DAY} ${MONTH} (?<day>[ \\d]\\d) ${TIME} (?<year>\\d{4})`,
  ].map((form) => new RegExp(`^${form}$`)),
)

const MINUTE = 60_000

/** Milliseconds since 1970; `undefined` for what is no HTTP-date, or a day that no calendar has. */
function dateOf(text: string): number | undefined {
  const found = forms()
    .map((form) => form.exec(text)?.groups)
    .find((groups) => groups !== undefined)
  if (found === undefined) return undefined
  const { month = '', zone = '+0000' } = found
  const [day = 0, hour = 0, minute = 0, second = 0] = ['day', 'hour', 'minute', 'second'].map((name) =>
    Number(found[name]),
  )
  const place = MONTHS.indexOf(month)
  const date = Date.UTC(yearOf(`${found['year']}`), place / 3, day, hour, minute, second)
  // A day of the calendar comes back as it was given, if its hours are 24. A minute may have a second more.
  const isReal = place >= 0 && new Date(date - second * 1000).getUTCDate() === day
  if (!isReal || minute > 59 || second > 60) return undefined
  const ahead = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3))
  return date - (zone.startsWith('-') ? -ahead : ahead) * MINUTE
}

/** Two digits stand for the year that is not more than 50 years ahead. */
function yearOf(text: string): number {
  if (text.length === 4) return Number(text)
  const now = new Date().getUTCFullYear()
  const year = now - (now % 100) + Number(text)
  return year > now + 50 ? year - 100 : year
}

/**
 * The wait that `value` asks for, in milliseconds from now; 0 for a date that has passed, `undefined` for what is neither seconds
 * nor an HTTP-date. Of several values that were joined by commas the first counts. `date` gives the response's own `Date`:
 * measured against it, a wrong local clock does no harm.
 */
export function retryAfterOf(
  value: string | undefined,
  date: () => string | undefined = () => undefined,
): number | undefined {
  return value === undefined ? undefined : (secondsOf(value) ?? waitIn(value.trim(), date))
}

/** The milliseconds of what servers nearly always send, a few digits; read by hand, where an expression takes ten times as long. */
function secondsOf(value: string): number | undefined {
  let seconds = 0
  for (let index = 0; index < value.length; index++) {
    const digit = value.charCodeAt(index) - 0x30
    if (digit < 0 || digit > 9) return undefined
    seconds = 10 * seconds + digit
  }
  return value === '' ? undefined : Math.min(seconds * 1000, Number.MAX_SAFE_INTEGER)
}

function waitIn(wanted: string, date: () => string | undefined): number | undefined {
  const seconds = /^(\d+)\s*(?:,|$)/.exec(wanted)?.[1]
  if (seconds !== undefined) return secondsOf(seconds)
  const [first] = /^[A-Z][a-z]+,? [^,]*/.exec(wanted) ?? ['']
  const until = dateOf(first.trim())
  return until === undefined ? undefined : Math.max(0, until - (dateOf(date()?.trim() ?? '') ?? Date.now()))
}
