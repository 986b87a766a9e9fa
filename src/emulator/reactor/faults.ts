/** Faults on demand: what a network, a gateway or an overloaded server does to clients, for those who test how theirs retry. */
import { didYouMean } from '../../explain/nearest-words.js'
import { reasonPhrase } from '../../jsonapi/status.js'
import { failedResponse, refusalOf, reject, statusError } from './refusal.js'
import { type ApiRequest, type ApiResponse, header } from './request.js'
import { codesOf, requestedResponse } from './requested-error.js'

/** Requests, and what happens to them. Without `status`, `code` or `connection: 'reset'` they are answered, if late or not whole. */
export interface FaultRule {
  /** The method, in capitals; default: every method. */
  readonly method?: string
  /**
   * The path, `*` standing for whatever text: `/properties*`; default: every path of the API. Those below `/emulator` have to be
   * named.
   */
  readonly path?: string
  /** How many of a hundred such requests, evenly spread; default: 100. */
  readonly percent?: number
  /** How many such requests in all; default: no end. */
  readonly times?: number
  /** How long the response is kept back, in milliseconds. */
  readonly delay?: number
  /** The status of an error, from 400 to 599. */
  readonly status?: number
  /** What an error of a status is written in; default: JSON:API. */
  readonly format?: 'json' | 'html' | 'text' | 'empty'
  /** A code of the API, its gateway or the identity service: `not-unique`, `429050`, `invalid_token`. */
  readonly code?: string
  /** The header Retry-After of an error, in seconds. */
  readonly retryAfter?: number
  /** How the connection ends: before the response, or in the middle of its body. */
  readonly connection?: 'reset' | 'cut'
}

/** What is to happen to one request. */
export interface Fault {
  readonly delay: FaultRule['delay']
  readonly connection: FaultRule['connection']
  /** What is sent instead of the response; `undefined` where that is as it would be. */
  readonly response: ApiResponse | undefined
}

/** The faults of an emulator. */
export interface Faults {
  /** What is to happen to a request; throws a `Refusal` where its header asks for what there is not. */
  next(request: ApiRequest): Fault | undefined
  /** Forgets which requests there were, so that all rules begin anew. */
  reset(): void
}

/** The header by which a request asks for a fault: `x-emulate-fault: 502 html`. */
const ASK: 'x-emulate-fault' = 'x-emulate-fault'

/**
 * The faults of a list of rules, written as text or not; for each request the first that fits counts. Throws a `TypeError` where a
 * rule cannot be read.
 */
export function createFaults(given: readonly (FaultRule | string)[]): Faults {
  const rules = given.map((rule) => prepared(typeof rule === 'string' ? readFault(rule) : checked(rule)))
  return {
    next(request) {
      const asked = header(request, ASK)
      if (asked !== undefined) return faultOf(request, askedFor(asked))
      const rule = rules.find((one) => one.takes(request))
      return rule && faultOf(request, rule.rule)
    },
    reset() {
      for (const rule of rules) rule.reset()
    },
  }
}

function askedFor(text: string): FaultRule {
  try {
    return readFault(text)
  } catch (error) {
    return reject({}, 400, { detail: `${ASK}: ${(error as TypeError).message}`, header: ASK })
  }
}

interface Prepared {
  readonly rule: FaultRule
  /** Whether the rule takes a request; counts those that it could take. */
  takes(request: ApiRequest): boolean
  reset(): void
}

function prepared(rule: FaultRule): Prepared {
  const { method, path = '*', percent = 100, times = Number.POSITIVE_INFINITY } = rule
  const pieces = path.split('*')
  let [seen, taken] = [0, 0]
  return {
    rule,
    takes(request) {
      if (taken >= times || (method !== undefined && method !== request.method)) return false
      if (!fits(request.url, pieces) || (isControl(request.url) && !isControl(path))) return false
      seen += 1
      // Of ten percent the tenth request is the first.
      if (Math.floor((seen * percent) / 100) === Math.floor(((seen - 1) * percent) / 100)) return false
      taken += 1
      return true
    },
    reset() {
      seen = 0
      taken = 0
    },
  }
}

