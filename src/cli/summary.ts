/** Counts what a command has read, and shows at the end how often each code came. */
import type { Failure } from '../failure/failure.js'
import { cutEnd, pad, textWidth, wrap } from './layout.js'
import { safeLine } from './safe-text.js'
import type { Terminal } from './terminal.js'

/** How many codes are told apart; a stream of ever new ones must not fill the memory. */
const MAX_CODES = 1000
/** How many of them are shown to people. */
const MAX_BARS = 20
const LONGEST_BAR = 40

/** What has been counted. */
export interface Tally {
  answers: number
  /** Failures: failed requests and failed resources. */
  failures: number
  /** Error objects in them. */
  errors: number
  /** What could not be read. */
  problems: number
  /** Requests to which no answer came. */
  unanswered: number
  /** Errors by code, in the order in which the codes came. */
  readonly codes: Map<string, number>
}

/** Nothing counted yet. */
export function createTally(): Tally {
  return { answers: 0, failures: 0, errors: 0, problems: 0, unanswered: 0, codes: new Map() }
}

/** Counts a failure. */
export function countFailure(tally: Tally, { errors }: Failure): void {
  tally.failures += 1
  for (const { code } of errors) {
    tally.errors += 1
    const known = code === undefined || tally.codes.has(code) || tally.codes.size < MAX_CODES
    const key = code === undefined ? '(no code)' : known ? code : '(other codes)'
    tally.codes.set(key, (tally.codes.get(key) ?? 0) + 1)
  }
}

/** The counts of `tally` by code, most frequent first. */
export function codesByCount({ codes }: Tally): readonly (readonly [code: string, count: number])[] {
  return [...codes].sort(([, a], [, b]) => b - a)
}

/** `3 errors`, `1 error`, `1,000 errors`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
}

/** What was read, in one line, and a bar for each code. */
export function printSummary(tally: Tally, { colors, width }: Pick<Terminal, 'colors' | 'width'>): string {
  const { answers, failures, errors, problems, unanswered } = tally
  const facts = [
    `${counted(answers, 'answer')} read`,
    failures === 0 ? 'nothing failed' : `${counted(failures, 'failure')} with ${counted(errors, 'error')}`,
    ...(unanswered > 0 ? [`${counted(unanswered, 'request')} without an answer`] : []),
    ...(problems > 0 ? [`${counted(problems, 'place')} could not be read`] : []),
  ].join(', ')
  const sign = failures + problems === 0 ? colors.green('✔') : colors.red('✖')
  const [first = '', ...rest] = wrap(facts, width - 2).map((line) => colors.bold(line))
  const counts = codesByCount(tally)
  const others = counts.length - MAX_BARS
  return [
    `${sign} ${first}`,
    ...rest.map((line) => `  ${line}`),
    ...bars(counts.slice(0, MAX_BARS), { colors, width }),
    ...(others > 0 ? [`  and ${counted(others, 'other code')}`] : []),
  ].join('\n')
}

function bars(
  counts: readonly (readonly [code: string, count: number])[],
  { colors, width }: Pick<Terminal, 'colors' | 'width'>,
): string[] {
  const most = counts[0]?.[1] ?? 0
  const rows = counts.map(([code, count]) => ({
    label: cutEnd(safeLine(code), width / 2),
    number: count.toLocaleString('en'),
    count,
  }))
  const labels = Math.max(...rows.map(({ label }) => textWidth(label)), 0)
  const numbers = Math.max(...rows.map(({ number }) => number.length), 0)
  const room = Math.max(8, Math.min(LONGEST_BAR, width - labels - numbers - 6))
  return rows.map(({ label, number, count }) => {
    const bar = '█'.repeat(Math.max(1, Math.round((count / most) * room)))
    return `  ${pad(label, labels)}  ${number.padStart(numbers)}  ${colors.red(bar)}`
  })
}
