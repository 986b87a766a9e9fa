/** Takes uploaded extension packages: at once what their names tell, the rest while they are processed. */
import type { ErrorObject } from '../../../jsonapi/document.js'
import { begin, later, need, refuse, reject, timestamp } from '../exchange.js'
import type { Exchange } from '../model.js'
import { answerOne } from '../present.js'
import { type Handler, inPath } from '../read-endpoints.js'
import { newId, type Resource } from '../resource.js'
import { update } from '../write-endpoints.js'
import { attributesOf } from './package-attributes.js'
import { packageFaults } from './package-rules.js'
import { type Archive, type ArchiveFault, unpack } from './package-zip.js'

/** `POST /extension_packages` */
export const createPackage: Handler = (exchange) => {
  need(exchange, 'develop_extensions')
  const { file } = exchange
  if (file === undefined) reject(exchange, 415, { detail: 'A package is uploaded as multipart/form-data.' })
  const archive = unpack(file)
  if ('manifest' in archive) nameIsFree(exchange, archive)
  const now = timestamp(exchange)
  const extensionPackage: Resource = {
    type: 'extension_packages',
    id: newId('extension_packages'),
    org: exchange.org,
    attributes: {
      availability: 'development',
      created_at: now,
      updated_at: now,
      discontinued: false,
      owner_org_id: exchange.org,
    },
    hidden: {},
    one: {},
    many: {},
    meta: {},
  }
  exchange.emulation.store.add(extensionPackage)
  process(exchange, extensionPackage, archive)
  return answerOne(exchange, extensionPackage, 202)
}

/** `PATCH /extension_packages/{id}`: with a file a new version, with a document some attribute or an action. */
export const updatePackage: Handler = (exchange) => {
  const { file } = exchange
  if (file === undefined) return update('extension_packages')(exchange)
  const extensionPackage = inPath(exchange, 'extension_packages')
  need(exchange, 'develop_extensions')
  const { attributes, org } = extensionPackage
  if (org !== exchange.org || attributes['availability'] !== 'development') {
    refuse(exchange, 'read-only', { detail: 'Only packages in development can be uploaded anew.' })
  }
  const archive = unpack(file)
  if ('manifest' in archive) nameStays(exchange, extensionPackage, archive)
  process(exchange, extensionPackage, archive)
  return answerOne(exchange, extensionPackage, 202)
}

/** A name belongs to the organization that used it first; one version of it is uploaded once. */
function nameIsFree(exchange: Exchange, { manifest }: Archive): void {
  const { name, platform, version } = manifest
  const others = exchange.emulation.store
    .all('extension_packages')
    .filter(({ attributes }) => attributes['name'] === name && attributes['platform'] === platform)
  if (others.some(({ org }) => org !== exchange.org)) {
    refuse(exchange, 'invalid-name', { detail: `Another organization has a package named ${String(name)}.` })
  }
  if (others.some(({ attributes }) => attributes['version'] === version)) {
    refuse(exchange, 'not-unique', { detail: `There is version ${String(version)} of ${String(name)} already.` })
  }
}

function nameStays(exchange: Exchange, { attributes }: Resource, { manifest }: Archive): void {
  const changed = ['name', 'platform'].find((name) => attributes[name] && attributes[name] !== manifest[name])
  if (changed === undefined) return
  refuse(exchange, 'invalid-extension_package_id', { detail: `The ${changed} of a package cannot be changed.` })
}

function process(exchange: Exchange, extensionPackage: Resource, archive: Archive | ArchiveFault): void {
  if ('manifest' in archive) Object.assign(extensionPackage.attributes, attributesOf(archive.manifest))
  const finish = (): readonly ErrorObject[] => {
    if ('problem' in archive) return [later(exchange, 'extension-package-zip-error', archive.problem)]
    return packageFaults(archive).map(({ code, detail }) => later(exchange, code, detail))
  }
  begin(exchange, extensionPackage, { state: 'status', delay: exchange.emulation.delays.package, finish })
}
