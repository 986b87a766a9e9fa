/** The mark of a `JsonApiError`, and how to read it, whichever copy of this package made the error. */

/** The registered symbol under which every copy of this package keeps the name of an error's dialect. */
export const BRAND: unique symbol = /* @__PURE__ */ Symbol.for('reactor-errors.dialect')

/** An `Error` that carries the mark. */
export interface Branded extends Error {
  /** The name of the dialect that the error belongs to. */
  readonly [BRAND]: string
}

/** The name of the dialect that `value` is an error of; `undefined` for anything that is not a `JsonApiError`. Never throws. */
export function dialectOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  try {
    // Any object may be asked for a member that it might not have.
    const name: unknown = (value as Partial<Branded>)[BRAND]
    return typeof name === 'string' ? name : undefined
  } catch {
    return undefined // A revoked proxy, or a getter that throws: neither is ours.
  }
}
