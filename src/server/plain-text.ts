/** Writes an answer as plain text, for people who look at it in a terminal. */
import type { Labels } from '../explain/labels.js'
import type { Readable } from './readable.js'

/** The errors one after the other: title, detail, place, what to do; at the end the request id. */
export function plainText(status: number, errors: readonly Readable[], requestId: string, { words }: Labels): string {
  const paragraphs = errors.map(({ title, detail, place, remedy }) =>
    [title, detail, place && `${words.at}: ${place}`, remedy].filter(Boolean).join('\n'),
  )
  return `${[`${words.status} ${status}`, ...paragraphs, `${words['request-id']}: ${requestId}`].join('\n\n')}\n`
}
