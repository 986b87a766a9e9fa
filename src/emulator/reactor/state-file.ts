/** Keeps the state of an emulator in a file: read at the start, written whenever something has changed. */
import { open, readFile, rename } from 'node:fs/promises'
import { syntaxPosition } from '../../jsonapi/text.js'
import type { StateDocument } from './state.js'

/** A file holds something else than the state of an emulator. */
export class StateFileError extends TypeError {
  /** Says what is wrong with the file, without its name. */
  readonly fault: string

  /** @param fault what is wrong with the file at `path`, as the end of a sentence that begins with its name. */
  constructor(path: string, fault: string) {
    super(`${path} ${fault}`)
    this.fault = fault
  }
}

/**
 * The document in a file; `undefined` where there is no such file. Rejects where the file cannot be read, and with a `StateFileError`
 * that says where it is broken; it is left as it is.
 */
export async function readStateFile(path: string): Promise<unknown> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
  try {
    return JSON.parse(text)
  } catch {
    const { line, column } = { line: 1, column: 1, ...syntaxPosition(text) }
    throw new StateFileError(path, `is no JSON from line ${line}, column ${column}, on.`)
  }
}

/** Writes a file over and over. */
export interface StateWriter {
  /** Notes that there is something to write; it is written by and by, several changes at once. */
  changed(): void
  /** Resolves once everything is written; rejects where that failed. */
  flush(): Promise<void>
}

/**
 * Writes what `read` gives to a file, the new one beside the old and then in its place: whoever ends the process in the middle of
 * writing leaves the old one whole.
 */
export function createStateWriter(path: string, read: () => StateDocument): StateWriter {
  let hasNews = false
  let writing: Promise<void> | undefined
  const write = async (): Promise<void> => {
    while (hasNews) {
      hasNews = false
      try {
        await replaceFile(path, `${JSON.stringify(read())}\n`)
      } catch (error) {
        hasNews = true
        throw error
      }
    }
  }
  const start = (): Promise<void> => {
    writing ??= write().finally(() => {
      writing = undefined
    })
    return writing
  }
  return {
    changed() {
      hasNews = true
      // Told of at the end, by `flush`.
      start().catch(() => undefined)
    },
    flush: start,
  }
}

async function replaceFile(path: string, text: string): Promise<void> {
  const beside = `${path}.${process.pid}.new`
  // It holds the credentials of secrets and hosts.
  const file = await open(beside, 'w', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(beside, path)
}
