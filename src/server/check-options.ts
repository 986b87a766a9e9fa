/** Refuses options of servers that are not of their kind, before there is a request that would be answered without them. */
import {
  BOOLEAN,
  checkGiven,
  checkKind,
  dialectWith,
  FUNCTION,
  type Kind,
  listOf,
  OBJECT,
  oneOf,
  TEXT,
  TEXTS,
} from '../failure/kinds.js'
import { isRecord } from '../failure/plain.js'
import type { ServerOptions } from './options.js'

const isLevel = (value: unknown): boolean => [0, 1, 2, 3].some((level) => level === value)

const EXPOSURE: Kind = [
  'a level from 0 to 3, levels for "4xx" and "5xx", or a function',
  (value) =>
    isLevel(value) ||
    typeof value === 'function' ||
    (isRecord(value) &&
      Object.entries(value).every(([name, level]) => /^[45]xx$/.test(name) && (isLevel(level) || level === undefined))),
]

const CHECK: Kind = ['true, false or "strict"', (value) => typeof value === 'boolean' || value === 'strict']

const LANGUAGES: Kind = listOf([
  'languages, such as reactor-errors/explain/ko exports',
  (value) => typeof Object(value).tag === 'string',
])

const FORMAT: Kind = oneOf(
  'application/vnd.api+json',
  'application/problem+json',
  'application/json',
  'text/html',
  'text/plain',
)

const URL_LIKE: Kind = ['a URL', (value) => typeof value === 'string' || typeof Object(value).href === 'string']

const NO_REQUEST: Kind = [
  'options, not a request: parentheses are missing behind the name of the function',
  (value) => !('headers' in Object(value) && 'method' in Object(value)),
]

/**
 * Throws a `TypeError` where no options are given, or a request in their place, as to a function that was meant to be called first.
 */
export function checkIsOptions(options: unknown): void {
  checkKind(OBJECT, { options })
  checkKind(NO_REQUEST, { options })
}

/** Throws a `TypeError` that names the first option which is not of its kind. */
export function checkOptions(options: ServerOptions & { readonly check?: unknown }): void {
  checkIsOptions(options)
  const { dialect, expose, production, upstream, languages, baseUrl, authenticate, formats, extensions, profiles } =
    options
  const { redactMeta, status, requestId, makeId, onError, recognise, check } = options
  checkGiven(FUNCTION, { redactMeta, status, requestId, makeId, onError, recognise })
  checkGiven(dialectWith('entry'), { dialect })
  checkGiven(EXPOSURE, { expose })
  checkGiven(BOOLEAN, { production })
  checkGiven(CHECK, { check })
  checkGiven(oneOf('pass'), { upstream })
  checkGiven(LANGUAGES, { languages })
  checkGiven(URL_LIKE, { baseUrl })
  checkGiven(TEXT, { authenticate })
  checkGiven(listOf(FORMAT), { formats })
  checkGiven(TEXTS, { extensions, profiles })
}
