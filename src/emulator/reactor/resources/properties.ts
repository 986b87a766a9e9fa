/** Properties: what holds nearly everything else. */
import { attributePointer } from '../attributes.js'
import type { Change, Definition, Relation, Rule } from '../model.js'
import { statusError } from '../refusal.js'
import { newToken, type TypeName } from '../resource.js'
import { installCore } from './extensions.js'
import { ownNotes } from './notes.js'
import { uniqueName } from './settings.js'

const holds = (type: TypeName): Relation => ({ kind: 'held', type })

/** A web property says which domains it is for. */
const webHasDomains: Rule = ({ exchange, resource: { attributes } }) => {
  const { platform, domains } = attributes
  if (platform !== 'web' || (Array.isArray(domains) && domains.length > 0)) return undefined
  const detail = 'domains is required for web properties.'
  return statusError(exchange, 422, { detail, pointer: attributePointer('domains') })
}

/**
 * The type `properties`.
 *
 * @see https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/endpoints/properties
 */
export const properties: Definition = {
  type: 'properties',
  right: 'manage_properties',
  event: 'property',
  hasAuthors: true,
  attributes: {
    name: { kind: 'text', required: true },
    platform: { kind: 'text', required: true, values: ['web', 'mobile', 'edge'] },
    domains: { kind: 'texts' },
    development: { kind: 'flag', initial: false },
    enabled: { kind: 'flag', initial: true },
    privacy: { kind: 'text' },
    rule_component_sequencing_enabled: { kind: 'flag', initial: false },
    ssl_enabled: { kind: 'flag', initial: false },
    undefined_vars_return_empty: { kind: 'flag', initial: false },
  },
  links: ['data_elements', 'environments', 'extensions', 'rules'],
  relations: {
    company: { kind: 'one', type: 'companies' },
    callbacks: holds('callbacks'),
    data_elements: holds('data_elements'),
    environments: holds('environments'),
    extensions: holds('extensions'),
    hosts: holds('hosts'),
    libraries: holds('libraries'),
    notes: ownNotes,
    rule_components: holds('rule_components'),
    rules: holds('rules'),
    secrets: holds('secrets'),
  },
  initial: () => ({ token: newToken() }),
  rules: [uniqueName('company'), webHasDomains],
  saved: (change: Change) => {
    if (change.before === undefined) installCore(change.exchange, change.resource)
  },
  meta: (_property, { account }) => ({ rights: [...account.rights].filter((right) => propertyRights.has(right)) }),
}

const propertyRights: ReadonlySet<string> = new Set([
  'approve',
  'develop',
  'manage_environments',
  'manage_extensions',
  'publish',
])
