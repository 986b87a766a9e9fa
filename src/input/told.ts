/** Reads what is told of a failure apart from its response: by an error of this package or of an HTTP client, or by `logFields`. */

import type { Failure } from '../failure/failure.js'
import { isRecord, membersOf } from '../failure/plain.js'
import { reactor } from '../reactor/index.js'
import type { ResponseContext } from './log.js'

/** `ReactorError: [not-unique] Name Already In Use (at /data/attributes/name; POST /hosts)`, as `messageOf` has it. */
const OWN = /\b(?:Reactor|JsonApi|Image\w+ing)Error: (?:\d+ failures: )?\[([\w.-]+)\] ?/
/** What clients say before a status, or behind it where only the name of an error stands before it. */
const THROWN =
  /(?:with status(?: code)?|returned error:|HTTP Error|Response code|(?:Client|Server) error) ["'(]?([45]\d\d)\b|(?:Error|Exception|RestClient::\w+): ([45]\d\d) (?:Client|Server|Bad|Unauthorized|Forbidden|Not|Conflict|Service|Unprocessable|Too|Internal|Gateway)/

/** A response, as far as it is told of. */
interface Told {
  readonly body: unknown
  readonly isRecorded?: boolean
  readonly context: ResponseContext
}

/** The response that a line without JSON tells of; `undefined` where it tells of none. */
export function toldIn(text: string): Told | undefined {
  const [head = '', label] = OWN.exec(text) ?? []
  const [, status, other = status] = THROWN.exec(text) ?? []
  const told = label ?? other
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
  const isTold = ({ code, at }: Said) => (reactor.entry(String(code)) ? at || hasFailed : code && at && hasFailed)
  if (!said.some(isTold)) return undefined
  const read = said.map(({ code, at }) => ({
    code,
    source: at ? { [`${at}`.startsWith('/') ? 'pointer' : 'parameter']: at } : undefined,
  }))
  return reactor.parse(
    { errors: read },
    {
      ...(typeof status === 'number' && { status }),
      ...(typeof requestId === 'string' && { headers: { 'x-request-id': requestId } }),
    },
  )
}

/** Whether a value is not what `logFields` gives: has a title, a detail, or holds objects. */
const saysMore = (value: unknown): boolean =>
  !isRecord(value) || Object.keys(value).some((name) => /^(title|detail)$/.test(name) || isRecord(value[name]))
