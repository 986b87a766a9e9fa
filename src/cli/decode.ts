/** The command `decode`: shows what failed in answers of the API. */
import { en, type Language } from '../explain/index.js'
import { type Problem, problemLine } from '../input/problem.js'
import { readResponses } from '../input/responses.js'
import { adviceFor, forPeople, parseResponse } from './dialects.js'
import { type ExitCode, exitCodes } from './exit-codes.js'
import type { Input } from './input.js'
import { jsonLine } from './json-line.js'
import { OURS_LEGEND } from './labelled.js'
import { cutEnd, textWidth } from './layout.js'
import { printFailure } from './print-failure.js'
import { createProgress } from './progress.js'
import { safeLine } from './safe-text.js'
import { codesByCount, countFailure, createTally, printSummary, type Tally } from './summary.js'
import type { Terminal } from './terminal.js'

/** How to decode. */
export interface DecodeOptions {
  /** One JSON object per line in place of text. */
  readonly json?: boolean
  /** The language of cause and remedy; default: English. */
  readonly language?: Language
}

/** Decodes all inputs, one answer after the other, in memory that does not grow with them. */
export async function decode(inputs: readonly Input[], options: DecodeOptions, terminal: Terminal): Promise<ExitCode> {
  const tally = createTally()
  for (const input of inputs) {
    const hasHeading = inputs.length > 1 && options.json !== true
    if (hasHeading) await terminal.print(heading(input, terminal))
    const before = tally.failures + tally.problems
    await decodeInput(input, tally, options, terminal)
    const isClean = tally.failures + tally.problems === before
    if (hasHeading && isClean) await terminal.print(`${terminal.colors.green('✔')} nothing failed\n`)
  }
  await conclude(tally, options, terminal)
  if (tally.problems > 0) return exitCodes.unreadableInput
  return tally.failures > 0 ? exitCodes.errorsFound : exitCodes.nothingFailed
}

async function decodeInput(
  input: Input,
  tally: Tally,
  { json, language = en }: DecodeOptions,
  terminal: Terminal,
): Promise<void> {
  const progress = createProgress(terminal.io.stderr, input.size)
  const told = new Set<string>()
  for await (const item of readResponses(counted(input.open(), progress.advance))) {
    if (terminal.isClosed()) break
    if (item.kind === 'unanswered') tally.unanswered += 1
    if (item.kind === 'problem') {
      tally.problems += 1
      progress.hide()
      await reportProblem(input, item, json, terminal)
    }
    if (item.kind !== 'answer') continue
    tally.answers += 1
    for (const failure of parseResponse(item)) {
      countFailure(tally, failure)
      progress.hide()
      const { label, line } = item
      const advice = adviceFor(failure)
      const text = json
        ? jsonLine({ kind: 'failure', input: input.name, label, line, failure, advice })
        : `${printFailure(forPeople(failure), label, { ...terminal, source: input.source, told, language })}\n`
      await terminal.print(text)
    }
  }
  progress.hide()
}

async function* counted(bytes: AsyncIterable<Uint8Array>, count: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    count(chunk.length)
    yield chunk
  }
}

function heading({ name }: Input, { colors, width }: Terminal): string {
  const title = cutEnd(safeLine(name), width - 4)
  return colors.dim(`── ${title} ${'─'.repeat(width - textWidth(title) - 4)}`)
}

async function reportProblem(
  { name }: Input,
  problem: Problem,
  json: boolean | undefined,
  terminal: Terminal,
): Promise<void> {
  await terminal.complain(problemLine(name, problem))
  if (json) await terminal.print(jsonLine({ ...problem, input: name }))
}

async function conclude(tally: Tally, { json }: DecodeOptions, terminal: Terminal): Promise<void> {
  const { codes: _, ...counts } = tally
  if (json) {
    const codes = codesByCount(tally).map(([code, count]) => ({ code, count }))
    return terminal.print(jsonLine({ kind: 'summary', ...counts, codes }))
  }
  const { answers, failures, problems, unanswered } = tally
  if (failures > 0) await terminal.print(terminal.colors.dim(OURS_LEGEND))
  // One answer with one failure has been summed up by showing it; of none, nothing can be said.
  const isPlain = answers === 1 && failures === 1 && problems + unanswered === 0
  if (!isPlain && answers + unanswered > 0) await terminal.print(printSummary(tally, terminal))
}
