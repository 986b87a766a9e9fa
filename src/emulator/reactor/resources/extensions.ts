/** Extensions: packages as they are installed in a property. */
import { timestamp } from '../exchange.js'
import type { Definition, Exchange, Rule, Viewer } from '../model.js'
import { errorOf, statusError } from '../refusal.js'
import { identifierOf, type Members, newResource, type Resource } from '../resource.js'
import { latestVersion } from './extension-packages.js'
import {
  canChange,
  canGo,
  markDirty,
  reviseAction,
  revisedInitially,
  revisedMeta,
  revisedRelations,
} from './revisions.js'
import { delegateIsDefined, settingsAreJson, uniqueName } from './settings.js'
import { mayInstall } from './usage-authorizations.js'

const POINTER = '/data/relationships/extension_package/data'

const packageOf = ({ emulation: { store } }: Pick<Exchange, 'emulation'>, extension: Resource): Resource | undefined =>
  store.target(extension, 'extension_package')

/** Only what was processed can be installed, and what is in development only where extensions are developed. */
const packageIsReady: Rule = ({ exchange, resource }) => {
  const conflict = (detail: string) => statusError(exchange, 409, { detail, pointer: POINTER })
  const extensionPackage = packageOf(exchange, resource)
  const { status, availability } = { ...extensionPackage?.attributes }
  if (extensionPackage === undefined || status !== 'succeeded') {
    return conflict('The extension package was not processed successfully.')
  }
  if (!mayInstall(exchange, extensionPackage)) {
    return conflict('The organization has to approve the usage authorization of the package first.')
  }
  const property = exchange.emulation.store.target(resource, 'property')
  if (availability !== 'development' || property?.attributes['development'] === true) return undefined
  return conflict('Packages in development are for properties whose attribute development is true.')
}

/** An upgrade installs another version of the same package. */
const packageStays: Rule = ({ exchange, resource, before }) => {
  const name = packageOf(exchange, resource)?.attributes['name']
  if (before === undefined || name === before.attributes['name']) return undefined
  const detail = 'An extension can only change to another version of its package.'
  return errorOf(exchange, 'invalid-extension_package_id', { detail, pointer: POINTER })
}

/** An extension bears the names of its package. */
function namesOf(exchange: Viewer, extension: Resource): Members {
  const { name, display_name, version } = { ...packageOf(exchange, extension)?.attributes }
  return { name, display_name, version }
}

function metaOf(extension: Resource, viewer: Viewer): Members {
  const extensionPackage = packageOf(viewer, extension)
  const latest = extensionPackage && latestVersion(viewer, extensionPackage)
  return {
    ...revisedMeta(extension, viewer),
    ...(latest !== extensionPackage && { upgrade_extension_package_id: latest?.id }),
  }
}

/**
 * The type `extensions`.
 *
 * @see https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/endpoints/extensions
 */
export const extensions: Definition = {
  type: 'extensions',
  right: 'manage_extensions',
  parent: 'property',
  event: 'extension',
  hasAuthors: true,
  attributes: {
    delegate_descriptor_id: { kind: 'text' },
    enabled: { kind: 'flag', initial: true },
    settings: { kind: 'any', initial: '{}' },
  },
  relations: {
    ...revisedRelations('extensions'),
    libraries: { kind: 'inverse', type: 'libraries', by: 'extensions' },
    extension_package: { kind: 'one', type: 'extension_packages', set: 'required' },
    latest_extension_package: { kind: 'one', type: 'extension_packages' },
    updated_with_extension_package: { kind: 'one', type: 'extension_packages' },
  },
  initial: revisedInitially,
  derived: (extension, exchange) => {
    const extensionPackage = packageOf(exchange, extension)
    const used = extension.one['extension_package'] ?? null
    const latest = extensionPackage === undefined ? null : identifierOf(latestVersion(exchange, extensionPackage))
    return {
      attributes: namesOf(exchange, extension),
      one: { updated_with_extension_package: used, latest_extension_package: latest },
    }
  },
  rules: [canChange, packageIsReady, packageStays, uniqueName('property'), settingsAreJson, delegateIsDefined],
  saved: markDirty,
  removalRules: [canGo],
  removal: 'mark',
  actions: { revise: reviseAction },
  meta: metaOf,
}

/** Installs the core extension of its platform in a new property, as Reactor does. */
export function installCore(exchange: Exchange, property: Resource): void {
  const { store } = exchange.emulation
  const { platform } = property.attributes
  for (const core of store.named('extension_packages', 'core')) {
    if (core.attributes['platform'] !== platform || core.attributes['availability'] !== 'public') continue
    const now = timestamp(exchange)
    const blank = newResource('extensions', property.org)
    const used = identifierOf(core)
    const one = {
      property: identifierOf(property),
      origin: identifierOf(blank),
      extension_package: used,
      latest_extension_package: used,
      updated_with_extension_package: used,
    }
    const installed = { created_at: now, updated_at: now, delegate_descriptor_id: null, enabled: true, settings: '{}' }
    const attributes = { ...installed, ...revisedInitially(), ...namesOf(exchange, { ...blank, one }) }
    store.add({ ...blank, attributes, one })
  }
}
