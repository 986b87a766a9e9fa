/** Finds what failed in a response: in its body as it is, in a fragment of one, or anywhere in what a log says of it. */
import type { Failure } from '../failure/failure.js'
import { isRecord, membersOf } from '../failure/plain.js'
import { imageRendering, imageServing } from '../image-serving/dialects.js'
import { markedFormat } from '../image-serving/property-syntax.js'
import { reactor } from '../reactor/index.js'
import { fragmentOf, isError, isReference, namesErrors } from './fragment.js'
import { readHttpMessages } from './http.js'
import { parseJson } from './json-text.js'
import { JsonScanner } from './json-values.js'
import { openEnvelope, REQUEST, type ResponseContext, statusIn } from './log.js'
import type { ReadResponse } from './responses.js'
import { toldBy, toldIn } from './told.js'

type Parse = (body: unknown, context: ResponseContext) => Failure[]

/** How deep a log is searched, and how many values of one of its lines are looked at. */
const DEEPEST = 12
const MOST_VALUES = 10_000

type Read = Pick<ReadResponse, 'body' | 'context' | 'service' | 'isRecorded' | 'record'>

/**
 * Everything that failed in a response: of a server of images where its path or its body says so, else of the Reactor API. Empty
 * where nothing failed; `undefined` where it is not recognised: neither a document nor a resource nor an error, and no HTTP
 * status that would say how the request ended; or where it was sent.
 */
export function failuresIn(response: Read): readonly Failure[] | undefined {
  const failures = readFailures(response)
  return failures?.length === 0 && wasSent(response) ? undefined : failures
}

/** What stands before the body of a request: an option of curl or PowerShell, or the line of the request. */
const SENDING = /(?:\s(?:-d|--data[\w-]{0,20}|--json|-Body)\W{0,9}|^P[A-Z]+ \S+ HTTP\/\S+)$/

/** Whether it is a request that shows no response: one of curl, or what browsers copy as fetch. */
function wasSent({ record, context }: Read): boolean {
  if (record === undefined || context.status !== undefined) return false
  const { method, headers, body, response } = membersOf(record.value)
  return SENDING.test(record.lead) || Boolean(method && (headers ?? body) && !response)
}

function readFailures(response: Read): readonly Failure[] | undefined {
  const { context, isRecorded, record } = response
  const parse = parserOf(response)
  if (isRecorded === false) return parse('', context).map((failure) => ({ ...failure, format: 'unread' }))
  const body = parsedBody(response.body)
  const isLog = context.status === undefined
  const told = isLog ? toldBy(body) : undefined
  if (told !== undefined) return told
  const fragment = fragmentOf(body, context.status === undefined || hasFailed(context.status))
  if (fragment !== undefined) return unlessTold(parse(fragment, context), record)
  const isText = typeof body === 'string' && (record === undefined || /^\s*</.test(body))
  const failures = isLog && !isText ? [] : parse(body, context)
  if (failures.length > 0 || (typeof body !== 'object' && (isText || !isLog))) return failures
  const found: Failure[][] = []
  const left = { values: MOST_VALUES, told: undefined }
  // A literal, not spreads: they are slow for lines of logs, of which there are many.
  const look: Look = { value: body, depth: 0, status: context.status, expectsErrors: false, isLog, found, left, parse }
  search(look)
  if (isLog && found.length === 0) {
    // One of a failure would have been found.
    const hasSucceeded = statusIn(membersOf(body)) !== undefined
    return (look.left.told && !hasSucceeded && failuresIn(look.left.told)) || unlessTold(undefined, record)
  }
  return unrepeated(found.flat())
}

/** What failed in a value, else what is told of in the text before it. */
function unlessTold(failures: readonly Failure[] | undefined, record: Read['record']): typeof failures {
  const told = failures?.length || record === undefined ? undefined : toldIn(record.lead)
  return (told && failuresIn(told)) ?? failures
}

/** Whether nothing is known of a failure but its status. */
const isBare = ({ format, errors: [{ code, detail }] }: Failure): boolean =>
  format === 'json' && code === undefined && detail === undefined

