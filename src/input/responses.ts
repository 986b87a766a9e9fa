/** Reads the responses in an input, whatever form it has, one after the other. */
import { isErrorLike } from '../failure/read-errors.js'
import { markedFormat } from '../image-serving/property-syntax.js'
import type { ImageService } from '../image-serving/services.js'
import { reactor } from '../reactor/index.js'
import { isTrace } from './curl-trace.js'
import { type HarResponse, isHar, pathOf, readHar } from './har.js'
import { isOfCurl, readHttpMessages } from './http.js'
import { type Line, MAX_LINE, readLines } from './lines.js'
import { openEnvelope, type ResponseContext, requestIn, type SentRequest } from './log.js'
import { LogReader } from './log-reader.js'
import { type Problem, problemOf, UnreadableError } from './problem.js'
import type { BrokenText, JsonRecord, RecordItem, TextLine } from './records.js'
import { assertLength, collectText, decodeText, isGzip, MAX_DOCUMENT, unpack } from './text.js'
import { toldIn } from './told.js'

/** One response of an input. */
export interface ReadResponse {
  readonly kind: 'response'
  /** Parsed where it stood in JSON, else text or bytes. */
  readonly body: unknown
  /** `false` where a body came that the input does not hold. */
  readonly isRecorded?: boolean
  /** The text that the body was read from; absent in a HAR file. */
  readonly text?: string
  /** Where in `text` the body stands, as a JSON Pointer. */
  readonly base: string
  /** The line of the input in which `text` begins, from 1. */
  readonly line: number
  /** Which of several responses it is, where lines do not tell. */
  readonly label?: string
  readonly context: ResponseContext
  /** The request, where the input tells of it. */
  readonly request?: SentRequest
  /** When it was, in milliseconds since 1970, where the input says so by itself; see `timeOf`. */
  readonly time?: number
  /** The JSON that it was found in, and what stood before that on its line. */
  readonly record?: Pick<JsonRecord, 'value' | 'lead'>
  /** The server of images that it comes from, where the path of the request says so. */
  readonly service?: ImageService
}

/** A request in a HAR file to which no response came. */
export interface Unanswered {
  readonly kind: 'unanswered'
  readonly label: string
}

/** The items of an input. A text is a line that holds no JSON. */
export type InputItem = ReadResponse | Unanswered | TextLine | Problem

/** How long documents, and the lines of NDJSON, may be, in characters. */
export interface Limits {
  readonly document: number
  readonly line: number
}

/** Where in an input something begins. */
export interface Beginning {
  /** The number of its first line; where that is not 1, it is known to be lines of JSON and other text. */
  readonly first: number
}

