/** Extension packages: what developers upload, and others install. */

import { attributePointer } from '../attributes.js'
import { refuse, reject } from '../exchange.js'
import type { Definition, Exchange, Rule } from '../model.js'
import { errorOf } from '../refusal.js'
import type { Resource } from '../resource.js'
import { fixedAttributes } from './package-attributes.js'

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

function releasePrivately(exchange: Exchange, extensionPackage: Resource): Resource {
  const { attributes, org } = extensionPackage
  if (org !== exchange.org) refuse(exchange, 'read-only')
  if (attributes['status'] !== 'succeeded' || attributes['availability'] !== 'development') {
    const detail = 'Only packages in development that were processed successfully can be released.'
    reject(exchange, 409, { detail, pointer: '/data/meta/action' })
  }
  attributes['availability'] = 'private'
  return extensionPackage
}

/** The type `extension_packages`. */
export const extensionPackages: Definition = {
  type: 'extension_packages',
  right: 'develop_extensions',
  attributes: {
    availability: { kind: 'text', values: ['development', 'private', 'public'] },
    discontinued: { kind: 'flag' },
    owner_org_id: { kind: 'text' },
    ...Object.fromEntries(fixedAttributes.map((name) => [name, { kind: 'any' } as const])),
  },
  relations: {},
  rules: [isOwn, fixedStay, ownerIsOrg, staysUnpublished],
  actions: {
    release_private: { run: releasePrivately },
    release_public: {
      run: (exchange) => refuse(exchange, 'public-release-not-authorized', { pointer: '/data/meta/action' }),
    },
  },
}
