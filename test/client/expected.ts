/** What tests expect of the error that a bad answer ends in. */
import { expect } from 'vitest'
import type { BadResponse } from './bad-responses.js'
import type { Summary } from './summary.js'

/** What every transport should tell of a bad answer. */
export function summaryFor({ status, format, codes, says }: BadResponse): Summary {
  return {
    name: 'ReactorError',
    status,
    format,
    codes,
    requestId: 'in-header',
    retryAfter: 7000,
    // Types of matchers are loose; they stand for what they match.
    says: says && (expect.stringMatching(says) as string),
  }
}
