/** Chance that repeats itself: the same seed and number give the same draws, whatever was drawn before. */

/** Draws an integer from 0 up to, and not including, `below`. */
export type Random = (below: number) => number

/** The draws for one input of a run. */
export function randomOf(seed: number, input: number): Random {
  // Mulberry32, from a place of its own for each input.
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(input + 1, 0x85ebca6b)) >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

/** One of a list that is not empty. */
export function pick<T>(random: Random, list: readonly T[]): T {
  // There is one at every place below the length.
  return list[random(list.length)] as T
}

/** What one of these gives, the first of them as often as its weight says, and so on. */
export function either<T>(random: Random, ...ways: readonly (readonly [weight: number, draw: () => T])[]): T {
  let drawn = random(ways.reduce((sum, [weight]) => sum + weight, 0))
  for (const [weight, draw] of ways) {
    if (drawn < weight) return draw()
    drawn -= weight
  }
  throw new RangeError('There is nothing to draw')
}

/** From 0 to `most` of what `draw` gives. */
export function several<T>(random: Random, most: number, draw: () => T): T[] {
  return Array.from({ length: random(most + 1) }, draw)
}
