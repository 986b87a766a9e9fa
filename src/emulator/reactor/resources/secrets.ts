/** Secrets: credentials that event forwarding exchanges for tokens, and renews. */

import { attributePointer } from '../attributes.js'
import { reject } from '../exchange.js'
import type { Change, Definition, Exchange, Rule } from '../model.js'
import { fault } from '../refusal.js'
import type { Resource } from '../resource.js'
import { authorize, credentialsOf, exchangeCredentials, testExchange } from './secret-exchange.js'
import { uniqueName } from './unique-name.js'

/** What the credentials of each type need. */
const credentials: Readonly<Record<string, readonly string[]>> = {
  'oauth2-client_credentials': ['client_id', 'client_secret', 'token_url'],
  'oauth2-google': ['scopes'],
  'oauth2-jwt': ['alg', 'aud', 'iss', 'private_key', 'ttl'],
  'simple-http': ['password', 'username'],
  token: ['token'],
}

/** The credentials are those of the type. */
const credentialsAreComplete: Rule = ({ exchange, resource }) => {
  const type = resource.attributes['type_of']
  const given = credentialsOf(resource)
  const needed = Object.entries(credentials).flatMap(([name, members]) => (name === type ? members : []))
  const missing = needed.filter((name) => given[name] === undefined)
  if (missing.length === 0) return undefined
  const detail = `Credentials of type ${String(type)} need ${missing.join(', ')}.`
  return fault(exchange, 422, { detail, pointer: attributePointer('credentials') })
}

/** Only event forwarding has secrets. */
const propertyIsEdge: Rule = ({ exchange, resource }) => {
  const property = exchange.emulation.store.target(resource, 'property')
  if (property?.attributes['platform'] === 'edge') return undefined
  return fault(exchange, 422, { detail: 'Only properties of platform edge have secrets.', pointer: '/data' })
}

/** A secret stays in its environment. */
const environmentStays: Rule = ({ exchange, resource, before }) => {
  const was = before?.one['environment']
  if (!was || was.id === resource.one['environment']?.id) return undefined
  const pointer = '/data/relationships/environment/data'
  return fault(exchange, 422, { detail: 'A secret cannot move to another environment.', pointer })
}

function start(exchange: Exchange, secret: Resource): Resource {
  if (secret.attributes['type_of'] === 'oauth2-google') authorize(exchange, secret)
  else exchangeCredentials(exchange, secret)
  return secret
}

function retry(exchange: Exchange, secret: Resource): Resource {
  exchangeCredentials(exchange, secret)
  return secret
}

function test(exchange: Exchange, secret: Resource): Resource {
  const { type_of: type, status } = secret.attributes
  if (!String(type).startsWith('oauth2') || status !== 'succeeded') {
    const detail = 'Only oauth2 secrets whose exchange succeeded can be tested.'
    reject(exchange, 409, { detail, pointer: '/data/meta/action' })
  }
  return { ...secret, meta: { ...secret.meta, test_exchange: testExchange(secret) } }
}

function reauthorize(exchange: Exchange, secret: Resource): Resource {
  if (secret.attributes['type_of'] !== 'oauth2-google') {
    reject(exchange, 409, { detail: 'Nobody has to authorize this secret.', pointer: '/data/meta/action' })
  }
  authorize(exchange, secret)
  return secret
}

/** The type `secrets`. */
export const secrets: Definition = {
  type: 'secrets',
  right: 'manage_environments',
  parent: 'property',
  attributes: {
    name: { kind: 'text', required: true },
    type_of: { kind: 'text', required: true, values: Object.keys(credentials) },
    credentials: { kind: 'object', required: true, hidden: true },
  },
  relations: {
    property: { kind: 'one', type: 'properties' },
    environment: { kind: 'one', type: 'environments', set: 'required' },
  },
  initial: () => ({ activated_at: null, expires_at: null, refresh_at: null }),
  rules: [uniqueName('property'), propertyIsEdge, environmentStays, credentialsAreComplete],
  saved: ({ exchange, resource, attributes, before }: Change) => {
    if (before === undefined || attributes['credentials'] !== undefined) start(exchange, resource)
  },
  actions: {
    retry: { run: retry },
    test: { run: test },
    reauthorize: { run: reauthorize },
  },
}
