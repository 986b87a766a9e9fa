/** Measures functions against each other in one process, by processor time: shuffled rounds, medians of the ratios within them. */
import { setFlagsFromString } from 'node:v8'

/** The work of one iteration; takes its number, so that nothing about it is the same twice. */
export type Work = (iteration: number) => unknown

/** The ratio of each candidate to the first one, which is `1`, and the time of an iteration of each in nanoseconds. */
export interface Measured {
  readonly ratios: readonly number[]
  /** How far the middle half of those ratios lies apart, as a part of the median. */
  readonly spreads: readonly number[]
  /** The medians, and how far the middle half lies apart, as a part of them. */
  readonly times: readonly { readonly time: number; readonly spread: number }[]
}

/**
 * What calls the work. `direct`: the loop. For work that captures a stack, whose price the frames above decide:
 * `interpreted`, eight calls that V8 must never optimise, and `optimised`, eight calls that it may.
 */
export type Callers = 'direct' | 'interpreted' | 'optimised'

const mostRounds = 41
/** What takes long is measured in fewer rounds, but not in less than these. */
const leastRounds = 5
const roundsNanoseconds = 3e9
// What the processor tells of itself counts in microseconds.
const sampleNanoseconds = 4e6
const warmupNanoseconds = 3e8
const depth = 8

// Natives syntax is how a frame is kept from changing its tier in the middle of a run.
setFlagsFromString('--allow-natives-syntax')

let made = 0

type Loop = (work: Work, count: number) => unknown

/**
 * A loop whose text is like no other: V8 shares the inline caches of functions made from the same text,
 * and a loop that has seen one candidate would no longer inline the next.
 */
function makeLoop(callers: Callers): Loop {
  made += 1
  const frames = Array.from({ length: depth }, (_, level) =>
    callers === 'direct'
      ? ''
      : `function call${level}(work, i) { return ${level === 0 ? 'work(i)' : `call${level - 1}(work, i)`} }
         ${callers === 'interpreted' ? `%NeverOptimizeFunction(call${level})` : ''}`,
  )
  const call = callers === 'direct' ? 'work(i)' : `call${depth - 1}(work, i)`
  // The last result leaves the loop, so that none of it can be dropped as unused.
  const text = `/* ${made} */ ${frames.join('\n')}
    return function loop(work, count) { let last; for (let i = 0; i < count; i++) last = ${call}; return last }`
  // `Function` returns Function; the text says which.
  return new Function(text)() as Loop
}

/** The middle of the values. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? Number.NaN
}

/** The time that the processor spent on a loop, in nanoseconds; what others do in the meantime does not count. */
function time(loop: Loop, work: Work, count: number): number {
  const start = process.cpuUsage()
  loop(work, count)
  const { user, system } = process.cpuUsage(start)
  return (user + system) * 1000
}

/** Runs until warm, and gives how many iterations fill a sample, and how long that takes. */
function warmUp(loop: Loop, work: Work): { readonly count: number; readonly duration: number } {
  let count = 1
  let spent = 0
  let last = 0
  while (spent < warmupNanoseconds) {
    last = time(loop, work, count)
    spent += last
    if (last < sampleNanoseconds) count *= 2
  }
  const each = Math.max(last, 1) / count
  const filling = Math.max(1, Math.round(sampleNanoseconds / each))
  return { count: filling, duration: filling * each }
}

/** Measures all works in turn, round by round; a ratio is the median of the ratios within the rounds. */
export function compare(works: readonly Work[], callers: Callers = 'direct'): Measured {
  const runs = works.map((work) => {
    const loop = makeLoop(callers)
    return { work, loop, ...warmUp(loop, work) }
  })
  const round = runs.reduce((sum, { duration }) => sum + duration, 0)
  const rounds = Math.max(leastRounds, Math.min(mostRounds, Math.round(roundsNanoseconds / round)))
  const samples = runs.map((): number[] => [])
  for (let round = 0; round < rounds; round++) {
    // In another order each time, so that none always pays for the garbage of its neighbour.
    for (const place of shuffled(runs.length)) {
      const run = runs[place]
      if (run !== undefined) samples[place]?.push(time(run.loop, run.work, run.count) / run.count)
    }
  }
  const floor = samples[0] ?? []
  const ratios = samples.map((times) => times.map((value, round) => value / (floor[round] ?? Number.NaN)))
  return {
    ratios: ratios.map(median),
    spreads: ratios.map(spread),
    times: samples.map((times) => ({ time: median(times), spread: spread(times) })),
  }
}

function shuffled(length: number): readonly number[] {
  const places = Array.from({ length }, (_, place) => ({ place, rank: Math.random() }))
  return places.sort((a, b) => a.rank - b.rank).map(({ place }) => place)
}

/** How far the middle half of the values lies apart, as a part of the median. */
export function spread(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (part: number): number => sorted[Math.floor(part * (sorted.length - 1))] ?? Number.NaN
  return (at(0.75) - at(0.25)) / at(0.5)
}
