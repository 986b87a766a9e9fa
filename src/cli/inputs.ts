/** Opens what a command is to read: files by name, and stdin for `-` or where nothing is named. */

import { createReadStream, statSync } from 'node:fs'
import { maskUrl } from '../failure/secrets.js'
import { type Problem, problemOf, UnreadableError } from '../input/problem.js'
import { openSource, type Source } from '../input/source.js'
import { syntaxProblem } from '../input/syntax-problem.js'
import { collectText, decodeText } from '../input/text.js'
import { attempt } from '../jsonapi/attempt.js'
import { visible, visibleLine } from './safe-text.js'
import type { Io } from './terminal.js'

/** One input. */
export interface Input {
  /** As it is called in messages. */
  readonly name: string
  /** In bytes, where it is known beforehand. */
  readonly size?: number
  /** Opens it; what is wrong with it is thrown while it is read. */
  readonly open: () => AsyncIterable<Uint8Array>
  /** The request that led to it. */
  readonly source?: Source
}

const CHUNK = 1 << 18

const URL_GIVEN = 'is an address, not a file: request it with curl -i, and pipe what comes into this command'

/** A file; its size is known if it exists. */
export function fileInput(name: string): Input {
  const size = sizeOf(name)
  const isUrl = /^https?:/i.test(name)
  return {
    name: isUrl ? maskUrl(name) : name,
    ...(size === undefined ? undefined : { size }),
    async *open() {
      if (size === undefined && isUrl) throw new UnreadableError(URL_GIVEN)
      yield* createReadStream(name, { highWaterMark: CHUNK })
    },
  }
}

// Whoever opens it is told why it cannot be read.
const sizeOf = (name: string): number | undefined => attempt(() => statSync(name).size)

/** The inputs that the arguments of a command name; without any, what comes on stdin, or is pasted where that is a terminal. */
export function inputsOf(names: readonly string[], { stdin, stderr }: Pick<Io, 'stdin' | 'stderr'>): readonly Input[] {
  if (names.length === 0 && stdin.isTTY) return [{ name: '<paste>', open: () => readPaste(stdin, stderr) }]
  return (names.length === 0 ? ['-'] : names).map((name) => inputNamed(name, { stdin }))
}

/** The input that one argument names. */
export const inputNamed = (name: string, { stdin }: Pick<Io, 'stdin'>): Input =>
  name === '-' ? { name: '<stdin>', open: () => stdin } : fileInput(name)

const [INTERRUPT, END] = [0x03, 0x04]

/**
 * Reads a paste into a terminal, up to Ctrl-D. The terminal hands its keys on as they come: by itself it would cut lines
 * after 1,024 or 4,096 characters, which one line of JSON easily has.
 */
async function* readPaste(stdin: Io['stdin'], stderr: Io['stderr']): AsyncGenerator<Uint8Array> {
  stderr.write('Paste a response, then press Ctrl-D on a new line:\n')
  stdin.setRawMode?.(true)
  try {
    for await (const chunk of stdin) {
      const end = chunk.findIndex((byte) => byte === END || byte === INTERRUPT)
      const typed = Uint8Array.from(end < 0 ? chunk : chunk.subarray(0, end), (byte) => (byte === 0x0d ? 0x0a : byte))
      stderr.write(visible(new TextDecoder().decode(typed)))
      yield typed
      if (chunk[end] === INTERRUPT) process.kill(process.pid, 'SIGINT')
      if (end >= 0) return
    }
  } finally {
    stdin.setRawMode?.(false)
    stderr.write('\n')
  }
}

/** The request in `input`, or why it cannot be read. Never throws. */
export async function readSource({ name, open }: Input): Promise<Source | Problem> {
  try {
    const text = await collectText(decodeText(open()))
    return openSource(name, text) ?? syntaxProblem(text, { line: 1, column: 1 })
  } catch (error) {
    return problemOf(error)
  }
}

/** `problem` on one line that starts with its place, as compilers write it. */
export function problemLine(input: string, { line, column, message }: Problem): string {
  const name = input === '' ? "''" : visibleLine(input)
  return `${[name, line, column].filter((part) => part !== undefined).join(':')}: ${message}`
}
