/** Tells by the beginning of an input what it is; names and extensions do not count. */
import { markedFormat } from '../image-serving/property-syntax.js'
import { isJson } from './json-text.js'

/** What an input can be. HAR files are found among `json`; `properties` are answers of servers of images. */
export type Form = 'empty' | 'http' | 'html' | 'properties' | 'json' | 'ndjson' | 'unknown'

/** How much is read to tell a broken first line of NDJSON from a JSON document of several lines. */
const ENOUGH = 1 << 20

/** What may still become JSONP. */
const JSONP_SO_FAR = /^(?:\/\*j?s?o?n?p?\*?|s7json[a-zA-Z]{0,8}\s*)$/

const isObject = (line: string): boolean => line.startsWith('{') && isJson(line)

/**
 * The form of an input that begins with `head`; `undefined` if that takes more of it. `ended` says that there is no more.
 */
export function recognise(head: string, ended: boolean): Form | undefined {
  const text = head.trimStart()
  if (text === '') return ended ? 'empty' : undefined
  if (/^HTTP\/\d/.test(text)) return 'http'
  // XML of properties, too: it is read as text, and known by what it is then.
  if (/^<[!?a-z]/i.test(text)) return 'html'
  if (markedFormat(text) !== undefined) return 'properties'
  if (!ended && (text.length < 'HTTP/1'.length || JSONP_SO_FAR.test(text))) return undefined
  return recogniseJson(text, ended)
}

function recogniseJson(text: string, ended: boolean): Form | undefined {
  const [first, rest] = cutLine(text)
  if (rest === undefined && !ended) return undefined
  if (isJson(first)) return rest?.trim() ? 'ndjson' : ended ? 'json' : undefined
  if (!/^[{[]/.test(first)) return 'unknown'
  if (!ended && text.length < ENOUGH) return undefined
  if (ended && isJson(text)) return 'json'
  // A first line that is broken, and a second one that is not: a log whose beginning was cut off.
  const [second] = cutLine(rest?.trimStart() ?? '')
  return isObject(second.trimEnd()) ? 'ndjson' : 'json'
}

/** The first line of `text` and what follows its line break; no rest if there is none. */
function cutLine(text: string): [line: string, rest?: string] {
  const end = text.indexOf('\n')
  return end === -1 ? [text] : [text.slice(0, end), text.slice(end + 1)]
}
