/** Looks for secrets in what came out of a door. */
import type { Outcome } from './doors.js'
import type { Told } from './kinds.js'

/** So many characters of a secret, or all of a shorter one, are too many. */
const GIVEAWAY = 12

/** Where more of a secret can be read than may be, and how. */
export function leaksIn(outcome: Outcome, { secret }: Told): readonly string[] {
  const size = Math.min(GIVEAWAY, secret.length)
  const pieces = Array.from({ length: secret.length - size + 1 }, (_, at) => secret.slice(at, at + size).toLowerCase())
  return Object.entries(outcome).flatMap(([way, text]) => {
    const lower = text.toLowerCase()
    const piece = pieces.find((each) => lower.includes(each))
    if (piece === undefined) return []
    const at = lower.indexOf(piece)
    return [`${way}: ${text.slice(Math.max(0, at - 60), at + 60)}`]
  })
}
