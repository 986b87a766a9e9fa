/** Draws text so that it fits. */
import type sharp from 'sharp'
import type { Sharp } from 'sharp'
import type { ErrorFont } from './font.js'

/** Text, and the room that there is for it. */
export interface TextInit {
  readonly text: string
  /** `#000000`. */
  readonly color: string
  /** In pixels. */
  readonly width: number
  /** In pixels. */
  readonly height: number
  readonly font: ErrorFont
}

/** Text that is drawn, as pixels of four channels. */
export interface DrawnText {
  readonly input: Buffer
  readonly raw: { readonly width: number; readonly height: number; readonly channels: 1 | 2 | 3 | 4 }
}

/** The size that text has where there is room for it, in pixels; the one that Unifont is drawn for. */
const SIZE = 16
/** The size under which nobody can read, in pixels. */
const SMALLEST = 8

/** Text in 16 pixels, or smaller where that is too large for its room; cut where it would be too small. `undefined` for none. */
export async function drawText(draw: typeof sharp, init: TextInit): Promise<DrawnText | undefined> {
  const { color, width, height, font } = init
  const shown = cut(init.text.trim(), Math.floor(width / SMALLEST), Math.floor(height / SMALLEST))
  if (shown === '') return undefined
  const text = {
    text: markupOf(shown, color),
    font: `${font.family} ${SIZE}`,
    fontfile: font.file,
    width,
    rgba: true,
    wrap: 'word-char',
  } as const
  const drawn = await raw(draw({ text: { ...text, dpi: 72 } }))
  if (drawn.raw.height <= height && drawn.raw.width <= width) return drawn
  return raw(draw({ text: { ...text, height } }))
}

async function raw(image: Sharp): Promise<DrawnText> {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true })
  return { input: data, raw: { width: info.width, height: info.height, channels: info.channels } }
}

/** As much of a text as there is room for in the smallest size, if its characters are as wide as they are high. */
function cut(text: string, columns: number, lines: number): string {
  const characters = Math.max(0, columns * lines - 1)
  const some = [...text.slice(0, 2 * characters)].slice(0, characters).join('').split('\n').slice(0, lines).join('\n')
  return some.length < text.length && some !== '' ? `${some.trimEnd()}…` : some
}

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** What fonts have no shape for: controls, what has no character, and what lies beyond the Basic Multilingual Plane. */
const shapeless = /[^\P{C}\p{Cf}\n\t]|[\u{10000}-\u{10ffff}]/gu

/**
 * Markup of Pango that shows `text` as it is, in one colour, with nothing but the font that was chosen: no font of the machine steps
 * in, so that pictures are the same everywhere.
 *
 * @see https://docs.gtk.org/Pango/pango_markup.html
 */
export function markupOf(text: string, color: string): string {
  const shown = text.replace(/\r\n?/g, '\n').replace(shapeless, '\ufffd')
  const escaped = shown.replace(/[&<>"']/g, (character) => references[character] as string) // One of its keys.
  return `<span foreground="${color}" fallback="false" insert_hyphens="false">${escaped}</span>`
}
