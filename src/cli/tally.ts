/** Counts what `decode` has read, in memory that does not grow with it. */
import { cutText } from '../failure/cut-text.js'
import type { Failure } from '../failure/failure.js'

/** How many codes are told apart; a stream of ever new ones must not fill the memory. */
const MAX_CODES = 1000
/** How much of a code is kept. */
const LONGEST_CODE = 100

/** The counts. */
export interface Tally {
  responses: number
  /** Failures: failed requests and failed resources. */
  failures: number
  /** Error objects in them. */
  errors: number
  /** Inputs that could not be read, or were not recognised. */
  problems: number
  /** Requests to which no response came. */
  unanswered: number
  /** Responses that did not fail by their status, whose bodies the input does not hold. */
  unread: number
  /** Lines of a log that tell of no response. */
  passed: number
  /** Errors by code, in the order in which the codes came. */
  readonly codes: Map<string, number>
  /** How many codes are told apart. */
  readonly mostCodes: number
}

/** Nothing counted yet. */
export function createTally(mostCodes: number = MAX_CODES): Tally {
  return {
    responses: 0,
    failures: 0,
    errors: 0,
    problems: 0,
    unanswered: 0,
    unread: 0,
    passed: 0,
    codes: new Map(),
    mostCodes,
  }
}

/** Adds what was counted elsewhere. */
export function mergeTally(tally: Tally, other: Tally): void {
  for (const name of ['responses', 'failures', 'errors', 'problems', 'unanswered', 'unread', 'passed'] as const)
    tally[name] += other[name]
  for (const [code, count] of other.codes) addCode(tally, code, count)
}

/** The number of things that went wrong; that a request got no response is one. */
export const wrongs = ({ failures, problems, unanswered }: Tally): number => failures + problems + unanswered

/** Counts a failure. */
export function countFailure(tally: Tally, { errors }: Failure): void {
  tally.failures += 1
  for (const { code } of errors) {
    tally.errors += 1
    addCode(tally, code === undefined ? '(no code)' : cut(code), 1)
  }
}

function addCode({ codes, mostCodes }: Tally, code: string, count: number): void {
  const key = codes.has(code) || codes.size < mostCodes ? code : '(other codes)'
  codes.set(key, (codes.get(key) ?? 0) + count)
}

/** The beginning of a long code, as a text of its own: a slice would keep all of it in memory. */
function cut(code: string): string {
  return code.length <= LONGEST_CODE ? code : Array.from(cutText(code, LONGEST_CODE)).join('')
}

/** The counts of `tally` by code, most frequent first. */
export function codesByCount({ codes }: Tally): readonly (readonly [code: string, count: number])[] {
  return [...codes].sort(([, a], [, b]) => b - a)
}

/** `3 errors`, `1 error`, `1,000 errors`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
}
