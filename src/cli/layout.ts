/** Lays out text in columns: how wide it is on a terminal, and where its lines end. */

import stringWidth from 'fast-string-width'
import type picocolors from 'picocolors'
import { once } from '../jsonapi/once.js'

/** The choices that decide how things are shown. */
export interface Look {
  readonly colors: ReturnType<typeof picocolors.createColors>
  /** In columns. */
  readonly width: number
}

const ASCII = /^[ -~]*$/
// Made when a line has to be cut inside of a word: it costs more than everything else at the start of the program.
const graphemes = once(() => new Intl.Segmenter())

/** How many columns `text` takes on a terminal: two for an East Asian character or an emoji, none for an accent of its own. */
export function textWidth(text: string): number {
  // Nearly all text is of this kind, and nearly all time goes here.
  return ASCII.test(text) ? text.length : stringWidth(text.normalize())
}

/** `text` filled up with spaces to `width` columns. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)))
}

// Chinese and Japanese write no spaces: a line may end between any two characters, but not before what ends a phrase or a syllable.
const BREAKS =
  /(?<=[\u3001-\u30ff\u3400-\u9fff\uff01-\uff60])(?![\u3001-\u3002\u300d\u300f\u3011ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮー々\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff5d])/u
// Where codes, pointers, addresses and names of members may end a line that they do not fit on.
const JOINTS = /(?<=[-_/.:,;=&?@{}[\]"|])/

/** `text` in lines of at most `width` columns, broken between words; longer words at their joints, and only then inside. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, width))
}

/** The pieces that must not be broken, each with what stands before it on the same line. */
function partsOf(paragraph: string, width: number): { readonly space: string; readonly part: string }[] {
  const words = paragraph.split(' ').filter((word) => word !== '')
  return words.flatMap((word) =>
    word
      .split(BREAKS)
      .flatMap((part) => (textWidth(part) <= width ? [part] : part.split(JOINTS)))
      .map((part, index) => ({ space: index === 0 ? ' ' : '', part })),
  )
}

function wrapParagraph(paragraph: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  let taken = 0
  for (const { space, part } of partsOf(paragraph, width)) {
    // Each part is measured once, and never the line: measuring is most of what wrapping costs.
    const columns = textWidth(part)
    const all = line === '' ? columns : taken + space.length + columns
    if (all <= width) {
      line = line === '' ? part : line + space + part
      taken = all
      continue
    }
    if (line !== '') lines.push(line)
    const pieces = piecesOf(part, width)
    line = pieces.pop() ?? ''
    taken = textWidth(line)
    lines.push(...pieces)
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line]
}

/** `text` cut between characters into pieces of at most `width` columns, each of at least one character. */
function piecesOf(text: string, width: number): string[] {
  if (textWidth(text) <= width) return [text]
  const pieces: string[] = []
  let piece = ''
  let taken = 0
  for (const { segment } of graphemes().segment(text)) {
    const columns = textWidth(segment)
    if (taken + columns > width && piece !== '') {
      pieces.push(piece)
      piece = ''
      taken = 0
    }
    piece += segment
    taken += columns
  }
  return [...pieces, piece]
}

/** `text` cut to `width` columns, with an ellipsis in place of what is cut off its end. */
export function cutEnd(text: string, width: number): string {
  if (textWidth(text) <= width) return text
  return width < 1 ? '' : `${width < 2 ? '' : piecesOf(text, width - 1)[0]}…`
}

/** `text` cut to `width` columns, with an ellipsis in place of what is cut off its beginning. */
export function cutStart(text: string, width: number): string {
  if (textWidth(text) <= width) return text
  const characters = Array.from(graphemes().segment(text), ({ segment }) => segment).reverse()
  let tail = ''
  let taken = 1
  for (const character of characters) {
    taken += textWidth(character)
    if (taken > width) break
    tail = character + tail
  }
  return width < 1 ? '' : `…${tail}`
}

/** The lines of `text` in bold behind a sign of one column, each line below the first where that begins. */
export function headed(sign: string, text: string, { colors, width }: Look): string[] {
  return wrap(text, width - 2).map((line, index) => `${index === 0 ? sign : ' '} ${colors.bold(line)}`)
}

/** The mark of a text that is this catalog's own reading. */
export const OURS = '~'
/** How many columns labels take, and from which width on they stand beside their text. */
const [LABEL, ROOMY] = [9, 60]

/** The lines of `text` beside `label`, or below it where there is little room; `ours` marks what Adobe does not document. */
export function labelled(label: string, text: string, { colors, width }: Look, ours = false): string[] {
  const indent = '    '
  const column = Math.max(LABEL, textWidth(label) + 1)
  const mark = ours ? colors.dim(OURS) : ' '
  if (width < ROOMY) {
    const lines = wrap(text, width - 6).map((line, index) => `${indent}${index === 0 ? mark : ' '} ${line}`)
    return label === '' ? lines : [indent + colors.dim(label), ...lines]
  }
  return wrap(text, width - indent.length - column - 2).map((line, index) => {
    const start = index === 0 ? `${colors.dim(pad(label, column))}${mark} ` : ' '.repeat(column + 2)
    return indent + start + line
  })
}

/** A ready text in which lines are longer than `width`: each is wrapped, and goes on where it began. */
export function refit(text: string, width: number): string {
  return text
    .split('\n')
    .flatMap((line) => {
      if (textWidth(line) <= width) return [line]
      const indent = /^ */.exec(line)?.[0] ?? ''
      return wrap(line.trim(), width - indent.length).map((part) => indent + part)
    })
    .join('\n')
}
