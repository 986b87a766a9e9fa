/** Measures functions against each other in one process: interleaved samples, medians of the ratios between them. */
import { setFlagsFromString } from 'node:v8'

/** The work of one iteration; takes its number, so that nothing about it is the same twice. */
export type Work = (iteration: number) => unknown

/** The ratio of each candidate to the first one, which is `1`, and the time of an iteration of the first in nanoseconds. */
export interface Measured {
  readonly ratios: readonly number[]
  readonly nanoseconds: number
}

/**
 * What calls the work. `direct`: the loop. For work that captures a stack, whose price the frames above decide:
 * `interpreted`, eight calls that V8 must never optimise, and `optimised`, eight calls that it may.
 */
export type Callers = 'direct' | 'interpreted' | 'optimised'

const rounds = 61
const sampleNanoseconds = 2e6
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

function time(loop: Loop, work: Work, count: number): number {
  const start = process.hrtime.bigint()
  loop(work, count)
  return Number(process.hrtime.bigint() - start)
}

/** Runs until warm, and gives how many iterations fill a sample. */
function warmUp(loop: Loop, work: Work): number {
  let count = 1
  let spent = 0
  let last = 0
  while (spent < warmupNanoseconds) {
    last = time(loop, work, count)
    spent += last
    if (last < sampleNanoseconds) count *= 2
  }
  return Math.max(1, Math.round((count * sampleNanoseconds) / Math.max(last, 1)))
}

/** Measures all works in turn, round by round; a ratio is the median of the ratios within the rounds. */
export function compare(works: readonly Work[], callers: Callers = 'direct'): Measured {
  const runs = works.map((work) => {
    const loop = makeLoop(callers)
    return { work, loop, count: warmUp(loop, work) }
  })
  const samples = runs.map((): number[] => [])
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < runs.length; turn++) {
      // Each round starts with another one, so that none always pays for the garbage of its neighbour.
      const place = (turn + round) % runs.length
      const run = runs[place]
      if (run !== undefined) samples[place]?.push(time(run.loop, run.work, run.count) / run.count)
    }
  }
  const floor = samples[0] ?? []
  return {
    ratios: samples.map((times) => median(times.map((value, round) => value / (floor[round] ?? Number.NaN)))),
    nanoseconds: median(floor),
  }
}
