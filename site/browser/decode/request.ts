/** Shows the lines of the request that errors point at, with what is pointed at apart. */
import type { Problem } from '../../../src/input/problem.js'
import { openSource, type Place } from '../../../src/input/source.js'
import { syntaxProblem } from '../../../src/input/syntax-problem.js'
import { isPointer } from '../../../src/jsonapi/pointer.js'
import type { Point } from './decoding.js'
import type { Piece, RequestLine } from './messages.js'
import { shown } from './show.js'

const AROUND = 2
const MOST_LINES = 200

/** A spot of a line, and what is said of it. */
interface Spot {
  readonly place: Place
  readonly labels: Set<string>
}

/** Opens the text of a request; where it is not JSON, says why. */
export function openRequest(text: string): Point | Problem {
  const source = openSource('request', text)
  if (source === undefined) return syntaxProblem(text, { line: 1, column: 1 })
  const lines = text.split('\n')
  return (pointers) => {
    const spots = new Map<string, Spot>()
    for (const { pointer, label } of pointers) {
      if (!isPointer(pointer)) continue
      const place = source.locate(pointer)
      const spot = spots.get(place.pointer) ?? { place, labels: new Set() }
      spots.set(place.pointer, spot)
      spot.labels.add(place.pointer === pointer ? label : `${label}: ${pointer}`)
    }
    return excerpt(lines, [...spots.values()])
  }
}

function excerpt(lines: readonly string[], spots: readonly Spot[]): readonly RequestLine[] {
  const wanted = new Set<number>()
  for (const { place } of spots) {
    for (let line = place.line - AROUND; line <= place.line + AROUND; line++) if (line >= 1) wanted.add(line)
  }
  return [...wanted]
    .sort((one, other) => one - other)
    .filter((line) => line <= lines.length)
    .slice(0, MOST_LINES)
    .map((line) => ({
      line,
      pieces: piecesOf(
        lines[line - 1] ?? '',
        spots.filter(({ place }) => place.line === line),
      ),
    }))
}

/** A line in pieces; spots that lie within others are left to those. */
function piecesOf(text: string, spots: readonly Spot[]): readonly Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const { place, labels } of [...spots].sort((one, other) => one.place.column - other.place.column)) {
    const start = place.column - 1
    if (start < at) continue
    const end = start + Math.max(1, place.length)
    pieces.push({ text: spaced(text.slice(at, start)) })
    pieces.push({ text: spaced(text.slice(start, end)), label: shown([...labels].join(', ')) })
    at = end
  }
  return [...pieces, { text: spaced(text.slice(at)) }]
}

/** Text with its spaces as they are. */
function spaced(text: string): string {
  const indent = /^\s*/.exec(text)?.[0] ?? ''
  return indent.replaceAll('\t', '  ') + shown(text.slice(indent.length))
}
