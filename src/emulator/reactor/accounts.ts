/** Who calls: the tokens that the emulator has issued, and what their accounts may do. */
import { randomBytes } from 'node:crypto'
import type { Clock } from './clock.js'

/** The rights of a company and of a property, as `meta.rights` and product profiles name them. */
const rights = [
  'approve',
  'develop',
  'develop_extensions',
  'manage_environments',
  'manage_extensions',
  'manage_properties',
  'publish',
] as const

/** One right. */
export type Right = (typeof rights)[number]

/** What a client may do who asks for a token under one of these names; any other client may do everything. */
const limitedClients: ReadonlyMap<string, readonly Right[]> = new Map<string, readonly Right[]>([
  ['viewer', []],
  ['developer', ['develop', 'manage_extensions']],
  ['approver', ['approve']],
  ['publisher', ['publish']],
])

/** The account behind a request. */
export interface Account {
  /** A technical account has exchanged its credentials for the token, a user has signed in. */
  readonly kind: 'technical' | 'user'
  readonly client: string
  readonly rights: ReadonlySet<Right>
  /** What the token was asked for; `undefined` for tokens that the emulator did not issue, which are good for everything. */
  readonly scopes: readonly string[] | undefined
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

/** The tokens in use. */
export interface Accounts {
  /** Signs a client in, and gives its token. */
  signIn(client: string, how: Pick<Account, 'kind' | 'scopes'>): string
  /** Ends the session of a token. */
  signOut(token: string): void
  /** Whose token it is; `signed-out` after its session was ended. A token that the emulator did not issue may do everything. */
  of(token: string): Account | 'signed-out'
}

/** Who comes with a token that the emulator did not issue. */
export const anyone: Account = {
  kind: 'technical',
  client: 'reactor-errors',
  rights: new Set(rights),
  scopes: undefined,
  expiresAt: Number.POSITIVE_INFINITY,
}

/** Nobody has signed in yet. `lifetime` is that of tokens, in milliseconds. */
export function createAccounts(clock: Clock, lifetime: number): Accounts {
  const issued = new Map<string, Account | 'signed-out'>()
  return {
    signIn(client, how) {
      const token = randomBytes(24).toString('base64url')
      const account = { ...how, client, rights: new Set(limitedClients.get(client) ?? rights) }
      issued.set(token, { ...account, expiresAt: clock.now() + lifetime })
      return token
    },
    signOut(token) {
      issued.set(token, 'signed-out')
    },
    of: (token) => issued.get(token) ?? anyone,
  }
}
