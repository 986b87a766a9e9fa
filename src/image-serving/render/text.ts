/** Draws text so that it fits, each character with the font that has it. */
import type sharp from 'sharp'
import type { Sharp } from 'sharp'
import { xmlReferences } from '../write-properties.js'
import type { FontSet } from './font.js'

/** Text, and the room that there is for it. */
export interface TextInit {
  readonly text: string
  /** `#000000`. */
  readonly color: string
  /** In pixels. */
  readonly width: number
  /** In pixels. */
  readonly height: number
  readonly fonts: FontSet
}

/** Text that is drawn, as pixels of four channels. */
export interface DrawnText {
  readonly input: Buffer
  readonly raw: { readonly width: number; readonly height: number; readonly channels: 1 | 2 | 3 | 4 }
  /** Where it stands: at the right, if no paragraph is written from the left. */
  readonly side: 'left' | 'right'
}

/** The size that text has where there is room for it, in pixels; the one that Unifont is drawn for. */
const SIZE = 16
/** The size under which nobody can read, in pixels. */
const SMALLEST = 8

/** Text in 16 pixels, or smaller where that is too large for its room; cut where it would be too small. `undefined` for none. */
export async function drawText(draw: typeof sharp, init: TextInit): Promise<DrawnText | undefined> {
  const { color, width, height, fonts } = init
  const shown = cut(init.text.trim(), Math.floor(width / SMALLEST), Math.floor(height / SMALLEST))
  if (shown === '') return undefined
  for (const font of [fonts.beyond, fonts.emoji]) if (font !== undefined) await makeKnown(draw, font.family, font.file)
  const text = {
    text: markupOf(shown, color, fonts),
    font: `${fonts.main.family} ${SIZE}`,
    fontfile: fonts.main.file,
    width,
    rgba: true,
    wrap: 'word-char',
  } as const
  const side = sideOf(shown)
  const drawn = await raw(draw({ text: { ...text, dpi: 72 } }))
  if (drawn.raw.height <= height && drawn.raw.width <= width) return { ...drawn, side }
  return { ...(await raw(draw({ text: { ...text, height } }))), side }
}

async function raw(image: Sharp): Promise<Omit<DrawnText, 'side'>> {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true })
  return { input: data, raw: { width: info.width, height: info.height, channels: info.channels } }
}

const known = new Set<string>()

/** Has the text engine read a file, whose font it then knows by its name for as long as the process runs. */
async function makeKnown(draw: typeof sharp, family: string, file: string): Promise<void> {
  if (known.has(file)) return
  await draw({ text: { text: 'x', font: family, fontfile: file } }).toBuffer()
  known.add(file)
}

/** As much of a text as there is room for in the smallest size, if its characters are as wide as they are high. */
function cut(text: string, columns: number, lines: number): string {
  const characters = Math.max(0, columns * lines - 1)
  const some = [...text.slice(0, 2 * characters)].slice(0, characters).join('').split('\n').slice(0, lines).join('\n')
  return some.length < text.length && some !== '' ? `${some.trimEnd()}…` : some
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/**
 * The side on which a text stands. A paragraph is written from where its first letter is (UAX #9, rules P2 and P3).
 *
 * @see https://www.unicode.org/reports/tr9/#P2
 */
function sideOf(text: string): DrawnText['side'] {
  const firstLetters = text.split('\n').flatMap((paragraph) => /\p{L}/u.exec(paragraph)?.[0] ?? [])
  return firstLetters.length > 0 && firstLetters.every((letter) => rightToLeft.test(letter)) ? 'right' : 'left'
}

/** What no font has a shape for: controls, and what is no character. */
const shapeless = /[^\P{C}\p{Cf}\n\t]/gu
const beyondFirstPlane = /[\u{10000}-\u{10ffff}]/u
const emoji = /\p{Emoji_Presentation}|\p{Regional_Indicator}|\ufe0f/u

/**
 * Markup of Pango that shows `text` as it is, in one colour, with nothing but the fonts that were chosen: no font of the machine
 * steps in, so that pictures are the same everywhere. What has no font is shown as U+FFFD.
 *
 * @see https://docs.gtk.org/Pango/pango_markup.html
 */
export function markupOf(text: string, color: string, fonts: FontSet): string {
  const shown = text.replace(/\r\n?/g, '\n').replace(shapeless, '\ufffd')
  return `<span foreground="${color}" fallback="false" insert_hyphens="false">${runs(shown, fonts)}</span>`
}

/** The text, what the main font does not have in spans of their own. */
function runs(text: string, fonts: FontSet): string {
  if (!(beyondFirstPlane.test(text) || emoji.test(text))) return escaped(text)
  const parts = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => {
    if (!(beyondFirstPlane.test(segment) || emoji.test(segment))) return escaped(segment)
    const font = emoji.test(segment) ? fonts.emoji : fonts.beyond
    if (font === undefined) return escaped(segment.replace(/[\u{10000}-\u{10ffff}]/gu, '\ufffd'))
    return `<span font_family="${escaped(font.family)}">${escaped(segment)}</span>`
  })
  return parts.join('')
}

// Each is one of the keys.
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => xmlReferences[character] as string)
