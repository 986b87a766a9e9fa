/** Suggests the codes that somebody may have meant. */
import { distance } from 'fastest-levenshtein'
import { knownCodes } from '../explain/explain.js'

const longest = Math.max(...knownCodes.map((code) => code.length))
const most = 3

/**
 * At most three codes near what was typed, the nearest first; none where nothing is near. Case does not matter, nor
 * whether the words are joined by hyphens, underscores or spaces. A part of a code finds the codes that contain it.
 */
export function suggestCode(input: string): readonly string[] {
  const typed = normalize(input)
  // Nothing longer than this can be near a code, and the distance takes time with the length.
  if (typed === '' || typed.length > longest * 2) return []
  return knownCodes
    .map((code) => ({ code, far: farness(typed, normalize(code)) }))
    .filter(({ far }) => far <= 1)
    .sort((a, b) => a.far - b.far)
    .slice(0, most)
    .map(({ code }) => code)
}

function normalize(code: string): string {
  return code
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '-')
}

/** 0 for the same, up to 1 for near; a part of three letters or more counts as near. */
function farness(typed: string, code: string): number {
  const allowed = Math.max(2, Math.floor(code.length / 3))
  const part = typed.length >= 3 && code.includes(typed) ? 1 : Number.POSITIVE_INFINITY
  return Math.min(part, distance(typed, code) / allowed)
}
