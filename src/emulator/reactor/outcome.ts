/** Names of servers that stand for an outcome, since the emulator connects to none: `timeout-error.example.com`. */
import { type ReactorCode, reactor } from '../../reactor/index.js'

/** Whether a connection is the first to its server, as when a host is saved, or a later one, as when a build is delivered. */
export type Connection = 'first' | 'later'

/** The codes that connections fail with. */
const failures = reactor.codes.filter((code) => reactor.entry(code).category === 'host-connection')

/**
 * How a connection to `server`, a host name or a URL, ends. A label of the name that is a code about connections fails
 * every connection with that code; with `then-` before it, every connection but the first. Any other server is reached.
 */
export function outcomeOf(server: string, connection: Connection): ReactorCode | undefined {
  const labels = server.toLowerCase().split(/[^a-z0-9-]+/)
  return failures.find((code) => labels.includes(code) || (connection === 'later' && labels.includes(`then-${code}`)))
}
