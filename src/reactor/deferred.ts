/** Reads the failures that Reactor reports later, in the resources themselves. */
import { decodeBody } from '../dialect/decode.js'
import { draftOf, type ReadContext } from '../dialect/reader.js'
import { foreignErrors, readForeign } from '../dialect/readers/foreign.js'
import { readJsonApi, speaksJsonApi } from '../dialect/readers/json-api.js'
import { textErrors } from '../dialect/readers/opaque.js'
import type { Failure } from '../failure/failure.js'
import { isRecord, membersOf, unlessEmpty } from '../failure/plain.js'
import { documentOf, isErrorLike, MOST_READ, type ReadErrors, readError, readErrors } from '../failure/read-errors.js'
import { channels, channelsInMeta } from './channels.js'

type Members = Readonly<Record<string, unknown>>

/** The state of reading one body: the failures so far, and how many more there were than are kept. */
interface Reading {
  readonly context: ReadContext
  readonly failures: Failure[]
  errors: number
  unread: number
}

/**
 * One failure for each state of each resource that failed, in `data` and `included` of a document, in a resource without a
 * document, or in a list of such; `undefined` for a body without resources, and for one whose HTTP status says that something
 * else failed. The members that can tell are looked at, and nothing else is: a success costs a few nanoseconds a resource.
 */
export function readDeferred(body: unknown, context: ReadContext): Failure[] | undefined {
  const reading: Reading = { context, failures: [], errors: 0, unread: 0 }
  if (isRecord(body) && 'data' in body) {
    // With `errors` beside `data` the document is not valid, but both may have something to say.
    if (body['errors'] !== undefined) reading.failures.push(...(readErrorsOf(body, context) ?? []))
    readPart(body['data'], '/data', reading)
    readPart(body['included'], '/included', reading)
  } else if (isResource(body) || (Array.isArray(body) && areResources(body.slice(0, MOST_READ)))) {
    readPart(body, '', reading)
  } else if (isRecord(body) && tells(body)) {
    readStates({ meta: body }, '', reading)
  } else return undefined
  const { failures } = reading
  return failures.length === 0 && (context.status ?? 0) >= 400 ? undefined : counted(reading)
}

const readErrorsOf = (body: Members, context: ReadContext): Failure[] | undefined => {
  // What an error has of its document can be sent on: errors, which stand beside no data.
  const { data: _data, included: _included, ...document } = body
  return readJsonApi(document, context) ?? readForeign(document, context)
}

/** Whether a list is one of resources: the state of one can be read, and all others are `null`, or have at least a type and an id. */
const areResources = (list: readonly unknown[]): boolean =>
  list.some(isResource) && list.every((each) => each === null || isResource(each) || isNamed(membersOf(each)))

const isNamed = ({ type, id, errors }: Members): boolean => Boolean(type && id) && errors === undefined

/** Whether `value` is a resource, or so much of one that its state can be read. */
function isResource(value: unknown): boolean {
  const { type, attributes, meta, errors } = membersOf(value)
  if (errors !== undefined) return false
  return isRecord(attributes) ? isRecord(meta) || typeof type === 'string' : isRecord(meta) && tells(meta)
}

/** Failures beyond those that are kept are counted, in a repair of the last. */
function counted({ failures, unread }: Reading): Failure[] {
  const last = failures.at(-1)
  if (last === undefined || unread === 0) return failures
  const message = `${unread} more failures were not read`
  const repairs = [...(last.repairs ?? []), { pointer: '', message, received: unread }]
  return [...failures.slice(0, -1), { ...last, repairs }]
}

/** Longer lists are taken for sparse ones, of which only what is there is looked at. */
const LONGEST_LIST = 1_000_000

function readPart(part: unknown, pointer: string, reading: Reading): void {
  if (!Array.isArray(part)) readResource(part, pointer, reading)
  else if (part.length > LONGEST_LIST) {
    for (const index of Object.keys(part)) readResource(part[Number(index)], pointer, reading, Number(index))
  } else for (let index = 0; index < part.length; index++) readResource(part[index], pointer, reading, index)
}

function readResource(resource: unknown, pointer: string, reading: Reading, index?: number): void {
  if (!isRecord(resource)) return
  const { attributes, meta } = resource
  // Nearly every resource ends here, before anything is built.
  const isQuiet = !isRecord(attributes) || !(attributes['status'] === 'failed' || speaks(attributes))
  if (isQuiet && !(isRecord(meta) && tells(meta))) return
  const at = index === undefined ? pointer : `${pointer}/${index}`
  readStates(resource, `${at}/meta`, reading)
  const { entity } = membersOf(attributes)
  // Audit events and callbacks hold a document as text, or the resource itself.
  if (typeof entity === 'string') {
    const document = membersOf(decoded(entity))
    const { data } = document
    const place = `${at}/attributes/entity${data === undefined ? '' : '/data'}/meta`
    readStates(data === undefined ? document : membersOf(data), place, reading)
  }
}

