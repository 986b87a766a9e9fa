/** What an answer says of an error, as much as ErrorDetail allows. */
import type { Failure } from '../failure/failure.js'
import type { Attributes } from './attributes.js'
import type { ErrorWords } from './plan.js'

/**
 * `$error.title$` and `$error.message$` of a failure (reference of `attribute::ErrorDetail`): of levels 0 and 1 both are the title;
 * level 2 has the detail for its message, which may name files; level 3 appends stack traces to that.
 */
export function wordsOf({ errors: [error] }: Failure, level: Attributes['ErrorDetail']): ErrorWords {
  const title = error.title ?? error.code ?? 'Error'
  if (level < 2) return { title, message: title }
  const detail = error.detail ?? title
  const stack = error.meta?.['stack']
  return { title, message: level === 3 && typeof stack === 'string' ? `${detail}\n${stack}` : detail }
}
