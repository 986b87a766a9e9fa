/** Reads JSONP without evaluating it: a name, and one JSON value with an id in parentheses behind it. */
import { isRecord } from '../failure/read-errors.js'
import type { Properties } from './property-list.js'

/** What a server of images calls back with. */
export interface Jsonp {
  /** The function that it calls: `s7jsonResponse`, or what `handler=` named. */
  readonly handler: string
  /** Its first argument, a JSON object. */
  readonly data: Properties
  /** The request's `id=`, its second argument; `''` where the request had none. */
  readonly id?: string
}

const MARK = '/*jsonp*/'

/**
 * The call in `text`: `handler({…}, "id");` behind a comment that says `jsonp`, where comment, id and semicolon may be missing.
 * Else why it is refused: a name with other characters than letters and digits (`handler=` takes no others), or anything but one
 * JSON object and an id.
 *
 * @see https://experienceleague.adobe.com/docs/dynamic-media-developer-resources, “req”, “json”
 */
export function readJsonp(text: string): Jsonp | string {
  const start = text.trimStart()
  const call = start.startsWith(MARK) ? start.slice(MARK.length).trim() : start.trimEnd()
  const open = call.indexOf('(')
  const handler = call.slice(0, Math.max(0, open)).trimEnd()
  if (handler === '' || /[^A-Za-z0-9]/.test(handler))
    return 'the name of the handler has other characters than letters and digits'
  const close = call.endsWith(';') ? call.slice(0, -1).trimEnd().length - 1 : call.length - 1
  if (call[close] !== ')') return 'the call does not end'
  const args = parseArguments(call.slice(open + 1, close))
  if (args === undefined) return 'the arguments of the handler are not JSON'
  const [data, id, ...others] = args
  if (!isRecord(data) || others.length > 0 || (id !== undefined && typeof id !== 'string')) {
    return 'the arguments of the handler are not one JSON object and an id'
  }
  return id === undefined ? { handler, data } : { handler, data, id }
}

function parseArguments(text: string): readonly unknown[] | undefined {
  try {
    // An array literal of JSON is an array.
    return JSON.parse(`[${text}]`) as unknown[]
  } catch {
    return undefined
  }
}
