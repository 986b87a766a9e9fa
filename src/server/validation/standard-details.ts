/** Says in a sentence what an issue of Zod, Valibot, ArkType or another validator means, without the value that it found. */
import { sentence } from './phrases.js'

/** An issue with whatever its vendor put on it. */
export type Members = Readonly<Record<string, unknown>>

// A shorter value is in many a sentence that does not repeat it.
const SHORTEST = 4

/**
 * The message of an issue as a sentence. The value is taken out of it: ArkType says `(was "hunter2")`, Valibot
 * `but received "hunter2"`, and messages of others may hold the `input` that is on the issue.
 */
export function issueDetail(issue: Members): string {
  const { message, expected, actual, problem, received, input, data } = issue
  if (typeof problem === 'string' && typeof actual === 'string') {
    return typeof expected === 'string' && problem.startsWith(`must be ${expected}`)
      ? `Must be ${expected}.`
      : sentence(without(problem.replace(` (was ${actual})`, ''), data))
  }
  if (typeof message !== 'string') return sentence(message)
  if (typeof received !== 'string') return sentence(without(message, input))
  const told = message.replace(` but received ${received}`, '').replace(`: Received ${received}`, '')
  return sentence(without(received.startsWith('"') ? told.replaceAll(received, '…') : told, input))
}

function without(text: string, value: unknown): string {
  return typeof value === 'string' && value.length >= SHORTEST ? text.replaceAll(value, '…') : text
}
