/** Extension packages: what developers upload, and others install. */
import { attributePointer } from '../attributes.js'
import { listResponse } from '../list.js'
import type { Definition, Exchange, RemovalRule, Rule, Viewer } from '../model.js'
import type { Handler } from '../read-endpoints.js'
import { errorOf, refuse, reject } from '../refusal.js'
import { isVisible } from '../representation.js'
import type { Resource } from '../resource.js'
import type { Resources } from '../store.js'
import { fixedAttributes } from './package-archive.js'
import { processAgain } from './package-upload.js'

const ORG = /^[0-9A-Za-z]+@AdobeOrg$/

/** Only some attributes can be set. */
const fixedStay: Rule = ({ exchange, attributes }) => {
  const fixed = fixedAttributes.find((name) => Object.hasOwn(attributes, name))
  if (fixed === undefined) return undefined
  const detail = `${fixed} cannot be changed; upload the package anew.`
  return errorOf(exchange, 'invalid-extension_package_id', { detail, pointer: attributePointer(fixed) })
}

/** The new owner is an organization. */
const ownerIsOrg: Rule = ({ exchange, attributes }) => {
  const name = 'owner_org_id'
  const owner = attributes[name]
  if (typeof owner !== 'string' || ORG.test(owner)) return undefined
  return errorOf(exchange, 'invalid-new-owner-org-id', { pointer: attributePointer(name) })
}

/** Making a package public is up to Adobe. */
const staysUnpublished: Rule = ({ exchange, attributes, before }) => {
  const name = 'availability'
  const sent = attributes[name]
  if (sent === undefined || sent === before?.attributes[name]) return undefined
  return errorOf(exchange, 'public-release-not-authorized', { pointer: attributePointer(name) })
}

/** The packages of others cannot be changed. */
const isOwn: Rule = ({ exchange, before }) =>
  before === undefined || before.org === exchange.org ? undefined : errorOf(exchange, 'read-only')

/** Only packages in development can be deleted (the reference of extension packages, “Delete”). */
const canGo: RemovalRule = (exchange, { org, attributes }) => {
  if (org === exchange.org && attributes['availability'] === 'development') return undefined
  return errorOf(exchange, 'read-only', { detail: 'Only packages in development can be deleted.' })
}

function releasePrivately(exchange: Exchange, extensionPackage: Resource): Resource {
  const { attributes, org } = extensionPackage
  if (org !== exchange.org) refuse(exchange, 'read-only')
  if (attributes['status'] !== 'succeeded' || attributes['availability'] !== 'development') {
    const detail = 'Only packages in development that were processed successfully can be released.'
    reject(exchange, 409, { detail, pointer: '/data/meta/action' })
  }
  exchange.emulation.store.update(extensionPackage, { attributes: { availability: 'private' } })
  return extensionPackage
}

/** `GET /extension_packages`: those of the organization, those that it was authorized for, and those that are public. */
export const listPackages: Handler = (exchange) => {
  const all = exchange.emulation.store.all('extension_packages')
  return listResponse(
    exchange,
    'extension_packages',
    all.filter((one) => isVisible(exchange, one)),
  )
}

/** All packages of the same name for the same platform that the organization sees. */
function versionsOf(exchange: Viewer, { attributes: { name, platform } }: Resource): Resources {
  const all = exchange.emulation.store.named('extension_packages', name)
  return all.filter((one) => one.attributes['platform'] === platform && isVisible(exchange, one))
}

/**
 * The type `extension_packages`.
 *
 * @see https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/endpoints/extension-packages
 */
export const extensionPackages: Definition = {
  type: 'extension_packages',
  right: 'develop_extensions',
  hasAuthors: true,
  attributes: {
    availability: { kind: 'text', values: ['development', 'private', 'public'] },
    discontinued: { kind: 'flag' },
    owner_org_id: { kind: 'text' },
    ...Object.fromEntries(fixedAttributes.map((name) => [name, { kind: 'any' } as const])),
  },
  relations: {
    versions: { kind: 'read', type: 'extension_packages', read: versionsOf },
    extension_package_usage_authorizations: {
      kind: 'inverse',
      type: 'extension_package_usage_authorizations',
      by: 'extension_package',
    },
  },
  rules: [isOwn, fixedStay, ownerIsOrg, staysUnpublished],
  resume: { status: processAgain },
  removalRules: [canGo],
  actions: {
    release_private: { run: releasePrivately },
    release_public: {
      run: (exchange) => refuse(exchange, 'public-release-not-authorized', { pointer: '/data/meta/action' }),
    },
  },
  meta: ({ id, attributes }) => {
    const { cdn_path: path, main, availability } = attributes
    return {
      script_sources: typeof main === 'string' ? [`${String(path)}/${main}`] : [],
      ...(availability === 'public' && { archive_url: `${String(path)}/${id}.zip` }),
    }
  },
}

/** The last of the versions of a package that was released, and whether that is later than a package. */
export function latestVersion(exchange: Viewer, extensionPackage: Resource): Resource {
  const released = versionsOf(exchange, extensionPackage).filter(
    ({ attributes }) => attributes['availability'] !== 'development',
  )
  return released.reduce((latest, one) => (compareVersions(one, latest) > 0 ? one : latest), extensionPackage)
}

/** Versions are compared number by number (https://semver.org/#spec-item-11). */
function compareVersions(a: Resource, b: Resource): number {
  return String(a.attributes['version']).localeCompare(String(b.attributes['version']), 'en', { numeric: true })
}
