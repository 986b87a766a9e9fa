/** Puts error objects into words for people, in the language of whoever reads them. */
import { chooseLanguage } from '../../explain/choose-language.js'
import { type Labels, labelsOf } from '../../explain/labels.js'
import { en, type Language, proseOf, translated } from '../../explain/language.js'
import { filled } from '../../explain/words.js'
import { notPromised } from '../../failure/promised.js'
import { retryClassOf } from '../../failure/retry.js'
import type { ErrorObject, ErrorSource } from '../../jsonapi/document.js'
import { reasonPhrase } from '../../jsonapi/status.js'
import { reactor } from '../../reactor/index.js'
import type { Catalog } from '../options.js'

/**
 * The language that a header Accept-Language asks for, written as `fr-FR` or `fr_FR`. English is added, as the first, where it is
 * not among `languages`.
 */
export function readerLanguage(
  acceptLanguage: string | undefined,
  languages: readonly Language[] | undefined,
): Language {
  if (languages === undefined) return en
  const all = languages.some(({ tag }) => tag === en.tag) ? languages : [en, ...languages]
  return chooseLanguage(acceptLanguage?.replaceAll('_', '-'), all)
}

/** Whether a code means in `dialect` what it means in the dialect of the Reactor API, whose codes have been translated. */
function isReactors(code: string, dialect: Catalog): boolean {
  return notPromised('dialect.entry', dialect.entry(code))?.title === reactor.entry(code)?.title
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
  const isOfCatalog = title === undefined || title === dialect.entry(code)?.title
  return isOfCatalog ? translated(language, 'codes', code).title : undefined
}

/** One error in words. */
export interface Readable {
  readonly title: string
  /** The BCP 47 tag of the language of the title. */
  readonly titleLanguage: string
  readonly detail?: string | undefined
  /** The part of the request that is at fault. */
  readonly place?: string | undefined
  /** The remedy. */
  readonly remedy: string
  /** The BCP 47 tag of the language of the remedy. */
  readonly language: string
}

// Characters that move the cursor, change colours or turn the direction of writing do not belong in a text; line breaks do.
const CONTROLS = /[^\P{Cc}\n\t]|\p{Bidi_Control}/gu

const visible = (text: string): string => text.replace(CONTROLS, '\uFFFD')

/** An error object, as it is sent, in words: those of the reader's language where it has them, else English. */
export function readable(error: ErrorObject, language: Language, dialect: Catalog = reactor): Readable {
  // No language has words for a code without a name.
  const { code = '', source } = error
  const { tag, words } = labelsOf(language)
  const status = Number(error.status)
  const title = visible(error.title ?? reasonPhrase(status) ?? 'Error')
  const detail = error.detail === undefined ? undefined : visible(error.detail)
  const place = source === undefined ? undefined : visible(placeOf(source, words))
  const prose = proseOf(language, 'codes', code)
  const spoken = translated(language, 'codes', code)
  // Words that no language gave are in English, as far as anybody knows.
  const titleLanguage = spoken.title === title ? language.tag : 'en'
  // The remedies are those of Reactor's codes; one that a dialect defines anew, and a fault of the server, have others.
  if (prose !== undefined && status < 500 && isReactors(code, dialect)) {
    const { remedy } = prose
    return { title, titleLanguage, detail, place, remedy, language: spoken.remedy === remedy ? language.tag : 'en' }
  }
  const remedy = words[retryClassOf(status) ?? 'after-fix']
  return { title, titleLanguage, detail, place, remedy, language: tag }
}

function placeOf({ pointer, parameter, header = '' }: ErrorSource, words: Labels['words']): string {
  if (pointer !== undefined) return pointer === '' ? words.document : pointer
  return parameter !== undefined ? filled(words.parameter, { name: parameter }) : filled(words.header, { name: header })
}
