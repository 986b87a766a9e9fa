/** Reads JSON text. */
import { attempt } from '../jsonapi/attempt.js'

/** The value of `text`, in an object to tell `null` from nothing; `undefined` if it is not JSON. */
export function parseJson(text: string): { readonly value: unknown } | undefined {
  return attempt(() => ({ value: JSON.parse(text) }))
}

/** Whether `text` is JSON. */
export function isJson(text: string): boolean {
  return parseJson(text) !== undefined
}
