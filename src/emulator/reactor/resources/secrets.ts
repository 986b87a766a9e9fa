/** Secrets: credentials that event forwarding exchanges for tokens, and renews. */
import { attributePointer } from '../attributes.js'
import type { Change, Definition, Exchange, Rule } from '../model.js'
import { reject, statusError } from '../refusal.js'
import type { Members, Resource } from '../resource.js'
import { isSecretElement, secretsOf } from './data-elements.js'
import { ownNotes } from './notes.js'
import {
  authorizationOf,
  authorize,
  credentialsOf,
  exchangeCredentials,
  isOauth,
  planRefreshAgain,
  refresh,
  serverOf,
  testExchange,
} from './secret-exchange.js'
import { uniqueName } from './settings.js'

/** What the credentials of each type need (guide of secrets; the reference of secrets has the types that begin with `oauth2-`). */
const credentials: Readonly<Record<string, readonly string[]>> = {
  // The URL of the token server is called `authorization_url` in the guide, `token_url` on the endpoint page.
  oauth2: ['client_id', 'client_secret', 'token_url'],
  'oauth2-client_credentials': ['client_id', 'client_secret', 'token_url'],
  'oauth2-google': ['scopes'],
  'oauth2-jwt': ['alg', 'aud', 'iss', 'private_key', 'ttl'],
  'simple-http': ['password', 'username'],
  token: ['token'],
}

/** Those of the credentials that no response shows. */
const secret: ReadonlySet<string> = new Set(['client_secret', 'password', 'private_key', 'token'])

/** The credentials that responses show. */
function shownCredentials(resource: Resource): Members {
  const shown = Object.entries(credentialsOf(resource)).filter(([name]) => !secret.has(name))
  return Object.fromEntries(shown)
}

/** The credentials are those of the type. */
const credentialsAreComplete: Rule = ({ exchange, resource }) => {
  const type = resource.attributes['type_of']
  const given: Members = { ...credentialsOf(resource), token_url: serverOf(resource) }
  const needed = Object.entries(credentials).flatMap(([name, members]) => (name === type ? members : []))
  const missing = needed.filter((name) => (given[name] ?? '') === '')
  if (missing.length === 0) return undefined
  const detail = `Credentials of type ${String(type)} need ${missing.join(', ')}.`
  return statusError(exchange, 422, { detail, pointer: attributePointer('credentials') })
}

/** Only event forwarding has secrets. */
const propertyIsEdge: Rule = ({ exchange, resource }) => {
  const property = exchange.emulation.store.target(resource, 'property')
  if (property?.attributes['platform'] === 'edge') return undefined
  return statusError(exchange, 422, { detail: 'Only properties of platform edge have secrets.', pointer: '/data' })
}

/** A secret stays in its environment. */
const environmentStays: Rule = ({ exchange, resource, before }) => {
  const was = before?.one['environment']
  if (!was || was.id === resource.one['environment']?.id) return undefined
  const pointer = '/data/relationships/environment/data'
  return statusError(exchange, 422, { detail: 'A secret cannot move to another environment.', pointer })
}

function start(exchange: Exchange, resource: Resource): void {
  if (resource.attributes['type_of'] === 'oauth2-google') authorize(exchange, resource)
  else exchangeCredentials(exchange, resource)
}

function retry(exchange: Exchange, resource: Resource): Resource {
  exchangeCredentials(exchange, resource)
  return resource
}

function test(exchange: Exchange, resource: Resource): Resource {
  if (!isOauth(resource) || resource.attributes['status'] !== 'succeeded') {
    const detail = 'Only oauth2 secrets whose exchange succeeded can be tested.'
    reject(exchange, 409, { detail, pointer: '/data/meta/action' })
  }
  // The response alone has it: a test changes nothing.
  return { ...resource, meta: { ...resource.meta, test_exchange: testExchange(resource) } }
}

function reauthorize(exchange: Exchange, resource: Resource): Resource {
  if (resource.attributes['type_of'] !== 'oauth2-google') {
    reject(exchange, 409, { detail: 'Nobody has to authorize this secret.', pointer: '/data/meta/action' })
  }
  authorize(exchange, resource)
  return resource
}

/**
 * The type `secrets`.
 *
 * @see https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/guides/secrets
 */
export const secrets: Definition = {
  type: 'secrets',
  right: 'manage_environments',
  parent: 'property',
  event: 'secret',
  hasAuthors: true,
  attributes: {
    name: { kind: 'text', required: true },
    type_of: { kind: 'text', required: true, values: Object.keys(credentials) },
    credentials: { kind: 'object', required: true, hidden: true },
  },
  relations: {
    property: { kind: 'one', type: 'properties' },
    environment: {
      kind: 'one',
      type: 'environments',
      set: 'required',
      meta: ({ attributes: { stage } }) => ({ stage }),
    },
    notes: ownNotes,
    data_elements: {
      kind: 'read',
      type: 'data_elements',
      read: (exchange, resource) => {
        const elements = exchange.emulation.store.headsIn(resource.one['property'], 'data_elements')
        return elements.filter((element) => isSecretElement(element) && secretsOf(exchange, element).includes(resource))
      },
    },
  },
  initial: () => ({ activated_at: null, expires_at: null, refresh_at: null }),
  derived: (resource) => ({ attributes: { credentials: shownCredentials(resource) } }),
  rules: [uniqueName('property'), propertyIsEdge, environmentStays, credentialsAreComplete],
  saved: ({ exchange, resource, attributes, before }: Change) => {
    if (before === undefined || attributes['credentials'] !== undefined) start(exchange, resource)
  },
  resume: { status: exchangeCredentials, refresh_status: refresh },
  plan: planRefreshAgain,
  meta: authorizationOf,
  actions: {
    retry: { run: retry },
    test: { run: test },
    reauthorize: { run: reauthorize },
  },
}
