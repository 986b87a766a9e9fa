/** What keeps a library from being built, and what makes its build fail. */
import type { ErrorObject } from '../../../jsonapi/document.js'
import { later } from '../exchange.js'
import type { Errand, Exchange } from '../model.js'
import { errorOf, statusError } from '../refusal.js'
import { isRevision, nameOf, type Resource } from '../resource.js'
import type { Resources } from '../store.js'
import { isSecretElement, secretsOf } from './data-elements.js'
import { connect } from './hosts.js'
import { contents } from './library-contents.js'
import { upstreamOf, upstreamsOf } from './publishing.js'
import { compileError, undefinedDelegate } from './settings.js'

/** Everything that keeps a library from being built to an environment. */
export function whatStandsAgainst(
  exchange: Exchange,
  library: Resource,
  environment: Resource | undefined,
): readonly ErrorObject[] {
  if (environment === undefined) {
    const detail = 'The library has no environment: PATCH /libraries/{id}/relationships/environment gives it one.'
    return [errorOf(exchange, 'environment-required', { detail })]
  }
  const rules = [isNotRejected, hostIsReady, upstreamIsBuilt, changesAreNew, upgradesAreIncluded]
  return rules.flatMap((rule) => rule(exchange, { library, environment }) ?? [])
}

interface Attempt {
  readonly library: Resource
  readonly environment: Resource
}

/** A rejected library goes back to development first. */
function isNotRejected(exchange: Exchange, { library }: Attempt): ErrorObject | undefined {
  if (library.attributes['state'] !== 'rejected') return undefined
  const detail = 'The library is rejected: PATCH it with meta.action develop first.'
  return statusError(exchange, 409, { detail })
}

/** The environment leads to a host that can be reached. */
function hostIsReady(exchange: Exchange, { environment }: Attempt): ErrorObject | undefined {
  const host = exchange.emulation.store.target(environment, 'host')
  if (host?.attributes['status'] === 'succeeded') return undefined
  const detail = host
    ? `The host ${nameOf(host)} is ${String(host.attributes['status'])}.`
    : `The environment ${nameOf(environment)} has no host.`
  return errorOf(exchange, 'host-required', { detail })
}

/** The library directly upstream has been built. */
function upstreamIsBuilt(exchange: Exchange, { library }: Attempt): ErrorObject | undefined {
  const upstream = upstreamOf(exchange, library)
  const build = upstream && exchange.emulation.store.target(upstream, 'last_build')
  if (upstream === undefined || build?.attributes['status'] === 'succeeded') return undefined
  const detail = `The library ${nameOf(upstream)} has no successful build.`
  return errorOf(exchange, 'upstream-build-required', { detail })
}

/** A build for development has no change that is defined upstream already (publishing flow, “Build to Development”). */
function changesAreNew(exchange: Exchange, { library, environment }: Attempt): ErrorObject | undefined {
  if (environment.attributes['stage'] !== 'development') return undefined
  const { store } = exchange.emulation
  const upstream = upstreamsOf(exchange, library).flatMap((one) => contents.flatMap((name) => store.targets(one, name)))
  const ids = new Set(upstream.map(({ id }) => id))
  const known = contents.flatMap((name) => store.targets(library, name)).find(({ id }) => ids.has(id))
  if (known === undefined) return undefined
  return statusError(exchange, 409, { detail: `This revision of ${nameOf(known)} is upstream already.` })
}

/** An extension that was published and then upgraded is part of every library until the upgrade is published. */
function upgradesAreIncluded(exchange: Exchange, { library }: Attempt): ErrorObject | undefined {
  const { store } = exchange.emulation
  const heads = store.headsIn(library.one['property'], 'extensions')
  const versionOf = (resource: Resource | undefined) => resource?.one['extension_package']?.id
  const missing = heads.find((head) => {
    const revisions = store.leadingTo(head, 'extensions', 'origin').filter(isRevision)
    const published = revisions.filter(({ attributes }) => attributes['published'] === true).at(-1)
    if (published === undefined || versionOf(published) === versionOf(head)) return false
    const upgraded = revisions.filter((revision) => versionOf(revision) === versionOf(head))
    return !library.many['extensions']?.some(({ id }) => upgraded.some((revision) => revision.id === id))
  })
  if (missing === undefined) return undefined
  const detail = `The upgrade of ${nameOf(missing)} has to be part of the library.`
  return errorOf(exchange, 'upgraded-extension-required', { detail })
}

/** Everything that goes wrong while a library is compiled and delivered. */
export function buildErrors(errand: Errand, library: Resource, environment: Resource): readonly ErrorObject[] {
  const rules = [extensionIsIncluded, delegateIsThere, codeCompiles, secretIsReady]
  const errors = delegatesIn(errand, library).flatMap((resource) =>
    rules.flatMap((rule) => rule(errand, resource, { library, environment }) ?? []),
  )
  if (errors.length > 0) return errors
  const host = errand.emulation.store.target(environment, 'host')
  const failure = host?.attributes['type_of'] === 'sftp' ? connect(host, 'later') : undefined
  return failure === undefined ? [] : [later(errand, failure.code, failure.detail)]
}

/** Everything in a library that an extension provides: extensions, data elements, the components of rules. */
function delegatesIn({ emulation: { store } }: Errand, library: Resource): Resources {
  const components = store
    .targets(library, 'rules')
    .flatMap((rule) => store.leadingTo(rule, 'rule_components', 'rules'))
  return [...store.targets(library, 'extensions'), ...store.targets(library, 'data_elements'), ...components]
}

/** The extension that a resource comes from is in the library, or upstream. */
function extensionIsIncluded(errand: Errand, resource: Resource, { library }: Attempt): ErrorObject | undefined {
  const { store } = errand.emulation
  const extension = store.target(resource, 'extension')
  if (extension === undefined) return undefined
  const libraries = [library, ...upstreamsOf(errand, library)]
  const included = libraries.flatMap((one) => store.targets(one, 'extensions'))
  if (included.some((revision) => store.target(revision, 'origin') === extension)) return undefined
  const [name, missing] = [resource, extension].map(({ attributes }) => String(attributes['name']))
  return later(errand, 'extension-not-found', `${name} comes from the extension ${missing}, which the library lacks.`)
}

/** The extension still defines what it defined when the resource was saved. */
function delegateIsThere(errand: Errand, resource: Resource): ErrorObject | undefined {
  const detail = undefinedDelegate(errand, resource)
  return detail === undefined ? undefined : later(errand, 'delegate-descriptor-unresolved', detail)
}

/** Custom code has no syntax errors. */
function codeCompiles(errand: Errand, resource: Resource): ErrorObject | undefined {
  const reason = compileError(resource)
  if (reason === undefined) return undefined
  return later(errand, 'minification-error', `${String(resource.attributes['name'])}: ${reason}`)
}

/**
 * A data element of type Secret has a secret for the environment whose exchange succeeded (guide of secrets, “Secret data element”).
 * No code is documented for that.
 */
function secretIsReady(errand: Errand, resource: Resource, { environment }: Attempt): ErrorObject | undefined {
  if (!isSecretElement(resource)) return undefined
  const isReady = secretsOf(errand, resource).some(
    ({ one, attributes }) => one['environment']?.id === environment.id && attributes['status'] === 'succeeded',
  )
  if (isReady) return undefined
  const detail = `${nameOf(resource)} has no secret for the environment ${nameOf(environment)} that succeeded.`
  return statusError({}, 422, { detail })
}
