/** Extension package usage authorizations: the owner of a private package lets another organization use it, which has to agree. */
import { attributePointer } from '../attributes.js'
import { inPath, need } from '../exchange.js'
import type { Change, Definition, Exchange, Rule } from '../model.js'
import type { Handler } from '../read-endpoints.js'
import { errorOf, refuse, statusError } from '../refusal.js'
import type { Resource } from '../resource.js'
import { create } from '../write-endpoints.js'

const ORG = /^\w+@AdobeOrg$/

const packageOf = (
  { emulation: { store } }: Pick<Exchange, 'emulation'>,
  authorization: Resource,
): Resource | undefined => store.target(authorization, 'extension_package')

/** An organization is authorized, and another than the owner. */
const orgIsOther: Rule = ({ exchange, resource }) => {
  const name = 'authorized_org_id'
  const org = String(resource.attributes[name])
  const pointer = attributePointer(name)
  if (!ORG.test(org)) return errorOf(exchange, 'invalid-org', { detail: 'This is no organization.', pointer })
  if (org !== resource.org) return undefined
  return statusError(exchange, 422, { detail: 'The owner of a package needs no authorization.', pointer })
}

/** An organization is authorized once. */
const isFirst: Rule = ({ exchange, resource, before }) => {
  const { authorized_org_id: org } = resource.attributes
  const others = exchange.emulation.store.leadingTo(
    packageOf(exchange, resource),
    'extension_package_usage_authorizations',
    'extension_package',
  )
  if (before !== undefined || !others.some(({ attributes }) => attributes['authorized_org_id'] === org))
    return undefined
  return errorOf(exchange, 'not-unique', { detail: `${String(org)} is authorized already, or asked to be.` })
}

/** The owner asks, and the authorized organization approves or rejects. */
const stateIsOthers: Rule = ({ exchange, attributes, before }) => {
  const name = 'state'
  if (
    before === undefined ||
    attributes[name] === undefined ||
    exchange.org === before.attributes['authorized_org_id']
  ) {
    return undefined
  }
  const detail = 'Only the authorized organization approves or rejects.'
  return errorOf(exchange, 'not-authorized', { detail, pointer: attributePointer(name) })
}

/** Whom the authorization is for stays. */
const orgStays: Rule = ({ exchange, attributes, before }) => {
  const name = 'authorized_org_id'
  if (before === undefined || attributes[name] === undefined || attributes[name] === before.attributes[name])
    return undefined
  return errorOf(exchange, 'read-only', { detail: 'Only the state can be changed.', pointer: attributePointer(name) })
}

/** Lets the organizations see a package that are authorized for it, whether they have agreed or not. */
function grant({ emulation: { store } }: Pick<Exchange, 'emulation'>, extensionPackage: Resource | undefined): void {
  if (extensionPackage === undefined) return
  const all = store.leadingTo(extensionPackage, 'extension_package_usage_authorizations', 'extension_package')
  const grantedTo = all.map(({ attributes }) => attributes['authorized_org_id'])
  store.update(extensionPackage, { hidden: { grantedTo } })
}

/**
 * The type `extension_package_usage_authorizations`.
 *
 * @see https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/endpoints/extension-package-usage-authorizations
 */
export const usageAuthorizations: Definition = {
  type: 'extension_package_usage_authorizations',
  right: 'manage_properties',
  parent: 'extension_package',
  hasAuthors: true,
  attributes: {
    authorized_org_id: { kind: 'text', required: true },
    state: { kind: 'text', values: ['pending_approval', 'approved', 'rejected'], initial: 'pending_approval' },
  },
  relations: { extension_package: { kind: 'one', type: 'extension_packages' } },
  derived: (authorization, exchange) => {
    const { name, platform } = { ...packageOf(exchange, authorization)?.attributes }
    const { org: owner_org_id, attributes } = authorization
    const names = { owner_org_name: owner_org_id, authorized_org_name: attributes['authorized_org_id'] }
    return { attributes: { name, platform, owner_org_id, ...names } }
  },
  rules: [orgIsOther, isFirst, stateIsOthers, orgStays],
  saved: ({ exchange, resource }: Change) => grant(exchange, packageOf(exchange, resource)),
  removalRules: [
    (exchange, { org }) =>
      org === exchange.org
        ? undefined
        : errorOf(exchange, 'not-authorized', { detail: 'Only the owner takes it back.' }),
  ],
  removed: (exchange, authorization) => grant(exchange, packageOf(exchange, authorization)),
}

const createAuthorization = create('extension_package_usage_authorizations', {
  relation: 'extension_package',
  type: 'extension_packages',
})

/** `POST /extension_packages/{id}/extension_package_usage_authorizations`, by the owner of the package. */
export const authorizeUsage: Handler = (exchange) => {
  const extensionPackage = inPath(exchange, 'extension_packages')
  need(exchange, 'develop_extensions')
  if (extensionPackage.org !== exchange.org)
    refuse(exchange, 'not-authorized', { detail: 'Another organization owns it.' })
  return createAuthorization(exchange)
}

/** Whether an organization may install a private package of another: it was authorized, and has agreed. */
export function mayInstall({ emulation: { store }, org }: Exchange, extensionPackage: Resource): boolean {
  const { availability } = extensionPackage.attributes
  if (extensionPackage.org === org || availability === 'public') return true
  const all = store.leadingTo(extensionPackage, 'extension_package_usage_authorizations', 'extension_package')
  return all.some(({ attributes }) => attributes['authorized_org_id'] === org && attributes['state'] === 'approved')
}
