/** The languages that the command line explains errors in; only the one that is asked for is loaded. */
import { en, type Language } from '../explain/language.js'
import { languages } from '../explain/languages.generated.js'

/** Their tags, as `--lang` takes them. */
export const languageTags: readonly string[] = Object.keys(languages)

/** The language of a tag; English for any that is not among `languageTags`. */
export async function loadLanguage(tag: string): Promise<Language> {
  const load = Object.hasOwn(languages, tag) ? languages[tag] : undefined
  return load === undefined ? en : load()
}
