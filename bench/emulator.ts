/** The emulator against a bare server of node:http that answers the same bytes: what each spends on a request. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { median, spread } from './harness.js'
import { peerModule } from './packages.js'
import { heading, row } from './table.js'

const undici = await peerModule<typeof import('undici')>('undici')

/** What the emulator has answered, for the bare server to repeat. */
export interface Recorded {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** One kind of request. */
interface Kind {
  readonly name: string
  readonly method: 'GET' | 'POST'
  readonly path: string
  /** The status that it gets. */
  readonly status: number
  readonly body?: () => unknown
}

type Sent = Pick<Kind, 'method' | 'path' | 'body'>

/** A server in a process of its own. */
interface Server {
  readonly url: string
  readonly process: ChildProcess
}

const warmups = 15
const rounds = 15
const count = 100
const headers = {
  authorization: 'Bearer bench',
  'x-api-key': 'bench',
  'x-gw-ims-org-id': 'bench@AdobeOrg',
  accept: 'application/vnd.api+json;revision=1',
}
const agent = new undici.Agent({ connections: 1 })

async function start(which: 'emulator' | 'bare'): Promise<Server> {
  const child = fork(new URL('emulator-server.ts', import.meta.url), [which])
  const [url] = await once(child, 'message')
  return { url, process: child }
}

/** Asks a server's process something that it answers with the processor time it has used, in microseconds. */
async function usage(server: Server, message: 'usage' | Recorded = 'usage'): Promise<number> {
  server.process.send(message)
  const [microseconds] = await once(server.process, 'message')
  return microseconds
}

async function send({ url }: Pick<Server, 'url'>, { method, path, body }: Sent): Promise<Recorded> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body()) }
  const type = body === undefined ? {} : { 'content-type': 'application/vnd.api+json' }
  const response = await undici.request(`${url}${path}`, {
    method,
    headers: { ...headers, ...type },
    dispatcher: agent,
    ...sent,
  })
  // None of the headers that the emulator sends comes twice.
  return {
    status: response.statusCode,
    headers: response.headers as Recorded['headers'],
    body: await response.body.text(),
  }
}

/** Microseconds of the server's processor that a request of a kind takes. */
async function cost(server: Server, kind: Kind): Promise<number> {
  const before = await usage(server)
  for (let i = 0; i < count; i++) await send(server, kind)
  return ((await usage(server)) - before) / count
}

/** A resource read, one that is missing, and one created. */
export async function benchEmulator(): Promise<void> {
  const [emulator, bare] = [await start('emulator'), await start('bare')]
  const companies = JSON.parse((await send(emulator, { method: 'GET', path: '/companies' })).body)
  const company = companies.data[0].id
  let made = 0
  const named = (type: string, others: object = {}) => ({
    data: { type, attributes: { name: `Bench ${made++}`, ...others } },
  })
  const createProperty = async (): Promise<string> => {
    const body = () => named('properties', { platform: 'web', domains: ['example.com'] })
    const { body: created } = await send(emulator, {
      method: 'POST',
      path: `/companies/${company}/properties`,
      body,
    })
    return JSON.parse(created).data.id
  }
  const rules = '/properties/{property}/rules'
  /** A property with more rules than stand on a page. */
  const createFullProperty = async (): Promise<string> => {
    const id = await createProperty()
    for (let i = 0; i < 30; i++) {
      await send(emulator, { method: 'POST', path: `/properties/${id}/rules`, body: () => named('rules') })
    }
    return id
  }
  const kinds: readonly Kind[] = [
    { name: 'GET of a resource', method: 'GET', path: '/properties/{property}', status: 200 },
    { name: 'GET of a list', method: 'GET', path: `/properties/${await createFullProperty()}/rules`, status: 200 },
    { name: 'GET of what is not there', method: 'GET', path: '/properties/PR0', status: 404 },
    { name: 'POST that creates a rule', method: 'POST', path: rules, status: 201, body: () => named('rules') },
    {
      name: 'POST that is refused',
      method: 'POST',
      path: rules,
      status: 422,
      body: () => ({ data: { type: 'rules' } }),
    },
  ]
  heading(
    'The emulator, against a bare server of node:http that sends the same bytes: processor time of the server per request',
  )
  for (const kind of kinds) {
    const ratios: number[] = []
    for (let round = -warmups; round < rounds; round++) {
      // A property of its own, as small as those of tests are.
      const path = kind.path.replace('{property}', await createProperty())
      const received = await send(emulator, { ...kind, path })
      if (received.status !== kind.status) throw new Error(`${kind.name}: ${received.status} ${received.body}`)
      await usage(bare, received)
      const [ours, floor] = [await cost(emulator, { ...kind, path }), await cost(bare, { ...kind, path })]
      if (round < 0) continue
      ratios.push(ours / floor)
    }
    row(kind.name, median(ratios), 'x', spread(ratios))
  }
  await agent.close()
  for (const server of [emulator, bare]) server.process.disconnect()
}
