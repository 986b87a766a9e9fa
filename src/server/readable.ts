/** Puts error objects into words for people, for the formats that people read. */
import type { Language, Prose } from '../explain/language.js'
import { type RetryClass, retryClassOf } from '../failure/retry.js'
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

const REMEDIES: Readonly<Record<RetryClass, string>> = {
  later: 'Wait a little and try again. If it keeps failing, give whoever runs this service the request id.',
  'after-sign-in': 'Sign in, and try again.',
  'after-fix': 'Correct what is named above, and try again.',
  never: 'This service cannot do what was asked; asking again will not help.',
}

// What moves the cursor, changes colours or turns the direction of writing does not belong into a text; line breaks do.
const CONTROLS = /[^\P{Cc}\n\t]|\p{Bidi_Control}/gu

const visible = (text: string): string => text.replace(CONTROLS, '\uFFFD')

/** An error object, as it is sent, in words: those of the reader's language where it has a remedy for the code, else English. */
export function readable(error: ErrorObject, language: Language, dialect: Catalog = reactor): Readable {
  const { code, source } = error
  const status = Number(error.status)
  const title = visible(error.title ?? reasonPhrase(status) ?? 'Error')
  const detail = error.detail === undefined ? undefined : visible(error.detail)
  const place = source === undefined ? undefined : visible(placeOf(source))
  const known: Readonly<Record<string, Prose>> = language.codes
  const prose = code !== undefined && Object.hasOwn(known, code) ? known[code] : undefined
  // What no language gave is in English, as far as anybody knows.
  const titleLanguage = prose?.title === title ? language.tag : 'en'
  // The remedies are those of Reactor's codes; one that a dialect defines anew, and a fault of the server, have others.
  if (prose !== undefined && code !== undefined && status < 500 && isReactors(code, dialect)) {
    return { title, titleLanguage, detail, place, remedy: prose.remedy, language: language.tag }
  }
  const remedy = REMEDIES[retryClassOf(status) ?? 'after-fix']
  return { title, titleLanguage, detail, place, remedy, language: 'en' }
}

function placeOf({ pointer, parameter, header }: ErrorSource): string {
  if (pointer !== undefined) return pointer === '' ? 'the whole document' : pointer
  if (parameter !== undefined) return `the query parameter ${parameter}`
  return `the header ${header}`
}
