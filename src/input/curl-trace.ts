/** Reads what `curl --trace-ascii` prints as what `curl -v` does: `>` before what was sent, `<` before heads, bodies as they are. */

/** One line, and the number that it has in the input. */
export interface NumberedLine {
  readonly text: string
  readonly line: number
}

const SECTION = /^(?:[\d:.]+ )?(?:== (Info): |(=>|<=) (?:Send|Recv) (SSL )?(header|data))/
const ROW = /^([\da-f]{4,8}): ?(.*)/i

/** Whether `text` is a line that such an output begins with. */
export const isTrace = (text: string): boolean => SECTION.test(text)

/** The lines of `curl -v` for those of a trace. A row goes on where the one before ended: curl cuts rows at 64 characters. */
export function untraced(lines: readonly string[], first: number): readonly NumberedLine[] {
  const all: { text: string; line: number }[] = []
  let mark: string | undefined
  let end = -1
  for (const [index, raw] of lines.entries()) {
    const [section, info, direction, ssl, kind] = SECTION.exec(raw) ?? []
    const [, offset, text = ''] = ROW.exec(raw.replace(/\r$/, '')) ?? []
    if (section !== undefined) {
      const isBody = kind === 'data' && direction === '<='
      // A body comes in as many parts as curl got it in.
      end = isBody && mark === '' ? 0 : -1
      mark = info !== undefined || ssl !== undefined ? undefined : isBody ? '' : direction === '=>' ? '> ' : '< '
    } else if (mark !== undefined && offset !== undefined) {
      const from = Number.parseInt(offset, 16)
      const last = all.at(-1)
      // Between lines stand two characters, a line break.
      if (from === end && last !== undefined) last.text += text
      else all.push({ text: mark + text, line: first + index })
      end = from + text.length
    }
  }
  return all
}
