/** Finds the language of who reads an answer, and the titles in it. */
import { chooseLanguage } from '../explain/choose-language.js'
import { en, type Language, translated } from '../explain/language.js'
import type { ErrorObject } from '../jsonapi/document.js'
import { reactor } from '../reactor/index.js'
import type { Catalog } from './options.js'

/** The language that a header Accept-Language asks for. English is added, as the first, where it is not among `languages`. */
export function readerLanguage(
  acceptLanguage: string | undefined,
  languages: readonly Language[] | undefined,
): Language {
  if (languages === undefined) return en
  return chooseLanguage(acceptLanguage, languages.some(({ tag }) => tag === en.tag) ? languages : [en, ...languages])
}

/** Whether a code means in `dialect` what it means in the dialect of the Reactor API, whose codes have been translated. */
export function isReactors(code: string, dialect: Catalog): boolean {
  return dialect.entry(code)?.title === reactor.entry(code)?.title
}

/**
 * The title of an error's code in a language; `undefined` where the language has none, and where whoever made the error, or the
 * dialect, gave it another title: those stay as they are.
 */
export function translatedTitle(
  error: ErrorObject,
  language: Language,
  dialect: Catalog = reactor,
): string | undefined {
  const { code, title } = error
  if (code === undefined || !isReactors(code, dialect)) return undefined
  return title === undefined || title === dialect.entry(code)?.title
    ? translated(language, 'codes', code).title
    : undefined
}
