/**
 * Makes a failure of responses that no other reader knows: pages, XML, text, nothing, bytes, or JSON that is broken or says
 * nothing.
 */
import type { Failure, Format } from '../../failure/failure.js'
import { defined, membersOf } from '../../failure/plain.js'
import { MOST_READ } from '../../failure/read-errors.js'
import type { ErrorObject } from '../../jsonapi/document.js'
import { reasonPhrase } from '../../jsonapi/status.js'
import { fromProblem } from '../problem.js'
import { immediateFailure, type ReadContext } from '../reader.js'
import { snippet } from '../said.js'
import { errorsSaid, readForeign } from './foreign.js'
import { pageText, xmlMembers } from './markup.js'

const TITLES: Readonly<Record<string, string>> = {
  empty: 'Empty Response',
  html: 'HTML Instead Of JSON',
  xml: 'XML Instead Of JSON',
  malformed: 'Malformed JSON',
  binary: 'Bytes Instead Of JSON',
  text: 'Text Instead Of JSON',
}

/**
 * The last resort, which recognises every body. It failed when the status says so, and whatever the status when the body is
 * HTML, XML, bytes or broken JSON: no API that this reader serves responds so on purpose. Text without a known status failed, too.
 */
export function readOpaque(body: unknown, context: ReadContext): Failure[] {
  if (typeof body !== 'string') return readForeign(body, context) ?? []
  const format = formatOf(body, context)
  const { status } = context
  const hasFailed = status === undefined ? format !== 'empty' : status >= 400 || !/^(?:text|empty)$/.test(format)
  if (!hasFailed) return []
  return (format === 'xml' ? readXml(body, context) : undefined) ?? [unspoken(body, format, context)]
}

function unspoken(body: string, format: Format, context: ReadContext): Failure {
  const text = format === 'html' ? pageText(body) : format === 'text' || format === 'malformed' ? body : undefined
  const shown = text && snippet(text)
  const isMalformed = format === 'malformed'
  const error = errorOf(isMalformed ? undefined : shown, format, context)
  return immediateFailure({ errors: [isMalformed ? { ...error, meta: { received: shown } } : error] }, format, context)
}

function errorOf(detail: string | undefined, format: Format, { status }: ReadContext): ErrorObject {
  const phrase = status === undefined ? undefined : reasonPhrase(status)
  return defined<ErrorObject>({ status: status?.toString(), title: phrase ?? `${TITLES[format]}`, detail })
}

/** XML in which somebody says why: problem details, or a code and a message as cloud storage and SOAP write them. */
function readXml(body: string, context: ReadContext): Failure[] | undefined {
  const { name, value } = xmlMembers(body) ?? {}
  let members = membersOf(value)
  if (name === 'problem') {
    const { status, ...others } = members
    const problem = status === undefined ? others : { ...others, status: Number(status) }
    return [immediateFailure({ errors: fromProblem(problem) }, 'problem', context)]
  }
  // The elements that SOAP puts around its faults.
  if (name === 'Envelope') members = membersOf(membersOf(members['Body'])['Fault'])
  const text = typeof value === 'string' ? snippet(value) : undefined
  const base = errorOf(undefined, 'xml', context)
  const said = text === undefined ? errorsSaid(members, context.status, base.title) : [{ detail: text }]
  const [first, ...others] = said.slice(0, MOST_READ).map((error) => ({ ...base, ...error }))
  return first && [immediateFailure({ errors: [first, ...others] }, 'xml', context)]
}

// How services call the root of what they say.
const XML_ROOT = /^<[^\s>]{0,60}(?:error|problem|fault|exception|response|envelope|result|message|string|status)/i
// Elements with which pages begin, or fragments of them.
const PAGE = /^<(?:!doctype html|html|head|body|title|h\d|p|div|center|span|b|br|script|meta|pre)\b/i

/** Whether a text holds control characters that no text has, or much that was not valid in its encoding: it was bytes. */
function isBinary(text: string): boolean {
  let invalid = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    // Tabs, line breaks and what colours terminals are in many texts.
    if (code < 9 || (code > 13 && code < 32 && code !== 27)) return true
    if (code === 0xfffd) invalid++
  }
  return invalid > text.length / 10
}

function formatOf(body: string, context: ReadContext): Format {
  const start = body.slice(0, 4096).trimStart()
  if (start === '') return body.trimStart() === '' ? 'empty' : 'text'
  if (isBinary(start)) return 'binary'
  if (start.startsWith('<')) return isXml(start, context) ? 'xml' : 'html'
  return start.startsWith('{') || start.startsWith('[') ? 'malformed' : 'text'
}

function isXml(start: string, context: ReadContext): boolean {
  if (PAGE.test(start) || /<html\b/i.test(start)) return false
  return start.startsWith('<?xml') || XML_ROOT.test(start) || /xml/i.test(context.header('content-type') ?? '')
}
