/** Reads what is told of a failure apart from its response: by an error of this package or of an HTTP client, or by `logFields`. */

import type { FailedResource, Failure } from '../failure/failure.js'
import { isRecord, membersOf } from '../failure/plain.js'
import { reactor } from '../reactor/index.js'
import type { ResponseContext } from './log.js'

/** `ReactorError: [not-unique] Name Already In Use (at /data/attributes/name; POST /hosts)`, as `messageOf` has it. */
const OWN = /\b(?:Reactor|JsonApi|Image\w+ing)Error: (?:\d+ failures: )?\[([\w.-]+)\] ?/
/**
 * What clients and loggers say before a status, or around it where its reason stands behind it. A sentence may speak of a status that
 * nobody answered with.
 */
const THROWN =
  /(?:(?:with|unexpected) status(?: code)?:?|returned(?: an)? error:|indicate success:|HTTP Error|(?:Response|response)(?: code)?:?|(?:Client|Server) error) ["'([]?([45]\d\d)\b|(?:^|: |(?:fail\w*|Error|error|answered|returned|got|received|with) )HTTP ([45]\d\d)\b|(?:^|[\]|{<Z:] ?)HTTP\/\d(?:\.\d)? +([45]\d\d)\b|(?<![\w?&;,{."])(?:http_)?status(?:_?[Cc]ode)?="?([45]\d\d)(?![.,]?\w)|Response\{protocol=\S{1,9} code=([45]\d\d)\b|(?:(?:Error|Exception|RestClient::)[$\w]{0,40}: |[`[(])([45]\d\d) (?:Client|Server|Bad|Unauthorized|Forbidden|Not|Conflict|Service|Unprocessable|Too|Internal|Gateway)/

/** A response, as far as it is told of. */
interface Told {
  readonly body: unknown
  readonly isRecorded?: boolean
  readonly context: ResponseContext
}

/** The response that a line without JSON tells of; `undefined` where it tells of none. */
export function toldIn(text: string): Told | undefined {
  const [head = '', label] = OWN.exec(text) ?? []
  const told = label ?? THROWN.exec(text)?.slice(1).find(Boolean)
  if (told === undefined) return undefined
  if (/^[45]\d\d$/.test(told)) return { body: '', isRecorded: false, context: { status: Number(told) } }
  const [title, place] = text.slice(text.indexOf(head) + head.length).split(' (at /', 2)
  const pointer = place === undefined ? place : `/${place.split(/[;)]/, 1).join()}`
  return { body: { errors: [{ code: told, title, source: { pointer } }] }, context: {} }
}

type Said = ReturnType<typeof membersOf>

/** The failure that `logFields` told of, in a line of a log or by itself; `undefined` where something in it may tell more. */
export function toldBy(value: unknown): Failure[] | undefined {
  if (!isRecord(value)) return undefined
  const { errors = [value], status, requestId } = value
  if (!Array.isArray(errors) || saysMore(value) || errors.some(saysMore)) return undefined
  const hasFailed = Number(status) >= 400
  // A log may have anything under these names.
  const said = errors.map(membersOf)
  const resourceOf = ({ resource = value['resource'] }: Said) => (isRecord(resource) ? resource : undefined)
  const isTold = ({ code, at, ...more }: Said) =>
    reactor.entry(String(code)) ? at || resourceOf(more) || hasFailed : code && at && hasFailed
  if (!said.some(isTold)) return undefined
  // The errors of each resource are a failure, as are those of none.
  const groups = new Map<string | undefined, { readonly of: unknown; readonly errors: unknown[] }>()
  for (const { code, at, ...more } of said) {
    const of = resourceOf(more)
    const key = of && `${of['type']} ${of['id']}`
    const group = groups.get(key) ?? { of, errors: [] }
    groups.set(key, group)
    group.errors.push({ code, source: at ? { [`${at}`.startsWith('/') ? 'pointer' : 'parameter']: at } : undefined })
  }
  const context = typeof status === 'number' ? { status } : {}
  // Of several failures it is told of the first.
  let headers = typeof requestId === 'string' ? { 'x-request-id': requestId } : {}
  return [...groups.values()].flatMap(({ of, errors: read }) => {
    const failures = reactor.parse({ errors: read }, { ...context, headers })
    headers = {}
    // Whether a value is a resource has been looked at.
    const deferred = { delivery: 'deferred', resource: of as FailedResource } as const
    return of === undefined ? failures : failures.map((failure) => ({ ...failure, ...deferred }))
  })
}

/** Whether a value is not what `logFields` gives: has a title, a detail, or holds other objects than the resource that failed. */
const saysMore = (value: unknown): boolean =>
  !isRecord(value) ||
  Object.keys(value).some(
    (name) => /^(title|detail)$/.test(name) || (isRecord(value[name]) && !isResource(name, value)),
  )

const isResource = (name: string, { [name]: value }: Said): boolean => {
  const { type, id, ...others } = membersOf(value)
  return name === 'resource' && typeof type === 'string' && typeof id === 'string' && Object.keys(others).length === 0
}
