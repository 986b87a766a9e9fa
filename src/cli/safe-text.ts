/** Makes text fit for a terminal: no character that does more than stand there, and none that is not seen. */
import { cutText } from '../failure/cut-text.js'
import { byNumber, visible as show } from '../jsonapi/visible.js'

function picture(character: string): string {
  if (character === '\n') return character
  if (character === '\t') return ' '
  const code = Number(character.codePointAt(0))
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : byNumber(character)
}

/** `text` with its control and other invisible characters made visible; line breaks stay, tabs become spaces. */
export function visible(text: string): string {
  return show(text.replaceAll('\r\n', '\n'), picture)
}

/** Like `visible`, on one line. */
export function visibleLine(text: string): string {
  const shown = visible(text)
  return shown.includes('\n')
    ? shown
        .split('\n', 1000)
        .map((line) => line.trim())
        .filter(Boolean)
        .join(' ')
    : shown
}

/** How much is shown of a text that came with a response. */
const LONGEST = 1000

/** `visibleLine` of a text that may be of any length, of which so much is shown as a person may read. */
export function shortLine(text: string): string {
  return visibleLine(cutText(text, LONGEST))
}

/** Like `shortLine`, with its line breaks. */
export function shortText(text: string): string {
  return visible(cutText(text, LONGEST))
}
