/** Keeps the state of an emulator in a file: read at the start, written whenever something has changed. */
import { randomUUID } from 'node:crypto'
import { readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
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
  /** Resolves once everything is written, at the first call in any case; rejects where that failed. */
  flush(): Promise<void>
}

/** What is written, and who is told where that fails. */
export interface StateSource {
  readonly read: () => StateDocument
  /** Is told why the file cannot be written: once, until it can be again. */
  readonly onError: (error: unknown) => void
}

/**
 * Writes what `read` gives to a file, the new one beside the old and then in its place: whoever ends the process in the middle of
 * writing leaves the old one whole. What somebody else wrote meanwhile is not replaced.
 */
export function createStateWriter(path: string, { read, onError }: StateSource): StateWriter {
  let hasNews = true
  let isTold = false
  let writing: Promise<void> | undefined
  let written: string | undefined
  const write = async (): Promise<void> => {
    while (hasNews) {
      hasNews = false
      try {
        written = await replaceFile(path, `${JSON.stringify(read())}\n`, written)
        isTold = false
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
      start().catch((error: unknown) => {
        if (isTold) return
        isTold = true
        onError(error)
      })
    },
    flush: start,
  }
}

/** Replaces a file, unless it is another than the one that was written last; gives the mark of the new one. */
async function replaceFile(path: string, text: string, written: string | undefined): Promise<string> {
  // What a symbolic link leads to is replaced, and not the link.
  const target = await realpath(path).catch(() => path)
  const there = await markOf(target)
  if (written !== undefined && there !== undefined && there !== written) {
    throw new StateFileError(path, 'was written by another program, such as a second emulator, and is left as it is.')
  }
  const beside = `${target}.${randomUUID()}.new`
  try {
    // It holds the credentials of secrets and hosts.
    await writeFile(beside, text, { mode: 0o600, flush: true })
    const mark = await markOf(beside)
    await rename(beside, target)
    return String(mark)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}

/** Tells one file from another that stands in its place; `undefined` where there is none. */
async function markOf(path: string): Promise<string | undefined> {
  try {
    const { ino, mtimeNs, size } = await stat(path, { bigint: true })
    return `${ino} ${mtimeNs} ${size}`
  } catch {
    return undefined
  }
}
