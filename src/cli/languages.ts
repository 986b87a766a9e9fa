/** The languages that the command line speaks; only the one that is asked for is loaded. */
import { chooseLanguage } from '../explain/choose-language.js'
import { en, type Language } from '../explain/language.js'
import { languages } from '../explain/languages.generated.js'
import { type Words, wordsOf } from '../explain/words.js'

/** A language, and the words around its sentences. */
export interface Speech {
  readonly language: Language
  readonly words: Words
}

/** Their tags, as `--lang` takes them. */
export const languageTags: readonly string[] = Object.keys(languages)

/** Suits nobody, and comes first: what `chooseLanguage` gives where no other suits. */
const none: Language = { tag: 'x-none' }

/**
 * The tag of a language by what people call it: `KO`, `ko-KR`, `de_DE.UTF-8`, and `zh_TW`, which is written as `zh-Hant` is;
 * `undefined` where there is no such language.
 */
export function languageTag(name: string): string | undefined {
  const asked = name.replace(/[.@].*/s, '').replaceAll('_', '-')
  const language = /^([a-z]{2,8})(?:-[a-z\d]{1,8})*$/i.exec(asked)?.[1]?.toLowerCase()
  if (language === undefined) return undefined
  // Which script is meant matters to some alone, and ICU takes longer to say it than all else at the start of the program.
  if (languageTags.includes(language)) return language
  const { tag } = chooseLanguage(asked, [none, ...languageTags.map((each) => ({ tag: each }))])
  return tag === none.tag ? undefined : tag
}

/**
 * The tag of the language that the environment asks for (POSIX, “Internationalization Variables”); `en` where it asks for another.
 */
export function languageOf(env: Readonly<Record<string, string | undefined>>): string {
  const wanted = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || ''
  return languageTag(wanted) ?? 'en'
}

/** Loads a language by its tag, one of `languageTags`. */
export async function loadSpeech(tag: string): Promise<Speech> {
  const load = Object.hasOwn(languages, tag) ? languages[tag] : undefined
  const language = load === undefined ? en : await load()
  return { language, words: wordsOf(language) }
}
