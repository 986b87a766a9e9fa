/** Hosts: where builds are delivered, by Adobe or over SFTP. */
import type { ReactorCode } from '../../../reactor/index.js'
import { attributePointer } from '../attributes.js'
import { begin, later } from '../exchange.js'
import type { Change, Definition, Errand, RemovalRule, Rule } from '../model.js'
import { errorOf, refuse } from '../refusal.js'
import { type Connection, outcomeOf } from '../requested-error.js'
import { type Resource, textOf } from '../resource.js'

const isSftp = ({ attributes }: Resource): boolean => attributes['type_of'] === 'sftp'

/** Only SFTP hosts can be changed. */
const canChange: Rule = ({ exchange, before }) =>
  before === undefined || isSftp(before)
    ? undefined
    : errorOf(exchange, 'read-only', { detail: 'Only hosts of type sftp can be changed.' })

/** A private key that is sent has to be one. */
const hasKey: Rule = ({ exchange, attributes }) => {
  const name = 'encrypted_private_key'
  const key = attributes[name]
  if (typeof key !== 'string' || key.trim() !== '') return undefined
  return errorOf(exchange, 'decrypt-no-data', { detail: 'The private key is empty.', pointer: attributePointer(name) })
}

/** A host that environments deliver to stays. */
const isUnused: RemovalRule = (exchange, host) => {
  const [environment] = exchange.emulation.store.leadingTo(host, 'environments', 'host')
  if (environment === undefined) return undefined
  const name = String(environment.attributes['name'])
  return errorOf(exchange, 'host-in-use', { detail: `The environment ${name} delivers to it.` })
}

function testConnection(errand: Errand, host: Resource): void {
  begin(errand, host, {
    state: 'status',
    delay: errand.emulation.delays.host,
    finish: () => {
      const failure = connect(host, 'first')
      return failure === undefined ? [] : [later(errand, failure.code, failure.detail)]
    },
  })
}

/** Why a connection did not come about. */
export interface ConnectionFailure {
  readonly code: ReactorCode
  readonly detail: string
}

// https://experienceleague.adobe.com/en/docs/experience-platform/tags/publish/hosts/sftp-host
const ports: ReadonlySet<unknown> = new Set([
  21, 22, 80, 200, 201, 443, 2002, 2018, 2022, 2200, 2222, 2333, 2939, 4343, 8080, 8888,
])

/**
 * What goes wrong when a build, or at first a test file, is brought to a host. The private key is not decrypted: it only has to
 * look like what `gpg --armor --encrypt` prints, and a key whose comment reads `bad passphrase` stands for one whose
 * passphrase is wrong.
 */
export function connect(host: Resource, connection: Connection): ConnectionFailure | undefined {
  const key = textOf(host.hidden, 'encrypted_private_key')
  if (key === undefined) return { code: 'decrypt-no-data', detail: 'The host has no private key.' }
  const headers = armorHeaders(key)
  if (headers === undefined) return { code: 'decrypt-failed', detail: 'The private key is no message in ASCII armor.' }
  if (headers.some((line) => /^comment: +bad passphrase *$/i.test(line))) {
    return { code: 'decrypt-bad-passphrase', detail: 'The passphrase does not fit the private key.' }
  }
  const port = host.attributes['port'] ?? 22
  if (!ports.has(port)) return { code: 'connection-refused', detail: `Port ${String(port)} is not open to Adobe.` }
  const server = textOf(host.attributes, 'server') ?? ''
  const code = outcomeOf(server, connection)
  return code === undefined ? undefined : { code, detail: `The connection to ${server} did not come about.` }
}

/**
 * The headers of a message in ASCII armor; `undefined` where the text is no such message.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9580#section-6.2
 */
function armorHeaders(text: string): readonly string[] | undefined {
  const lines = text.trim().split(/\r?\n/)
  const blank = lines.indexOf('')
  const isFramed = lines[0] === '-----BEGIN PGP MESSAGE-----' && lines.at(-1) === '-----END PGP MESSAGE-----'
  const headers = lines.slice(1, blank)
  const body = lines.slice(blank + 1, -1)
  const isArmor =
    isFramed &&
    body.length > 0 &&
    headers.every((line) => /^[\w-]+: /.test(line)) &&
    body.every((line) => /^[A-Za-z\d+/=]+$/.test(line))
  return isArmor ? headers : undefined
}

/**
 * The type `hosts`.
 *
 * @see https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/endpoints/hosts
 */
export const hosts: Definition = {
  type: 'hosts',
  right: 'manage_environments',
  parent: 'property',
  event: 'host',
  hasAuthors: true,
  attributes: {
    name: { kind: 'text', required: true },
    type_of: { kind: 'text', required: true, values: ['akamai', 'sftp'] },
    encrypted_private_key: { kind: 'text', hidden: true },
    path: { kind: 'text' },
    port: { kind: 'number' },
    server: { kind: 'text' },
    skip_symlinks: { kind: 'flag', initial: false },
    username: { kind: 'text' },
  },
  relations: {
    property: { kind: 'one', type: 'properties' },
    environments: { kind: 'inverse', type: 'environments', by: 'host' },
  },
  initial: () => ({ status: 'succeeded' }),
  rules: [canChange, hasKey],
  saved: ({ exchange, resource }: Change) => {
    if (isSftp(resource)) testConnection(exchange, resource)
  },
  resume: { status: testConnection },
  removalRules: [isUnused],
  actions: {
    test: {
      run: (exchange, host) => {
        if (!isSftp(host)) refuse(exchange, 'host-type-error')
        testConnection(exchange, host)
        return host
      },
    },
  },
}
