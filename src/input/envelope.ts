/** Reads a line of a log that keeps an answer's status and headers beside its body: `{ "status", "headers", "body" }`. */

/** What is known of an answer beside its body. */
export interface ResponseContext {
  readonly status?: number
  readonly headers?: readonly (readonly [name: string, value: string])[]
}

/** An answer inside a JSON value. */
export interface Envelope {
  readonly context: ResponseContext
  readonly body: unknown
}

/** The answer inside `value`; `undefined` if it is not an envelope, that is an object with a numeric `status` and a `body`. */
export function openEnvelope(value: unknown): Envelope | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'body')) return undefined
  // It comes from JSON.parse: plain members, of any type.
  const { status, headers, body } = value as Readonly<Record<'status' | 'headers' | 'body', unknown>>
  return typeof status === 'number' ? { context: { status, headers: headersOf(headers) }, body } : undefined
}

/** Headers as an object of texts or lists, or as a list of pairs. */
function headersOf(headers: unknown): [string, string][] {
  if (typeof headers !== 'object' || headers === null) return []
  const pairs: readonly unknown[] = Array.isArray(headers) ? headers : Object.entries(headers)
  return pairs.filter(Array.isArray).map(([name, value]) => [String(name), String(value)])
}
