/** The words around errors on pages and in plain text, in the reader's language or in English. */
import type { Label, Language } from '../explain/language.js'

/** Words, and the BCP 47 tag of their language. */
export interface Labels {
  readonly tag: string
  readonly words: Readonly<Record<Label, string>>
}

const english: Labels = {
  tag: 'en',
  words: {
    status: 'Status',
    'request-id': 'Request id',
    at: 'At',
    document: 'the whole document',
    parameter: 'the query parameter {name}',
    header: 'the header {name}',
    errors: '{count} errors',
    later: 'Wait a little and try again. If it keeps failing, give whoever runs this service the request id.',
    'after-sign-in': 'Sign in, and try again.',
    'after-fix': 'Correct what is named above, and try again.',
    never: 'This service cannot do what was asked; asking again will not help.',
  },
}

/** The words of `language`, all of them or none. */
export function labelsOf({ tag, labels }: Language): Labels {
  return labels === undefined ? english : { tag, words: labels }
}

/** A label with what its placeholder stands for. */
export function filled(label: string, value: string | number): string {
  // As a function, since a text may hold what `replace` takes for a pattern.
  return label.replace(/\{(?:name|count)\}/, () => String(value))
}
