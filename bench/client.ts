/** Whole requests over loopback: what the clients add to a request, and what others add. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { median } from './harness.js'
import { built, peerModule } from './packages.js'
import { heading, row } from './table.js'

const { reactorErrors } = await built<typeof import('../src/client/undici.js')>('undici')
const { withReactorErrors } = await built<typeof import('../src/client/fetch.js')>('fetch')
const undici = await peerModule<typeof import('undici')>('undici')
const { default: axios } = await peerModule<typeof import('axios')>('axios')
const { default: ky } = await peerModule<typeof import('ky')>('ky')
const octokit = await peerModule<typeof import('@octokit/request')>('@octokit/request')

/** One way to send a request and to take its answer, failed or not. */
interface Way {
  readonly name: string
  readonly send: () => Promise<unknown>
  /** The ratio to the first way that it should not exceed by much; over loopback it is no more than a hint. */
  readonly ceiling?: number
}

const rounds = 41
const caught = (error: unknown): unknown => error

async function time(send: Way['send'], count: number): Promise<number> {
  const start = performance.now()
  for (let i = 0; i < count; i++) await send()
  return performance.now() - start
}

/** Compares ways in turn, round by round, one request after the other; the first way is the floor. */
async function compare(title: string, count: number, ways: readonly Way[]): Promise<void> {
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
  for (const [place, { name, ceiling }] of ways.entries()) {
    const ratios = (samples[place] ?? []).map((value, round) => value / (floor[round] ?? Number.NaN))
    if (place > 0) row(name, median(ratios), 'x', ceiling)
  }
}

/** Requests that fail, and requests that bring a megabyte, through every client. */
export async function benchClient(): Promise<void> {
  const server = fork(new URL('client-server.ts', import.meta.url))
  const [port] = await once(server, 'message')
  const url = `http://127.0.0.1:${port}`
  const agent = new undici.Agent()
  const throwing = agent.compose(reactorErrors())
  const deferring = agent.compose(reactorErrors({ deferred: true }))
  const tracing = agent.compose(reactorErrors({ stacks: true }))
  const responseError = agent.compose(undici.interceptors.responseError())
  const fetchThrowing = withReactorErrors(fetch)
  const fetchDeferring = withReactorErrors(fetch, { deferred: true })

  const textOf = async (path: string, dispatcher: typeof throwing): Promise<string> =>
    (await undici.request(`${url}${path}`, { dispatcher })).body.text()
  const error = `${url}/error`
  await compare('A failed answer of one error over loopback, against undici and JSON.parse', 25, [
    { name: 'undici request, text, JSON.parse', send: async () => JSON.parse(await textOf('/error', agent)) },
    { name: 'reactorErrors', send: () => textOf('/error', throwing).catch(caught), ceiling: 1.1 },
    { name: 'reactorErrors, stacks', send: () => textOf('/error', tracing).catch(caught) },
    { name: 'undici responseError, no body', send: () => textOf('/error', responseError).catch(caught) },
    { name: 'undici responseError, JSON', send: () => textOf('/error-as-json', responseError).catch(caught) },
    { name: 'axios', send: () => axios.get(error).catch(caught) },
    { name: 'ky', send: () => ky.get(error, { retry: 0 }).catch(caught) },
    { name: '@octokit/request', send: () => octokit.request({ method: 'GET', url: error }).catch(caught) },
    { name: 'withReactorErrors(fetch)', send: () => fetchThrowing(error).catch(caught) },
  ])
  await compare('A failed answer of one error over loopback, against the fetch of Node and its json()', 25, [
    { name: 'fetch, json', send: async () => (await fetch(error)).json() },
    { name: 'withReactorErrors(fetch)', send: () => fetchThrowing(error).catch(caught) },
  ])
  await compare('A successful answer of 1 MB over loopback, against undici', 4, [
    { name: 'undici request, text', send: () => textOf('/list', agent) },
    { name: 'reactorErrors', send: () => textOf('/list', throwing), ceiling: 1.02 },
    { name: 'reactorErrors, deferred', send: () => textOf('/list', deferring) },
    { name: 'undici responseError', send: () => textOf('/list', responseError) },
  ])
  await compare('A successful answer of 1 MB over loopback, against the fetch of Node and its json()', 4, [
    { name: 'fetch, json', send: async () => (await fetch(`${url}/list`)).json() },
    { name: 'withReactorErrors(fetch)', send: async () => (await fetchThrowing(`${url}/list`)).json(), ceiling: 1.02 },
    { name: 'withReactorErrors(fetch), deferred', send: async () => (await fetchDeferring(`${url}/list`)).json() },
  ])
  await agent.close()
  server.disconnect()
}
