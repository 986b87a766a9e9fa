/** Opens what a command is to read where that is a file of the web. */
import { type ReadBody, readBody } from '../client/body.js'
import { troubleOf } from '../client/no-response.js'
import { fetchGuarded, type HostSignal } from '../client/origin.js'
import { withTimeLimit } from '../client/wait.js'
import { maskText } from '../failure/secrets.js'
import { UnreadableError } from '../input/problem.js'
import type { Input } from './inputs.js'

/** As long as a sitemap may be, and as long as it may take to begin and to arrive. */
const LIMITS = { maxBytes: 52_428_800, timeout: 60_000 }

/** The file at `url`. Redirects from a public host into an internal network are refused. */
export function webInput(url: string, signal: HostSignal): Input {
  return {
    name: url,
    async *open() {
      const { status, body } = await fetched(url, signal)
      if (status !== 200) throw new UnreadableError(`cannot be had: the server responds with ${status}`)
      if (body.shortfall !== undefined) throw new UnreadableError(body.shortfall.message)
      yield body.bytes
    },
  }
}

/** A response that was read. */
interface Fetched {
  readonly status: number
  readonly body: ReadBody
}

async function fetched(url: string, signal: HostSignal): Promise<Fetched> {
  const request = { url, fetch, headers: {}, origins: new Set([new URL(url).origin]) }
  try {
    const response = await withTimeLimit(LIMITS.timeout, signal, (limited) =>
      // Made by the host's own controller.
      fetchGuarded(request, limited as HostSignal),
    )
    return { status: response.status, body: await readBody(response, LIMITS, signal) }
  } catch (error) {
    throw new UnreadableError(`cannot be had: ${maskText(troubleOf(error))}`)
  }
}
