/** Decodes the items of one input: finds the failures in them, masks, counts and reports them. */
import { isExplained } from '../explain/explain.js'
import type { FailedRequest, Failure } from '../failure/failure.js'
import { mask, maskFailures, secretsOf } from '../failure/secrets.js'
import { failuresIn } from '../input/failures.js'
import { pathOf } from '../input/har.js'
import { isLogLine, type SentRequest, timeOf } from '../input/log.js'
import type { Problem } from '../input/problem.js'
import type { InputItem, ReadResponse } from '../input/responses.js'
import type { Input } from './inputs.js'
import type { Reporter } from './reporters/reporter.js'
import { countFailure, type Tally } from './tally.js'

/** The outcome of some items: the output, and what could not be read. */
export interface Decoded {
  readonly text: string
  readonly problems: readonly Problem[]
}

/** The message for a value in which nothing is recognised. */
export const UNRECOGNISED = 'not recognised: neither a document, nor a resource, nor an error'
/** The message for an input in which nothing is JSON. */
export const UNKNOWN_FORM =
  'nothing in it is recognised: it may be JSON, also in lines of a log, what curl -i prints, or a HAR file'

/** What curl says where no response came: not that one was an error (22), or that nobody took its output (23). */
const UNANSWERED = /\bcurl: \((?!2[23]\))\d+\) /

/** The request of a failure, where the input tells all of it. */
function askedIn({ method, url }: SentRequest = {}): FailedRequest | undefined {
  return method === undefined || url === undefined ? undefined : { method, url: pathOf(url) }
}

/** Decodes the items of one input. */
export class Decoder {
  readonly #input: Pick<Input, 'name' | 'source'>
  readonly #tally: Tally
  readonly #reporter: Reporter
  #isFirst: boolean

  /** `isFirst`: whether it begins with the first of what the input holds. */
  constructor(input: Pick<Input, 'name' | 'source'>, tally: Tally, reporter: Reporter, isFirst: boolean) {
    this.#isFirst = isFirst
    this.#input = input
    this.#tally = tally
    this.#reporter = reporter
  }

  /** Counts and reports the next items. */
  take(items: readonly InputItem[]): Decoded {
    let text = ''
    const problems: Problem[] = []
    for (const item of items) {
      if (item.kind === 'response') text += this.#takeResponse(item, problems)
      else if (item.kind === 'problem') text += this.#takeProblem(item, problems)
      else if (item.kind === 'unanswered' || UNANSWERED.test(item.text)) this.#tally.unanswered += 1
      else this.#tally.passed += 1
      this.#isFirst = false
    }
    return { text, problems }
  }

  #takeProblem(problem: Problem, problems: Problem[]): string {
    this.#tally.problems += 1
    problems.push(problem)
    return this.#reporter.report({ ...problem, input: this.#input.name })
  }

  #takeResponse(response: ReadResponse, problems: Problem[]): string {
    const failures = failuresIn(response)
    if (failures === undefined) {
      const { record, line } = response
      const isLine = record !== undefined && (record.lead.trim() !== '' || isLogLine(record.value))
      const isScalar = typeof response.body !== 'object' && !this.#isFirst
      if (!isLine && !isScalar) return this.#takeProblem({ kind: 'problem', message: UNRECOGNISED, line }, problems)
      this.#tally.passed += 1
      return ''
    }
    this.#tally.responses += 1
    if (failures.length === 0 && response.isRecorded === false) this.#tally.unread += 1
    let text = ''
    for (const failure of failures) text += this.#report(failure, response)
    return text
  }

  #report(received: Failure, response: ReadResponse): string {
    const { request, line, record } = response
    const secrets = secretsOf(request ?? {})
    const asked = askedIn(request)
    const told = asked === undefined ? received : { ...received, request: asked }
    const [failure] = maskFailures([told], secrets, isExplained)
    countFailure(this.#tally, failure)
    const label = response.label ?? (this.#isFirst ? undefined : `line ${line}`)
    const time = response.time ?? (record === undefined ? undefined : timeOf(record.value, record.lead))
    return this.#reporter.report({
      kind: 'failure',
      input: this.#input.name,
      line,
      ...(label !== undefined && { label: mask(label, secrets) }),
      ...(time !== undefined && { time }),
      failure,
      ...(this.#input.source && { source: this.#input.source }),
    })
  }
}
