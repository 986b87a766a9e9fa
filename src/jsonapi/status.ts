/** The HTTP status of a set of errors, and the phrase that belongs to a status. */
import { attempt } from './attempt.js'
import type { ErrorObject } from './document.js'

/**
 * The HTTP status for a document that holds `errors`, the “most generally applicable” one: what all have in common; else 500
 * if any of them is a server error, 400 if none is. A status that is not one of an error (400 to 599; a number is read like
 * a string) does not count; `undefined` if there is no other.
 *
 * @see https://jsonapi.org/format/1.1/#errors-processing
 */
export function mixedStatus(errors: readonly ErrorObject[]): number | undefined {
  let shared: number | undefined
  let mixed: number | undefined
  for (const error of errors) {
    const status = errorStatus(error)
    if (status === undefined) continue
    shared ??= status
    if (status !== shared) mixed = Math.max(mixed ?? 400, shared >= 500 || status >= 500 ? 500 : 400)
  }
  return mixed ?? shared
}

function errorStatus(error: ErrorObject): number | undefined {
  // What is no object cannot be read, and has none.
  const status = attempt<unknown>(() => error.status)
  const text = typeof status === 'number' ? `${status}` : status
  return typeof text === 'string' && isErrorStatus(text) ? Number(text) : undefined
}

/** Whether `text` is an HTTP status from 400 to 599. */
export function isErrorStatus(text: string): boolean {
  const status = Number(text)
  // `4e2` and `400.5` are numbers, too.
  return text.length === 3 && status >= 400 && status < 600 && `${status}` === text
}

// One phrase for each status from 400, and from 500, up; nothing between two bars where none is registered.
const CLIENT_ERRORS = `Bad Request|Unauthorized|Payment Required|Forbidden|Not Found|Method Not Allowed|Not Acceptable|\
Proxy Authentication Required|Request Timeout|Conflict|Gone|Length Required|Precondition Failed|Content Too Large|\
URI Too Long|Unsupported Media Type|Range Not Satisfiable|Expectation Failed||||Misdirected Request|Unprocessable Content|\
Locked|Failed Dependency|Too Early|Upgrade Required||Precondition Required|Too Many Requests||\
Request Header Fields Too Large||||||||||||||||||||Unavailable For Legal Reasons`
const SERVER_ERRORS = `Internal Server Error|Not Implemented|Bad Gateway|Service Unavailable|Gateway Timeout|\
HTTP Version Not Supported|Variant Also Negotiates|Insufficient Storage|Loop Detected||Not Extended|\
Network Authentication Required`

/**
 * The phrase registered for an HTTP error status: `Not Found` for 404; `undefined` for any other number.
 *
 * @see https://www.iana.org/assignments/http-status-codes
 */
export function reasonPhrase(status: number): string | undefined {
  const phrases = [CLIENT_ERRORS, SERVER_ERRORS][Math.floor(status / 100) - 4]
  return phrases?.split('|')[status % 100] || undefined
}
