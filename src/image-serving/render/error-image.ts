/** Draws errors into pictures, as templates say. */
import { checkGiven, checkKind, type Kind, OBJECT, TEXT } from '../../failure/kinds.js'
import { commandsOf, lastOf } from '../commands.js'
import type { ErrorWords } from '../plan.js'
import { type ErrorFont, fontsFor } from './font.js'
import { type Picture, pictureFormatOf } from './picture.js'
import { loadSharp } from './sharp.js'
import { type DrawnText, drawText } from './text.js'

/** What an error image is made of. */
export interface ErrorImageInit {
  /** `size=300,300&bgc=ffffff&text=$error.message$`; default: the message on white, 300 by 300 pixels. */
  readonly template?: string
  readonly words: ErrorWords
  /** The value of `fmt=`; default: JPEG. */
  readonly fmt?: string | undefined
  /**
   * The font to draw everything with; default: Unifont, out of `@fontsource/unifont`, and where they are installed,
   * `@fontsource/noto-color-emoji` for emoji and `@fontsource/unifontex` for what lies beyond the Basic Multilingual Plane.
   */
  readonly font?: ErrorFont
}

const WORDS: Kind = [
  'an object with title and message',
  (value) => [Object(value).title, Object(value).message].every((word) => typeof word === 'string'),
]

/**
 * The picture of an error: the text of its template, wrapped, smaller where there is much of it, and cut where it would be too small
 * to read; at the right, where it is written from there. What no installed font has is drawn as U+FFFD or as a box with its number;
 * Unifont does not join the consonants of Indic scripts. Rejects with an Error where the template is wrong or a member is not of its
 * kind, and with a `RendererMissingError` or an Error where `sharp` or the font is not installed.
 */
export async function renderErrorImage(init: ErrorImageInit): Promise<Picture> {
  checkKind(OBJECT, { init })
  checkKind(WORDS, { words: init.words })
  checkGiven(TEXT, { template: init.template, fmt: init.fmt })
  checkGiven(OBJECT, { font: init.font })
  const { name, type } = pictureFormatOf(init.fmt)
  const { width, height, background, text } = readErrorTemplate(init.template ?? '', init.words)
  const sharp = await loadSharp()
  const margin = Math.floor(Math.min(8, width / 8, height / 8))
  const color = isBright(background) ? '#000000' : '#ffffff'
  const room = { width: width - 2 * margin, height: height - 2 * margin }
  const { font } = init
  const fonts = font === undefined ? fontsFor(text) : { main: font, beyond: font, emoji: font }
  const drawn = await drawText(sharp, { text, color, ...room, fonts })
  const picture =
    drawn === undefined
      ? sharp({ create: { width, height, channels: 3, background } })
      : // Half the work of laying the text over a picture.
        sharp(drawn.input, { raw: drawn.raw })
          .flatten({ background })
          .extend({
            top: margin,
            bottom: height - margin - drawn.raw.height,
            ...sides(margin, width - margin - drawn.raw.width, drawn.side),
            background,
          })
  return { type, body: new Uint8Array(await picture.toFormat(name).toBuffer()) }
}

const sides = (near: number, far: number, side: DrawnText['side']): { left: number; right: number } =>
  side === 'left' ? { left: near, right: far } : { left: far, right: near }

/**
 * Whether black has more contrast with a colour than white has, which is so above the geometric mean of the two.
 *
 * @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
 */
function isBright(color: string): boolean {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  const luminance = red * 0.2126 + green * 0.7152 + blue * 0.0722
  return (luminance + 0.05) ** 2 > 1.05 * 0.05
}

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
