/** Reads responses in a process of its own, tells how much memory that took, and ends when nothing is left to do. */
import { Agent, request } from 'undici'
import { withReactorErrors } from '../../src/client/fetch.js'
import { reactorErrors } from '../../src/client/undici/index.js'
import { caughtFrom, summaryOf } from './summary.js'

/** What the process prints, as JSON. */
export interface Report {
  /** How the reading of each failed answer ended. */
  readonly formats: readonly string[]
  /** How many bytes of successful responses arrived. */
  readonly arrived: number
  /** By how much the memory grew at most, in mebibytes. */
  readonly grown: number
}

const [bad = '', good = '', bytes = ''] = process.argv.slice(2)
const agent = new Agent()
const dispatcher = agent.compose(reactorErrors())
const fetchThrowing = withReactorErrors(fetch)
const ways = [(url: string) => request(url, { dispatcher }), (url: string) => fetchThrowing(url)]

async function formatsOf(paths: readonly string[]): Promise<string[]> {
  const formats: string[] = []
  for (const path of paths)
    for (const send of ways) formats.push(summaryOf(await caughtFrom(send(`${bad}${path}`))).format)
  return formats
}

async function arrivedOf(size: string): Promise<number> {
  let arrived = 0
  const headers = { 'x-bytes': size }
  for (const { body } of [
    await request(`${good}download`, { dispatcher, headers }),
    await fetchThrowing(`${good}download`, { headers }),
  ]) {
    for await (const chunk of body ?? []) arrived += (chunk as Uint8Array).length
  }
  return arrived
}

// What is loaded and compiled once is not what is measured.
await formatsOf(['whole', 'just-too-long', 'gzip'])
await arrivedOf('1000000')
globalThis.gc?.()
const before = process.memoryUsage.rss()
const sampled = { peak: before }
const sample = setInterval(() => {
  sampled.peak = Math.max(sampled.peak, process.memoryUsage.rss())
}, 5)
const formats = await formatsOf(['gigabyte', 'endless', 'bomb', 'endless', 'gigabyte'])
const arrived = await arrivedOf(bytes)
clearInterval(sample)
await agent.close()
const report: Report = { formats, arrived, grown: (sampled.peak - before) / 2 ** 20 }
process.stdout.write(JSON.stringify(report))
