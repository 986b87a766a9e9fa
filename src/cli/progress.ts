/** Shows on a terminal how far something long has come. */
import type { OutputStream } from './terminal.js'

/** A progress bar. */
export interface Progress {
  /** Counts what was done: bytes, or pictures. */
  advance(more: number): void
  /** Takes the bar off the screen until more is done, so that something else can be written. */
  hide(): void
}

/** Inputs below this are read before a bar could be seen. */
const WORTHWHILE = 2 ** 20
/** How often the bar moves, in milliseconds. */
const PAUSE = 100
const LENGTH = 30
const CLEAR = '\r\u001b[2K'

const NONE: Progress = { advance: () => undefined, hide: () => undefined }

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6).toLocaleString('en')} MB`

/** A bar on `stream` for an input of `total` bytes, if that is known; nothing at all if `stream` is not a terminal. */
export function createProgress(stream: OutputStream, total?: number): Progress {
  return createLine(stream, WORTHWHILE, (read) => barOf(read, total))
}

/** A line on `stream` that says how much has been done, from the first on; nothing at all if `stream` is not a terminal. */
export function createCounter(stream: OutputStream, textOf: (done: number) => string): Progress {
  return createLine(stream, 1, textOf)
}

function createLine(stream: OutputStream, worthwhile: number, textOf: (done: number) => string): Progress {
  if (!stream.isTTY) return NONE
  let done = 0
  let isShown = false
  let changedAt = 0
  return {
    advance(more) {
      done += more
      const now = Date.now()
      if (done < worthwhile || now - changedAt < PAUSE) return
      changedAt = now
      isShown = true
      stream.write(CLEAR + textOf(done))
    },
    hide() {
      if (!isShown) return
      isShown = false
      changedAt = Date.now()
      stream.write(CLEAR)
    },
  }
}

function barOf(read: number, total: number | undefined): string {
  if (total === undefined) return `  ${megabytes(read)} read`
  // A file may grow while it is read.
  const part = Math.min(1, read / total)
  const done = Math.round(part * LENGTH)
  const bar = '█'.repeat(done) + '░'.repeat(LENGTH - done)
  return `  ${bar} ${Math.floor(part * 100)} %  ${megabytes(read)} of ${megabytes(total)}`
}
