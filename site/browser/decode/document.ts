/** Reads what is pasted most, one document of JSON:API, without the readers of all other forms, which are loaded when needed. */
import { DOCUMENT_MEMBERS, fragmentOf } from '../../../src/input/fragment.js'
import { parseJson } from '../../../src/input/json-text.js'
import type { ReadResponse } from '../../../src/input/responses.js'
import { isRecord } from '../../../src/jsonapi/record.js'

/** The response whose body `text` is; `undefined` where it is anything else: its readers say the same of a document. */
export function readDocument(text: string): ReadResponse | undefined {
  const value = text.startsWith('{') ? parseJson(text)?.value : undefined
  if (!isRecord(value) || fragmentOf(value, true) !== value) return undefined
  // Among other members it may be what a log or a HAR file keeps of a response.
  if (Object.keys(value).some((name) => !DOCUMENT_MEMBERS.has(name))) return undefined
  return { kind: 'response', body: value, text, base: '', line: 1, context: {}, record: { value, lead: '' } }
}
