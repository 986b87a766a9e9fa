/** The servers that tests of the interceptor ask, and short ways to ask them. */
import { Agent, type Dispatcher, request } from 'undici'
import { afterAll, beforeAll } from 'vitest'
import { type ReactorErrorsOptions, reactorErrors } from '../../../src/client/undici/index.js'
import { serveBadResponses } from '../bad-responses.js'
import { serveResources } from '../resources.js'
import { caughtFrom, type Summary } from '../summary.js'
import type { Served } from '../wire-responses.js'

/** What requests are sent to and with. */
export interface Surroundings {
  /** Gives bad responses. */
  readonly bad: Pick<Served, 'url'>
  /** Gives responses that all have a 2xx. */
  readonly good: Pick<Served, 'url'>
  /** Has no interceptor. */
  readonly agent: Agent
  /** The agent with the interceptor. */
  throwing(options?: ReactorErrorsOptions): Dispatcher
}

/** Starts both servers before the tests of the file that calls it, and closes them and the agent after the last. */
export function surroundings(): Surroundings {
  const [bad, good] = [{ url: '' }, { url: '' }]
  const agent = new Agent()
  const servers: Served[] = []
  beforeAll(async () => {
    const [first, second] = [await serveBadResponses(), await serveResources()]
    servers.push(first, second)
    bad.url = first.url
    good.url = second.url
  })
  afterAll(() => Promise.all([...servers.map((server) => server.close()), agent.close()]))
  return { bad, good, agent, throwing: (options) => agent.compose(reactorErrors(options)) }
}

/** What undici’s `request` takes besides a URL. */
export type Options = Parameters<typeof request>[1]

/** The codes of a bad response that arrives whole. */
export const both: readonly string[] = ['not-unique', 'read-only']

/** What is told of a bad response that arrives whole. */
export const whole: Partial<Summary> = { name: 'ReactorError', status: 409, format: 'json:api', codes: both }

/** What is told of a build that failed. */
export const upstream: Partial<Summary> = {
  ...{ name: 'ReactorError', status: 200, format: 'json:api', codes: ['upstream-build-failed'] },
}

/** Sends a request and gives the text of the response. */
export const textOf = async (url: string, options: Options): Promise<string> =>
  (await request(url, options)).body.text()

/** The error that a response ends in. */
export const errorOf = (url: string, dispatcher: Dispatcher, options?: Options): Promise<unknown> =>
  caughtFrom(textOf(url, { dispatcher, ...options }))
