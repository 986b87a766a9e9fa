/** Finds the words that were meant where one was misspelt: codes, and whatever else there is a list of. */
import { distance } from 'fastest-levenshtein'

/**
 * The words of `known` near what was typed, the nearest first; none where nothing is near. Case does not matter, nor whether the
 * parts are joined by hyphens, underscores or spaces. A part of a word finds the words that contain it.
 */
export function nearestWords(input: string, known: readonly string[]): readonly string[] {
  const longest = Math.max(...known.map((word) => word.length))
  // Nothing longer than this can be near a word, and the distance takes time with the length.
  const typed = input.length > longest * 4 ? '' : normalize(input)
  if (typed === '' || typed.length > longest * 2) return []
  return known
    .map((word) => ({ word, far: farness(typed, normalize(word)) }))
    .filter(({ far }) => far <= 1)
    .sort((a, b) => a.far - b.far)
    .map(({ word }) => word)
}

/** The question whether the nearest word was meant, to be put behind a sentence; nothing where no word is near. */
export function didYouMean(input: string, known: readonly string[]): string {
  const [nearest] = nearestWords(input, known)
  return nearest === undefined ? '' : `; did you mean ${nearest}?`
}

/** The letters and digits of a code or a title: `NOT_FOUND`, `notFound` and `not-found` are one. */
export const normalize = (code: string): string => code.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]/gu, '')

/** 0 for the same, up to 1 for near; a part of three letters or more counts as near. */
function farness(typed: string, word: string): number {
  const allowed = Math.max(2, Math.floor(word.length / 3))
  const part = typed.length >= 3 && word.includes(typed) ? 1 : Number.POSITIVE_INFINITY
  return Math.min(part, distance(typed, word) / allowed)
}
