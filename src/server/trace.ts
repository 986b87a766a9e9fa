/** Tells a developer where an error was thrown, and what led to it. */
import type { Meta } from '../jsonapi/document.js'
import { fitText } from './fit.js'

const MAX_CAUSES = 5
const MAX_STACK = 8000
const MAX_TEXT = 500

/** The stack of what was thrown, and its causes as `Name: message`, without secrets. Never throws. */
export function traceOf(thrown: unknown): Meta {
  const trace: { stack?: string; cause?: string[] } = {}
  try {
    if (!(thrown instanceof Error)) return trace
    if (typeof thrown.stack === 'string') trace.stack = fitText(thrown.stack, MAX_STACK)
    const causes: string[] = []
    for (let { cause } = thrown; cause instanceof Error && causes.length < MAX_CAUSES; cause = cause.cause) {
      causes.push(fitText(`${cause.name}: ${cause.message}`, MAX_TEXT))
    }
    if (causes.length > 0) trace.cause = causes
  } catch {
    // A getter that throws, or a revoked proxy: what could be read is told.
  }
  return trace
}
