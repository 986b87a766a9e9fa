/** The words that details of validation errors are made of; none repeats a value of the request. */
import { cutText } from '../../failure/cut-text.js'
import { maskText } from '../../failure/secrets.js'

/** The sentence for a violation of which nothing is known. */
export const NOT_VALID = 'Is not valid.'

/** The sentences where even what is allowed must not be told. */
export const ONE_OF_ALLOWED = 'Must be one of the allowed values.'
export const NO_MATCH = 'Must match the pattern.'

const LONGEST = 200
const LONGEST_MESSAGE = 1000
const MOST_VALUES = 20

/** Nouns for the types of JSON Schema and JSON Type Definition (RFC 8927). */
const types: ReadonlyMap<unknown, string> = new Map([
  ['string', 'a string'],
  ['number', 'a number'],
  ['integer', 'an integer'],
  ['boolean', 'a boolean'],
  ['object', 'an object'],
  ['array', 'an array'],
  ['null', 'null'],
  ['int8', 'an integer from -128 to 127'],
  ['uint8', 'an integer from 0 to 255'],
  ['int16', 'an integer from -32768 to 32767'],
  ['uint16', 'an integer from 0 to 65535'],
  ['int32', 'an integer from -2147483648 to 2147483647'],
  ['uint32', 'an integer from 0 to 4294967295'],
  ['float32', 'a number'],
  ['float64', 'a number'],
  ['timestamp', 'a timestamp (RFC 3339)'],
])

/** `text`, cut where nobody would read on. */
export function cut(text: string): string {
  return cutText(text, LONGEST)
}

/** `name` in quotes. */
export function quoted(name: unknown): string {
  return typeof name === 'string' ? `"${cut(name)}"` : 'without a name'
}

/** A type by its name in a schema, as a noun: `an integer`. */
export function typeNoun(type: unknown): string {
  return types.get(type) ?? `of type ${quoted(type)}`
}

/** The first of the values that a schema allows, as JSON: one more than are told, so that it can be said that there are more. */
export function valueTexts(values: readonly unknown[]): readonly string[] {
  return values.slice(0, MOST_VALUES + 1).map(valueText)
}

/** A detail that speaks of the name of a member and not of its value. */
export function ofName(name: string, detail: string): string {
  return `The name ${quoted(name)}: ${detail}`
}

/** The expectation of a validator, as a noun if it is the name of a type. */
export function expectedNoun(expected: string): string {
  return types.get(expected) ?? cut(expected)
}

/** A value that a schema allows, as JSON; what has members is not written out, since nobody knows how much it is. */
export function valueText(value: unknown): string {
  if (typeof value === 'bigint') return `${value}`
  if (typeof value !== 'object' || value === null) return cut(JSON.stringify(value) ?? typeof value)
  return Array.isArray(value) ? 'one certain array' : 'one certain object'
}

/** `a`, `a or b`, `a, b or c`; of very many, the first. */
export function alternatives(phrases: readonly string[]): string {
  const isLong = phrases.length > MOST_VALUES
  const listed = isLong ? [...phrases.slice(0, MOST_VALUES), 'another of those allowed'] : phrases
  const last = listed.length - 1
  return last < 1 ? listed.join('') : `${listed.slice(0, last).join(', ')} or ${listed[last]}`
}

/** `1 character`, `2 characters`. */
export function counted(count: unknown, one: string, many = `${one}s`): string {
  return count === 1 ? `1 ${one}` : `${numberText(count)} ${many}`
}

/** A number or text that a schema gives as a limit. */
export function numberText(limit: unknown): string {
  return typeof limit === 'number' ? `${limit}` : valueText(limit)
}

// A value may be compared with other secrets of the request; then even what is allowed must not be told.
const SECRET = /pass(?:word|phrase|code)|secret|token|credential|authorization|cookie|(?:api|private)[_-]?key/i

/** A text that others wrote as a sentence: without secrets that can be told by their looks, and cut. */
export function sentence(text: unknown): string {
  if (typeof text !== 'string') return NOT_VALID
  const trimmed = maskText(cutText(text.trim(), LONGEST_MESSAGE))
  const whole = /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`
  return whole === '.' ? NOT_VALID : whole.charAt(0).toUpperCase() + whole.slice(1)
}

/** Whether what is at `path` is called like a secret. */
export function isSecret(path: string): boolean {
  return SECRET.test(path)
}
