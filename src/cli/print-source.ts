/** Shows the lines of a request that errors point at, underlined as compilers do it. */

import type { Place, Source } from '../input/source-places.js'
import { parsePointer } from '../jsonapi/pointer.js'
import { cutEnd, cutStart, textWidth, wrap } from './layout.js'
import { isSecretName, safeLine } from './safe-text.js'
import type { Terminal } from './terminal.js'

/** A pointer, and what is to be said of the place that it leads to. */
export interface Mark {
  readonly pointer: string
  readonly label: string
}

/** A place, and all that is to be said of it. */
interface Spot {
  readonly place: Place
  readonly labels: ReadonlySet<string>
}

/** As much of a line as fits, and the columns in it that a place takes. */
interface Excerpt {
  readonly text: string
  readonly start: number
  readonly width: number
}

/** The lines of `source` that `marks` point at, in their order, each place with all of its labels under it. */
export function printSource(
  source: Source,
  marks: readonly Mark[],
  { colors, width }: Pick<Terminal, 'colors' | 'width'>,
): string[] {
  const spots = findSpots(source, marks)
  const digits = String(spots.reduce((last, { place }) => Math.max(last, place.line), 1)).length
  const gutter = (number: string, sign: string) => colors.dim(`  ${number.padStart(digits)} ${sign} `)
  const room = width - digits - '   │ '.length
  const rows = [gutter('', '╭') + colors.cyan(safeLine(source.name))]
  let above: { readonly line: number; readonly text: string } | undefined
  for (const { place, labels } of spots) {
    const { line } = place
    const excerpt = excerptOf(place, room)
    if (above !== undefined && line > above.line + 1) rows.push(gutter('', '┆').trimEnd())
    // Two places on a line that does not fit are each shown in their own surroundings.
    if (above?.line !== line || above.text !== excerpt.text) rows.push(gutter(String(line), '│') + excerpt.text)
    rows.push(...underline(excerpt, [...labels].join(', '), room).map((row) => gutter('', '│') + colors.red(row)))
    above = { line, text: excerpt.text }
  }
  return rows
}

function findSpots(source: Source, marks: readonly Mark[]): readonly Spot[] {
  const spots = new Map<string, { readonly place: Place; readonly labels: Set<string> }>()
  for (const { pointer, label } of marks) {
    const place = source.locate(pointer)
    const spot = spots.get(place.pointer) ?? { place, labels: new Set() }
    spots.set(place.pointer, spot)
    const extent = place.lastLine > place.line ? ` (to line ${place.lastLine})` : ''
    spot.labels.add(safeLine(label + (place.pointer === pointer ? extent : ` (there is no ${pointer})`)))
  }
  return [...spots.values()].sort(({ place: a }, { place: b }) => a.line - b.line || a.column - b.column)
}

function excerptOf({ text, column, length, pointer }: Place, room: number): Excerpt {
  const start = column - 1
  const isSecret = isSecretName(parsePointer(pointer).at(-1) ?? '')
  // Masked before anything is cut off: what is left of a secret would not be known for one.
  const [before, place, after] = [text.slice(0, start), text.slice(start, start + length), text.slice(start + length)]
  const marked = isSecret ? '[redacted]' : cutEnd(safeLine(place), room - 10)
  const trail = safeLine(after)
  const lead = cutStart(safeLine(before), room - textWidth(marked) - Math.min(10, textWidth(trail)))
  return {
    text: lead + marked + cutEnd(trail, room - textWidth(lead + marked)),
    start: textWidth(lead),
    width: Math.max(1, textWidth(marked)),
  }
}

/** The label stands behind the underline if there is room, else below it. */
function underline({ start, width }: Excerpt, label: string, room: number): string[] {
  const carets = ' '.repeat(start) + '^'.repeat(width)
  if (start + width + 1 + textWidth(label) <= room) return [`${carets} ${label}`]
  const indent = ' '.repeat(Math.max(0, Math.min(start, room - textWidth(label))))
  return [carets, ...wrap(label, room).map((row) => indent + row)]
}
