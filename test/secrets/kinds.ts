/** Secrets of every kind, and the ways in which a response repeats them. */

/** A request, what its response says of it, and what of that nobody may read. */
export interface Told {
  readonly headers: Readonly<Record<string, string>>
  /** Path and query. */
  readonly target: string
  /** What the response says. */
  readonly text: string
  /** No part of it that is so long may come out. */
  readonly secret: string
}

/** No word, and nothing that anybody would take for a credential by its looks. */
const TOKEN = 'cAnary7-Qk_Zx9~wV3mB5tLp2_7f+/hé"q'
const SENDABLE = 'cAnary7-Qk_Zx9~wV3mB5tLp2_7f+/h'
const inBase64 = (text: string): string => Buffer.from(text).toString('base64')

const told = (request: Partial<Told>, secret: string, text = `<${secret}>`): Told => ({
  headers: { accept: 'application/vnd.api+json' },
  target: '/properties',
  ...request,
  text: `It got ${text} of you`,
  secret,
})

/** Headers that carry secrets: all but an allow-list. */
const HEADERS = [
  ...['authorization', 'proxy-authorization', 'x-api-key', 'api-key', 'x-auth-token', 'x-csrf-token', 'x-xsrf-token'],
  ...['x-goog-api-key', 'x-session-id', 'x-amz-security-token', 'x-vault-token', 'private-token', 'x-gitlab-token'],
  ...['x-shopify-access-token', 'ocp-apim-subscription-key', 'x-functions-key', 'x-gw-ims-org-id', 'x-own', 'referer'],
  ...['accept-token', 'content-secret', 'sec-ch-key', 'x-request-id-token', 'user-token'],
  ...['apikey', 'x-access-token', 'x-client-secret', 'x-signature', 'x-hub-signature-256', 'sec-websocket-key'],
]

const PARAMETERS = ['sig', 'code', 'jwt', 'client_assertion', 'access_token', 'q', 'filter[name]', 'X-Amz-Signature']

/** How a server, or what stands before it, may write what it got. */
const WRITTEN: readonly (readonly [how: string, write: (text: string) => string])[] = [
  ['in small letters', (text) => text.toLowerCase()],
  ['in capitals', (text) => text.toUpperCase()],
  ['percent-encoded', encodeURIComponent],
  ['percent-encoded twice', (text) => encodeURIComponent(encodeURIComponent(text))],
  ['percent-encoded whole', (text) => Buffer.from(text).toString('hex').replace(/../g, '%$&')],
  ['in Base64', inBase64],
  ['in Base64 behind a name', (text) => inBase64(`key:${text}`)],
  ['in Base64 of URLs', (text) => Buffer.from(`a${text}`).toString('base64url')],
  ['as JSON', (text) => JSON.stringify({ a: text })],
  ['as JSON in JSON', (text) => JSON.stringify({ a: JSON.stringify({ a: text }) })],
  ['as JSON in JSON in a query', (text) => encodeURIComponent(JSON.stringify({ a: JSON.stringify({ a: text }) }))],
  ['escaped by number', (text) => text.replace(/[a-z]/g, (each) => `\\u00${each.charCodeAt(0).toString(16)}`)],
  ['escaped as programs do', (text) => text.replace(/[a-z]/g, (each) => `\\x${each.charCodeAt(0).toString(16)}`)],
  ['escaped in braces', (text) => text.replace(/[a-z]/g, (each) => `\\u{${each.charCodeAt(0).toString(16)}}`)],
  ['as HTML with zeros', (text) => text.replace(/[a-z]/gi, (each) => `&#x00${each.charCodeAt(0).toString(16)};`)],
  ['with what is not seen in it', (text) => text.replace(/...../g, '$&\u200b\u00ad')],
  ['as HTML', (text) => text.replace(/[^a-z]/gi, (each) => `&#${each.charCodeAt(0)};`)],
  ['its first dozen', (text) => text.slice(0, 12)],
  ['its last dozen', (text) => text.slice(-12)],
  ['its middle, between dots', (text) => text.slice(6, 20)],
  ['wrapped', (text) => `${text.slice(0, 15)}\r\n    ${text.slice(15)}`],
  ['wrapped in quoted-printable', (text) => `${text.slice(0, 15)}=\r\n${text.slice(15)}`],
]

/** What of a text that was written so is the secret itself, and not what stands around it. */
function pieceOf(text: string, write: (text: string) => string): string {
  const written = write(text)
  const plain = text.slice(0, 28)
  return written.includes(plain) ? plain : written
}

const basic = { headers: { authorization: `Basic ${inBase64('Maria-Sample:pa55-W0rd-of-hers')}` } }

const inUtf8 = { headers: { authorization: `Basic ${inBase64('Maria-Sample:pässwörd-é1')}` } }
const forUrls = {
  headers: { authorization: `Basic ${Buffer.from('Maria?>:pa55?>-W0rd-of-hers').toString('base64url')}` },
}

