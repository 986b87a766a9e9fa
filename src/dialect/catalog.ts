/** The entries of a catalog of codes: as their author writes them, and with every member filled in. */
import { retryClassOf } from '../failure/retry.js'

/** How the errors of a code usually arrive: with the response, in a resource's status details, or either way. */
export type CodeDelivery = 'immediate' | 'deferred' | 'either'

/** One code as its author defines it; what is left out is filled in by `defineDialect`. */
export interface CodeDefinition {
  /** A few words for people: `Out Of Stock`. */
  readonly title: string
  /** The usual HTTP status, 400 to 599. */
  readonly status: number
  /** Default: `immediate`. */
  readonly delivery?: CodeDelivery
  /** The subject of the code, to group and filter by; default: `other`. */
  readonly category?: string
  /** Default: what the status says (401 `after-sign-in`, 408/425/429/5xx `later`, 501 and 505 `never`, else `after-fix`). */
  // The words of RetryClass once more: where another stands, compilers then name them.
  readonly retry?: 'never' | 'after-fix' | 'after-sign-in' | 'later'
  /** The types of the resources that the code is about; empty (the default) where it can be any. */
  readonly resources?: readonly string[]
  /** The usual source pointer, `null` (the default) where there is none. */
  readonly pointer?: string | null
  /** The members that the API's own documentation states; default: none. */
  readonly documented?: readonly string[]
}

/** One code with every member filled in. */
export interface CatalogEntry<Code extends string = string> extends Required<CodeDefinition> {
  readonly code: Code
}

/** The retry class of a code. */
export function retryOf({ retry, status }: CodeDefinition): CatalogEntry['retry'] {
  return retry ?? retryClassOf(status) ?? 'after-fix'
}

/** Fills in what a definition leaves out. */
export function catalogEntry(code: string, definition: CodeDefinition): CatalogEntry {
  return {
    code,
    delivery: 'immediate',
    category: 'other',
    retry: retryOf(definition),
    resources: [],
    pointer: null,
    documented: [],
    ...definition,
  }
}
