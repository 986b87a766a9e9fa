/** The words around causes and remedies, in the language of those, and the short texts that are made of them. */
import type { Failure } from '../failure/failure.js'
import type { RetryAdvice } from '../failure/retry.js'
import type { ErrorObject } from '../jsonapi/document.js'
import { en, type Language } from './language.js'
import type { Word } from './languages/keys.generated.js'

/** The words that the command line and the site use around what the catalog says. */
export type Words = Readonly<Record<Word, string>>

/** The words of a language; English ones for what it lacks. */
export const wordsOf = ({ words }: Language): Words => ({ ...en.words, ...words })

/** A text with what its placeholders stand for. */
export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_match, name: string) => String(values[name]))
}

/** Who sent the response, in words, where it was not the API. */
export function senderText({ format, errors }: Failure, words: Words): string | undefined {
  const service = errors[0].meta?.['service']
  if (service === 'image-serving') return filled(words.sender_images, { service: 'Image Serving' })
  if (service === 'image-rendering') return filled(words.sender_images, { service: 'Image Rendering' })
  const name = `sender_${format}`
  // An own member of the words is one of their keys.
  return Object.hasOwn(words, name) ? words[name as keyof Words] : undefined
}

/** When to try again, in words. */
export function retryText({ retry, after }: RetryAdvice, words: Words): string {
  if (after === undefined) return words[retry]
  return after === 0 ? words.now : filled(words.wait, { time: duration(after) })
}

/** A time in milliseconds as people say it. */
export function duration(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000)
  if (seconds < 120) return `${seconds} s`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 120 ? `${minutes} min` : `${Math.ceil(minutes / 60).toLocaleString('en')} h`
}

/** The longest detail that can stand where a title does. */
const LONGEST_NAME = 100

/** The words for an error beside its code: its title, or, where it has neither, what it says, where that is one short line. */
export function titleText({ code, title, detail = '' }: ErrorObject, words: Words): string {
  if (code || title) return title ?? ''
  const isName = /\S/.test(detail) && detail.length <= LONGEST_NAME && !detail.includes('\n')
  return isName ? detail : words.nameless
}
