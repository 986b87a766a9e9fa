/** Makes records of lines: a JSON value each, whether it fills a line, goes over several, or stands inside other text. */

import { indexLines, type LineIndex, type LinePlace } from '../jsonapi/text.js'
import { parseJson } from './json-text.js'
import { JsonScanner, lengthAt, type Scanned, type Span } from './json-values.js'
import type { Line } from './lines.js'
import { COPIED, errorsLeftOut, LITERAL, LiteralLines, quotedJson, readLiteral } from './literals.js'
import { isLogLine } from './log.js'
import type { Problem } from './problem.js'
import { syntaxProblem } from './syntax-problem.js'
import { assertLength } from './text.js'

/** A JSON value of an input. */
export interface JsonRecord {
  readonly kind: 'json'
  readonly value: unknown
  /** The text of the value, which another language may have printed. */
  readonly text: string
  /** The line of the input that the value begins in, from 1. */
  readonly line: number
  /** The text before the value on its line: the time, the level, the name of a logger. */
  readonly lead: string
}

/** A line in which there is no JSON. */
export interface TextLine extends Line {
  readonly kind: 'text'
}

/** Text that was meant to be JSON, and is not. */
export interface BrokenText {
  readonly kind: 'broken'
  readonly problem: Problem
  /** All of it, to the end of the lines in which it stands: the values behind it are parts of it. */
  readonly text: string
  readonly line: number
  readonly lastLine: number
}

/** The results of reading lines. */
export type RecordItem = JsonRecord | TextLine | BrokenText | Problem

const brokenAt = (text: string, place: LinePlace, lastLine: number): BrokenText => ({
  kind: 'broken',
  problem: syntaxProblem(text, place),
  text,
  line: place.line,
  lastLine,
})