/** Whether a path is one of the emulator's own, by which a test looks after it: only rules that say so take those. */
const isControl = (path: string): boolean => /^\/emulator(?![^/*])/.test(path)

/** Whether a text is these pieces, with anything between them. Takes no longer than the text is long. */
function fits(text: string, pieces: readonly string[]): boolean {
  const [first, rest] = [String(pieces[0]), pieces.slice(1)]
  const last = rest.pop()
  if (last === undefined) return text === first
  if (!text.startsWith(first) || !text.endsWith(last)) return false
  let place = first.length
  for (const piece of rest) {
    const found = text.indexOf(piece, place)
    if (found < 0) return false
    place = found + piece.length
  }
  return place <= text.length - last.length
}

function faultOf(request: ApiRequest, rule: FaultRule): Fault {
  const { delay, connection } = rule
  // A request whose connection is reset is not carried out.
  const response = connection === 'reset' ? { status: 0, codes: ['reset'] } : responseOf(request, rule)
  return { delay, connection, response }
}

function responseOf(request: ApiRequest, { code, status, format, retryAfter }: FaultRule): ApiResponse | undefined {
  const response =
    code !== undefined
      ? requestedResponse(request, code)
      : status !== undefined
        ? statusResponse(request, status, format)
        : undefined
  if (retryAfter === undefined || response === undefined) return response
  return { ...response, headers: { ...response.headers, 'retry-after': String(retryAfter) } }
}

/** An error as servers of the network write it, which know nothing of the API. */
function statusResponse(request: ApiRequest, status: number, format: FaultRule['format'] = 'json'): ApiResponse {
  const codes = [String(status)]
  const line = `${status} ${reasonPhrase(status) ?? 'Error'}`
  if (format === 'empty') return { status, codes }
  if (format === 'text') return { status, codes, body: line, headers: { 'content-type': 'text/plain' } }
  if (format === 'html') {
    const body = `<html><head><title>${line}</title></head><body><h1>${line}</h1></body></html>`
    return { status, codes, body, headers: { 'content-type': 'text/html' } }
  }
  return failedResponse(request, refusalOf([statusError({}, status, { detail: 'The emulator was told to fail.' })]))
}

/**
 * Reads a rule: `GET /properties* 502 html 10%`, `429 retry-after=7 times=2`, `POST delay=2s`, `/companies cut`. Throws a `TypeError`
 * that names the word which it cannot read.
 */
export function readFault(text: string): FaultRule {
  const rule: Record<string, unknown> = {}
  for (const word of text.split(/\s/).filter(Boolean)) {
    const read = readers.find(({ form }) => form.test(word))?.as(word)
    if (read === undefined) throw new TypeError(`no part of a fault: ${JSON.stringify(word)}${meant(word)}`)
    const twice = Object.keys(read).find((name) => Object.hasOwn(rule, name))
    if (twice !== undefined) throw new TypeError(`a fault has one ${twice}: ${JSON.stringify(word)} is another`)
    Object.assign(rule, read)
  }
  return checked(rule)
}

interface WordReader {
  readonly form: Pick<RegExp, 'test'>
  readonly as: (word: string) => FaultRule
}

const after = (word: string): string => word.slice(word.indexOf('=') + 1)

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

const WORDS = [...METHODS, 'reset', 'cut', 'json', 'html', 'text', 'empty', ...codesOf.api, ...codesOf.ims]

/** The word of a rule that may have been meant. */
const meant = (word: unknown): string => (typeof word === 'string' ? didYouMean(word, WORDS) : '')

/** The words of a rule; the first reader that takes a word counts. */
const readers: readonly WordReader[] = [
  { form: /^\*$/, as: () => ({}) },
  { form: { test: (word) => METHODS.includes(word) }, as: (method) => ({ method }) },
  { form: /^\//, as: (path) => ({ path }) },
  { form: /^\d{1,3}%$/, as: (word) => ({ percent: Number.parseInt(word, 10) }) },
  { form: /^times=\d{1,9}$/, as: (word) => ({ times: Number(after(word)) }) },
  { form: /^delay=\d{1,9}(?:ms)?$/, as: (word) => ({ delay: Number.parseInt(after(word), 10) }) },
  { form: /^delay=\d{1,6}s$/, as: (word) => ({ delay: Number.parseInt(after(word), 10) * 1000 }) },
  { form: /^retry-after=\d{1,9}$/, as: (word) => ({ retryAfter: Number(after(word)) }) },
  { form: /^(?:reset|cut)$/, as: (word) => ({ connection: word === 'cut' ? 'cut' : 'reset' }) },
  { form: /^(?:json|html|text|empty)$/, as: (word) => ({ format: word as NonNullable<FaultRule['format']> }) },
  { form: /^\d{3}$/, as: (word) => ({ status: Number(word) }) },
  { form: /^[\w-]{4,60}$/, as: (code) => ({ code }) },
]

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0

/** What each member of a rule may be. */
const members: Readonly<Record<keyof FaultRule, { readonly is: (value: unknown) => boolean; readonly as: string }>> = {
  method: { is: (value) => typeof value === 'string' && /^[A-Z]+$/.test(value), as: 'a method in capitals' },
  path: { is: (value) => typeof value === 'string', as: 'text' },
  percent: { is: (value) => typeof value === 'number' && value >= 0 && value <= 100, as: 'a number from 0 to 100' },
  times: { is: isCount, as: 'a whole number' },
  delay: { is: isCount, as: 'a whole number of milliseconds' },
  status: {
    is: (value) => isCount(value) && Number(value) >= 400 && Number(value) <= 599,
    as: 'a number from 400 to 599',
  },
  format: { is: (value) => /^(?:json|html|text|empty)$/.test(String(value)), as: 'json, html, text or empty' },
  code: {
    is: (value) => typeof value === 'string' && requestedResponse(anyRequest, value) !== undefined,
    as: 'a code of the API, its gateway or the identity service',
  },
  retryAfter: { is: isCount, as: 'a whole number of seconds' },
  connection: { is: (value) => value === 'reset' || value === 'cut', as: 'reset or cut' },
}

const anyRequest = { id: '', method: 'GET', headers: {} }

/** A rule whose members are possible, and fit together; throws a `TypeError` for others. */
function checked(rule: FaultRule): FaultRule {
  for (const [name, value] of Object.entries(rule)) {
    const member = Object.hasOwn(members, name) ? members[name as keyof FaultRule] : undefined
    if (member === undefined) throw new TypeError(`no part of a fault: ${JSON.stringify(name)}`)
    if (value !== undefined && !member.is(value)) {
      throw new TypeError(`${name} of a fault has to be ${member.as}: ${JSON.stringify(value)} is not${meant(value)}`)
    }
  }
  const { status, code, delay, connection, format } = rule
  if (code !== undefined && (status !== undefined || (format ?? 'json') !== 'json')) {
    throw new TypeError('a fault with a code has no status of its own, and no other format than json')
  }
  const isFault = [status, code, delay, connection].some((member) => member !== undefined)
  if (!isFault) throw new TypeError('a fault needs a status, a code, delay=…, cut or reset')
  return rule
}
