/** Cuts a stream of text into lines, in memory that does not grow with the stream. */

/** One line that is not blank, without its line break. */
export interface Line {
  readonly text: string
  /** From 1; blank lines count. */
  readonly line: number
  /** Whether only its beginning is here, since it is longer than any line may be. */
  readonly tooLong?: true
}

/** How many characters a line may have. */
export const MAX_LINE: number = 64 * 2 ** 20

/** The lines of `chunks`, in batches of those that a chunk completes; lines longer than `limit` are cut off. */
export async function* readLines(chunks: AsyncIterable<string>, limit: number): AsyncGenerator<Line[]> {
  let open = ''
  let line = 1
  let tooLong = false
  for await (const chunk of chunks) {
    const batch: Line[] = []
    let from = 0
    for (let end = chunk.indexOf('\n'); end !== -1; end = chunk.indexOf('\n', from)) {
      add(batch, open + chunk.slice(from, end), line, tooLong)
      open = ''
      tooLong = false
      from = end + 1
      line += 1
    }
    if (!tooLong) open += chunk.slice(from)
    if (open.length > limit) {
      open = open.slice(0, 100)
      tooLong = true
    }
    if (batch.length > 0) yield batch
  }
  const batch: Line[] = []
  add(batch, open, line, tooLong)
  if (batch.length > 0) yield batch
}

function add(batch: Line[], text: string, line: number, tooLong: boolean): void {
  if (text.trim() !== '') batch.push(tooLong ? { text, line, tooLong } : { text: text.replace(/\r$/, ''), line })
}
