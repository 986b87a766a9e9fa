/** Writes plain data as one line of JSON for scripts, with secrets masked. */
import { toPlain } from '../failure/plain.js'
import { maskText } from '../failure/secrets.js'
import { isSecretName } from './safe-text.js'

// JSON leaves these as they are, and a terminal may obey them.
const UNSAFE = /[\u007f-\u009f\u2028\u2029\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g

function mask(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value
  return isSecretName(name) ? '[redacted]' : maskText(value)
}

/** `value` as JSON on one line. What is nested too deeply for `JSON.stringify` says so in place of its innermost levels. */
export function jsonLine(value: unknown): string {
  return stringify(value).replace(UNSAFE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function stringify(value: unknown): string {
  try {
    return JSON.stringify(value, mask)
  } catch {
    return JSON.stringify(toPlain(value), mask)
  }
}
