import { Agent, request } from 'undici'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errorFromResponse, withReactorErrors } from '../../src/client/fetch.js'
import { retry } from '../../src/client/retry.js'
import { settle } from '../../src/client/settle.js'
import { reactorErrors } from '../../src/client/undici/index.js'
import { isJsonApiError, reactor } from '../../src/index.js'
import { rejection } from '../rejection.js'
import { responses, type Served, serve } from './wire-responses.js'

let server: Served
beforeAll(async () => {
  server = await serve((incoming, response) => {
    const { status, headers, body } = responses[incoming.url?.startsWith('/busy') ? 'empty' : 'not-found']
    response.writeHead(status, headers).end(body)
  })
})
afterAll(() => server.close())

const url = (path: string) => `${server.url}${path}?access_token=canary-query#top`

/** The functions in a stack, but for those of Node itself. */
const functionsIn = ({ stack = '' }: Error): readonly string[] =>
  stack
    .split('\n    at ')
    .slice(1)
    .filter((frame) => !frame.includes('node:internal'))
    .map((frame) => frame.replace(/^async /, '').replace(/ .*$/s, ''))

const throwing = withReactorErrors(fetch)
const once = { method: 'GET', sleep: async () => {}, attempts: 2 }

/** The calls of a user, each in a function that a stack has to begin with. */
const calls = {
  async overFetch() {
    await throwing(url('fetch'))
  },
  async overFetchWithRequest() {
    await throwing(new Request(url('fetch'), { method: 'DELETE' }))
  },
  async ofResponse() {
    throw await errorFromResponse(await fetch(url('response')))
  },
  async bySettling() {
    await settle(url('settle'))
  },
  async byRetrying() {
    await retry(() => throwing(url('busy')), once)
  },
}

describe.each(Object.entries(calls))('%s', (name, call) => {
  test('the stack begins where the caller stands, and there is one', async () => {
    const error = await rejection(call())
    if (!isJsonApiError(error)) throw error
    expect(functionsIn(error)[0]).toMatch(new RegExp(`(?:^|\\.)${name}$`))
    expect(error.stack).toMatch(new RegExp(`^ReactorError: ${error.message.slice(0, 10).replace(/[[\]]/g, '.')}`))
  })
})

describe('the request that failed', () => {
  test.each<[what: string, call: () => Promise<unknown>, request: object]>([
    ['a URL of fetch', calls.overFetch, { method: 'GET', url: '/fetch' }],
    ['a Request', calls.overFetchWithRequest, { method: 'DELETE', url: '/fetch' }],
    ['a URL object', () => throwing(new URL(url('a/b'))), { method: 'GET', url: '/a/b' }],
    [
      'options beside a Request',
      () => throwing(new Request(url('a')), { method: 'PUT' }),
      { method: 'PUT', url: '/a' },
    ],
    ['what was waited for', calls.bySettling, { method: 'GET', url: '/settle' }],
    ['what was repeated', calls.byRetrying, { method: 'GET', url: '/busy' }],
    ['the root', () => throwing(`${server.url.slice(0, -1)}?q`), { method: 'GET', url: '/' }],
  ])('is told: %s', async (_, call, sent) => {
    const error = await rejection(call())
    if (!isJsonApiError(error)) throw error
    expect(error.failure.request).toEqual(sent)
    expect(error.message).toContain(Object.values(sent).join(' '))
    expect(JSON.stringify([error.message, error.failure])).not.toContain('canary')
  })

  test.each(['GET', 'PATCH'] as const)('is told behind undici: %s', async (method) => {
    const agent = new Agent()
    const dispatcher = agent.compose(reactorErrors())
    const error = await rejection(request(url('undici/path'), { dispatcher, method }))
    if (!isJsonApiError(error)) throw error
    expect(error.failure.request).toEqual({ method, url: '/undici/path' })
    await agent.close()
  })

  test('is told of each attempt', async () => {
    const error = await rejection(calls.byRetrying())
    expect(reactor.is(error) && error.failure.attempts).toMatchObject([{ request: { method: 'GET', url: '/busy' } }])
  })

  test('is not made up where only the response is known', async () => {
    const error = await rejection(calls.ofResponse())
    expect(isJsonApiError(error) && error.failure).not.toHaveProperty('request')
  })
})
