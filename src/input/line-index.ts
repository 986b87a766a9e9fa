/** Tells in which line and column of a text an offset lies. */

/** A place in a text. */
export interface LinePlace {
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 code units, as editors count. */
  readonly column: number
}

/** The lines of a text. */
export interface LineIndex {
  /** Where in the text an offset lies. */
  placeOf(offset: number): LinePlace
  /** The line of a place, without its line break. */
  lineAt(place: LinePlace): string
}

/** Finds all lines of `text` once, so that each question takes next to no time. `first` is the number of its first line. */
export function indexLines(text: string, first = 1): LineIndex {
  const lines = text.split('\n')
  const starts: number[] = []
  let start = 0
  for (const line of lines) {
    starts.push(start)
    start += line.length + 1
  }
  return {
    placeOf(offset) {
      const index = lastAtMost(starts, offset)
      return { line: first + index, column: offset - Number(starts[index]) + 1 }
    },
    lineAt: ({ line }) => String(lines[line - first]).replace(/\r$/, ''),
  }
}

/** The index of the last of ascending numbers that is at most `limit`; the first is. */
function lastAtMost(numbers: readonly number[], limit: number): number {
  let low = 0
  let high = numbers.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (Number(numbers[middle]) <= limit) low = middle
    else high = middle - 1
  }
  return low
}
