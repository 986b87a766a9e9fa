/** Opens what a command is to read: files by name, and stdin for `-` or where nothing is named. */
import { createReadStream, statSync } from 'node:fs'
import type { Source } from '../input/source-places.js'
import type { Io } from './terminal.js'

/** One input. */
export interface Input {
  /** As it is called in messages. */
  readonly name: string
  /** In bytes, where it is known beforehand. */
  readonly size?: number
  /** Opens it; what is wrong with it is thrown while it is read. */
  readonly open: () => AsyncIterable<Uint8Array>
  /** The request that it answers. */
  readonly source?: Source
}

const CHUNK = 1 << 18

/** A file; its size is known if it exists. */
export function fileInput(name: string): Input {
  const size = statSync(name, { throwIfNoEntry: false })?.size
  return {
    name,
    ...(size === undefined ? undefined : { size }),
    open: () => createReadStream(name, { highWaterMark: CHUNK }),
  }
}

/** The inputs that the arguments of a command name; `undefined` if that is a terminal at which nobody has typed anything. */
export function inputsOf(names: readonly string[], { stdin }: Pick<Io, 'stdin'>): readonly Input[] | undefined {
  if (names.length === 0 && stdin.isTTY) return undefined
  return (names.length === 0 ? ['-'] : names).map((name) =>
    name === '-' ? { name: '<stdin>', open: () => stdin } : fileInput(name),
  )
}