/** Whether attributes other than `status` can tell. */
const speaks = (attributes: Members): boolean =>
  attributes['state'] === channels.state.failed || typeof attributes['entity'] === 'string'

function tells(meta: Members): boolean {
  for (const name in meta) if (channelsInMeta().has(name) && meta[name] != null) return true
  return false
}

/** Reads what a resource says of its states; its `meta` stands `at` a pointer. */
function readStates(resource: Members, at: string, reading: Reading): void {
  const meta = membersOf(resource['meta'])
  for (const [state, { in: part, failed, details = '', type, unexplained }] of Object.entries(channels)) {
    if (type !== undefined && type !== resource['type']) continue
    const said = membersOf(resource[part])[state]
    const isFailed = said === failed
    // Nothing stands under the name that is missing.
    const given = details === '' ? undefined : meta[details]
    if (!isFailed && given == null) continue
    if (reading.failures.length >= MOST_READ) {
      reading.unread++
      continue
    }
    const isOver = !isFailed && typeof said === 'string'
    const read = readDetails(given, `${at}/${details}`, { isFailed, isOver, most: MOST_READ - reading.errors })
    if (read !== undefined) keep(reading, read, details, resource)
    else if (isFailed) keep(reading, unexplainedErrors(resource, state, failed, unexplained), state, resource)
  }
}

function keep(reading: Reading, read: ReadErrors, field: string, { type, id }: Members): void {
  const draft = draftOf(read, 'deferred', 'json:api', reading.context)
  if (typeof type === 'string' && typeof id === 'string') draft.resource = { type, id }
  draft.field = field
  reading.failures.push(draft)
  reading.errors = Math.min(reading.errors + read.errors.length, MOST_READ - 1)
}

/** The circumstances that decide about details: the state beside them, and how many errors may still be read. */
interface Circumstances {
  readonly isFailed: boolean
  readonly isOver: boolean
  readonly most: number
}

/**
 * Details as an object with `errors`, a list, one error object, an OAuth error, a text, or JSON in one; `undefined` where they say
 * nothing. What has no shape of an error tells of one only where there was one: it may as well be progress.
 */
function readDetails(given: unknown, pointer: string, circumstances: Circumstances): ReadErrors | undefined {
  const { isFailed, isOver, most } = circumstances
  const details = decoded(given)
  if (typeof details === 'string') return isOver || details.trim() === '' ? undefined : textErrors(details)
  if (!isRecord(details)) return errorsIn(details, pointer, most)
  const { errors, ...others } = details
  const read = errorsIn(errors, `${pointer}/errors`, most)
  if (unlessEmpty(others) === undefined) return read
  if (read !== undefined) return { ...read, document: documentOf(details) }
  const isLike = isErrorLike(others)
  const { error } = { ...membersOf(decoded(others['body'])), ...others }
  if (!isLike && !isFailed && typeof error !== 'string' && !isRecord(error)) return undefined
  const foreign = isLike && speaksJsonApi(others, 'nothing') ? undefined : responseErrors(others)
  return foreign ?? (isLike ? readError(others, pointer) : { errors: [{ meta: others }] })
}

/** What details say in other words; those of secrets may be a token server’s response, with JSON, a form or a page in its body. */
function responseErrors(received: Members): ReadErrors | undefined {
  const body = decoded(received['body'])
  const read =
    foreignErrors({ ...received, body }) ?? (typeof body === 'string' && body !== '' ? textErrors(body) : undefined)
  if (read === undefined) return undefined
  const [first, ...others] = read.errors
  return { ...read, errors: [{ ...first, meta: { received } }, ...others] }
}

const decoded = (body: unknown): unknown => decodeBody(body, () => undefined).value

/** Errors in the words of JSON:API, or in others. */
function errorsIn(received: unknown, pointer: string, most: number): ReadErrors | undefined {
  return (
    (speaksJsonApi(received, 'nothing')
      ? undefined
      : foreignErrors(Array.isArray(received) ? received : { errors: received })) ?? readErrors(received, pointer, most)
  )
}

function unexplainedErrors({ type }: Members, state: string, failed: string, where: string): ReadErrors {
  const whose = typeof type === 'string' ? `this ${type} resource` : 'this resource'
  return {
    errors: [{ title: 'Failed Without A Reason', detail: `The ${state} of ${whose} is "${failed}", and ${where}.` }],
  }
}
