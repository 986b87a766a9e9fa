/** The words around errors on pages and in plain text, in the reader's language or in English. */
import { en, type Language } from './language.js'
import type { Label } from './languages/keys.generated.js'

/** Words, and the BCP 47 tag of their language. */
export interface Labels {
  readonly tag: string
  readonly words: Readonly<Record<Label, string>>
}

/** The words of `language`; those that it lacks are in English, and so is the tag where it has none at all. */
export function labelsOf({ tag, labels }: Language): Labels {
  return labels === undefined ? { tag: en.tag, words: en.labels } : { tag, words: { ...en.labels, ...labels } }
}
