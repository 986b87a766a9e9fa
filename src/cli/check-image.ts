/** The command `check-image`: finds the broken pictures among any number of them. */

import { createReadStream } from 'node:fs'
import { type CheckedImage, checkImages } from '../client/check-image/index.js'
import type { HostSignal } from '../client/origin.js'
import { MASK } from '../failure/escapes.js'
import { membersOf } from '../failure/plain.js'
import { maskUrl } from '../failure/secrets.js'
import { parseJson } from '../input/json-text.js'
import { MAX_LINE, readLines } from '../input/lines.js'
import { problemOf } from '../input/problem.js'
import { decodeText } from '../input/text.js'
import { type ExitCode, exitCodes } from './exit-codes.js'
import { problemLine } from './inputs.js'
import { onInterrupt } from './interrupt.js'
import { type PictureSources, pictureUrls } from './picture-urls.js'
import { createCounter } from './progress.js'
import type { PictureCounts, Report, Reporter } from './reporters/reporter.js'
import { counted, countFailure, createTally } from './tally.js'
import type { Terminal } from './terminal.js'

/** Which pictures to check, and how. */
export interface CheckImageArguments extends PictureSources {
  /** How many of one host at a time. */
  readonly concurrency: number
  /** How long a response may take, in milliseconds. */
  readonly timeout: number
  /** The file of an earlier result: what it has is not checked again. */
  readonly resume?: string
}

/** Checks pictures and says of each what it is, until all are done or the program is told to end. */
export async function checkPictures(
  { concurrency, timeout, resume, ...sources }: CheckImageArguments,
  reporter: Reporter,
  terminal: Terminal,
): Promise<ExitCode> {
  const done = new Set<string>()
  try {
    if (resume !== undefined) await readRecorded(resume, done)
  } catch (error) {
    await terminal.complain(problemLine(`${resume}`, problemOf(error)))
    return exitCodes.unreadableInput
  }
  const counts: PictureCounts = {
    ...{ sound: 0, failed: 0, undetectable: 0, skipped: 0, problems: 0, isInterrupted: false },
    tally: createTally(),
  }
  const progress = createCounter(
    terminal.io.stderr,
    (checked) => `  ${counted(checked, 'picture')} checked, ${counts.failed.toLocaleString('en')} failed`,
  )
  const ending = new AbortController()
  // The host's own.
  const signal = ending.signal as HostSignal
  const callOff = onInterrupt(() => ending.abort())
  const urls = pictureUrls(sources, terminal.io, signal, async (input, problem) => {
    counts.problems += 1
    progress.hide()
    await terminal.complain(problemLine(input, problem))
  })
  try {
    for await (const checked of checkImages(notYet(urls, done, counts), { concurrency, timeout, signal })) {
      if (terminal.isClosed()) break
      const text = reporter.report(taken(checked, counts))
      if (text !== '' && terminal.io.stdout.isTTY) progress.hide()
      await terminal.write(text)
      progress.advance(1)
    }
  } catch (error) {
    if (!signal.aborted) throw error
    counts.isInterrupted = true
  } finally {
    callOff()
    progress.hide()
  }
  if (isNothing(counts) && !terminal.isClosed()) {
    counts.problems += 1
    await terminal.complain('there are no pictures to check: nothing that was named lists any')
  }
  await terminal.write(reporter.report({ kind: 'pictures', counts }))
  return exitCodeOf(counts)
}

const isNothing = ({ sound, failed, undetectable, skipped, problems, isInterrupted }: PictureCounts): boolean =>
  sound + failed + undetectable + skipped + problems === 0 && !isInterrupted

function exitCodeOf({ failed, undetectable, problems, isInterrupted }: PictureCounts): ExitCode {
  if (problems > 0 || isInterrupted) return exitCodes.unreadableInput
  if (failed > 0) return exitCodes.errorsFound
  return undetectable > 0 ? exitCodes.unreadableInput : exitCodes.nothingFailed
}

/** Counts a check, and gives what is to be said of it. */
function taken({ url, check }: CheckedImage, counts: PictureCounts): Report {
  counts[check.verdict] += 1
  if (check.verdict === 'failed') countFailure(counts.tally, check.failure)
  return { kind: 'picture', url: maskUrl(url), check }
}

/** The URLs of which nothing is recorded, each once. */
async function* notYet(urls: AsyncIterable<string>, done: Set<string>, counts: PictureCounts): AsyncGenerator<string> {
  for await (const url of urls) {
    if (done.has(url)) counts.skipped += 1
    else yield url
    done.add(url)
  }
}

/** How a line begins that tells of a picture. */
const RECORD = '{"kind":"picture"'

/**
 * Adds the URLs of which a file tells that `--json` has written. What cannot be read of it is passed over, and checked again: the
 * last line of a program that was ended breaks off, and the first of the next may stand behind it. A URL of which a secret was left
 * out stands for several.
 */
async function readRecorded(file: string, done: Set<string>): Promise<void> {
  for await (const lines of readLines(decodeText(createReadStream(file)), () => MAX_LINE)) {
    for (const { text } of lines) {
      const start = text.lastIndexOf(RECORD)
      const { url } = membersOf(start < 0 ? undefined : parseJson(text.slice(start))?.value)
      if (typeof url === 'string' && !url.includes(MASK)) done.add(url)
    }
  }
}
