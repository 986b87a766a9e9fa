/** Reads the templates of error images. */
import type { ErrorWords } from '../plan.js'
import { commandsOf, lastOf } from '../target.js'

/** An error image before it is drawn. */
export interface ErrorTemplate {
  /** In pixels. */
  readonly width: number
  /** In pixels. */
  readonly height: number
  /** `#ffffff`. */
  readonly background: string
  /** The text, its variables replaced. */
  readonly text: string
}

/** The largest error image, in pixels each way. */
const LARGEST = 2_000
const DEFAULT_SIZE = 300

/**
 * The template of an error image, as a catalog's `Modifier` has it: `size=300,300&bgc=ffffff&text=$error.message$`, where `wid=` and
 * `hei=` do as well, and other commands are passed over. Without `text=` the message is the text; without a size it is 300 by 300.
 * Throws a RangeError for a size or colour that is none, and a TypeError for text in RTF, which is not drawn.
 *
 * @see https://experienceleague.adobe.com/docs/dynamic-media-developer-resources, “ErrorImage”
 */
export function readErrorTemplate(template: string, words: ErrorWords): ErrorTemplate {
  const commands = commandsOf(template)
  const [width, height] = (lastOf(commands, 'size') ?? '').split(',')
  const text = lastOf(commands, 'text') ?? '$error.message$'
  if (text.startsWith('{\\rtf')) throw new TypeError('Text of an error image is plain text, not RTF')
  return {
    width: pixels(lastOf(commands, 'wid') ?? width),
    height: pixels(lastOf(commands, 'hei') ?? height ?? width),
    background: color(lastOf(commands, 'bgc') ?? 'ffffff'),
    text: text.replace(/\$error\.(title|message)\$/g, (_, name: keyof ErrorWords) => words[name]),
  }
}

function pixels(text: string | undefined): number {
  if (text === undefined || text === '') return DEFAULT_SIZE
  const size = Math.round(Number(text))
  if (size >= 1 && size <= LARGEST) return size
  throw new RangeError(`The size of an error image is a number of pixels up to ${LARGEST}`)
}

function color(text: string): string {
  const digits = /^(?:0x|#)?([\da-f]{6})(?:[\da-f]{2})?$/i.exec(text)?.[1]
  if (digits === undefined) throw new RangeError('The colour of an error image has six hexadecimal digits')
  return `#${digits.toLowerCase()}`
}
