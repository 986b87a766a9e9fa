/** What keeps a library from being built, and what makes its build fail. */
import type { ErrorObject } from '../../../jsonapi/document.js'
import { later } from '../exchange.js'
import type { Exchange } from '../model.js'
import { errorOf } from '../refusal.js'
import { isDeleted, isRevision, type Resource } from '../resource.js'
import { compileError } from './custom-code.js'
import { undefinedDelegate } from './settings.js'
import { connect } from './sftp.js'
import { upstreamOf, upstreamsOf } from './upstream.js'

/** Everything that keeps a library from being built to an environment. */
export function whatStandsAgainst(
  exchange: Exchange,
  library: Resource,
  environment: Resource | undefined,
): readonly ErrorObject[] {
  if (environment === undefined) return [errorOf(exchange, 'environment-required')]
  const errors = [hostIsReady, upstreamIsBuilt, upgradesAreIncluded].map((rule) =>
    rule(exchange, { library, environment }),
  )
  return errors.flatMap((error) => error ?? [])
}

interface Attempt {
  readonly library: Resource
  readonly environment: Resource
}

/** The environment leads to a host that can be reached. */
function hostIsReady(exchange: Exchange, { environment }: Attempt): ErrorObject | undefined {
  const host = exchange.emulation.store.target(environment, 'host')
  if (host?.attributes['status'] === 'succeeded') return undefined
  const detail = host ? `The host is ${String(host.attributes['status'])}.` : 'The environment has no host.'
  return errorOf(exchange, 'host-required', { detail })
}

/** The library directly upstream has been built. */
function upstreamIsBuilt(exchange: Exchange, { library }: Attempt): ErrorObject | undefined {
  const upstream = upstreamOf(exchange, library)
  const build = upstream && exchange.emulation.store.target(upstream, 'last_build')
  if (upstream === undefined || build?.attributes['status'] === 'succeeded') return undefined
  const detail = `The library ${String(upstream.attributes['name'])} has no successful build.`
  return errorOf(exchange, 'upstream-build-required', { detail })
}

/** An extension that was published and then upgraded is part of every library until the upgrade is published. */
function upgradesAreIncluded(exchange: Exchange, { library }: Attempt): ErrorObject | undefined {
  const { store } = exchange.emulation
  const heads = store.leadingTo(library.one['property'], 'extensions', 'property')
  const versionOf = (resource: Resource | undefined) => resource?.one['extension_package']?.id
  const missing = heads.find((head) => {
    if (isRevision(head) || isDeleted(head)) return false
    const revisions = store.leadingTo(head, 'extensions', 'origin').filter(isRevision)
    const published = revisions.filter(({ attributes }) => attributes['published'] === true).at(-1)
    if (published === undefined || versionOf(published) === versionOf(head)) return false
    const upgraded = revisions.filter((revision) => versionOf(revision) === versionOf(head))
    return !library.many['extensions']?.some(({ id }) => upgraded.some((revision) => revision.id === id))
  })
  if (missing === undefined) return undefined
  const detail = `The upgrade of ${String(missing.attributes['name'])} has to be part of the library.`
  return errorOf(exchange, 'upgraded-extension-required', { detail })
}

/** Everything that goes wrong while a library is compiled and delivered. */
export function buildErrors(exchange: Exchange, library: Resource, environment: Resource): readonly ErrorObject[] {
  const errors = delegatesIn(exchange, library).flatMap((resource) =>
    [extensionIsIncluded, delegateIsThere, codeCompiles].flatMap((rule) => rule(exchange, resource, library) ?? []),
  )
  if (errors.length > 0) return errors
  const host = exchange.emulation.store.target(environment, 'host')
  const failure = host?.attributes['type_of'] === 'sftp' ? connect(host, 'later') : undefined
  return failure === undefined ? [] : [later(exchange, failure.code, failure.detail)]
}

/** Everything in a library that an extension provides: extensions, data elements, the components of rules. */
function delegatesIn({ emulation: { store } }: Exchange, library: Resource): readonly Resource[] {
  const components = store
    .targets(library, 'rules')
    .flatMap((rule) => store.leadingTo(rule, 'rule_components', 'rules'))
  return [...store.targets(library, 'extensions'), ...store.targets(library, 'data_elements'), ...components]
}

/** The extension that a resource comes from is in the library, or upstream. */
function extensionIsIncluded(exchange: Exchange, resource: Resource, library: Resource): ErrorObject | undefined {
  const { store } = exchange.emulation
  const extension = store.target(resource, 'extension')
  if (extension === undefined) return undefined
  const libraries = [library, ...upstreamsOf(exchange, library)]
  const included = libraries.flatMap((one) => store.targets(one, 'extensions'))
  if (included.some((revision) => store.target(revision, 'origin') === extension)) return undefined
  const [name, missing] = [resource, extension].map(({ attributes }) => String(attributes['name']))
  return later(exchange, 'extension-not-found', `${name} comes from the extension ${missing}, which the library lacks.`)
}

/** The extension still defines what it defined when the resource was saved. */
function delegateIsThere(exchange: Exchange, resource: Resource): ErrorObject | undefined {
  const detail = undefinedDelegate(exchange, resource)
  return detail === undefined ? undefined : later(exchange, 'delegate-descriptor-unresolved', detail)
}

/** Custom code has no syntax errors. */
function codeCompiles(exchange: Exchange, resource: Resource): ErrorObject | undefined {
  const problem = compileError(resource)
  if (problem === undefined) return undefined
  return later(exchange, 'minification-error', `${String(resource.attributes['name'])}: ${problem}`)
}