const NOTHING: readonly RecordItem[] = []
const COMPACT = /^\{"/
// Prose has brackets as well: what follows one tells whether it was meant to be JSON. A line that begins with a brace was,
// save where curl -v tells of bytes.
const BRACE = /\{(?! \[\d+ bytes data\])|\[\s*(?:[{["\]]|$|-?\d[\d.]*\s*(?:,|$))/my
const MEANT = /\{\s*(?:["}]|$)|\[\s*(?:[{["\]]|$|-?\d[\d.]*\s*(?:,|$))/my

/** Where values may begin in an input, told as its lines go by: what `take` gives is complete. */
export class RecordReader {
  readonly #limit: number
  #region: Region | undefined

  /** `limit`: how long a value that goes over several lines may be, in characters. */
  constructor(limit: number) {
    this.#limit = limit
  }

  /** Whether a value has begun that is not complete. */
  get isOpen(): boolean {
    return this.#region !== undefined
  }

  /**
   * Returns what the next line completes: values, and text that cannot be one. Throws an `UnreadableError` where a value is too
   * long. A line that is an object by itself ends whatever was cut off before it, unless a list waits for its next item.
   */
  take({ text, line, tooLong }: Line): readonly RecordItem[] {
    if (this.#region === undefined && text.trim() === '') return NOTHING
    if (tooLong) return [...this.end(), { kind: 'problem', line, message: 'the line is too long to be read' }]
    const region = this.#region
    if (region === undefined || (COMPACT.test(text) && !region.scanner.wantsItem)) {
      const parsed = parseJson(text)
      const record = parsed && ({ kind: 'json', value: parsed.value, text, line, lead: '' } as const)
      if (record !== undefined) return region === undefined ? [record] : [...this.end(), record]
    }
    return this.#scan(text, line)
  }

  /** Returns what is left where no line follows. */
  end(): readonly RecordItem[] {
    const region = this.#region
    if (region === undefined) return NOTHING
    this.#region = undefined
    keep(region, region.scanner.abandon())
    return itemsIn(region)
  }

  #scan(text: string, line: number): readonly RecordItem[] {
    this.#region ??= { first: line, lines: [], length: 0, scanner: new JsonScanner(), values: [], broken: [] }
    const region = this.#region
    const own = withoutLead(text, region)
    region.lines.push(own)
    region.length += own.length + 1
    const before = region.broken.length
    keep(region, region.scanner.scan(own))
    if (region.literal === undefined) region.literal = literalIn(region, before)
    else region.literal.lines.take(own)
    const { scanner, literal } = region
    if (literal === undefined ? !scanner.isOpen : !literal.lines.isOpen) return this.end()
    assertLength(region.length, this.#limit)
    return NOTHING
  }
}

/** Lines that belong together, since a value has begun in them that is not complete. */
interface Region {
  readonly first: number
  readonly lines: string[]
  length: number
  readonly scanner: JsonScanner
  readonly values: Span[]
  readonly broken: number[]
  /** What is no JSON, and may be what another language prints. */
  literal?: { readonly start: number; readonly lines: LiteralLines } | undefined
}

function keep(region: Region, { values, broken }: Scanned): void {
  for (const value of values) region.values.push(value)
  for (const start of broken) region.broken.push(start)
}

/** Nothing longer stands before every line. */
const LONGEST_LEAD = 200

const shapeOf = (text: string): string => text.trimEnd().replace(/\d/g, '0')

/**
 * A line of a value without what stands before that on its first line, where it stands here again: the mark of a quotation, the
 * name of a container, a time, whose digits may differ. There are blanks in its place, so that columns stay what they are.
 */
function withoutLead(text: string, { lines, scanner, literal }: Region): string {
  const start = literal?.start ?? scanner.start ?? 0
  const lead = String(lines[0]).slice(0, start)
  const rest = text.slice(lead.length)
  // An object by itself begins anew, as it does without a lead.
  if (start > LONGEST_LEAD || lead.trim() === '' || (COMPACT.test(rest) && !scanner.wantsItem)) return text
  return shapeOf(text.slice(0, lead.length)) === shapeOf(lead) ? ' '.repeat(lead.length) + rest : text
}

/**
 * The value in another language that begins where one of the last `broken` does: each is looked at once, with the lines behind it.
 */
function literalIn({ lines, length, broken }: Region, before: number): Region['literal'] {
  for (const start of broken.slice(before)) {
    let first = lines.length
    let offset = length
    while (offset > start) {
      first -= 1
      offset -= String(lines[first]).length + 1
    }
    const head = String(lines[first]).slice(start - offset)
    if (lengthAt(LITERAL, head, 0) < 0) continue
    const literal = new LiteralLines(head)
    for (const line of lines.slice(first + 1)) literal.take(line)
    return { start, lines: literal }
  }
  return undefined
}

/** The beginning of JSON in a field of CSV, where each of its quotes stands twice (RFC 4180, section 2). */
const DOUBLED = /^[{[\s]+""/
const undoubled = (text: string): unknown => parseJson(text.replaceAll('""', '"'))?.value

const LEFT_OUT = 'what tells of errors was left out in printing: print it with JSON.stringify(…)'

/** The text behind the last value of a stretch, unless it is no more than what closes a call or a sentence. */
function textBehind(text: string, end: number, index: LineIndex): readonly TextLine[] {
  const rest = text.slice(end)
  return /[\w}\]]/.test(rest) ? [{ kind: 'text', text: rest.trim(), line: index.placeOf(end).line }] : []
}

/** Values, and what was meant to be one, in the order of their places; the first line where there is neither. */
function itemsIn({ first, lines, values, broken, literal }: Region): readonly RecordItem[] {
  const text = lines.join('\n')
  const index = indexLines(text, first)
  let behind = 0
  const recordOf = (start: number, value: unknown, own: string): JsonRecord => {
    const { line, column } = index.placeOf(start)
    const lead = text.slice(Math.max(behind, start - column + 1), start)
    behind = start + own.length
    return { kind: 'json', value, text: own, line, lead }
  }
  // The scanner has found nothing that does not parse.
  const parsed = ({ start, end }: Span) => recordOf(start, JSON.parse(text.slice(start, end)), text.slice(start, end))
  const printed = COPIED.test(text) ? undefined : literal?.lines.text
  const value = printed && (DOUBLED.test(printed) ? undoubled(printed) : readLiteral(printed))
  if (literal !== undefined && printed !== undefined && value !== undefined) {
    const end = literal.start + printed.length - 1
    const before = values.filter((each) => each.end <= literal.start)
    const after = values.filter((each) => each.start >= end)
    // A line of a log may hold any object.
    const gap = isLogLine(value) ? -1 : errorsLeftOut(printed)
    const problems: Problem[] =
      gap < 0 ? [] : [{ kind: 'problem', message: LEFT_OUT, ...index.placeOf(literal.start + gap) }]
    const rest = textBehind(text, after.at(-1)?.end ?? end, index)
    return [
      ...[...before.map(parsed), recordOf(literal.start, value, printed), ...problems, ...after.map(parsed)],
      ...rest,
    ]
  }
  // What follows such a text on its line has nothing to say of it.
  const quoted = broken.length > 0 ? quotedJson(text) : undefined
  if (quoted !== undefined) {
    const before = values.filter(({ end }) => end <= quoted.start)
    return [...before.map(parsed), recordOf(quoted.start, quoted.value, quoted.text)]
  }
  const meant = broken.find((start) => lengthAt(start === 0 ? BRACE : MEANT, text, start) > 0)
  const records = values.map(parsed)
  // One is enough to say of a stretch of text that it is broken.
  const problems =
    meant === undefined ? [] : [brokenAt(text.slice(meant), index.placeOf(meant), first + lines.length - 1)]
  const before = meant === undefined ? 0 : values.filter(({ start }) => start < meant).length
  const rest = meant === undefined ? textBehind(text, values.at(-1)?.end ?? text.length, index) : []
  const items = [...records.slice(0, before), ...problems, ...records.slice(before), ...rest]
  return items.length > 0 ? items : [{ kind: 'text', text: String(lines[0]), line: first }]
}
