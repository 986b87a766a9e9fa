/** Reads the failures that Reactor reports later, in the resources themselves. */
import { draftOf, type ReadContext } from '../dialect/reader.js'
import { readJsonApi } from '../dialect/readers/json-api.js'
import type { DeferredField, Failure } from '../failure/failure.js'
import { isRecord, unlessEmpty } from '../failure/plain.js'
import { isErrorLike, type ReadErrors, readError, readErrors } from '../failure/read-errors.js'
import type { ErrorDocument } from '../jsonapi/document.js'

type Members = Readonly<Record<string, unknown>>

/** A state that a resource can be in, and where the reasons stand when that state is `failed`. */
interface Channel {
  readonly state: DeferredField
  readonly in: 'attributes' | 'meta'
  readonly details?: DeferredField
}

// https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/guides/error-handling and …/guides/secrets;
// that a republish can fail, and where it would say so, is not documented.
const CHANNELS: readonly Channel[] = [
  { state: 'status', in: 'attributes', details: 'status_details' },
  { state: 'refresh_status', in: 'meta', details: 'refresh_status_details' },
  { state: 'republish_status', in: 'meta' },
]

/**
 * One failure for each state of each resource in `data` and `included` that failed; `undefined` for a body that has no `data`,
 * and for one whose HTTP status says that something else failed.
 * The members that can tell are looked at, and nothing else is: a success costs a few nanoseconds a resource.
 */
export function readDeferred(body: unknown, context: ReadContext): Failure[] | undefined {
  if (!isRecord(body) || !('data' in body)) return undefined
  // With `errors` beside `data` the document is not valid, but both may have something to say.
  const failures = body['errors'] === undefined ? [] : (readJsonApi(body, context) ?? [])
  readPart(body['data'], '/data', context, failures)
  readPart(body['included'], '/included', context, failures)
  return failures.length === 0 && (context.status ?? 0) >= 400 ? undefined : failures
}

function readPart(part: unknown, pointer: string, context: ReadContext, failures: Failure[]): void {
  if (Array.isArray(part)) for (let i = 0; i < part.length; i++) readResource(part[i], pointer, context, failures, i)
  else readResource(part, pointer, context, failures)
}

function readResource(
  resource: unknown,
  pointer: string,
  context: ReadContext,
  failures: Failure[],
  index?: number,
): void {
  if (!isRecord(resource)) return
  const attributes = membersOf(resource['attributes'])
  const meta = membersOf(resource['meta'])
  // Nearly every resource ends here, before anything is built.
  if (attributes?.['status'] !== 'failed' && !hasNews(meta)) return
  const at = index === undefined ? pointer : `${pointer}/${index}`
  for (const channel of CHANNELS) {
    const { state, details = '' } = channel
    const isFailed = (channel.in === 'meta' ? meta : attributes)?.[state] === 'failed'
    // Nothing stands under the name that is missing.
    const read = readDetails(details && meta?.[details], `${at}/meta/${details}`, { isFailed })
    if (read !== undefined) failures.push(deferredFailure(read, details, resource, context))
    else if (isFailed) failures.push(deferredFailure(unexplained(resource, channel), state, resource, context))
  }
}

const membersOf = (value: unknown): Members | undefined => (isRecord(value) ? value : undefined)

const hasNews = (meta: Members | undefined): boolean =>
  meta !== undefined &&
  (meta['status_details'] != null ||
    meta['refresh_status_details'] != null ||
    meta['refresh_status'] === 'failed' ||
    meta['republish_status'] === 'failed')

/** Details as an object with `errors`, a list, one error object or a text; `undefined` where they say nothing. */
function readDetails(details: unknown, pointer: string, { isFailed }: { isFailed: boolean }): ReadErrors | undefined {
  if (typeof details === 'string') return details.trim() === '' ? undefined : { errors: [{ detail: details }] }
  if (!isRecord(details)) return readErrors(details, pointer)
  const { errors, ...others } = details
  const read = readErrors(errors, `${pointer}/errors`)
  if (unlessEmpty(others) === undefined) return read
  // With their `errors` just read, they are a document of them like any other.
  if (read !== undefined) return { ...read, document: details as unknown as ErrorDocument }
  if (isErrorLike(others)) return readError(others, pointer)
  // What has no shape of an error tells of one only where there was one: it may as well be progress.
  return isFailed ? { errors: [{ meta: others }] } : undefined
}

function unexplained({ type }: Members, { state, details }: Channel): ReadErrors {
  const where = details === undefined ? 'the API has no member for the reason' : `its ${details} give no reason`
  const whose = typeof type === 'string' ? `this ${type} resource` : 'this resource'
  const detail = `The ${state} of ${whose} is "failed", and ${where}.`
  return { errors: [{ title: 'Failed Without A Reason', detail }] }
}

function deferredFailure(read: ReadErrors, field: DeferredField, { type, id }: Members, context: ReadContext): Failure {
  const draft = draftOf(read, 'deferred', 'json:api', context)
  if (typeof type === 'string' && typeof id === 'string') draft.resource = { type, id }
  draft.field = field
  return draft
}
