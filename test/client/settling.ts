/** A server whose resource goes through a script while `settle` waits for it, and a time of the wait’s own. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { onTestFinished } from 'vitest'
import type { SettleOptions, SettleResource } from '../../src/client/settle.js'
import { serve, type WireResponse } from './wire-responses.js'

/** What a resource shows of its state. */
export type Parts = Pick<SettleResource, 'attributes' | 'meta'>

/** What the server does with a request: a response, a resource to answer with, or the work of a listener. */
export type Turn = WireResponse | Parts | ((request: IncomingMessage, response: ServerResponse) => void)

/**
 * A server that takes one turn after the other, the last one for ever, and keeps the headers of its requests; it is closed when the
 * test ends.
 */
export async function script(
  ...turns: readonly Turn[]
): Promise<{ readonly url: string; readonly requests: IncomingMessage[] }> {
  const requests: IncomingMessage[] = []
  const server = await serve((request, response) => {
    const turn = turns[Math.min(requests.length, turns.length - 1)]
    requests.push(request)
    if (typeof turn === 'function') turn(request, response)
    else if (turn !== undefined && 'status' in turn) response.writeHead(turn.status, turn.headers).end(turn.body)
    else
      response.setHeader('content-type', 'application/vnd.api+json').end(JSON.stringify({ data: resource('', turn) }))
  })
  onTestFinished(server.close)
  return { url: `${server.url}builds/BL1?canary=query`, requests }
}

/** A build with these parts, whose link is `self`. */
export const resource = (self: string, parts: Parts = {}): SettleResource => ({
  ...{ type: 'builds', id: 'BL1', ...parts, links: { self } },
})

/** The parts of a resource with this status. */
export const status = (value: string, meta?: object): Parts => ({
  attributes: { status: value },
  ...(meta && { meta }),
})

/** What is still worked on. */
export const pending: Parts = status('pending')

/** What is done. */
export const succeeded: Parts = status('succeeded')

/** Time that passes only while somebody sleeps. */
export function ownTime(): Required<Pick<SettleOptions, 'now' | 'sleep'>> & { readonly waits: number[] } {
  const waits: number[] = []
  let time = 1e6
  return {
    waits,
    now: () => time,
    sleep: async (milliseconds) => {
      waits.push(milliseconds)
      time += milliseconds
    },
  }
}
