/** Extensions: packages as they are installed in a property. */

import { timestamp } from '../exchange.js'
import type { Definition, Exchange, Rule } from '../model.js'
import { errorOf, fault } from '../refusal.js'
import { identifierOf, newId, type Resource } from '../resource.js'
import {
  canChange,
  canGo,
  markDirty,
  reviseAction,
  revisedInitially,
  revisedMeta,
  revisedRelations,
} from './revisions.js'
import { delegateIsDefined, settingsAreJson } from './settings.js'
import { uniqueName } from './unique-name.js'

const POINTER = '/data/relationships/extension_package/data'

const packageOf = ({ emulation: { store } }: Exchange, extension: Resource): Resource | undefined =>
  store.target(extension, 'extension_package')

/** Only what was processed can be installed. */
const packageIsReady: Rule = ({ exchange, resource }) => {
  if (packageOf(exchange, resource)?.attributes['status'] === 'succeeded') return undefined
  return fault(exchange, 409, { detail: 'The extension package was not processed successfully.', pointer: POINTER })
}

/** An upgrade installs another version of the same package. */
const packageStays: Rule = ({ exchange, resource, before }) => {
  const name = packageOf(exchange, resource)?.attributes['name']
  if (before === undefined || name === before.attributes['name']) return undefined
  const detail = 'An extension can only change to another version of its package.'
  return errorOf(exchange, 'invalid-extension_package_id', { detail, pointer: POINTER })
}

/** An extension bears the names of its package. */
function takeNames(exchange: Exchange, extension: Resource): void {
  const { name, display_name, version } = { ...packageOf(exchange, extension)?.attributes }
  Object.assign(extension.attributes, { name, display_name, version })
}

/** The name is taken from the package before it is compared. */
const installedOnce: Rule = (change) => {
  takeNames(change.exchange, change.resource)
  return uniqueName('property')(change)
}

/** The type `extensions`. */
export const extensions: Definition = {
  type: 'extensions',
  right: 'manage_extensions',
  parent: 'property',
  attributes: {
    delegate_descriptor_id: { kind: 'text' },
    enabled: { kind: 'flag', initial: true },
    settings: { kind: 'any', initial: '{}' },
  },
  relations: {
    ...revisedRelations('extensions'),
    extension_package: { kind: 'one', type: 'extension_packages', set: 'required' },
  },
  initial: revisedInitially,
  rules: [canChange, packageIsReady, packageStays, installedOnce, settingsAreJson, delegateIsDefined],
  saved: markDirty,
  removalRules: [canGo],
  removal: 'mark',
  actions: { revise: reviseAction },
  meta: revisedMeta,
}

/** Installs the core extension of its platform in a new property, as Reactor does. */
export function installCore(exchange: Exchange, property: Resource): void {
  const { store } = exchange.emulation
  const { platform } = { ...property.attributes }
  const cores = store
    .all('extension_packages')
    .filter(({ attributes }) => attributes['name'] === 'core' && attributes['platform'] === platform)
  for (const core of cores) {
    const now = timestamp(exchange)
    const id = newId('extensions')
    const extension: Resource = {
      type: 'extensions',
      id,
      org: property.org,
      attributes: { created_at: now, updated_at: now, delegate_descriptor_id: null, enabled: true, settings: '{}' },
      hidden: {},
      one: {
        property: identifierOf(property),
        origin: { type: 'extensions', id },
        extension_package: identifierOf(core),
      },
      many: {},
      meta: {},
    }
    Object.assign(extension.attributes, revisedInitially())
    takeNames(exchange, extension)
    store.add(extension)
  }
}