/** What only those can find who know the request. */
export const byValue: readonly (readonly [kind: string, told: Told])[] = [
  ...HEADERS.map((name) => [`the header ${name}`, told({ headers: { [name]: SENDABLE } }, SENDABLE)] as const),
  ...PARAMETERS.map((name) => {
    const target = `/properties?a=1&${name}=${encodeURIComponent(TOKEN)}`
    return [`the query parameter ${name}`, told({ target }, TOKEN)] as const
  }),
  ...WRITTEN.flatMap(([how, write]) => {
    const inHeader = told({ headers: { 'x-own': SENDABLE } }, pieceOf(SENDABLE, write), write(SENDABLE))
    const inQuery = told({ target: `/?q=${encodeURIComponent(TOKEN)}` }, pieceOf(TOKEN, write), write(TOKEN))
    return [[`a header, ${how}`, inHeader] as const, [`a parameter, ${how}`, inQuery] as const]
  }),
  ['a short secret', told({ headers: { 'x-own': 'k3y-77' } }, 'k3y-77')],
  ['a value among parameters', told({ headers: { 'x-own': `v=1; key="${SENDABLE}"` } }, SENDABLE)],
  ['a token behind a scheme', told({ headers: { authorization: `Own ${SENDABLE}` } }, SENDABLE)],
  ['the user of Basic', told(basic, 'Maria-Sample')],
  ['the password of Basic', told(basic, 'pa55-W0rd-of-hers')],
  ['the password of Basic in UTF-8', told(inUtf8, 'pässwörd-é1')],
  ['the password of Basic for URLs', told(forUrls, 'pa55?>-W0rd-of-hers')],
  ['a parameter without a value', told({ target: `/?${SENDABLE}=` }, SENDABLE)],
  ['Basic whole', told(basic, basic.headers.authorization.slice(6))],
  ['a cookie', told({ headers: { cookie: `theme=dark; sid=${SENDABLE}` } }, SENDABLE)],
]

const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJtZSJ9.c2lnbmF0dXJl'
const plain = {}

/** What gives itself away. */
export const byLooks: readonly (readonly [kind: string, told: Told])[] = [
  ['a bearer token', told(plain, 'abc123SECRETxyz', 'Authorization: Bearer abc123SECRETxyz')],
  ['a bearer token, percent-encoded', told(plain, 'abc123SECRETxyz', 'Bearer%20abc123SECRETxyz')],
  ['user and password', told(plain, 'dXNlcjpwYXNz', 'Basic dXNlcjpwYXNz')],
  ['a token of Rails', told(plain, '9944b09199c62bcf9418', 'Token 9944b09199c62bcf9418ad846dd0e4bbdfc6ee4b')],
  ['a JSON Web Token', told(plain, JWT, JWT)],
  ['a member of JSON', told(plain, 'abc123SECRET', '{"authorization":"abc123SECRET"}')],
  ['a member of JSON in JSON', told(plain, 'abc123SECRET', JSON.stringify({ a: '{"access_token":"abc123SECRET"}' }))],
  ['a scheme within a member', told(plain, 'abc123SECRET', '{"token":"Bearer abc123SECRET"}')],
  ['a password', told(plain, 'hunter22', 'password=hunter22')],
  ['a signature of Azure', told(plain, 'abc%2Bdef', '?sv=2020&sig=abc%2Bdef')],
  ['a signature of AWS', told(plain, 'fe5f80f77d5f', 'X-Amz-Signature=fe5f80f77d5f')],
  ['a key of AWS', told(plain, 'AKIAIOSFODNN7EXAMPLE', 'AKIAIOSFODNN7EXAMPLE')],
  ['a key of GitHub', told(plain, 'a1a1a1a1a1a1', `ghp_${'a1'.repeat(18)}`)],
  ['a key of Stripe', told(plain, 'abc123SECRETxyz', 'sk_live_abc123SECRETxyz')],
  ['a key of OpenAI', told(plain, 'abc123SECRETxyz', 'sk-proj-abc123SECRETxyz')],
  ['a key of npm', told(plain, 'a1a1a1a1a1a1', `npm_${'a1'.repeat(18)}`)],
  ['a session', told(plain, 'abc123SECRETxyz', 'session_id: abc123SECRETxyz')],
  ['an element of XML', told(plain, 'abc123SECRETxyz', '<Password>abc123SECRETxyz</Password>')],
  ['a private key', told(plain, 'MIIabcdef', '-----BEGIN PRIVATE KEY-----\nMIIabcdef\n-----END PRIVATE KEY-----')],
  [
    'an encrypted private key',
    told(
      plain,
      'MIIabcdef',
      '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMIIabcdef\n-----END RSA PRIVATE KEY-----',
    ),
  ],
  ['cookies', told(plain, 'abcdef12', 'Cookie: sid=abcdef12; theme=dark')],
  ['a cookie that was set', told(plain, 'abcdef12', 'Set-Cookie: sid=abcdef12; Path=/')],
  ['the query of a URL', told(plain, 'abcdef12', 'https://a.example/search?q=abcdef12&page=2')],
  ['the user of a URL', told(plain, 'user12:pass12', 'https://user12:pass12@a.example/')],
]