/** The failures of a line, without those that are the status of another: logs keep it beside the body, and away from it. */
function unrepeated(all: readonly Failure[]): readonly Failure[] {
  const bare = all.filter(isBare)
  const [status, ...others] = new Set(bare.map((each) => each.status))
  const isOfAll = status !== undefined && others.length === 0
  const told = all
    .filter((each) => !isBare(each))
    .map((each) => (isOfAll && each.status === undefined && each.delivery === 'immediate' ? { ...each, status } : each))
  return [...told, ...bare.filter((each) => !told.some((one) => one.status === each.status))]
}

const hasFailed = (status: number | undefined): boolean => Number(status) >= 400

/** JSON that is still text, as its value; what is broken stays text. */
function parsedBody(body: unknown): unknown {
  return typeof body === 'string' && /^\s*[{[]/.test(body) ? (parseJson(body)?.value ?? body) : body
}

function parserOf({ body, service }: Pick<ReadResponse, 'body' | 'service'>): Parse {
  if (service === 'image-rendering') return imageRendering.parse
  const isImages = service !== undefined || (typeof body === 'string' && markedFormat(body) !== undefined)
  return isImages ? imageServing.parse : reactor.parse
}

/** A value of a log that is being searched. */
interface Look {
  readonly value: unknown
  readonly depth: number
  /** The HTTP status that stands in or around it. */
  readonly status?: number | undefined
  /** Whether it stands where errors do. */
  readonly expectsErrors: boolean
  /** Whether it is said of a response, and not the body of one. */
  readonly isLog: boolean
  /** The failures found so far: a list for each body. */
  readonly found: Failure[][]
  /** How many values are still looked at, and what the first text told that tells of a response. */
  readonly left: { values: number; told: ReturnType<typeof toldIn> }
  readonly parse: Parse
}

/** Looks for bodies in `value`, each of which is read by itself. */
function search(look: Look): void {
  const { value, depth, isLog, found, left, parse } = look
  if (depth > DEEPEST || left.values-- <= 0) return
  const inside = (member: unknown, status = look.status, expectsErrors = look.expectsErrors) =>
    search({ ...look, value: member, status, expectsErrors, depth: depth + 1 })
  if (typeof value === 'string') {
    searchText(look)
    return
  }
  const told = isLog ? toldBy(value) : undefined
  if (told !== undefined) {
    found.push(told)
    return
  }
  const fragment = isReference(value) ? undefined : fragmentOf(value, look.expectsErrors)
  if (fragment !== undefined) {
    found.push(parse(fragment, context(look.status)))
    return
  }
  if (Array.isArray(value)) {
    for (const item of value) inside(item)
    return
  }
  if (!isRecord(value)) return
  const envelope = openEnvelope(value)
  if (envelope !== undefined) {
    found.push([...(failuresIn(envelope) ?? [])])
    return
  }
  const status = statusIn(value) ?? look.status
  const before = found.length
  for (const [name, member] of Object.entries(value))
    if (!REQUEST.includes(name)) inside(member, status, look.expectsErrors || namesErrors(name) || hasFailed(status))
  if (found.length > before || !isLog || isError(value)) return
  // Nothing in it says more than it says itself: a gateway's refusal, problem details, a status.
  const failures = parse(value, context(statusIn(value)))
  if (failures.length > 0) found.push(failures)
}

const context = (status: number | undefined): ResponseContext => (status === undefined ? {} : { status })

/** JSON, or what curl printed, in a text. */
function searchText(look: Look): void {
  const text = String(look.value)
  const messages = readHttpMessages(text)
  for (const { body, status, headers, behind } of messages) {
    look.found.push(look.parse(body, { status, headers }))
    searchText({ ...look, value: behind.text })
  }
  if (messages.length > 0) return
  look.left.told ??= toldIn(text.split('\n', 1).join())
  if (!/[{[]/.test(text)) return
  const whole = parseJson(text)
  for (const value of whole === undefined ? valuesIn(text) : [whole.value]) {
    search({ ...look, value, depth: look.depth + 1 })
  }
}

function valuesIn(text: string): unknown[] {
  const scanner = new JsonScanner()
  return text
    .split('\n')
    .flatMap((line) => scanner.scan(line).values.map(({ start, end }): unknown => JSON.parse(text.slice(start, end))))
}
