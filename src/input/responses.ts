/** Reads the answers in an input, whatever form it has, one after the other. */
import type { ImageService } from '../image-serving/services.js'
import { assertLength, collectText, decodeText, MAX_DOCUMENT } from './decode-text.js'
import { openEnvelope, type ResponseContext } from './envelope.js'
import { isHar, readHar } from './har.js'
import { readHttpMessages } from './http-message.js'
import { parseJson, syntaxProblem } from './json-text.js'
import { MAX_LINE, readLines } from './lines.js'
import { type Problem, problemOf, UnreadableError } from './problem.js'
import { type Form, recognise } from './recognise.js'

/** One answer of an input. */
export interface Answer {
  readonly kind: 'answer'
  /** Parsed where it is known to be JSON, else text or bytes. */
  readonly body: unknown
  /** The text that the body was read from; absent in a HAR file. */
  readonly text?: string
  /** Where in `text` the body stands, as a JSON Pointer. */
  readonly base: string
  /** The line of the input in which `text` begins, from 1. */
  readonly line: number
  /** Where several answers stand in one input: which one this is. */
  readonly label?: string
  readonly context: ResponseContext
  /** The server of images that it comes from, where the path of the request says so. */
  readonly service?: ImageService
}

/** A request in a HAR file to which no answer came. */
export interface Unanswered {
  readonly kind: 'unanswered'
  readonly label: string
}

/** From where on a beginning without a line break counts as long. */
const LONG = 2 ** 20

/** How long documents, and the lines of NDJSON, may be, in characters. */
export interface Limits {
  readonly document: number
  readonly line: number
}

/** The answers in `bytes`, and what could not be read, in their order. Never throws. */
export async function* readResponses(
  bytes: AsyncIterable<Uint8Array>,
  { document = MAX_DOCUMENT, line = MAX_LINE }: Partial<Limits> = {},
): AsyncGenerator<Answer | Unanswered | Problem> {
  try {
    const chunks = decodeText(bytes)
    const { head, form } = await readHead(chunks, document)
    if (form === 'ndjson') yield* readNdjson(prepend(head, chunks), line)
    else yield* readDocument(form, await collectText(prepend(head, chunks), document))
  } catch (error) {
    yield problemOf(error)
  }
}

/** As much of the input as it takes to tell its form. */
async function readHead(chunks: AsyncGenerator<string>, limit: number): Promise<{ head: string; form: Form }> {
  let head = ''
  for (let seen = 0; ; ) {
    const next = await chunks.next()
    head += next.done ? '' : next.value
    // A line that goes on and on is looked at each time it has doubled: all looks together take linear time.
    if (!next.done && head.length > LONG && head.length < 2 * seen && !next.value.includes('\n')) continue
    const form = recognise(head, next.done === true)
    if (form !== undefined) return { head, form }
    seen = head.length
    assertLength(head, limit)
  }
}

async function* prepend(head: string, chunks: AsyncGenerator<string>): AsyncGenerator<string> {
  yield head
  yield* chunks
}

function* readDocument(form: Exclude<Form, 'ndjson'>, text: string): Generator<Answer | Unanswered | Problem> {
  switch (form) {
    case 'json':
      return yield* readJson(text)
    case 'http':
      return yield* readHttp(text)
    case 'html':
    case 'properties':
      return yield { kind: 'answer', body: text, text, base: '', line: 1, context: {} }
    case 'empty':
      throw new UnreadableError('is empty (curl -i would show the status of an answer without a body)')
    case 'unknown':
      throw new UnreadableError('is neither JSON, NDJSON, the output of curl -i, nor a HAR file')
  }
}

async function* readNdjson(chunks: AsyncGenerator<string>, limit: number): AsyncGenerator<Answer | Problem> {
  for await (const batch of readLines(chunks, limit)) {
    for (const { text, line, tooLong } of batch) {
      const parsed = tooLong ? undefined : parseJson(text)
      if (parsed !== undefined) yield { ...fromValue(parsed.value, text), line, label: `line ${line}` }
      else if (tooLong) yield { kind: 'problem', line, message: 'the line is too long to be read' }
      else yield syntaxProblem(text, line)
    }
  }
}

function* readJson(text: string): Generator<Answer | Unanswered | Problem> {
  const parsed = parseJson(text)
  if (parsed === undefined) return yield syntaxProblem(text, 1)
  if (!isHar(parsed.value)) return yield fromValue(parsed.value, text)
  for (const { body, label, status, headers, service } of readHar(parsed.value)) {
    const context = { status, headers }
    if (status === 0) yield { kind: 'unanswered', label }
    else yield { kind: 'answer', body, base: '', line: 1, label, context, ...(service && { service }) }
  }
}

function fromValue(value: unknown, text: string): Answer {
  const envelope = openEnvelope(value)
  if (envelope === undefined) return { kind: 'answer', body: value, text, base: '', line: 1, context: {} }
  return { kind: 'answer', text, base: '/body', line: 1, ...envelope }
}

function* readHttp(text: string): Generator<Answer> {
  const messages = readHttpMessages(text)
  if (messages.length === 0) throw new UnreadableError('begins like an HTTP answer, but its status line is not one')
  for (const [index, { body, line, status, headers }] of messages.entries()) {
    const label = messages.length > 1 ? { label: `answer ${index + 1}` } : undefined
    yield { kind: 'answer', body, text: body, base: '', line, ...label, context: { status, headers } }
  }
}
