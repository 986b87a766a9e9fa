/** Says why no response came. */

import { isError } from '../failure/plain.js'
import { attempt } from '../jsonapi/attempt.js'

/** The reason why no response came, for people; may hold secrets of the request. */
export function troubleOf(error: unknown): string {
  if (!isError(error)) return 'something was thrown that is no error'
  return attempt(() => saidBy(error), 'an error was thrown that cannot be read')
}

function saidBy(error: Error): string {
  const { name, message, cause } = error
  // Any error may have a code; that of a failed fetch stands in its cause.
  const { code } = (isError(cause) ? cause : error) as Error & { readonly code?: unknown }
  return `${name}: ${message}${typeof code === 'string' ? ` (${code})` : ''}`
}
