/** Makes received text fit for a terminal: no secrets, and no character that does more than stand there. */
import { maskText } from '../failure/secrets.js'

// Control characters, line separators, marks that turn the direction of text or are not seen, halves of characters.
const UNSAFE = /[\p{Cc}\u2028\u2029\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\p{Cs}]/gu

function picture(character: string): string {
  if (character === '\n') return character
  if (character === '\t') return ' '
  // All of them are single UTF-16 code units.
  const code = character.charCodeAt(0)
  if (code < 0x20) return String.fromCharCode(0x2400 + code)
  if (code === 0x7f) return '␡'
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd'
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
}

/** `text` with its control and other invisible characters made visible; line breaks stay, tabs become spaces. */
export function visible(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(UNSAFE, picture)
}

/** `text` as it may be shown: tokens and query strings masked, control characters visible. */
export function safe(text: string): string {
  return visible(maskText(text))
}

/** Like `safe`, on one line. */
export function safeLine(text: string): string {
  return safe(text).replace(/\s*\n\s*/g, ' ')
}

/** Whether a member of this name holds something that must not be shown. */
export function isSecretName(name: string): boolean {
  return /(?:^|_)(?:password|passphrase|secret|token|private_key|api_?key|authorization)$/i.test(name)
}
