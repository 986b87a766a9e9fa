/** Whole requests over loopback: what the clients add to a request, and what others add. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { built, peerModule } from './packages.js'
import { compareWays } from './ways.js'

const { reactorErrors } = await built<typeof import('../src/client/undici/index.js')>('undici')
const { withReactorErrors } = await built<typeof import('../src/client/fetch.js')>('fetch')
const undici = await peerModule<typeof import('undici')>('undici')
const { default: axios } = await peerModule<typeof import('axios')>('axios')
const { default: ky } = await peerModule<typeof import('ky')>('ky')
const octokit = await peerModule<typeof import('@octokit/request')>('@octokit/request')

const caught = (error: unknown): unknown => error

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
  await compareWays('A failed answer of one error over loopback, against undici and JSON.parse', 25, [
    { name: 'undici request, text, JSON.parse', send: async () => JSON.parse(await textOf('/error', agent)) },
    { name: 'reactorErrors', send: () => textOf('/error', throwing).catch(caught) },
    { name: 'reactorErrors, stacks', send: () => textOf('/error', tracing).catch(caught) },
    { name: 'undici responseError, no body', send: () => textOf('/error', responseError).catch(caught) },
    { name: 'undici responseError, JSON', send: () => textOf('/error-as-json', responseError).catch(caught) },
    { name: 'axios', send: () => axios.get(error).catch(caught) },
    { name: 'ky', send: () => ky.get(error, { retry: 0 }).catch(caught) },
    { name: '@octokit/request', send: () => octokit.request({ method: 'GET', url: error }).catch(caught) },
    { name: 'withReactorErrors(fetch)', send: () => fetchThrowing(error).catch(caught) },
  ])
  await compareWays('A failed answer of one error over loopback, against the fetch of Node and its json()', 25, [
    { name: 'fetch, json', send: async () => (await fetch(error)).json() },
    { name: 'withReactorErrors(fetch)', send: () => fetchThrowing(error).catch(caught) },
  ])
  await compareWays('A successful answer of 1 MB over loopback, against undici', 4, [
    { name: 'undici request, text', send: () => textOf('/list', agent) },
    { name: 'reactorErrors', send: () => textOf('/list', throwing) },
    { name: 'reactorErrors, deferred', send: () => textOf('/list', deferring) },
    { name: 'undici responseError', send: () => textOf('/list', responseError) },
  ])
  await compareWays('A successful answer of 1 MB over loopback, against the fetch of Node and its json()', 4, [
    { name: 'fetch, json', send: async () => (await fetch(`${url}/list`)).json() },
    { name: 'withReactorErrors(fetch)', send: async () => (await fetchThrowing(`${url}/list`)).json() },
    { name: 'withReactorErrors(fetch), deferred', send: async () => (await fetchDeferring(`${url}/list`)).json() },
  ])
  await agent.close()
  server.disconnect()
}
