/**
 * Reads HTTP responses as curl prints them (`-i`, `-v`, `-D -`, `--raw`, `--trace-ascii`), and as httpie and wget do: heads,
 * bodies, trailers.
 */
import { isTrace, type NumberedLine, untraced } from './curl-trace.js'
import { isJson } from './json-text.js'
import { JsonScanner } from './json-values.js'
import type { SentRequest } from './log.js'
import { toldIn } from './told.js'

/** One response as it went over the wire, its body decoded. */
export interface HttpMessage {
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
  /** `false` where the head promises a body of which nothing stands here. */
  readonly isRecorded: boolean
  /** The line of the text in which the body begins, from 1. */
  readonly line: number
  /** The request, where it stands before the response. */
  readonly request?: SentRequest
  /** What stands behind the body and is of no response: its text, which may be empty, and the line in which it begins. */
  readonly behind: NumberedLine
}

type Headers = [name: string, value: string][]

interface Head {
  readonly status: number
  readonly headers: Headers
  readonly end: number
}

const STATUS_LINE = /(?:HTTP\/\d(?:\.\d)?[ \t]+|:status:?[ \t]*)(\d{3})(?:[ \t][^\r\n]*)?(?:\r?\n|$)/y
// Where the empty line was lost in copying, the body shows where it begins.
const HEADER_LINE = /(?![{[<])[^\r\n]+(?:\r?\n|$)/y
const EMPTY_LINE = /\r?\n/y
const FIELD_LINE = /^[\w!#$%&'*+.^`|~-]+:(?:[ \t]|$)/
// The next response stands on a line of its own, right behind a body without a line break, or anywhere with headers behind it.
const NEXT =
  /(?:^|(?<=[}\]>]))HTTP\/\d(?:\.\d)? \d{3}(?=[ \r\n]|$)|HTTP\/\d(?:\.\d)? \d{3}(?=(?: [^\r\n]{0,99})?\r?\n[\w!#$%&'*+.^`|~-]{1,99}:[ \t])/gm
/** The beginnings of inputs that hold HTTP responses. */
const HTTP_START =
  /^\s*(?:HTTP\/\d|:status:? |\* |[<>] [A-Z]|(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|CONNECT) \S+ HTTP\/\d|% Total )/

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

function readHead(text: string, at: number): Head | undefined {
  const statusLine = match(STATUS_LINE, text, at)
  if (statusLine === null) return undefined
  const headers: Headers = []
  let end = at + statusLine[0].length
  for (let line = match(HEADER_LINE, text, end); line !== null; line = match(HEADER_LINE, text, end)) {
    end += line[0].length
    addHeader(headers, line[0].trimEnd())
  }
  end += match(EMPTY_LINE, text, end)?.[0].length ?? 0
  return { status: Number(statusLine[1]), headers, end }
}

function addHeader(headers: Headers, line: string): void {
  const last = headers.at(-1)
  const colon = line.indexOf(':')
  // A line that begins with a space continues the one before (RFC 9112, section 5.2).
  if (/^[ \t]/.test(line) && last !== undefined) last[1] += ` ${line.trim()}`
  else if (colon > 0) headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()])
}

/** The first header of that name, which is in lower case; empty where there is none. */
function headerIn({ headers }: Pick<Head, 'headers'>, name: string): string {
  return headers.find(([each]) => each.toLowerCase() === name)?.[1] ?? ''
}

/**
 * The responses in `input`, in their order; empty if it does not begin as one, its request, or a transcript of curl. Of heads that
 * another head follows at once, those count that tell how a request ended: not 1xx, redirects that were followed, rounds of
 * signing in, and what a proxy says to CONNECT.
 */
export function readHttpMessages(input: string): readonly HttpMessage[] {
  if (!HTTP_START.test(input) && !isTrace(input.trimStart())) return []
  const transcript = readTranscript(input)
  const messages: HttpMessage[] = []
  const { text } = transcript
  const measure = new Measure(text)
  const lineOf = lineCounter(transcript)
  const requestAt = lastBefore(transcript)
  let head = readHead(text, transcript.start)
  while (head !== undefined) {
    const follower = readHead(text, head.end)
    const { body, end } = follower === undefined ? measure.bodyOf(head) : { body: '', end: head.end }
    const next = follower ?? readHead(text, end)
    const stop = next === undefined ? nextIn(text, end) : end
    if (follower === undefined || !isPassedOver(head)) {
      const [line, request] = [lineOf(head.end), requestAt(head.end)]
      const behind = { text: text.slice(end, stop).trimEnd(), line: lineOf(end) }
      messages.push(messageOf(head, body, { line, behind, ...(request && { request }) }))
    }
    head = next ?? readHead(text, stop)
  }
  return messages
}

/** Where the next response begins from `at` on, or the text ends. */
const nextIn = (text: string, at: number): number => match(NEXT, text, at)?.index ?? text.length

type Place = Pick<HttpMessage, 'line' | 'request' | 'behind'>

function messageOf(head: Head, body: string, place: Place): HttpMessage {
  const { status, headers } = head
  const isPromised = status >= 200 && !isWithoutBody(head) && Number(headerIn(head, 'content-length')) > 0
  return { status, headers, body, isRecorded: body !== '' || !isPromised, ...place }
}

/** Whether a response has no body, whatever its head says (RFC 9112, section 6.3). */
const isWithoutBody = ({ status }: Head): boolean => status === 204 || status === 304

/** Schemes in which a client asks again with what the first response told it (RFC 9110, section 11.6.1). */
const ROUNDS = /\b(?:basic|digest|ntlm|negotiate)\b/i

function isPassedOver(head: Head): boolean {
  const { status } = head
  if (status < 200) return true
  if (status === 401) return ROUNDS.test(headerIn(head, 'www-authenticate'))
  if (status === 407) return ROUNDS.test(headerIn(head, 'proxy-authenticate'))
  if (status < 300) return !['content-length', 'content-type', 'transfer-encoding'].some((name) => headerIn(head, name))
  return status < 400 && status !== 304
}

/** Finds where bodies end. All of its looks together take time that grows with the text alone. */
class Measure {
  readonly #text: string
  /** How many characters may still be counted in vain. */
  #credit: number

  constructor(text: string) {
    this.#text = text
    this.#credit = 2 * text.length
  }

  /** The body behind a head, and where it ends, with its trailers. */
  bodyOf(head: Head): { readonly body: string; readonly end: number } {
    const text = this.#text
    if (isWithoutBody(head)) return { body: '', end: head.end }
    if (/chunked/i.test(headerIn(head, 'transfer-encoding'))) {
      const chunked = this.#dechunk(head.end)
      if (chunked !== undefined) return chunked
    }
    const end = this.#endByLength(head)
    const { body, length } = withoutTrailers(text.slice(head.end, end ?? nextIn(text, head.end)), head)
    return { body, end: skipBreaks(text, head.end + length) }
  }

  /** Where a body ends by its Content-Length, unless that is of other bytes than those that stand here. */
  #endByLength(head: Head): number | undefined {
    const length = headerIn(head, 'content-length')
    if (!/^\d{1,15}$/.test(length) || /gzip|br|deflate|zstd/i.test(headerIn(head, 'content-encoding'))) return undefined
    const end = this.#forward(head.end, Number(length))
    // A body without a byte is one, whatever follows.
    if (end === undefined || end === head.end || match(AFTER_BODY, this.#text, end) !== null) return end
    this.#credit -= end - head.end
    return undefined
  }

  /** The offset `bytes` of UTF-8 behind `from`; `undefined` where the text ends before, and once too much was counted in vain. */
  #forward(from: number, bytes: number): number | undefined {
    if (this.#credit <= 0) return undefined
    let left = bytes
    let at = from
    for (; left > 0 && at < this.#text.length; at++) left -= bytesOf(this.#text.charCodeAt(at))
    if (left === 0) return at
    this.#credit -= at - from
    return undefined
  }

  /** The body in chunks as `curl --raw` prints it (RFC 9112, section 7.1); `undefined` where it stands here as it was meant. */
  #dechunk(from: number): { readonly body: string; readonly end: number } | undefined {
    const parts: string[] = []
    for (let at = from; ; ) {
      const size = match(CHUNK_SIZE, this.#text, at)
      const start = at + (size?.[0].length ?? 0)
      const end = size === null ? undefined : this.#forward(start, Number.parseInt(String(size[1]), 16))
      const close = end === undefined ? null : match(EMPTY_LINE, this.#text, end)
      if (end === undefined || (close === null && end > start)) {
        this.#credit -= (end ?? at) - from
        return undefined
      }
      parts.push(this.#text.slice(start, end))
      at = end + (close?.[0].length ?? 0)
      if (end > start) continue
      // The last chunk is empty; trailers may stand behind it.
      for (let line = match(HEADER_LINE, this.#text, at); line !== null; line = match(HEADER_LINE, this.#text, at)) {
        if (!FIELD_LINE.test(line[0])) break
        at += line[0].length
      }
      return { body: parts.join(''), end: skipBreaks(this.#text, at) }
    }
  }
}

const AFTER_BODY = /\s*(?:HTTP\/\d|:status|$)/y
const CHUNK_SIZE = /([\da-f]{1,8})(?:;[^\r\n]*)?\r?\n/iy

/** How many bytes of UTF-8 a code unit stands for: each half of a pair is half of its four. */
function bytesOf(unit: number): number {
  if (unit < 0x80) return 1
  return unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 2 : 3
}

function skipBreaks(text: string, at: number): number {
  let end = at
  while (text[end] === '\r' || text[end] === '\n') end += 1
  return end
}

/**
 * A body without the fields that curl prints behind it: those that `Trailer` names, and all behind JSON or a page; and how long it is
 * with them. What else stands behind those is of something else.
 */
function withoutTrailers(text: string, head: Head): { readonly body: string; readonly length: number } {
  const end = isJson(text) ? text.length : endOfBody(text)
  if (end > 0) {
    let length = end
    for (const line of text.slice(end).split('\n')) {
      // `curl: (22) …` is no field: it tells of another response, unless that is this one.
      if (line.trim() !== '' && (!FIELD_LINE.test(line) || (head.status < 400 && toldIn(line) !== undefined))) break
      length += line.length + 1
    }
    return { body: text.slice(0, end), length: Math.min(length, text.length) }
  }
  const names = headerIn(head, 'trailer')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  const lines = text.split('\n')
  const body = lines.slice(0, lines.findLastIndex((line) => !isNamed(line, names)) + 1).join('\n')
  return { body, length: text.length }
}

/** Whether a line at the end of a body is a field of these names, or blank between such. */
function isNamed(line: string, names: readonly string[]): boolean {
  if (line.trim() === '') return names.length > 0
  return names.includes(line.slice(0, Math.max(0, line.indexOf(':'))).toLowerCase())
}

/** What may stand behind a whole body: trailers, and lines of their own; markup and brackets spoil the JSON of a service. */
const BEHIND = /^[ \t\r]*(?:[\w-]+:[ \t]|\n\s*(?![\s<\]}]|$))/
const PAGE = /^\s*<.*?<\/html>/is

/** The offset behind the page, object or list that `text` begins with, where something else follows; 0 where it begins with none. */
function endOfBody(text: string): number {
  const end = PAGE.exec(text)?.[0].length ?? endOfValue(text)
  return BEHIND.test(text.slice(end)) ? end : 0
}

function endOfValue(text: string): number {
  // Most of what is no page is no JSON either, and may be long.
  const start = text.search(/\S/)
  if (!'{['.includes(text.charAt(start))) return 0
  const scanner = new JsonScanner()
  for (const line of text.split('\n')) {
    const [first] = scanner.scan(line).values
    if (first !== undefined) return first.start === start ? first.end : 0
  }
  return 0
}

/** Returns the output of curl without what it says of itself. */
interface Transcript {
  readonly text: string
  /** Where the first response begins in `text`. */
  readonly start: number
  /** For each line of `text` its number in the input; absent where none was left out. */
  readonly numbers?: readonly number[]
  /** The requests, each with the offset in `text` that it was sent at. */
  readonly requests: readonly { readonly at: number; readonly request: SentRequest }[]
}

const REQUEST_LINE = /^([A-Z]+) (\S+) HTTP\/\d/
const NOISE = /^(?:\* |[{}] \[\d+ bytes data\]|\s*% Total |\s*Dload )/
const METER = /^ *\d+ +[\d.]+[kMG]? .*(?:--:--:--|\d:\d\d:\d\d)/
/** Whether a line is what curl says of its own work: `* Connected to …`, the meter. */
export const isOfCurl = (line: string): boolean => NOISE.test(line) || METER.test(line)

// Not the `<` of a tag in a body.
const HEAD_MARK = /^<(?: |(?=\r?$))/
const LAST_WORDS = /\* (?:Connection #\d+ to host|Closing connection)[^\r\n]*/

function readTranscript(text: string): Transcript {
  const start = text.search(/\S/)
  const isTraced = isTrace(text.slice(start))
  if (isTraced || /[*<>%]/.test(text.charAt(start))) {
    const first = text.slice(0, start).split('\n').length
    const lines = text.slice(start).split('\n')
    return readVerbose(
      isTraced ? untraced(lines, first) : lines.map((line, index) => ({ text: line, line: first + index })),
    )
  }
  if (text.startsWith('HTTP/', start) || text.startsWith(':', start)) return { text, start, requests: [] }
  // httpie prints the request first.
  const lines = text.slice(start).split('\n', 200)
  const end = lines.findIndex((line) => line.trim() === '')
  const request = requestOf(lines.slice(0, Math.max(0, end)))
  const first = match(NEXT, text, start)?.index ?? text.length
  return { text, start: first, requests: request === undefined ? [] : [{ at: start, request }] }
}

/** The request whose line and headers `lines` end with; a body that was sent before it may stand in front. */
function requestOf(lines: readonly string[]): SentRequest | undefined {
  const start = lines.findLastIndex((line) => REQUEST_LINE.test(line))
  const [, method, url] = REQUEST_LINE.exec(lines[start] ?? '') ?? []
  if (method === undefined || url === undefined) return undefined
  const headers: Headers = []
  for (const line of lines.slice(start + 1)) addHeader(headers, line)
  return { method, url, headers }
}

/** The output of `curl -v`: what was sent behind `>`, the head behind `<`, the body as it is, and `*` before what curl says. */
function readVerbose(lines: readonly NumberedLine[]): Transcript {
  const kept: string[] = []
  const numbers: number[] = []
  const requests: { at: number; request: SentRequest }[] = []
  let sent: string[] = []
  let length = 0
  for (const { text: raw, line: number } of lines) {
    const line = raw
      .split('\r')
      .filter((part) => !METER.test(part))
      .join('\r')
    if (line.startsWith('> ')) sent.push(line.slice(2))
    if (/^>\s*$/.test(line)) {
      const request = requestOf(sent)
      if (request !== undefined) requests.push({ at: length, request })
      sent = []
    }
    if (/^>/.test(line) || NOISE.test(line) || (line === '' && raw !== '')) continue
    const own = line.replace(HEAD_MARK, '').replace(LAST_WORDS, '')
    kept.push(own)
    numbers.push(number)
    length += own.length + 1
  }
  const left = kept.join('\n')
  // Insomnia prints the body that was sent before the response.
  return { text: left, start: match(NEXT, left, 0)?.index ?? left.search(/\S/), numbers, requests }
}

/** Numbers lines at offsets that ascend, in one pass over the text. */
function lineCounter({ text, numbers }: Transcript): (offset: number) => number {
  let index = 0
  let end = text.indexOf('\n')
  return (offset) => {
    for (; end !== -1 && end < offset; end = text.indexOf('\n', end + 1)) index += 1
    return numbers?.[index] ?? index + 1
  }
}

/** Gives the last request before an offset, for offsets that ascend. */
function lastBefore({ requests }: Transcript): (offset: number) => SentRequest | undefined {
  let index = 0
  return (offset) => {
    while ((requests[index]?.at ?? offset) < offset) index += 1
    return requests[index - 1]?.request
  }
}
