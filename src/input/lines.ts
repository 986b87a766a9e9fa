/** Cuts a stream of text into lines, in memory that does not grow with the stream. */

/** One line, without its line break. */
export interface Line {
  readonly text: string
  /** From 1. */
  readonly line: number
  /** Whether only its beginning is here, since it is longer than any line may be. */
  readonly tooLong?: true
}

/** How many characters a line may have. */
export const MAX_LINE: number = 64 * 2 ** 20

const ESCAPE = '\u001b'
const COLOUR = /^\[[\d;:]*[mK]/

/** `text` without what colours it on a terminal (ECMA-48, SGR), and without what erases to the end of a line. */
function withoutColours(text: string): string {
  const kept = (part: string) => (COLOUR.test(part) ? part.replace(COLOUR, '') : ESCAPE + part)
  return text
    .split(ESCAPE)
    .map((part, index) => (index === 0 ? part : kept(part)))
    .join('')
}

/** How much is kept of a line that is too long. */
const KEPT = 100

/**
 * The lines of `chunks`, without the colours of terminals, in batches of those that a chunk completes; lines longer than `limitOf`
 * allows are cut off. They are numbered from `first` on.
 */
export async function* readLines(
  chunks: AsyncIterable<string>,
  limitOf: (line: number) => number,
  first = 1,
): AsyncGenerator<Line[]> {
  let open = ''
  let line = first
  let tooLong = false
  for await (const chunk of chunks) {
    const batch: Line[] = []
    let from = 0
    for (let end = chunk.indexOf('\n'); end !== -1; end = chunk.indexOf('\n', from)) {
      batch.push(lineOf(open === '' ? chunk.slice(from, end) : open + chunk.slice(from, end), line, tooLong))
      open = ''
      tooLong = false
      from = end + 1
      line += 1
    }
    if (!tooLong) open += chunk.slice(from)
    if (open.length > limitOf(line)) {
      open = open.slice(0, KEPT)
      tooLong = true
    }
    if (batch.length > 0) yield batch
  }
  if (open !== '') yield [lineOf(open, line, tooLong)]
}

function lineOf(text: string, line: number, tooLong: boolean): Line {
  if (tooLong) return { text, line, tooLong }
  const plain = text.includes(ESCAPE) ? withoutColours(text) : text
  return { text: plain.endsWith('\r') ? plain.slice(0, -1) : plain, line }
}
