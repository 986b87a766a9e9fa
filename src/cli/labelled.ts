/** Lays out a text beside its label, as all commands show what they have to say. */
import { pad, wrap } from './layout.js'
import type { Terminal } from './terminal.js'

/** What decides how things are shown. */
export type Look = Pick<Terminal, 'colors' | 'width'>

/** What marks a text as this catalog's own reading. */
const OURS = '~'
const LABEL = 9

/** What the mark means, for the end of an output that has it. */
export const OURS_LEGEND: string = `${OURS} our own reading: Adobe does not document it`

/** The lines of `text` beside `label`; `ours` marks what Adobe does not document. The text must be safe to show. */
export function labelled(label: string, text: string, { colors, width }: Look, ours = false): string[] {
  const indent = 4
  const lines = wrap(text, width - indent - LABEL - 2)
  const mark = ours ? colors.dim(OURS) : ' '
  return lines.map((line, index) => {
    const start = index === 0 ? `${colors.dim(pad(label, LABEL))}${mark} ` : ' '.repeat(LABEL + 2)
    return ' '.repeat(indent) + start + line
  })
}
