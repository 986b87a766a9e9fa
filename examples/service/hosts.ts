/** The service itself: hosts, each of which is tested after it was saved. Knows no framework; what goes wrong it throws. */
import { Ajv } from 'ajv'
import { type ErrorObject, reactor } from 'reactor-errors'
import { fromAjv } from 'reactor-errors/from-ajv'

/** A resource as JSON:API writes it. */
interface Host {
  readonly type: 'hosts'
  readonly id: string
  readonly attributes: { readonly name: string; readonly server: string; status: 'pending' | 'succeeded' | 'failed' }
  meta?: { readonly status_details: { readonly errors: readonly ErrorObject[] } }
}

/** What a framework sends. */
export interface Reply {
  readonly status: number
  readonly body: { readonly data: Host }
}

const text = { type: 'string', minLength: 1, maxLength: 100 }

const isNewHost = new Ajv({ allErrors: true }).compile<{ data: { attributes: { name: string; server: string } } }>({
  type: 'object',
  required: ['data'],
  properties: {
    data: {
      type: 'object',
      required: ['type', 'attributes'],
      properties: {
        type: { const: 'hosts' },
        attributes: {
          type: 'object',
          required: ['name', 'server'],
          properties: { name: text, server: text },
          additionalProperties: false,
        },
      },
    },
  },
})

/** The service, without any hosts yet. */
export function createHosts(): { create(document: unknown): Reply; read(id: string): Reply } {
  const hosts = new Map<string, Host>()
  return {
    /** Saves a host, and has it tested: 202, since the test is not over. */
    create(document) {
      if (!isNewHost(document)) throw fromAjv(isNewHost.errors, { document })
      const { name, server } = document.data.attributes
      if ([...hosts.values()].some(({ attributes }) => attributes.name === name)) {
        throw reactor.error('not-unique', { detail: 'There is a host of that name.', pointer: '/data/attributes/name' })
      }
      const host: Host = { type: 'hosts', id: crypto.randomUUID(), attributes: { name, server, status: 'pending' } }
      hosts.set(host.id, host)
      setImmediate(test, host)
      return { status: 202, body: { data: host } }
    },
    /** Gives a host. One that failed its test says so in `meta.status_details`. */
    read(id) {
      const data = hosts.get(id)
      if (data === undefined) throw reactor.error('not-found', { detail: 'There is no host of that id.' })
      return { status: 200, body: { data } }
    },
  }
}

/** Stands for a test of the connection: there is no server in `.invalid` (RFC 2606). */
function test(host: Host): void {
  const hasFailed = host.attributes.server.endsWith('.invalid')
  host.attributes.status = hasFailed ? 'failed' : 'succeeded'
  if (!hasFailed) return
  const error = reactor.object('connection-refused', { id: crypto.randomUUID(), detail: 'There is no such server.' })
  host.meta = { status_details: { errors: [error] } }
}
