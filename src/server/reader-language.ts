/** Finds the language of who reads an answer, and the titles in it. */
import { chooseLanguage } from '../explain/choose-language.js'
import { en } from '../explain/en.js'
import type { Language } from '../explain/language.js'
import type { ErrorObject } from '../jsonapi/document.js'
import { reactor } from '../reactor/index.js'
import type { ServerOptions } from './options.js'

/** The language that a header Accept-Language asks for. English is added, as the first, where it is not among `languages`. */
export function readerLanguage(
  acceptLanguage: string | undefined,
  languages: readonly Language[] | undefined,
): Language {
  if (languages === undefined) return en
  return chooseLanguage(acceptLanguage, languages.some(({ tag }) => tag === en.tag) ? languages : [en, ...languages])
}

/**
 * The title of an error's code in a language; `undefined` where the language has none, and where who made the error gave it a
 * title of its own: those stay as they are.
 */
export function translatedTitle(
  { code, title }: ErrorObject,
  { codes }: Language,
  { dialect = reactor }: ServerOptions,
): string | undefined {
  const translations: Readonly<Record<string, { readonly title?: string }>> = codes
  if (code === undefined || !Object.hasOwn(translations, code)) return undefined
  return title === undefined || title === dialect.entry(code)?.title ? translations[code]?.title : undefined
}
