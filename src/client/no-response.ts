/** Says why no response came. */

/** The reason why no response came, for people; may hold secrets of the request. */
export function troubleOf(error: unknown): string {
  if (!(error instanceof Error)) return 'something was thrown that is no error'
  const { name, message, cause } = error
  // Any error may have a code; that of a failed fetch stands in its cause.
  const { code } = (cause instanceof Error ? cause : error) as Error & { readonly code?: unknown }
  return `${name}: ${message}${typeof code === 'string' ? ` (${code})` : ''}`
}
