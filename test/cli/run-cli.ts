/** Runs the command line inside the test's own process. */
import { run } from '../../src/cli/program.js'
import { ioOf, type Setting } from './streams.js'

/** What a run said, and its exit code. */
export interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs the command line with the arguments behind its name. */
export async function runCli(args: readonly string[], setting: Setting = {}): Promise<Outcome> {
  const io = ioOf(setting)
  const code = await run(args, io)
  return { code, stdout: io.stdout.text(), stderr: io.stderr.text() }
}
