/** Draws errors into pictures. */
import type { ErrorWords } from '../plan.js'
import { drawText } from './draw-text.js'
import { builtInFont, type ErrorFont } from './font.js'
import type { Picture } from './picture.js'
import { pictureFormatOf } from './picture-format.js'
import { readErrorTemplate } from './template.js'

/** What an error image is made of. */
export interface ErrorImageInit {
  /** `size=300,300&bgc=ffffff&text=$error.message$`; default: the message on white, 300 by 300 pixels. */
  readonly template?: string
  readonly words: ErrorWords
  /** The value of `fmt=`; default: JPEG. */
  readonly fmt?: string | undefined
  /** The font to draw with; default: Unifont, out of `@fontsource/unifont`. */
  readonly font?: ErrorFont
}

/**
 * The picture of an error: the text of its template, wrapped, smaller where there is much of it, and cut where it would be too small
 * to read. Any script is drawn. Rejects with an Error where the template is wrong, and where `sharp` or the font is not installed.
 */
export async function renderErrorImage(init: ErrorImageInit): Promise<Picture> {
  const { name, type } = pictureFormatOf(init.fmt)
  const { width, height, background, text } = readErrorTemplate(init.template ?? '', init.words)
  const { default: sharp } = await import('sharp')
  const margin = Math.floor(Math.min(8, width / 8, height / 8))
  const color = isBright(background) ? '#000000' : '#ffffff'
  const room = { width: width - 2 * margin, height: height - 2 * margin }
  const drawn = await drawText(sharp, { text, color, ...room, font: init.font ?? builtInFont() })
  const picture =
    drawn === undefined
      ? sharp({ create: { width, height, channels: 3, background } })
      : // Half the work of laying the text over a picture.
        sharp(drawn.input, { raw: drawn.raw })
          .flatten({ background })
          .extend({
            top: margin,
            left: margin,
            bottom: height - margin - drawn.raw.height,
            right: width - margin - drawn.raw.width,
            background,
          })
  return { type, body: new Uint8Array(await picture.toFormat(name).toBuffer()) }
}

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
