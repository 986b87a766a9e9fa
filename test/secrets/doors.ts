/** Every door by which what a response says comes to somebody who logs, reads or sends it on. */
import { Agent, request as undiciRequest } from 'undici'
import { errorFromResponse, withReactorErrors } from '../../src/client/fetch.js'
import { withRetry } from '../../src/client/retry.js'
import { settle } from '../../src/client/settle.js'
import { reactorErrors } from '../../src/client/undici/index.js'
import { telemetry } from '../../src/failure/telemetry.js'
import type { ErrorDocument, ErrorObject } from '../../src/index.js'
import { JsonApiError, reactor } from '../../src/index.js'
import { renderResponse } from '../../src/server/index.js'
import { runCli } from '../cli/run-cli.js'
import { rejection } from '../rejection.js'
import type { Told } from './kinds.js'
import { outlets } from './outlets.js'

/** What comes out of a door: texts, by the way that they take. */
export type Outcome = Readonly<Record<string, string>>

/** A door, its name, and what comes out of it. */
export type Door = readonly [name: string, open: (told: Told) => Promise<Outcome>]

/** An error document that says a text wherever one can be said. */
export const documentOf = (text: string): { readonly errors: readonly ErrorObject[] } & Partial<ErrorDocument> => ({
  errors: [
    {
      ...{ id: text, links: { about: `https://example.com/errors/${encodeURIComponent(text)}` }, code: text },
      ...{ title: text, detail: text, source: { parameter: text }, '@own': text },
      meta: { text, list: [text], [`${text} told`]: text, request_id: text },
    },
    { title: 'Another', detail: text, source: { header: text } },
  ],
  meta: { text },
  links: { self: `https://example.com/${encodeURIComponent(text)}` },
})

const failedBuild = (text: string) => ({
  data: {
    type: 'builds',
    id: 'BL1',
    attributes: { status: 'failed' },
    meta: { status_details: documentOf(text) },
    links: { self: 'https://reactor.adobe.io/builds/BL1' },
  },
})

const responseOf = (body: unknown, status: number): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })

const thrown = async (error: unknown): Promise<Outcome> => {
  if (!(error instanceof Error)) throw new Error('there is no error')
  return outlets(error)
}

function throwing(act: () => unknown): unknown {
  try {
    return act()
  } catch (error) {
    return error
  }
}

/** A `fetch` whose response is always the same. */
const fetchOf = (body: unknown, status: number) => async (_url: string, _init: { readonly headers: Told['headers'] }) =>
  responseOf(body, status)

const failedFetch = (text: string, status = 403) => withReactorErrors(fetchOf(documentOf(text), status))

/** A dispatcher of undici that asks nobody. */
function dispatcher(body: string, status: number): Agent {
  const agent = new Agent()
  agent.dispatch = (_, handler) => {
    const controller = { abort() {}, pause() {}, resume() {}, paused: false, aborted: false, reason: null }
    handler.onRequestStart?.(controller as never, {})
    handler.onResponseStart?.(controller as never, status, { 'content-type': 'application/json' }, '')
    handler.onResponseData?.(controller as never, Buffer.from(body))
    handler.onResponseEnd?.(controller as never, {})
    return true
  }
  return agent
}

async function overUndici({ headers, target }: Told, body: unknown, status: number): Promise<Outcome> {
  const composed = dispatcher(JSON.stringify(body), status).compose(reactorErrors({ deferred: true }))
  return thrown(await rejection(undiciRequest(`http://127.0.0.1${target}`, { headers, dispatcher: composed })))
}

/** Doors that know the request. */
const knowing: readonly Door[] = [
  ['fetch', async ({ headers, target, text }) => thrown(await rejection(failedFetch(text)(target, { headers })))],
  [
    'fetch, deferred',
    async ({ headers, target, text }) => {
      const strict = withReactorErrors(fetchOf(failedBuild(text), 200), { deferred: true })
      return thrown(await rejection(strict(target, { headers })))
    },
  ],
  ['undici', (told) => overUndici(told, documentOf(told.text), 403)],
  ['undici, deferred', (told) => overUndici(told, failedBuild(told.text), 200)],
  [
    'retry',
    async ({ headers, target, text }) => {
      const patient = withRetry(failedFetch(text, 503), { attempts: 3, sleep: async () => {} })
      return thrown(await rejection(patient(target, { headers })))
    },
  ],
  [
    'settle',
    async ({ headers, target, text }) => {
      const fetch = async () => responseOf(failedBuild(text), 200)
      return thrown(await rejection(settle(`https://reactor.adobe.io${target}`, { headers, fetch })))
    },
  ],
  [
    'settle, out of time',
    async ({ headers, target, text }) => {
      const fetch = async () => responseOf(documentOf(text), 503)
      const time = { now: () => 0, timeout: 10, sleep: async () => {} }
      return thrown(await rejection(settle(`https://reactor.adobe.io${target}`, { headers, fetch, ...time })))
    },
  ],
  [
    'settle, without a network',
    async ({ headers, target, text }) => {
      const fetch = () => Promise.reject(new Error(text))
      const time = { now: () => 0, timeout: 10, sleep: async () => {} }
      return thrown(await rejection(settle(`https://reactor.adobe.io${target}`, { headers, fetch, ...time })))
    },
  ],
  [
    'from',
    async ({ headers, target, text }) => {
      const caught = { response: { status: 403, data: documentOf(text) }, config: { headers, url: target } }
      return thrown(reactor.from(Object.assign(new Error('Request failed'), caught)))
    },
  ],
]

