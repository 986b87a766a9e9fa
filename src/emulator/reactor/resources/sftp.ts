/** Pretends to connect to an SFTP host: its key, its port and the name of its server say how that ends. */
import type { ReactorCode } from '../../../reactor/index.js'
import { type Connection, outcomeOf } from '../outcome.js'
import { type Resource, textOf } from '../resource.js'

/** Why a connection did not come about. */
export interface ConnectionFailure {
  readonly code: ReactorCode
  readonly detail: string
}

// https://experienceleague.adobe.com/en/docs/experience-platform/tags/publish/hosts/sftp-host
const ports: ReadonlySet<unknown> = new Set([
  21, 22, 80, 200, 201, 443, 2002, 2018, 2022, 2200, 2222, 2333, 2939, 4343, 8080, 8888,
])

// ASCII armor: https://www.rfc-editor.org/rfc/rfc9580#section-6.2
const ARMOR =
  /^\s*-----BEGIN PGP MESSAGE-----\r?\n((?:[\w-]+: .*\r?\n)*)\r?\n(?:[A-Za-z0-9+/=]+\r?\n)+-----END PGP MESSAGE-----\s*$/

/**
 * What goes wrong when a build, or at first a test file, is brought to a host. The private key is not decrypted: it only has to
 * look like what `gpg --armor --encrypt` prints, and a key whose comment reads `bad passphrase` stands for one whose
 * passphrase is wrong.
 */
export function connect(host: Resource, connection: Connection): ConnectionFailure | undefined {
  const key = textOf(host.hidden, 'encrypted_private_key')
  if (key === undefined) return { code: 'decrypt-no-data', detail: 'The host has no private key.' }
  const armor = ARMOR.exec(key)
  if (armor === null) return { code: 'decrypt-failed', detail: 'The private key is no message in ASCII armor.' }
  if (/^Comment: bad passphrase\s*$/im.test(String(armor[1]))) {
    return { code: 'decrypt-bad-passphrase', detail: 'The passphrase does not fit the private key.' }
  }
  const port = host.attributes['port'] ?? 22
  if (!ports.has(port)) return { code: 'connection-refused', detail: `Port ${String(port)} is not open to Adobe.` }
  const server = textOf(host.attributes, 'server') ?? ''
  const code = outcomeOf(server, connection)
  return code === undefined ? undefined : { code, detail: `The connection to ${server} did not come about.` }
}
