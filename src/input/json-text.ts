/** Reads JSON text. */
import { attempt } from '../jsonapi/attempt.js'

// What begins otherwise is not even tried: an attempt that fails costs an error, and logs have millions of such lines.
const BEGINNING = /^\s*(?:\{|\[\s*(?:[{["\]\-\d]|true|false|null)|"|(?:null|true|false|-?\d[\d.eE+-]*)\s*$)/

/** The value of `text`, in an object to tell `null` from nothing; `undefined` if it is not JSON. */
export function parseJson(text: string): { readonly value: unknown } | undefined {
  return BEGINNING.test(text) ? attempt(() => ({ value: JSON.parse(text) })) : undefined
}

/** Whether `text` is JSON. */
export function isJson(text: string): boolean {
  return parseJson(text) !== undefined
}
