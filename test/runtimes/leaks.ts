/**
 * Does each job of the built package a million times and looks, after each tenth, at what is left behind: memory after the
 * collector has run, listeners on the signal that all share, timers, sockets. `npm run test:leaks` prints a table;
 * `-- --count 10000` does fewer. Exits 1 where anything grows.
 */
import { execFileSync } from 'node:child_process'
import { getEventListeners, setMaxListeners } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Agent, request } from 'undici'
import { built } from '../../bench/packages.js'
import { checkout } from './project.js'

execFileSync('npm', ['run', 'build', '--silent'], { cwd: checkout, stdio: 'inherit' })

const { reactor } = await built<typeof import('../../src/index.js')>('index')
const { renderResponse } = await built<typeof import('../../src/server/index.js')>('server')
const { withReactorErrors } = await built<typeof import('../../src/client/fetch.js')>('fetch')
const { reactorErrors } = await built<typeof import('../../src/client/undici/index.js')>('undici')
const { retry } = await built<typeof import('../../src/client/retry.js')>('retry')
const { settle } = await built<typeof import('../../src/client/settle.js')>('settle')

const { values } = parseArgs({ options: { count: { type: 'string', default: '1000000' } } })
const count = Number(values.count)
const SLICES = 10
/** How many run at a time, of those that wait for something. */
const ABREAST = 50
/** What the heap may grow by between the first third and the last, in MB. */
const MOST_GROWTH = 1

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void // A function that V8 gives by this flag.

const type = { 'content-type': 'application/vnd.api+json' }
const bodies = ['not-unique', 'not-found', 'read-only', 'minification-error', 'made-up'].map((code, index) =>
  JSON.stringify({
    errors: [
      { status: '409', code, title: `Title ${index}`, source: { pointer: '/data' }, meta: { token: 'abcd1234efgh' } },
    ],
  }),
)
let turn = 0
const bodyOf = (): string => bodies[turn++ % bodies.length] ?? ''
const { signal } = new AbortController()
// Undici adds a listener per request to the signal that it is given.
setMaxListeners(0, signal)
const sleep = () => Promise.resolve()

const server = createServer((_, response) => response.writeHead(409, type).end(bodyOf()))
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
// A server that listens on a port has an address with that port.
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
const dispatcher = new Agent({ connections: ABREAST }).compose(reactorErrors())

const failed = async (input: string, _init: { readonly signal: AbortSignal }): Promise<Response> =>
  new Response(`${bodyOf()}${input.slice(input.length)}`, { status: 409, headers: type })
const fetchErrors = withReactorErrors(failed)

/** Does what must fail. Throws an Error where it does not. */
async function failing(work: () => PromiseLike<unknown> | unknown): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (reactor.is(error)) return
    throw error
  }
  throw new Error('it did not fail')
}

const build = (status: string) => ({ data: { type: 'builds', id: 'BL1', attributes: { status } } })

const jobs: Readonly<Record<string, () => PromiseLike<unknown> | unknown>> = {
  'parse a body': () => reactor.parse(bodyOf(), { status: 409 }),
  'throw, catch': () => {
    try {
      reactor.throwIfFailed(bodyOf(), { status: 409 })
    } catch {}
  },
  'respond with an error': () => renderResponse(reactor.error('not-unique', { pointer: '/data/attributes/name' })),
  'fetch, wrapped': () => failing(() => fetchErrors('https://reactor.adobe.io/', { signal })),
  'undici, intercepted': () => failing(() => request(url, { dispatcher, signal })),
  'retry once': () => {
    const statuses = [409, 429]
    const work = async () => reactor.throwIfFailed(bodyOf(), { status: statuses.pop() })
    return failing(() => retry(work, { method: 'GET', signal, sleep }))
  },
  'settle after two polls': () => {
    const states = ['succeeded', 'pending']
    const fetch = async () => Response.json(build(states.pop() ?? 'succeeded'), { headers: type })
    return settle('https://reactor.adobe.io/builds/BL1', { fetch, signal, sleep })
  },
}

/** What is there at the moment, besides the program itself. */
function left(): {
  readonly heap: number
  readonly listeners: number
  readonly timers: number
  readonly sockets: number
} {
  collect()
  collect()
  const resources = process.getActiveResourcesInfo()
  const { heapUsed, external } = process.memoryUsage()
  return {
    heap: (heapUsed + external) / 1e6,
    listeners: getEventListeners(signal, 'abort').length,
    timers: resources.filter((name) => name === 'Timeout').length,
    sockets: resources.filter((name) => /TCPSocket/.test(name)).length,
  }
}

/** Does a job `times` times, `ABREAST` at once where it waits. */
async function repeat(job: () => PromiseLike<unknown> | unknown, times: number): Promise<void> {
  let begun = 0
  const work = async (): Promise<void> => {
    while (begun++ < times) await job()
  }
  await Promise.all(Array.from({ length: ABREAST }, work))
}

process.stdout.write('| job | times | heap at first, MB | at last | listeners | timers | sockets |\n')
process.stdout.write('| --- | --- | --- | --- | --- | --- | --- |\n')
for (const [name, job] of Object.entries(jobs)) {
  await repeat(job, count / SLICES)
  const seen: ReturnType<typeof left>[] = []
  for (let slice = 0; slice < SLICES; slice++) {
    await repeat(job, count / SLICES)
    seen.push(left())
  }
  const least = (part: typeof seen): number => Math.min(...part.map(({ heap }) => heap))
  const [first, last] = [least(seen.slice(0, 3)), least(seen.slice(-3))]
  const [from, to] = [seen[0], seen.at(-1)]
  const grows =
    last - first > MOST_GROWTH ||
    to?.listeners !== from?.listeners ||
    (to?.timers ?? 0) > (from?.timers ?? 0) + 1 ||
    (to?.sockets ?? 0) > 2 * ABREAST
  const cells = [name, count, first.toFixed(1), last.toFixed(1), to?.listeners, to?.timers, to?.sockets]
  process.stdout.write(`| ${cells.join(' | ')} |${grows ? ' GROWS' : ''}\n`)
  if (grows) process.exitCode = 1
}
await dispatcher.close()
server.close()
