/** Reads what `curl -i` prints: status line, headers and body of an answer, behind those of redirects and proxies. */

/** One answer as it went over the wire, its body decoded. */
export interface HttpMessage {
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
  /** The line of the text in which the body begins, from 1. */
  readonly line: number
}

const STATUS_LINE = /HTTP\/\d+(?:\.\d+)?[ \t]+(\d{3})(?:[ \t][^\r\n]*)?(?:\r?\n|$)/y
const HEADER_LINE = /[^\r\n]+(?:\r?\n|$)/y
const EMPTY_LINE = /\r?\n/y
// The next answer of `curl -i one two` stands on a line of its own, or right behind a body without a line break.
const NEXT = /(?:^|(?<=[}\]>]))HTTP\/\d+(?:\.\d+)? \d{3}(?=[ \r\n]|$)/gm

interface Head extends Pick<HttpMessage, 'status' | 'headers'> {
  readonly end: number
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

function readHead(text: string, at: number): Head | undefined {
  const statusLine = match(STATUS_LINE, text, at)
  if (statusLine === null) return undefined
  const headers: [string, string][] = []
  let end = at + statusLine[0].length
  for (let line = match(HEADER_LINE, text, end); line !== null; line = match(HEADER_LINE, text, end)) {
    end += line[0].length
    addHeader(headers, line[0].trimEnd())
  }
  end += match(EMPTY_LINE, text, end)?.[0].length ?? 0
  return { status: Number(statusLine[1]), headers, end }
}

function addHeader(headers: [string, string][], line: string): void {
  const last = headers.at(-1)
  const colon = line.indexOf(':')
  // A line that begins with a space continues the one before (RFC 9112, section 5.2).
  if (/^[ \t]/.test(line) && last !== undefined) last[1] += ` ${line.trim()}`
  else if (colon > 0) headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()])
}

/**
 * The answers in `text`, in their order. A head that another head follows at once (100 Continue, a redirect, a proxy's
 * answer to CONNECT) has no body that anybody has seen, and is passed over. Empty if `text` does not begin with a status line.
 */
export function readHttpMessages(text: string): readonly HttpMessage[] {
  const messages: HttpMessage[] = []
  let at = text.search(/\S|$/)
  let head = readHead(text, at)
  while (head !== undefined) {
    const { status, headers, end } = head
    const next = readHead(text, end)
    if (next === undefined) {
      at = match(NEXT, text, end)?.index ?? text.length
      const line = text.slice(0, end).split('\n').length
      messages.push({ status, headers, body: text.slice(end, at), line })
    }
    head = next ?? readHead(text, at)
  }
  return messages
}