const ACCEPTS = ['application/vnd.api+json', 'application/problem+json', 'text/html', 'text/plain', 'application/json']
const formats = ACCEPTS as never

/** What a server sends, and what its log gets. */
const serving: readonly Door[] = ACCEPTS.flatMap((accept): readonly Door[] => [
  [
    `respond in ${accept}`,
    async ({ headers, target, text }) => {
      const request = { method: 'GET', url: target, headers: { ...headers, accept } }
      const rendered = renderResponse(documentOf(text), { request, formats, expose: 2 })
      return { body: rendered.body, headers: JSON.stringify(rendered.headers) }
    },
  ],
  [
    `respond in ${accept}, with a stack`,
    async ({ headers, target, text }) => {
      let told: Outcome = {}
      const request = { method: 'GET', url: target, headers: { ...headers, accept } }
      const cause = new Error(text, { cause: new Error(text) })
      const { body } = renderResponse(cause, {
        ...{ request, formats, expose: 3, production: false, baseUrl: 'https://example.com/errors/' },
        onError: ({ error }) => {
          told = outlets(error)
        },
      })
      return { ...told, body }
    },
  ],
])

const listOf = (headers: Told['headers']) => Object.entries(headers).map(([name, value]) => ({ name, value }))

/** Inputs of the command line, and of the site, that tell of the request. */
export const INPUTS: Readonly<Record<string, (told: Told) => string>> = {
  HAR: ({ headers, target, text }) => {
    const request = { method: 'GET', url: `https://reactor.adobe.io${target}`, headers: listOf(headers) }
    const content = { mimeType: 'application/json', text: JSON.stringify(documentOf(text)) }
    return JSON.stringify({ log: { entries: [{ request, response: { status: 403, headers: [], content } }] } })
  },
  'the output of curl -v': ({ headers, target, text }) =>
    [
      `> GET ${target} HTTP/1.1`,
      ...Object.entries(headers).map(([name, value]) => `> ${name}: ${value}`),
      '>',
      '< HTTP/1.1 403 Forbidden',
      '< content-type: application/json',
      '<',
      JSON.stringify(documentOf(text)),
    ].join('\n'),
  'a log': ({ headers, target, text }) =>
    JSON.stringify({
      ...{ level: 'error', time: 1_767_225_600_000, request: { method: 'GET', url: target, headers } },
      response: { status: 403, headers: {}, body: documentOf(text) },
    }),
}

const decoding: readonly Door[] = Object.entries(INPUTS).flatMap(([form, write]) =>
  [['decode'], ['decode', '--json']].map(
    (args): Door => [
      `${args.join(' ')} of ${form}`,
      async (told) => {
        const { stdout, stderr } = await runCli(args, { stdin: write(told), columns: 100_000, tty: ['stdout'] })
        return { stdout, stderr }
      },
    ],
  ),
)

/** Doors that take a body and know nothing of a request. */
const ignorant: readonly Door[] = [
  [
    'throwIfFailed',
    async ({ text }) => thrown(throwing(() => reactor.throwIfFailed(documentOf(text), { status: 403 }))),
  ],
  [
    'throwIfFailed, deferred',
    async ({ text }) => thrown(throwing(() => reactor.throwIfFailed(failedBuild(text), { status: 200 }))),
  ],
  [
    'error, of a failure',
    async ({ text }) => thrown(reactor.error(reactor.parse(documentOf(text), { status: 403 }) as never)),
  ],
  [
    'error, of a code',
    async ({ text }) => thrown(reactor.error('not-found', { detail: text, meta: { text }, cause: new Error(text) })),
  ],
  ['JsonApiError.from a document', async ({ text }) => thrown(JsonApiError.from(documentOf(text)))],
  ['JsonApiError.from JSON', async ({ text }) => thrown(JsonApiError.from(JSON.stringify(documentOf(text))))],
  ['JsonApiError.from an error', async ({ text }) => thrown(JsonApiError.from(new Error(text)))],
  ['JsonApiError.from anything', async ({ text }) => thrown(JsonApiError.from({ text, list: [text] }))],
  [
    'JsonApiError.from a clone',
    async ({ text }) => {
      const [failure] = reactor.parse(documentOf(text), { status: 403 })
      return thrown(JsonApiError.from(structuredClone(new Error('x', { cause: failure }))))
    },
  ],
  ['errorFromResponse', async ({ text }) => thrown(await errorFromResponse(responseOf(documentOf(text), 403)))],
  [
    'telemetry',
    async ({ text }) => ({
      ours: JSON.stringify(telemetry(JsonApiError.from(documentOf(text)))),
      theirs: JSON.stringify(telemetry(Object.assign(new Error(text), { code: text, name: text }))),
    }),
  ],
  ...(['decode', 'decode --json', 'validate', 'validate --json'] as const).map(
    (command): Door => [
      `${command} of a body`,
      async ({ text }) => {
        const stdin = JSON.stringify(documentOf(text))
        const { stdout, stderr } = await runCli(command.split(' '), { stdin, columns: 100_000, tty: ['stdout'] })
        return { stdout, stderr }
      },
    ],
  ),
]

/** Doors behind which nothing may be read that the request carried. */
export const doorsThatKnow: readonly Door[] = [...knowing, ...serving, ...decoding]

/** Doors behind which nothing may be read that looks like a credential. */
export const allDoors: readonly Door[] = [...doorsThatKnow, ...ignorant]
