/** The words around causes and remedies, in the language of those. */
import { en, type Language } from '../explain/language.js'
import type { Word } from '../explain/languages/keys.generated.js'

/** The words that the command line uses around what the catalog says. */
export type Words = Readonly<Record<Word, string>>

/** The words of a language; English ones for what it lacks. */
export const wordsOf = ({ words }: Language): Words => ({ ...en.words, ...words })

/** A text with what its placeholders stand for. */
export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_match, name: string) => String(values[name]))
}
