/** The languages that the command line explains errors in; only the one that is asked for is loaded. */
import { en, type Language } from '../explain/index.js'

const languages: Readonly<Record<string, () => Promise<Language>>> = {
  en: async () => en,
  de: async () => (await import('../explain/de.js')).de,
  es: async () => (await import('../explain/es.js')).es,
  fr: async () => (await import('../explain/fr.js')).fr,
  ja: async () => (await import('../explain/ja.js')).ja,
  ko: async () => (await import('../explain/ko.js')).ko,
  nl: async () => (await import('../explain/nl.js')).nl,
}

/** Their tags, as `--lang` takes them. */
export const languageTags: readonly string[] = Object.keys(languages)

/** The language of a tag; English for any that is not among `languageTags`. */
export async function loadLanguage(tag: string): Promise<Language> {
  const load = Object.hasOwn(languages, tag) ? languages[tag] : undefined
  return load === undefined ? en : load()
}
