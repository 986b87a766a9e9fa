/** The command `decode`: shows what failed in responses of the API. */

import type { Failure } from '../failure/failure.js'
import { mask, secretsOf } from '../failure/secrets.js'
import { failuresIn } from '../input/failures.js'
import { isLogLine, timeOf } from '../input/log.js'
import type { Problem } from '../input/problem.js'
import { type InputItem, type ReadResponse, readResponses } from '../input/responses.js'
import { type ExitCode, exitCodes } from './exit-codes.js'
import { type Input, problemLine } from './inputs.js'
import { createProgress } from './progress.js'
import type { Reporter } from './reporters/reporter.js'
import { countFailure, createTally, type Tally } from './tally.js'
import type { Terminal } from './terminal.js'

/** Decodes all inputs, one response after the other, in memory that does not grow with them. */
export async function decode(inputs: readonly Input[], reporter: Reporter, terminal: Terminal): Promise<ExitCode> {
  const tally = createTally()
  const isOnly = inputs.length === 1
  for (const input of inputs) {
    await terminal.write(reporter.report({ kind: 'input', input: input.name, isOnly }))
    const before = tally.failures + tally.problems
    await decodeInput(input, tally, reporter, terminal)
    const isClean = tally.failures + tally.problems === before
    if (isClean) await terminal.write(reporter.report({ kind: 'clean', input: input.name, isOnly }))
  }
  await terminal.write(reporter.report({ kind: 'decoded', tally }))
  if (tally.problems > 0) return exitCodes.unreadableInput
  return tally.failures > 0 ? exitCodes.errorsFound : exitCodes.nothingFailed
}

async function decodeInput(input: Input, tally: Tally, reporter: Reporter, terminal: Terminal): Promise<void> {
  const progress = createProgress(terminal.io.stderr, input.size)
  const decoder = new Decoder(input, tally, reporter)
  const show = async ({ text, problems }: Decoded): Promise<void> => {
    // Where both go to one screen, the bar must not stand in the way.
    if (problems.length > 0 || (text !== '' && terminal.io.stdout.isTTY)) progress.hide()
    for (const problem of problems) await terminal.complain(problemLine(input.name, problem))
    await terminal.write(text)
  }
  for await (const items of readResponses(counted(input.open(), progress.advance))) {
    if (terminal.isClosed()) break
    await show(decoder.take(items))
  }
  if (!terminal.isClosed()) await show(decoder.end())
  progress.hide()
}

async function* counted(bytes: AsyncIterable<Uint8Array>, count: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    count(chunk.length)
    yield chunk
  }
}

/** What has come of some items: what to write, and what could not be read. */
export interface Decoded {
  readonly text: string
  readonly problems: readonly Problem[]
}

/** What is said of an input in which nothing is JSON. */
export const UNKNOWN_FORM = 'is neither JSON, NDJSON, the output of curl -i, nor a HAR file'
const UNRECOGNISED = 'not recognised: neither a document, nor a resource, nor an error'

/** Decodes the items of one input. */
export class Decoder {
  readonly #input: Pick<Input, 'name' | 'source'>
  readonly #tally: Tally
  readonly #reporter: Reporter
  #isFirst = true
  #isEmpty = true
  #hasLines = false

  constructor(input: Pick<Input, 'name' | 'source'>, tally: Tally, reporter: Reporter) {
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
      else if (item.kind === 'text') this.#pass()
      else {
        this.#tally.unanswered += 1
        this.#isEmpty = false
      }
      this.#isFirst = false
    }
    return { text, problems }
  }

  /** What is to be said of an input that held nothing. */
  end(): Decoded {
    const problems: Problem[] = []
    if (!this.#isEmpty) return { text: '', problems }
    const message = this.#hasLines ? `${UNRECOGNISED} in any line` : UNKNOWN_FORM
    const text = this.#takeProblem({ kind: 'problem', message }, problems)
    return { text, problems }
  }

  /** A line that tells of no response. */
  #pass(): void {
    this.#tally.passed += 1
  }

  #takeProblem(problem: Problem, problems: Problem[]): string {
    this.#tally.problems += 1
    this.#isEmpty = false
    problems.push(problem)
    return this.#reporter.report({ ...problem, input: this.#input.name })
  }

  #takeResponse(response: ReadResponse, problems: Problem[]): string {
    const failures = failuresIn(response)
    if (failures === undefined) {
      const { record, line } = response
      const isLine = record !== undefined && (record.lead.trim() !== '' || isLogLine(record.value))
      if (!isLine) return this.#takeProblem({ kind: 'problem', message: UNRECOGNISED, line }, problems)
      this.#hasLines = true
      this.#pass()
      return ''
    }
    this.#isEmpty = false
    this.#tally.responses += 1
    let text = ''
    for (const failure of failures) text += this.#report(failure, response)
    return text
  }

  #report(received: Failure, response: ReadResponse): string {
    const { request, line, record } = response
    const secrets = request === undefined ? [] : secretsOf(request)
    const failure = mask(received, secrets)
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