/** How much of a first line is needed to tell what it begins. */
const HEAD = 1024
/** How long a body in a HAR file may become when it is unpacked, in bytes. */
const MAX_BODY = 32 * 2 ** 20
const MESSAGE_START = /^\s*(?:HTTP\/\d(?:\.\d)? +\d{3}\b|< HTTP\/\d|:status:? +\d{3}$|(?:> )?[A-Z]{3,7} \S+ HTTP\/\d)/
// A tag, as Python and Node print none: `<Response [409]>`, `<ref *1> AxiosError: …`.
const MARKUP = /^\s*<(?:[!?]|[a-z][\w:.-]*(?:\s*\/?>|\s+[a-z_:]|\s*$))/i
const FENCE = /^\s*```/
const EMPTY: readonly string[] = ['[]', '{}']

/**
 * The responses in `bytes`, and what could not be read, in their order, in batches as they come: none waits for the next. An
 * input is recognised by its content, names and extensions do not count. Never throws.
 */
export async function* readResponses(
  bytes: AsyncIterable<Uint8Array>,
  { document = MAX_DOCUMENT, line = MAX_LINE, first = 1 }: Partial<Limits & Beginning> = {},
): AsyncGenerator<readonly InputItem[]> {
  try {
    const chunks = decodeText(bytes)
    if (first > 1) {
      yield* readRecords(chunks, { document, line }, first)
      return
    }
    const head = await readHead(chunks, document)
    const all = prepend(head, chunks)
    // XML of properties, too: it is read as text, and known by what it is then.
    if (/^\s*HTTP\/\d/.test(head)) {
      const reading = new Reading({ document, line })
      const items: InputItem[] = []
      if (!reading.takeHttp(await collectText(all, document), 1, items))
        throw new UnreadableError('begins like an HTTP response, but its status line is not one')
      reading.end(items)
      yield items
    } else if (MARKUP.test(head) || markedFormat(head) !== undefined) {
      const text = await collectText(all, document)
      yield [{ kind: 'response', body: text, text, base: '', line: 1, context: {} }]
    } else yield* readRecords(all, { document, line }, first)
  } catch (error) {
    yield [problemOf(error)]
  }
}

/** As much of the input as it takes to tell its form. Throws an `UnreadableError` where there is nothing. */
async function readHead(chunks: AsyncGenerator<string>, limit: number): Promise<string> {
  let head = ''
  let isBlank = true
  for (;;) {
    const next = await chunks.next()
    if (next.done && isBlank)
      throw new UnreadableError('is empty (curl -i would show the status of a response without a body)')
    if (next.done) return head
    head += next.value
    isBlank &&= next.value.trim() === ''
    if (!isBlank && (head.length > HEAD || head.trimStart().includes('\n'))) return head
    assertLength(head.length, limit)
  }
}

async function* prepend(head: string, chunks: AsyncGenerator<string>): AsyncGenerator<string> {
  yield head
  yield* chunks
}

/** JSON in any number of values, one per line or not, and among other text; what curl prints, from its status line on. */
async function* readRecords(
  chunks: AsyncIterable<string>,
  limits: Limits,
  first: number,
): AsyncGenerator<readonly InputItem[]> {
  const reading = new Reading(limits)
  // The first line of an input may be a whole document.
  for await (const lines of readLines(chunks, (line) => (line === 1 ? limits.document : limits.line), first)) {
    const items: InputItem[] = []
    for (const line of lines) reading.take(line, items)
    yield await unpacked(items)
  }
  const items: InputItem[] = []
  reading.end(items)
  yield await unpacked(items)
}

/** The beginning of an input that may go on. */
export class Reading {
  readonly #limits: Limits
  readonly #records: LogReader
  /** Lines from a status line on. */
  #http: { readonly first: number; readonly lines: string[]; length: number } | undefined
  /** The request that was no beginning of a response: its lines are read again, and what it sent is the first value in them. */
  #request: string | undefined
  /** What the last line told, unless an object behind its stack tells more. */
  #told: ReadResponse | undefined
  /** The last value, where nothing came after it. */
  #last: Pick<JsonRecord, 'text' | 'line'> | undefined

  constructor(limits: Limits = { document: MAX_DOCUMENT, line: MAX_LINE }) {
    this.#limits = limits
    this.#records = new LogReader(limits.document)
  }

  /** Whether something has begun that may go on in the next line. */
  get isOpen(): boolean {
    return this.#http !== undefined || this.#told !== undefined || this.#records.isOpen
  }

  take(line: Line, items: InputItem[]): void {
    if (line.tooLong && line.line === 1) assertLength(Number.POSITIVE_INFINITY, this.#limits.document)
    if (this.#http === undefined) this.#add(this.#records.take(line), items)
    else if (FENCE.test(line.text)) this.#endHttp(items)
    else {
      this.#http.lines.push(line.text)
      this.#http.length += line.text.length
      assertLength(this.#http.length, this.#limits.document)
    }
  }

  end(items: InputItem[]): void {
    this.#endHttp(items)
    this.#add(this.#records.end(), items)
    this.#endHttp(items)
    this.#endTold(items)
  }

  #add(found: readonly RecordItem[], items: InputItem[]): void {
    let readUntil = 0
    for (const item of found) {
      if (this.#told !== undefined) {
        if (item.kind === 'text' && (item.line === this.#told.line || STACK.test(item.text))) continue
        const isBehind = item.kind === 'json' && STACK.test(item.lead)
        // The body of the response that a line tells of may stand right below.
        const isBelow = item.kind === 'json' && item.line === this.#told.line + 1 && item.lead === ''
        if (isBehind ? TELLING.test(item.text) : isBelow && agrees(item.text, this.#told.context.status))
          this.#told = undefined
        else if (isBehind) continue
        else this.#endTold(items)
      }
      if (item.kind === 'broken') {
        const response = salvaged(item)
        items.push(response ?? item.problem)
        // What stands inside of it has been read with it.
        if (response !== undefined) readUntil = item.lastLine
      } else if (item.kind === 'json') {
        // Loggers of PHP end their lines with `[] []`.
        if (EMPTY.includes(item.text) && !item.lead.trim() && this.#last?.line === item.line) continue
        this.#last = item
        // The label of an error of ours is a list where it is a status, and so is what Python prints of a response.
        if (/(?:Error: |<Response )$/.test(item.lead) && /^\[\d+\]$/.test(item.text))
          this.#told = responseIn(item.lead + item.text, item.line)
        if (item.line > readUntil && this.#told === undefined)
          addRecord(this.#request ? { ...item, lead: item.lead || this.#request } : item, items)
        this.#request &&= ''
      } else if (
        item.kind === 'text' &&
        this.#request === undefined &&
        (MESSAGE_START.test(item.text) || isTrace(item.text))
      )
        this.#http = { first: item.line, lines: [item.text], length: 0 }
      else if (item.kind !== 'text') items.push(item)
      else if (!FENCE.test(item.text) && !isOfCurl(item.text)) {
        const told = responseIn(item.text, item.line)
        if (told === undefined || this.#isSaidBefore(told)) items.push(item)
        else this.#told = told
        this.#last = undefined
      }
    }
  }

  /** Whether the body right before a status is the one that it came with: on its line, or below, as `curl -w` writes it. */
  #isSaidBefore({ line, context: { status }, text: said = '' }: ReadResponse): boolean {
    const { line: before, text = '' } = this.#last ?? {}
    return before === line ? TELLING.test(text) : BARE.test(said) && agrees(text, status)
  }

  #endTold(items: InputItem[]): void {
    if (this.#told !== undefined) items.push(this.#told)
    this.#told = undefined
  }

  #endHttp(items: InputItem[]): void {
    if (this.#http === undefined) return
    const { lines, first } = this.#http
    this.#http = undefined
    if (this.takeHttp(lines.join('\n'), first, items)) return
    // It was a request, or a line that looks like one: what stands below is read as it is.
    const [text = '', ...below] = lines
    items.push({ kind: 'text', text, line: first })
    this.#readAgain(below, first + 1, text, items)
  }

  /** Reads what curl prints, and what stands behind its bodies as other lines; `false` where there is no response in it. */
  takeHttp(text: string, first: number, items: InputItem[]): boolean {
    const messages = readHttpMessages(text)
    for (const [index, { status, headers, body, line, behind, ...rest }] of messages.entries()) {
      const label = rest.request ? labelOf(rest.request) : messages.length > 1 ? `response ${index + 1}` : undefined
      const place = { text: body, base: '', line: line + first - 1, ...(label && { label }) }
      items.push({ kind: 'response', body, ...place, context: { status, headers }, ...rest })
      this.#last = place
      this.#readAgain(behind.text.split('\n'), behind.line + first - 1, '', items)
    }
    return messages.length > 0
  }

  /** Reads lines in which no response begins, the first of which is `first`, behind `request`. */
  #readAgain(lines: readonly string[], first: number, request: string, items: InputItem[]): void {
    this.#request = request
    for (const [index, text] of lines.entries()) this.#add(this.#records.take({ text, line: first + index }), items)
    this.#add(this.#records.end(), items)
    this.#endTold(items)
    this.#request = undefined
  }
}

function responseIn(text: string, line: number): ReadResponse | undefined {
  const told = toldIn(text)
  return told && { kind: 'response', text, line, base: '', ...told }
}

/** The lines below the text of an error. */
const STACK = /^\s+(?:at |\[cause\]: )/

/** A status, or errors, in what an error has besides its text. */
const TELLING = /\b(?:status(?:Code)?["']?: ?["']?[45]\d\d|errors["']?: ?(?!\[\])|error_code["']?:)/
/** The status that a body has itself. */
const STATUS = /\b(?:status(?:Code)?|error_code)["']?: ?["']?([45]\d\d)/
/** A line that says a status and nothing else. */
const BARE = /^\W*(HTTP|status)\W*[45]\d\d\W*$/i

/** Whether a body tells of a failure, and of no other status than was told. */
function agrees(text: string, status: number | undefined): boolean {
  return TELLING.test(text) && [undefined, `${status}`].includes(STATUS.exec(text)?.[1])
}

function addRecord({ value, text, line, lead }: JsonRecord, items: InputItem[]): void {
  if (isHar(value)) {
    for (const response of readHar(value)) items.push(fromHar(response, line))
    return
  }
  const envelope = openEnvelope(value)
  const request = requestIn(value)
  // Nearly every line is a body, and no more.
  const read = {
    kind: 'response',
    body: value,
    base: '',
    context: NO_CONTEXT,
    text,
    line,
    record: { value, lead },
  } as const
  items.push(
    envelope === undefined && request === undefined ? read : { ...read, ...envelope, ...(request && { request }) },
  )
}

const NO_CONTEXT: ResponseContext = {}

/** JSON that breaks off or goes wrong, as the body of a response, where it says all the same what failed. */
function salvaged({ text, line }: BrokenText): ReadResponse | undefined {
  const failures = reactor.parse(text)
  const isSaid = failures.some(({ errors, repairs }) => repairs !== undefined && isErrorLike(errors[0]))
  return isSaid ? { kind: 'response', body: text, text, base: '', line, context: NO_CONTEXT } : undefined
}

function fromHar(response: HarResponse, line: number): ReadResponse | Unanswered {
  const { status, headers, ...rest } = response
  const label = labelOf(response.request)
  if (status === 0) return { kind: 'unanswered', label }
  return {
    kind: 'response',
    base: '',
    line,
    context: { status, headers },
    ...rest,
    ...(response.request.url && { label }),
  }
}

/** `GET /companies`. */
function labelOf({ method = '?', url = '' }: SentRequest): string {
  return `${method} ${pathOf(url)}`
}

/** Bodies that a HAR file keeps as they came over the wire are unpacked; what cannot be is left as it is. */
async function unpacked(items: InputItem[]): Promise<readonly InputItem[]> {
  for (let index = 0; index < items.length; index++) {
    const item = items[index]
    if (item?.kind !== 'response' || !(item.body instanceof Uint8Array) || !isGzip(item.body)) continue
    items[index] = { ...item, body: (await unpack(item.body, MAX_BODY)) ?? item.body }
  }
  return items
}
