/** The Standard Schema interface, version 1, as far as a validator needs it: https://standardschema.dev */
import type { Violation } from '../violation.js'

/** What is wrong with a value, as Standard Schema says it. */
export interface StandardIssue {
  readonly message: string
  /** The names of members and the indices of elements that lead to it, as strings. */
  readonly path: readonly string[]
}

/** The value as it was given, or the issues with it; never both. */
export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] }

/** The member `~standard` of a schema. */
export interface StandardProps<Output> {
  readonly version: 1
  readonly vendor: string
  /** Validates by the default options; never throws. */
  readonly validate: (value: unknown) => StandardResult<Output>
  /** Only there for the compiler. */
  readonly types?: { readonly input: unknown; readonly output: Output } | undefined
}

/** The interface for the validator `validate`, after which a value without findings of level `error` is an `Output`. */
export function standardProps<Output>(validate: (value: unknown) => readonly Violation[]): StandardProps<Output> {
  return {
    version: 1,
    vendor: 'reactor-errors',
    validate: (value) => {
      const issues = validate(value)
        .filter(({ level }) => level === 'error')
        .map(({ message, pointer }) => ({ message, path: pathOf(pointer) }))
      // What no rule objects to is of that type.
      return issues.length > 0 ? { issues } : { value: value as Output }
    },
  }
}

/** The segments of a pointer, unescaped. */
function pathOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
}
