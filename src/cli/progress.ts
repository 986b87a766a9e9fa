/** Shows on a terminal how far a long input has been read. */
import { SingleBar } from 'cli-progress'
import type { OutputStream } from './terminal.js'

/** A progress bar. */
export interface Progress {
  /** Counts bytes that were read. */
  advance(bytes: number): void
  /** Takes the bar off the screen until the next bytes, so that something else can be written. */
  hide(): void
}

/** Inputs below this are read before a bar could be seen. */
const WORTHWHILE = 8 * 2 ** 20
const PAUSE = 100

const NONE: Progress = { advance: () => undefined, hide: () => undefined }

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6).toLocaleString('en')} MB`

/** A bar on `stream` for an input of `total` bytes, if that is known; nothing at all if `stream` is not a terminal. */
export function createProgress(stream: OutputStream, total?: number): Progress {
  if (!stream.isTTY) return NONE
  const format = total === undefined ? '  {read} read' : '  {bar} {percentage} %  {read} of {all}'
  const bar = new SingleBar({
    format,
    stream,
    barsize: 30,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    clearOnComplete: true,
    // The bar must neither outlive an interrupt nor keep it from ending the command.
    gracefulExit: false,
    linewrap: null,
  })
  const all = megabytes(total ?? 0)
  let read = 0
  let hiddenAt = 0
  return {
    advance(bytes) {
      read += bytes
      const values = { read: megabytes(read), all }
      if (bar.isActive) bar.update(read, values)
      else if (read >= WORTHWHILE && Date.now() - hiddenAt > PAUSE) bar.start(total ?? 0, read, values)
    },
    hide() {
      if (!bar.isActive) return
      bar.stop()
      hiddenAt = Date.now()
    },
  }
}
