/** Shows the lines of a request that errors point at, underlined as compilers do it. */
import { mask } from '../../failure/secrets.js'
import type { Place, Source } from '../../input/source.js'
import { parsePointer } from '../../jsonapi/pointer.js'
import { cutEnd, cutStart, type Look, textWidth, wrap } from '../layout.js'
import { shortLine, visibleLine } from '../safe-text.js'

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
export function printSource(source: Source, marks: readonly Mark[], { colors, width }: Look): string[] {
  const spots = findSpots(source, marks)
  const digits = String(spots.reduce((last, { place }) => Math.max(last, place.line), 1)).length
  const gutter = (number: string, sign: string) => colors.dim(`  ${number.padStart(digits)} ${sign} `)
  const room = width - digits - '   │ '.length
  const rows = [gutter('', '╭') + colors.cyan(cutStart(visibleLine(source.name), room))]
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
    spot.labels.add(shortLine(label + (place.pointer === pointer ? extent : ` (there is no ${pointer})`)))
  }
  return [...spots.values()].sort(({ place: a }, { place: b }) => a.line - b.line || a.column - b.column)
}

/** How much of a line on either side of a place can matter: no terminal shows more. */
const NEAR = 400

function excerptOf({ text, column, length, pointer }: Place, room: number): Excerpt {
  const start = column - 1
  // Masked before anything is cut off: what is left of a secret would not be known for one.
  const [before, place, after] = [
    text.slice(0, start),
    text.slice(start, start + length),
    text.slice(start + length),
  ].map((part) => mask(part)) as [string, string, string]
  const name = parsePointer(pointer).at(-1) ?? ''
  const marked = cutEnd(shortLine(String(mask({ [name]: place })[name])), room - 10)
  const trail = visibleLine(after.slice(0, NEAR))
  const lead = cutStart(visibleLine(before.slice(-NEAR)), room - textWidth(marked) - Math.min(10, textWidth(trail)))
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
