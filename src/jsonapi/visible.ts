/** Shows the characters of a text that are not seen, or do more than stand there, by their number. */

// Controls, halves and no characters, separators of lines, whatever is invisible or turns the direction of text; joiners and
// variation selectors where they have nothing to join or to vary, as in Latin text.
const UNSEEN =
  /[\p{Cc}\p{Cs}\p{NChar}\u2028\u2029]|(?!\u200c|\u200d|[\ufe00-\ufe0f])[\p{Cf}\p{DI}]|(?<![^\0-\u024f])(?!(?<=[\d#*])\ufe0f\u20e3)(?:\u200c|\u200d|[\ufe00-\ufe0f])/gu
const PLAIN = /^[ -~]*$/

/** `text` with every such character replaced by what `show` makes of it; default: `\u{202E}`. */
export function visible(text: string, show: (character: string) => string = byNumber): string {
  return PLAIN.test(text) ? text : text.replace(UNSEEN, (character) => show(character))
}

/** `\u{AD}` for the soft hyphen. */
export function byNumber(character: string): string {
  return `\\u{${Number(character.codePointAt(0)).toString(16).toUpperCase()}}`
}

/** `visible` for the message of an error, which stands on one line: breaks and tabs become spaces. */
export function visibleMessage(text: string): string {
  return visible(text, (character) => (/[\t\n\r]/.test(character) ? ' ' : byNumber(character)))
}
