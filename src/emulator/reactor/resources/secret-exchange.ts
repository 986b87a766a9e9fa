/** Pretends to exchange the credentials of secrets: the name of the token server says how that ends. */
import type { ErrorObject } from '../../../jsonapi/document.js'
import { begin, type Errand, later, timestamp } from '../exchange.js'
import { type Connection, outcomeOf } from '../outcome.js'
import { fault } from '../refusal.js'
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

/** What a token server grants to each type; the others need none. */
const grants: ReadonlyMap<unknown, (credentials: Members, server: string) => Grant> = new Map([
  [
    'oauth2-client_credentials',
    ({ refresh_offset: offset }: Members, server: string) => ({
      // The URL can ask for another expiry, since no server is asked: `?expires_in=36000`.
      expiresIn: Number(/[?&]expires_in=(\d{1,9})/.exec(server)?.[1] ?? USUAL_EXPIRY),
      refreshOffset: seconds(offset, REFRESH_OFFSET),
    }),
  ],
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
  const server = String(credentials['token_url'] ?? '')
  const grant = grants.get(type)?.(credentials, server)
  if (grant === undefined) return undefined
  const code = outcomeOf(server, connection)
  if (code !== undefined) return later(errand, code, 'The token server could not be reached.')
  const { expiresIn, refreshOffset } = grant
  if (type !== 'oauth2-client_credentials') return grant
  const wrong = (detail: string) => fault({ id: errand.id }, 422, { detail })
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
  secret.attributes['activated_at'] = timestamp(errand)
  if (granted === undefined) return []
  const { clock, store, work } = errand.emulation
  const at = (seconds: number) => new Date(clock.now() + seconds * SECOND).toISOString()
  const refreshIn = granted.expiresIn - granted.refreshOffset
  Object.assign(secret.attributes, { expires_at: at(granted.expiresIn), refresh_at: at(refreshIn) })
  work.plan(`${secret.id} refresh`, refreshIn * SECOND, () => {
    // By then the secret may have been deleted.
    if (store.find(secret) !== undefined) refresh(errand, secret)
  })
  return []
}

/** Exchanges again; a failed refresh is tried some more times before it counts as failed. */
function refresh(errand: Errand, secret: Resource): void {
  const granted = connect(errand, secret, 'later')
  const failed = granted !== undefined && !('expiresIn' in granted)
  const delay = errand.emulation.delays.secret * (failed ? 1 + RETRIES : 1)
  // What a client asked for, it asked of the exchange and not of the refreshes that follow.
  const unasked = { ...errand, takeAsked: () => undefined }
  begin(unasked, secret, { state: 'refresh_status', delay, finish: () => accept(errand, secret, granted) })
}

/** Waits for somebody to follow the link with which an authorization starts. */
export function authorize(errand: Errand, secret: Resource): void {
  const { clock, url } = errand.emulation
  errand.emulation.work.drop(`${secret.id} status`)
  secret.attributes['status'] = 'manual_authorization'
  delete secret.meta['status_details']
  secret.meta['authorization_url'] = `${url}/emulator/authorize/${secret.id}`
  secret.meta['authorization_url_expires_at'] = new Date(clock.now() + HOUR).toISOString()
}

/** What the token server answers to a test, which changes nothing. */
export function testExchange(secret: Resource): Members {
  const code = outcomeOf(String(credentialsOf(secret)['token_url'] ?? ''), 'later')
  return code === undefined
    ? { status: 200, body: { token_type: 'bearer', expires_in: USUAL_EXPIRY } }
    : { error: code }
}

/** What following the link does: the authorization is given, and the exchange starts. */
export function authorizeSecret(errand: Errand, secret: Resource): void {
  if (secret.attributes['status'] !== 'manual_authorization') return
  delete secret.meta['authorization_url']
  delete secret.meta['authorization_url_expires_at']
  exchangeCredentials(errand, secret)
}
