/** Takes uploaded extension packages: at once what their names tell, the rest while they are processed. */
import { begin, inPath, need, timestamp } from '../exchange.js'
import type { Definition, Errand, Exchange } from '../model.js'
import type { Handler } from '../read-endpoints.js'
import { deferredError, refuse, reject } from '../refusal.js'
import { resourceResponse } from '../representation.js'
import { type Members, newResource, type Resource } from '../resource.js'
import { authorsOf, update } from '../write-endpoints.js'
import { type Archive, attributesOf, type Unusable, unpack } from './package-archive.js'
import { packageErrors } from './package-rules.js'

const authors: Pick<Definition, 'hasAuthors'> = { hasAuthors: true }

/** `POST /extension_packages` */
export const createPackage: Handler = (exchange) => {
  need(exchange, 'develop_extensions')
  const archive = unpack(fileOf(exchange))
  if ('manifest' in archive) nameIsFree(exchange, archive)
  const now = timestamp(exchange)
  const attributes = {
    availability: 'development',
    created_at: now,
    updated_at: now,
    discontinued: false,
    owner_org_id: exchange.org,
    ...authorsOf(exchange, authors, true),
  }
  const extensionPackage = newResource('extension_packages', exchange.org, { attributes })
  exchange.emulation.store.add(extensionPackage)
  process(exchange, extensionPackage, archive)
  return resourceResponse(exchange, extensionPackage, 202)
}

/** `PATCH /extension_packages/{id}`: with a file a new version, with a document some attribute or an action. */
export const updatePackage: Handler = (exchange) =>
  exchange.file === undefined ? update('extension_packages')(exchange) : replace(exchange, 202)

/** `POST /extension_packages/{id}`, as the API description updates a package: with the status that it documents. */
export const replacePackage: Handler = (exchange) => replace(exchange, 200)

function replace(exchange: Exchange, status: number) {
  const extensionPackage = inPath(exchange, 'extension_packages')
  need(exchange, 'develop_extensions')
  const archive = unpack(fileOf(exchange))
  const { attributes, org } = extensionPackage
  if (org !== exchange.org || attributes['availability'] !== 'development') {
    refuse(exchange, 'read-only', { detail: 'Only packages in development can be uploaded anew.' })
  }
  if ('manifest' in archive) nameStays(exchange, extensionPackage, archive)
  exchange.emulation.store.update(extensionPackage, { attributes: authorsOf(exchange, authors, false) })
  process(exchange, extensionPackage, archive)
  return resourceResponse(exchange, extensionPackage, status)
}

function fileOf(exchange: Exchange): Uint8Array {
  return exchange.file ?? reject(exchange, 415, { detail: 'A package is uploaded as multipart/form-data.' })
}

/** A name belongs to the organization that used it first; one version of it is uploaded once. */
function nameIsFree(exchange: Exchange, { manifest }: Archive): void {
  const { name, platform, version } = manifest
  const others = exchange.emulation.store
    .named('extension_packages', name)
    .filter(({ attributes }) => attributes['platform'] === platform)
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

function process(exchange: Exchange, extensionPackage: Resource, archive: Archive | Unusable): void {
  const isReadable = 'manifest' in archive
  const path = { cdn_path: `https://assets.adobedtm.com/staging/extensions/${extensionPackage.id}` }
  const attributes: Members = isReadable ? { ...attributesOf(archive.manifest), ...path } : path
  const errors = isReadable
    ? packageErrors(archive).map(({ code, detail }) => deferredError(exchange.id, code, detail))
    : [deferredError(exchange.id, 'extension-package-zip-error', archive.reason)]
  exchange.emulation.store.update(extensionPackage, { attributes, hidden: { errors } })
  processAgain(exchange, extensionPackage)
}

/** Lets the processing of a package end with what was found in its archive, which is not kept. */
export function processAgain(errand: Errand, extensionPackage: Resource): void {
  const { errors } = extensionPackage.hidden
  begin(errand, extensionPackage, {
    state: 'status',
    delay: errand.emulation.delays.package,
    finish: () => (Array.isArray(errors) ? errors : []),
  })
}
