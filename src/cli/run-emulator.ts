/** Runs an emulator until the process is told to end. */

import { problemOf } from '../input/problem.js'
import { type ExitCode, exitCodes } from './exit-codes.js'
import { jsonLine } from './json-line.js'
import type { Terminal } from './terminal.js'

/** An emulator that listens. */
interface Emulator {
  readonly url: string
  close(): Promise<void>
}

/** What is said of an emulator. */
interface Naming {
  /** What it emulates, as the beginning of a sentence: `The Reactor API is`. */
  readonly subject: string
  readonly json: boolean
}

const signals = ['SIGINT', 'SIGTERM'] as const

/** Starts an emulator, says where it listens, and stops it when the process is told to end. */
export async function runEmulator(
  start: () => Promise<Emulator>,
  { subject, json }: Naming,
  terminal: Terminal,
): Promise<ExitCode> {
  let emulator: Emulator
  try {
    emulator = await start()
  } catch (error) {
    await terminal.complain(`the emulator cannot start: ${problemOf(error).message}`)
    return exitCodes.wrongUse
  }
  const { url } = emulator
  const ended = interrupted()
  const { bold } = terminal.colors
  await terminal.print(json ? jsonLine({ kind: 'emulator', url }) : `${subject} emulated at ${bold(url)}`)
  await ended
  await emulator.close()
  return exitCodes.nothingFailed
}

/** Resolves once the process is told to end, which then does not end it. */
function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      for (const signal of signals) process.off(signal, end)
      resolve()
    }
    for (const signal of signals) process.on(signal, end)
  })
}
