/** Kinds of text, told by their outer form. */
import { isPointer } from '../pointer-syntax.js'
import type { Kind } from './kind.js'

/** Whether `text` has only what a URI-reference can have: https://www.rfc-editor.org/rfc/rfc3986#section-2 */
export const isReference = (text: string): boolean => !/[^\w\-.~:/?#[\]@!$&'()*+,;=%]|%(?![\dA-Fa-f]{2})/.test(text)

const isUri = (text: string): boolean => /^[a-z][a-z\d+.-]*:/i.test(text) && isReference(text)
const isLanguage = (text: string): boolean => /^[a-z]{1,8}(?:-[a-z\d]{1,8})*$/i.test(text)

/** Any string. */
export const STRING: Kind = { what: 'a string', text: () => true }

/** A JSON Pointer: https://www.rfc-editor.org/rfc/rfc6901#section-3 */
export const POINTER: Kind = {
  what: 'a JSON Pointer: segments with "/" before each, "~" only as "~0" or "~1"',
  text: isPointer,
}

/** Whether `text` is the name of one header: https://www.rfc-editor.org/rfc/rfc9110#section-5.1 */
export const isHeader = (text: string): boolean => !/^$|[^\w!#$%&'*+\-.^`|~]/.test(text)

/** The name of one header. */
export const HEADER: Kind = { what: 'the name of one header', text: isHeader }

/** A URI-reference. */
export const REFERENCE: Kind = { what: 'a URI-reference', text: isReference }

/** An array of URIs. */
export const URIS: Kind = { what: 'an array of URIs', items: { text: isUri } }

/** A relation type: https://www.rfc-editor.org/rfc/rfc8288#section-2.1 */
export const RELATION: Kind = {
  what: 'a relation type like "next" or a URI',
  text: (text) => /^[a-z][a-z\d.-]*$/.test(text) || isUri(text),
}

/** One language tag or several; the registry is not looked at: https://www.rfc-editor.org/rfc/rfc5646#section-2.1 */
export const LANGUAGES: Kind = {
  what: 'a language tag like "en-GB" or an array of them',
  text: isLanguage,
  items: { text: isLanguage },
}
