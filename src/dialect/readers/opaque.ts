/**
 * Makes a failure of responses that no other reader knows: pages, XML, text, nothing, bytes, or JSON that is broken or says
 * nothing.
 */
import type { Failure, Format } from '../../failure/failure.js'
import { defined, membersOf } from '../../failure/plain.js'
import { MOST_READ, type ReadErrors } from '../../failure/read-errors.js'
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
 * HTML, XML, bytes or broken JSON, or text that came as JSON: no API that this reader serves responds so on purpose. Text without
 * a known status failed, too.
 */
export function readOpaque(body: unknown, context: ReadContext): Failure[] {
  if (typeof body !== 'string') return readForeign(body, context) ?? []
  const type = context.header('content-type')
  const format = formatOf(body, type)
  const { status } = context
  // Text is what some request asked for, unless it came as JSON.
  const isMeant = format === 'empty' || (format === 'text' && status !== undefined && !/json/i.test(`${type}`))
  if (isMeant && !(status !== undefined && status >= 400)) return []
  const base = errorOf(undefined, format, context)
  const xml = format === 'xml' ? xmlErrors(body, status, base.title) : undefined
  if (xml === undefined) return [unspoken(body, format, context)]
  const [first, ...others] = xml.errors
  const errors = [{ ...base, ...first }, ...others.map((error) => ({ ...base, ...error }))] as const
  return [immediateFailure(xml.format === 'xml' ? { errors } : xml, xml.format, context)]
}

/** A text that a resource gives as its reason, as errors: what a page shows or XML says, with all of it in `meta`; or the text. */
export function textErrors(received: string): ReadErrors {
  const format = formatOf(received)
  const detail = format === 'html' ? snippet(pageText(received) ?? '') : undefined
  const [first, ...others] =
    (format === 'xml' ? xmlErrors(received)?.errors : undefined) ?? (detail === undefined ? [] : [{ detail }])
  return { errors: [first === undefined ? { detail: received } : { ...first, meta: { received } }, ...others] }
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

/** What XML says in which somebody says why: problem details, or a code and a message as cloud storage and SOAP write them. */
function xmlErrors(
  body: string,
  httpStatus?: number,
  title?: string,
): { readonly format: 'xml' | 'problem'; readonly errors: Failure['errors'] } | undefined {
  const { name, value } = xmlMembers(body) ?? {}
  let members = membersOf(value)
  if (name === 'problem') {
    const { status, ...others } = members
    const problem = status === undefined ? others : { ...others, status: Number(status) }
    return { format: 'problem', errors: fromProblem(problem) }
  }
  // The elements that SOAP puts around its faults.
  if (name === 'Envelope') members = membersOf(membersOf(members['Body'])['Fault'])
  const text = typeof value === 'string' ? snippet(value) : undefined
  const said = text === undefined ? errorsSaid(members, httpStatus, title) : [{ detail: text }]
  const [first, ...others] = said.slice(0, MOST_READ)
  return first && { format: 'xml', errors: [first, ...others] }
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

function formatOf(body: string, contentType?: string): Format {
  const start = body.slice(0, 4096).trimStart()
  if (start === '') return body.trimStart() === '' ? 'empty' : 'text'
  if (isBinary(start)) return 'binary'
  if (start.startsWith('<')) return isXml(start, contentType) ? 'xml' : 'html'
  return start.startsWith('{') || start.startsWith('[') ? 'malformed' : 'text'
}

function isXml(start: string, contentType = ''): boolean {
  if (PAGE.test(start) || /<html\b/i.test(start)) return false
  return start.startsWith('<?xml') || XML_ROOT.test(start) || /xml/i.test(contentType)
}
