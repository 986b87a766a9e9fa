/** Puts error objects into words for people, for the formats that people read. */

import { filled, type Labels, labelsOf } from '../explain/labels.js'
import { type Language, proseOf, translated } from '../explain/language.js'
import { retryClassOf } from '../failure/retry.js'
import type { ErrorObject, ErrorSource } from '../jsonapi/document.js'
import { reasonPhrase } from '../jsonapi/status.js'
import { reactor } from '../reactor/index.js'
import type { Catalog } from './options.js'
import { isReactors } from './reader-language.js'

/** One error in words. */
export interface Readable {
  readonly title: string
  /** The BCP 47 tag of the language of the title. */
  readonly titleLanguage: string
  readonly detail?: string | undefined
  /** What in the request is at fault. */
  readonly place?: string | undefined
  /** What to do about it. */
  readonly remedy: string
  /** The BCP 47 tag of the language of the remedy. */
  readonly language: string
}

// What moves the cursor, changes colours or turns the direction of writing does not belong into a text; line breaks do.
const CONTROLS = /[^\P{Cc}\n\t]|\p{Bidi_Control}/gu

const visible = (text: string): string => text.replace(CONTROLS, '\uFFFD')

/** An error object, as it is sent, in words: those of the reader's language where it has them, else English. */
export function readable(error: ErrorObject, language: Language, dialect: Catalog = reactor): Readable {
  const { code, source } = error
  const { tag, words } = labelsOf(language)
  const status = Number(error.status)
  const title = visible(error.title ?? reasonPhrase(status) ?? 'Error')
  const detail = error.detail === undefined ? undefined : visible(error.detail)
  const place = source === undefined ? undefined : visible(placeOf(source, words))
  const prose = code === undefined ? undefined : proseOf(language, 'codes', code)
  const spoken = code === undefined ? {} : translated(language, 'codes', code)
  // What no language gave is in English, as far as anybody knows.
  const titleLanguage = spoken.title === title ? language.tag : 'en'
  // The remedies are those of Reactor's codes; one that a dialect defines anew, and a fault of the server, have others.
  if (prose !== undefined && code !== undefined && status < 500 && isReactors(code, dialect)) {
    const { remedy } = prose
    return { title, titleLanguage, detail, place, remedy, language: spoken.remedy === remedy ? language.tag : 'en' }
  }
  const remedy = words[retryClassOf(status) ?? 'after-fix']
  return { title, titleLanguage, detail, place, remedy, language: tag }
}

function placeOf({ pointer, parameter, header = '' }: ErrorSource, words: Labels['words']): string {
  if (pointer !== undefined) return pointer === '' ? words.document : pointer
  return parameter !== undefined ? filled(words.parameter, parameter) : filled(words.header, header)
}
