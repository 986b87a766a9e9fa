/** Reads JSON text. */

/** The value of `text`, in an object to tell `null` from nothing; `undefined` if it is not JSON. */
export function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

/** Whether `text` is JSON. */
export function isJson(text: string): boolean {
  return parseJson(text) !== undefined
}
