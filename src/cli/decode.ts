/** The command `decode`: shows what failed in responses of the API. */

import { readResponses } from '../input/responses.js'
import { type Decoded, Decoder, UNKNOWN_FORM } from './decoder.js'
import { type ExitCode, exitCodes } from './exit-codes.js'
import { type Input, problemLine } from './inputs.js'
import type { Outcome, Rest } from './jobs.js'
import { createProgress } from './progress.js'
import type { Reporter } from './reporters/reporter.js'
import { createTally, mergeTally, type Tally, wrongs } from './tally.js'
import type { Terminal } from './terminal.js'

/** How to decode with several threads. */
export interface Threads {
  readonly jobs: number
  readonly isJson: boolean
  /** The tag of the language. */
  readonly language: string
  /** See `siteIn`. */
  readonly site?: string
}

/** Decodes all inputs, one response after the other, in memory that does not grow with them; with `threads`, several at once. */
export async function decode(
  inputs: readonly Input[],
  reporter: Reporter,
  terminal: Terminal,
  threads?: Threads,
): Promise<ExitCode> {
  const tally = createTally()
  const isOnly = inputs.length === 1
  for (const input of inputs) {
    await terminal.write(reporter.report({ kind: 'input', input: input.name, isOnly }))
    const before = wrongs(tally)
    await decodeInput(input, tally, reporter, terminal, threads)
    const isClean = wrongs(tally) === before
    if (isClean) await terminal.write(reporter.report({ kind: 'clean', input: input.name, isOnly }))
  }
  await terminal.write(reporter.report({ kind: 'decoded', tally }))
  if (tally.problems > 0) return exitCodes.unreadableInput
  return wrongs(tally) > 0 ? exitCodes.errorsFound : exitCodes.nothingFailed
}

async function decodeInput(
  input: Input,
  tally: Tally,
  reporter: Reporter,
  terminal: Terminal,
  threads: Threads | undefined,
): Promise<void> {
  const progress = createProgress(terminal.io.stderr, input.size)
  const show = async ({ text, problems }: Decoded): Promise<void> => {
    // Where both go to one screen, the bar must not stand in the way.
    if (problems.length > 0 || (text !== '' && terminal.io.stdout.isTTY)) progress.hide()
    for (const problem of problems) await terminal.complain(problemLine(input.name, problem))
    await terminal.write(text)
  }
  let rest: Rest | undefined = { bytes: counted(input.open(), progress.advance), first: 1 }
  const seen = (): number => tally.responses + tally.problems + tally.unanswered
  const before = seen()
  if (threads !== undefined) {
    const { decodeInThreads } = await import('./jobs.js')
    rest = await decodeInThreads(rest.bytes, { input: input.name, ...threads }, threads.jobs, async (outcome) => {
      mergeTally(tally, outcome.tally)
      await show({ text: textOf(outcome, reporter, input), problems: outcome.problems })
      return !terminal.isClosed()
    })
  }
  const decoder = new Decoder(input, tally, reporter, rest?.first === 1)
  if (rest !== undefined) {
    for await (const items of readResponses(rest.bytes, rest)) {
      if (terminal.isClosed()) break
      await show(decoder.take(items))
    }
  }
  if (seen() > before || terminal.isClosed()) return progress.hide()
  await show(decoder.take([{ kind: 'problem', message: UNKNOWN_FORM }]))
  progress.hide()
}

/** The output of threads; reports are put into words here, beside the lines of the request that they blame. */
function textOf({ written }: Outcome, reporter: Reporter, { source }: Input): string {
  const beside = source && { source }
  return written.map((part) => (typeof part === 'string' ? part : reporter.report({ ...part, ...beside }))).join('')
}

async function* counted(bytes: AsyncIterable<Uint8Array>, count: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    count(chunk.length)
    yield chunk
  }
}
