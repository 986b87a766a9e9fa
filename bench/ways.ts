/** Compares what takes time of its own: work that is awaited, one after the other. */
import { median } from './harness.js'
import { heading, row } from './table.js'

/** One way to do the work: to send a request and take its answer, or to draw a picture. */
export interface Way {
  readonly name: string
  readonly send: () => Promise<unknown>
}

const rounds = 41

async function time(send: Way['send'], count: number): Promise<number> {
  const start = performance.now()
  for (let i = 0; i < count; i++) await send()
  return performance.now() - start
}

/** Compares ways in turn, round by round, one after the other; the first way is the floor. */
export async function compareWays(title: string, count: number, ways: readonly Way[]): Promise<void> {
  const samples = ways.map((): number[] => [])
  for (const { send } of ways) await time(send, 10 * count)
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < ways.length; turn++) {
      const place = (turn + round) % ways.length
      const way = ways[place]
      if (way !== undefined) samples[place]?.push(await time(way.send, count))
    }
  }
  heading(title)
  const floor = samples[0] ?? []
  row(ways[0]?.name ?? '', (1000 * median(floor)) / count, 'µs')
  for (const [place, { name }] of ways.entries()) {
    const ratios = (samples[place] ?? []).map((value, round) => value / (floor[round] ?? Number.NaN))
    if (place > 0) row(name, median(ratios), 'x')
  }
}
