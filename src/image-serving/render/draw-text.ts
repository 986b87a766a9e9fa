/** Draws text so that it fits. */
import type sharp from 'sharp'
import type { Sharp } from 'sharp'
import type { ErrorFont } from './font.js'
import { markupOf } from './markup.js'

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
