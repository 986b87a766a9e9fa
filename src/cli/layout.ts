/** Lays out text in columns: how wide it is on a terminal, and where its lines end. */

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u
const ASCII = /^[ -~]*$/
const NARROWEST = /[\p{Mn}\p{Me}\u200c\u200d]/u

/** How many columns `text` takes: two for an East Asian character or an emoji, none for a combining mark. */
export function textWidth(text: string): number {
  // Nearly all text is of this kind, and nearly all time goes here.
  if (ASCII.test(text)) return text.length
  let width = 0
  for (const character of text) width += NARROWEST.test(character) ? 0 : WIDE.test(character) ? 2 : 1
  return width
}

/** `text` filled up with spaces to `width` columns. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)))
}

/** The longest beginning of `text` that fits into `width` columns; at least one character. */
function headOf(text: string, width: number): string {
  let head = ''
  let taken = 0
  for (const character of text) {
    taken += textWidth(character)
    if (taken > width && head !== '') break
    head += character
  }
  return head
}

// Chinese and Japanese write no spaces: a line may end between any two characters, but not before what ends a phrase or a syllable.
const BREAKS =
  /(?<=[\u3001-\u30ff\u3400-\u9fff\uff01-\uff60])(?![\u3001-\u3002\u300d\u300f\u3011ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮー々\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff5d])/u

/** `text` in lines of at most `width` columns, broken between words, and inside only those that are longer than a line. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, width))
}

/** What must not be broken, each with what stands before it on the same line. */
function partsOf(paragraph: string): { readonly space: string; readonly part: string }[] {
  const words = paragraph.split(' ').filter((word) => word !== '')
  return words.flatMap((word) => word.split(BREAKS).map((part, index) => ({ space: index === 0 ? ' ' : '', part })))
}

function wrapParagraph(paragraph: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const { space, part } of partsOf(paragraph)) {
    const longer = line === '' ? part : line + space + part
    if (textWidth(longer) <= width) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    line = part
    while (textWidth(line) > width) {
      const head = headOf(line, width)
      lines.push(head)
      line = line.slice(head.length)
    }
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line]
}

/** `text` cut to `width` columns, with an ellipsis in place of what is cut off its end. */
export function cutEnd(text: string, width: number): string {
  if (textWidth(text) <= width) return text
  return width < 1 ? '' : `${width < 2 ? '' : headOf(text, width - 1)}…`
}

/** `text` cut to `width` columns, with an ellipsis in place of what is cut off its beginning. */
export function cutStart(text: string, width: number): string {
  const reverse = (part: string) => [...part].reverse().join('')
  return reverse(cutEnd(reverse(text), width))
}
