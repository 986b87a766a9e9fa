/** The command `emulate`: runs an emulator of the Reactor API until it is interrupted. */
import { causes, type ReactorEmulator, startReactorEmulator } from '../emulator/index.js'
import { type ExitCode, exitCodes } from './exit-codes.js'
import { jsonLine } from './json-line.js'
import { labelled } from './labelled.js'
import { runEmulator } from './run-emulator.js'
import type { Terminal } from './terminal.js'

/** Where to listen, and how long work takes. */
export interface EmulateOptions {
  readonly port: number
  readonly host: string
  /** In milliseconds; default: what takes a while on a quiet day. */
  readonly delay?: number
  /** Whether only to say how to get each code. */
  readonly causes?: boolean
  readonly json?: boolean
}

/** Starts the emulator, says where it listens, and stops it when the process is told to end. */
export async function emulate(options: EmulateOptions, terminal: Terminal): Promise<ExitCode> {
  if (options.causes) return printCauses(options, terminal)
  const { json = false } = options
  return runEmulator(() => start(options), { subject: 'The Reactor API is', json }, terminal)
}

function start({ port, host, delay }: EmulateOptions): Promise<ReactorEmulator> {
  const where = { port, host }
  if (delay === undefined) return startReactorEmulator(where)
  return startReactorEmulator({ ...where, delays: { build: delay, host: delay, package: delay, secret: delay } })
}

async function printCauses({ json }: EmulateOptions, terminal: Terminal): Promise<ExitCode> {
  for (const [code, { delivery, how }] of Object.entries(causes)) {
    if (json) {
      await terminal.print(jsonLine({ kind: 'cause', code, delivery, how }))
      continue
    }
    await terminal.print(terminal.colors.bold(code))
    for (const line of labelled(delivery, how, terminal)) await terminal.print(line)
  }
  return exitCodes.nothingFailed
}
