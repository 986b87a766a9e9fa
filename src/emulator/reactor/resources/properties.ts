/** Properties: what holds nearly everything else. */
import type { Change, Definition, Relation } from '../model.js'
import { newToken, type TypeName } from '../resource.js'
import { installCore } from './extensions.js'
import { uniqueName } from './unique-name.js'

const holds = (type: TypeName): Relation => ({ kind: 'inverse', type, by: 'property', heads: true })

/** The type `properties`. */
export const properties: Definition = {
  type: 'properties',
  right: 'manage_properties',
  parent: 'company',
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
  relations: {
    company: { kind: 'one', type: 'companies' },
    callbacks: holds('callbacks'),
    data_elements: holds('data_elements'),
    environments: holds('environments'),
    extensions: holds('extensions'),
    hosts: holds('hosts'),
    libraries: holds('libraries'),
    rule_components: holds('rule_components'),
    rules: holds('rules'),
    secrets: holds('secrets'),
  },
  initial: () => ({ token: newToken() }),
  rules: [uniqueName('company')],
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
