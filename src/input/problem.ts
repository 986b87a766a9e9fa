/** The reason why an input, or a line of it, cannot be read. */

/** One thing that could not be read, and where. */
export interface Problem {
  readonly kind: 'problem'
  /** Says what is wrong, for people, without the name of the input. */
  readonly message: string
  /** Where in the input, from 1. */
  readonly line?: number
  readonly column?: number
}

/** Thrown where an input cannot be read any further; its message is for people. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError'
}

const SYSTEM: ReadonlyMap<unknown, string> = new Map([
  ['ENOENT', 'there is no such file'],
  ['ENOTDIR', 'there is no such file'],
  ['EISDIR', 'is a directory, not a file'],
  ['EACCES', 'may not be read (permission denied)'],
  ['EPERM', 'may not be read (permission denied)'],
  ['ELOOP', 'is a symbolic link that leads back to itself'],
  ['ENAMETOOLONG', 'is too long for the name of a file'],
  ['ENXIO', 'is a socket or a device, which cannot be read as a file'],
])

/** What the system says of its errors: `EIO: i/o error, read`. */
const SAID = /^(E[A-Z\d]+): ([^,]+)/

/** The problem that `error`, thrown while reading, stands for. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof Error)) return { kind: 'problem', message: String(error) }
  const [, code, said] = SAID.exec(error.message) ?? []
  const other = said === undefined ? error.message : `cannot be read: ${said} (${code})`
  return { kind: 'problem', message: ('code' in error ? SYSTEM.get(error.code) : undefined) ?? other }
}
