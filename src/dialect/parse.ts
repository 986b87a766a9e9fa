/** Reads a whole response: decodes its body, asks the readers in order, and never throws. */

import type { Failure } from '../failure/failure.js'
import { isRecord, toPlain } from '../failure/plain.js'
import { unlessPromised } from '../failure/promised.js'
import { MOST_READ } from '../failure/read-errors.js'
import { attempt } from '../jsonapi/attempt.js'
import { type DecodedBody, decodeBody } from './decode.js'
import { type ReadContext, type Reader, type ResponseContext, readContext } from './reader.js'
import { readForeign } from './readers/foreign.js'
import { readOpaque } from './readers/opaque.js'
import { readHolder } from './unread.js'

/**
 * The failures that a response tells of, by the first reader that recognises it, else by its HTTP status alone. Never throws:
 * what cannot be read as it is (getters that throw, revoked proxies) is read from a copy in which texts stand for such parts.
 */
export function parseResponse(readers: readonly Reader[], body: unknown, given: ResponseContext): Failure[] {
  const context = readContext(given)
  try {
    return read(readers, body, context)
  } catch {
    return read(readers.map(cautious), toPlain(body), context)
  }
}

/** A reader that leaves to the others what it fails at. */
const cautious =
  (reader: Reader): Reader =>
  (body, context) =>
    attempt(() => reader(body, context))

function read(readers: readonly Reader[], body: unknown, context: ReadContext): Failure[] {
  const unread = readHolder(body, context)
  if (unread !== undefined) return [unread]
  const { value, whole } = decodeBody(body, () => context.header('content-type'))
  const failures = first(readers, value, context) ?? each(readers, value, context)
  if (failures !== undefined) return failures
  return salvage(readers, whole, context) ?? readOpaque(value, context)
}

/** So many bodies are looked at; a list may be a sparse one, or one without end. */
const MOST_VISITED = 10 * MOST_READ

/** A list of bodies, each read for itself; of successful responses no list is one. All of them count as one body. */
function each(readers: readonly Reader[], value: unknown, context: ReadContext): Failure[] | undefined {
  if (!Array.isArray(value) || (context.status !== undefined && context.status < 400)) return undefined
  const found: Failure[] = []
  let left = MOST_READ
  let index = 0
  for (; index < Math.min(value.length, MOST_VISITED) && left > 0; index++) {
    for (const failure of (isRecord(value[index]) && first(readers, value[index], context)) || []) {
      if (left <= 0) break
      const repairs = failure.repairs?.map((repair) => ({ ...repair, pointer: `/${index}${repair.pointer}` }))
      found.push(repairs === undefined ? failure : { ...failure, repairs })
      left -= failure.errors.length
    }
  }
  const last = found.pop()
  if (last === undefined) return undefined
  return [...found, index < value.length || left < 0 ? cut(last, left, index, value.length) : last]
}

/** The last failure that is read of a list, with as many error objects as may still be, and what to say of the rest. */
function cut({ errors: [error, ...others], ...failure }: Failure, left: number, read: number, length: number): Failure {
  const message = `Only the first ${read} of the ${length} bodies in the list were read, up to ${MOST_READ} error objects`
  const repairs = [...(failure.repairs ?? []), { pointer: '', message, received: length }]
  return { ...failure, errors: [error, ...(left < 0 ? others.slice(0, left) : others)], repairs }
}

function first(readers: readonly Reader[], value: unknown, context: ReadContext): Failure[] | undefined {
  for (const reader of readers) {
    const failures = unlessPromised(reader(value, context))
    // A reader's list is its own; the caller's is the caller's. What is no list claims nothing.
    if (Array.isArray(failures)) return failures as Failure[]
  }
  return undefined
}

/** Returns what the readers make of the whole part of a body that is not JSON to its end, where that says more than its status. */
function salvage(readers: readonly Reader[], whole: DecodedBody['whole'], context: ReadContext): Failure[] | undefined {
  if (whole === undefined) return undefined
  // Successful responses may be texts that quote errors.
  if (whole.rest === '[text]' && context.status !== undefined && context.status < 400) return undefined
  const claimed = first(readers, whole.value, context)
  const failures = claimed === undefined ? spokenForeign(whole, context) : spoken(claimed, ['code', 'title', 'detail'])
  const repair = { pointer: '', message: whole.message, received: whole.rest }
  return failures?.map((failure) => ({
    ...failure,
    format: 'malformed',
    repairs: [...(failure.repairs ?? []), repair],
  }))
}

/** What stands in the midst of text may be anything; at its end, what it came to. */
function spokenForeign(
  { value, isLast }: NonNullable<DecodedBody['whole']>,
  context: ReadContext,
): Failure[] | undefined {
  return isLast ? spoken(readForeign(value, context), ['code', 'detail']) : undefined
}

/** `failures`, if the first error of one of them says something in one of `words`. */
function spoken(
  failures: Failure[] | undefined,
  words: readonly ('code' | 'title' | 'detail')[],
): Failure[] | undefined {
  const isSpoken = ({ errors: [error] }: Failure) => words.some((word) => error[word] !== undefined)
  return failures?.some(isSpoken) ? failures : undefined
}
