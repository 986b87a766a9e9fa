/** Pretends to exchange the credentials of secrets: the name of the token server says how that ends. */
import type { ErrorObject } from '../../../jsonapi/document.js'
import { channels } from '../../../reactor/channels.js'
import { begin, later, timestamp } from '../exchange.js'
import type { Errand, Viewer } from '../model.js'
import { statusError } from '../refusal.js'
import { type Connection, outcomeOf } from '../requested-error.js'
import type { Members, Resource } from '../resource.js'

const [HOUR, SECOND] = [3_600_000, 1000]

// Seconds, as everywhere in OAuth: https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/guides/secrets
const [USUAL_EXPIRY, SHORTEST_EXPIRY, REFRESH_MARGIN, REFRESH_OFFSET] = [86_400, 28_800, 14_400, 14_400]

/** How often a refresh is tried after it failed once. */
const RETRIES = 3

/** The credentials of a secret, which are an object: no other is taken. */
export const credentialsOf = ({ hidden }: Resource): Members => ({ ...Object(hidden['credentials']) })

/** What the token server answers, in seconds. */
interface Grant {
  readonly expiresIn: number
  readonly refreshOffset: number
}

const seconds = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise)

/** Whether a secret is exchanged with a token server. */
export const isOauth = ({ attributes }: Resource): boolean => String(attributes['type_of']).startsWith('oauth2')

/** The URL of the token server, which the guide of secrets calls `authorization_url` and the reference `token_url`. */
export function serverOf(secret: Resource): string {
  const { token_url: token, authorization_url: authorization } = credentialsOf(secret)
  return String(token ?? authorization ?? '')
}

/** A token server that answers with an OAuth error is one whose URL asks for it: `?error=invalid_client`, or `?then_error=…`. */
function oauthError(secret: Resource, connection: Connection): string | undefined {
  const server = serverOf(secret)
  const [first] = /[?&]error=(\w{1,40})/.exec(server)?.slice(1) ?? []
  const [then] = connection === 'later' ? (/[?&]then_error=(\w{1,40})/.exec(server)?.slice(1) ?? []) : []
  return first ?? then
}

const clientCredentials = ({ refresh_offset: offset }: Members, server: string): Grant => ({
  // The URL can ask for another expiry, since no server is asked: `?expires_in=36000`.
  expiresIn: Number(/[?&]expires_in=(\d{1,9})/.exec(server)?.[1] ?? USUAL_EXPIRY),
  refreshOffset: seconds(offset, REFRESH_OFFSET),
})

/** What a token server grants to each type; the others need none. */
const grants: ReadonlyMap<unknown, (credentials: Members, server: string) => Grant> = new Map<
  unknown,
  (credentials: Members, server: string) => Grant
>([
  ['oauth2', clientCredentials],
  ['oauth2-client_credentials', clientCredentials],
  ['oauth2-google', () => ({ expiresIn: 3600, refreshOffset: 1800 })],
  [
    'oauth2-jwt',
    ({ ttl, refresh_offset: offset }: Members) => ({
      expiresIn: seconds(ttl, USUAL_EXPIRY),
      refreshOffset: seconds(offset, 1800),
    }),
  ],
])

/** What an exchange brings, or what goes wrong. Tokens and passwords need none. */
function connect(errand: Errand, secret: Resource, connection: Connection): Grant | ErrorObject | undefined {
  const type = secret.attributes['type_of']
  const credentials = credentialsOf(secret)
  const server = serverOf(secret)
  const grant = grants.get(type)?.(credentials, server)
  if (grant === undefined) return undefined
  const code = outcomeOf(server, connection)
  if (code !== undefined) return later(errand, code, 'The token server could not be reached.')
  const wrong = (detail: string) => statusError({}, 422, { detail })
  const error = oauthError(secret, connection)
  if (error !== undefined) return wrong(`The token server answered ${error}.`)
  const { expiresIn, refreshOffset } = grant
  if (type !== 'oauth2' && type !== 'oauth2-client_credentials') return grant
  if (expiresIn <= SHORTEST_EXPIRY) return wrong(`The token expires in ${expiresIn} s, which is too early.`)
  const isEarly = refreshOffset < expiresIn - REFRESH_MARGIN
  return isEarly ? grant : wrong(`The refresh offset of ${refreshOffset} s is too long.`)
}

