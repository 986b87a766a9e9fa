/** The languages that the command line speaks; only the one that is asked for is loaded. */
import { en, type Language } from '../explain/language.js'
import { languages } from '../explain/languages.generated.js'
import { english, loadWords, type Words } from './words.js'

/** A language, and the words around its sentences. */
export interface Speech {
  readonly language: Language
  readonly words: Words
}

/** Their tags, as `--lang` takes them. */
export const languageTags: readonly string[] = Object.keys(languages)

/** The tag of a language by what people call it: `KO`, `ko-KR`, `de_DE.UTF-8`; `undefined` where there is none of it. */
export function languageTag(name: string): string | undefined {
  const tag = /^[a-z]{2,3}(?![a-z\d])/i.exec(name)?.[0].toLowerCase()
  return tag !== undefined && Object.hasOwn(languages, tag) ? tag : undefined
}

/** The tag of the language that the environment asks for (POSIX, “Internationalization Variables”); `en` where it asks for another. */
export function languageOf(env: Readonly<Record<string, string | undefined>>): string {
  const wanted = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || ''
  return languageTag(wanted) ?? 'en'
}

/** Loads a language by its tag, one of `languageTags`. */
export async function loadSpeech(tag: string): Promise<Speech> {
  const load = Object.hasOwn(languages, tag) ? languages[tag] : undefined
  return load === undefined ? { language: en, words: english } : { language: await load(), words: await loadWords(tag) }
}