/** Starts the exchange; once it has succeeded the secret is refreshed on time. */
export function exchangeCredentials(errand: Errand, secret: Resource): void {
  const { delays } = errand.emulation
  const finish = () => accept(errand, secret, connect(errand, secret, 'first'))
  begin(errand, secret, { state: 'status', delay: delays.secret, finish })
}

function accept(errand: Errand, secret: Resource, granted: Grant | ErrorObject | undefined): readonly ErrorObject[] {
  if (granted !== undefined && !('expiresIn' in granted)) return [granted]
  const { clock, store } = errand.emulation
  store.update(secret, { attributes: { activated_at: timestamp(errand) } })
  if (granted === undefined) return []
  const at = (seconds: number) => new Date(clock.now() + seconds * SECOND).toISOString()
  const refreshIn = granted.expiresIn - granted.refreshOffset
  store.update(secret, { attributes: { expires_at: at(granted.expiresIn), refresh_at: at(refreshIn) } })
  planRefresh(errand, secret)
  return []
}

/** Sees to it that a secret is exchanged again when its time has come, if it has one. */
function planRefresh(errand: Errand, secret: Resource): void {
  const { clock, store, work } = errand.emulation
  const due = Date.parse(String(secret.attributes['refresh_at']))
  if (Number.isNaN(due)) return
  work.plan(`${secret.id} refresh`, Math.max(0, due - clock.now()), () => {
    // By then the secret may have been deleted.
    if (store.find(secret) !== undefined) refresh(errand, secret)
  })
}

/** Plans the refresh of a secret anew, after a start from a file. One that failed was tried often enough. */
export function planRefreshAgain(errand: Errand, secret: Resource): void {
  const { in: part } = channels.refresh_status
  if (secret[part]['refresh_status'] !== channels.refresh_status.failed) planRefresh(errand, secret)
}

/** Exchanges again; a failed refresh is tried some more times before it counts as failed. */
export function refresh(errand: Errand, secret: Resource): void {
  const granted = connect(errand, secret, 'later')
  const failed = granted !== undefined && !('expiresIn' in granted)
  const delay = errand.emulation.delays.secret * (failed ? 1 + RETRIES : 1)
  begin(errand, secret, { state: 'refresh_status', delay, finish: () => accept(errand, secret, granted) })
}

/** Waits for somebody to follow the link with which an authorization starts. */
export function authorize(errand: Errand, secret: Resource): void {
  const { clock, store, work } = errand.emulation
  work.drop(`${secret.id} status`)
  store.update(secret, {
    attributes: { status: 'manual_authorization' },
    meta: {
      status_details: undefined,
      authorization_url_expires_at: new Date(clock.now() + HOUR).toISOString(),
    },
  })
}

/** The link that a secret waits for, at the place where the emulator listens now. */
export function authorizationOf({ id, attributes }: Resource, { emulation }: Viewer): Members {
  if (attributes['status'] !== 'manual_authorization') return {}
  return { authorization_url: `${emulation.url}/emulator/authorize/${id}` }
}

/** What the token server itself answers to a test: a token, or an OAuth error (RFC 6749, sections 5.1 and 5.2). */
export function testExchange(secret: Resource): Members {
  const unreachable = outcomeOf(serverOf(secret), 'later')
  const error = oauthError(secret, 'later') ?? (unreachable && 'temporarily_unavailable')
  if (error === undefined) return { access_token: 'emulated', token_type: 'bearer', expires_in: USUAL_EXPIRY }
  const why =
    unreachable === undefined ? 'The token server refused.' : `The token server cannot be reached: ${unreachable}.`
  return { error, error_description: why }
}

/** What following the link does: the authorization is given, and the exchange starts. */
export function authorizeSecret(errand: Errand, secret: Resource): void {
  if (secret.attributes['status'] !== 'manual_authorization') return
  errand.emulation.store.update(secret, {
    meta: { authorization_url_expires_at: undefined },
  })
  exchangeCredentials(errand, secret)
}
