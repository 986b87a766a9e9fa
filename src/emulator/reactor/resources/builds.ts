/** Builds: a library, compiled and delivered. */
import type { ErrorObject } from '../../../jsonapi/document.js'
import type { Right } from '../accounts.js'
import { recordEvent } from '../audit.js'
import { begin, inPath, need, timestamp } from '../exchange.js'
import type { Definition, Errand, Exchange } from '../model.js'
import type { Handler } from '../read-endpoints.js'
import { refuseAll, reject } from '../refusal.js'
import { resourceResponse } from '../representation.js'
import { identifierOf, newResource, newToken, type Resource } from '../resource.js'
import { buildErrors, whatStandsAgainst } from './build-rules.js'
import { fileOf } from './environments.js'
import { contents } from './library-contents.js'
import { moveLibrary } from './publishing.js'

// https://experienceleague.adobe.com/en/docs/experience-platform/tags/publish/publishing-flow#permissions
const rightFor: ReadonlyMap<unknown, Right> = new Map<unknown, Right>([
  ['development', 'develop'],
  ['staging', 'approve'],
  ['production', 'publish'],
])

/**
 * The type `builds`.
 *
 * @see https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/endpoints/builds
 */
export const builds: Definition = {
  type: 'builds',
  parent: 'property',
  right: 'publish',
  event: 'build',
  hasAuthors: true,
  attributes: {},
  relations: {
    property: { kind: 'one', type: 'properties' },
    library: { kind: 'one', type: 'libraries' },
    environment: { kind: 'one', type: 'environments' },
    data_elements: { kind: 'many', type: 'data_elements' },
    extensions: { kind: 'many', type: 'extensions' },
    rules: { kind: 'many', type: 'rules' },
  },
  resume: { status: carryOut, republish_status: deliverAgain },
  actions: { republish: { run: republish } },
}

/** `POST /libraries/{id}/builds` */
export const createBuild: Handler = (exchange) => {
  const { store } = exchange.emulation
  const library = inPath(exchange, 'libraries')
  const environment = store.target(library, 'environment')
  need(exchange, rightFor.get(environment?.attributes['stage']) ?? 'develop')
  refuseAll(whatStandsAgainst(exchange, library, environment))
  // An environment that is missing stands against a build.
  const build = newBuild(exchange, library, environment as Resource)
  store.add(build)
  store.update(library, { one: { last_build: identifierOf(build) } })
  carryOut(exchange, build)
  recordEvent(exchange, 'created', build)
  return resourceResponse(exchange, build, 201)
}

function newBuild(exchange: Exchange, library: Resource, environment: Resource): Resource {
  const now = timestamp(exchange)
  const token = newToken()
  const host = exchange.emulation.store.target(environment, 'host')
  return newResource('builds', library.org, {
    attributes: { created_at: now, updated_at: now, token },
    one: {
      property: library.one['property'] ?? null,
      library: identifierOf(library),
      environment: identifierOf(environment),
    },
    many: Object.fromEntries(contents.map((name) => [name, library.many[name] ?? []])),
    meta: {
      archive: environment.attributes['archive'],
      artifact_url: fileOf(environment),
      direct_artifact_url: fileOf(environment, token),
      host_type_of: host?.attributes['type_of'],
    },
  })
}

/** Compiles and delivers, by and by. */
function carryOut(errand: Errand, build: Resource): void {
  const { delays, store } = errand.emulation
  begin(errand, build, {
    state: 'status',
    delay: delays.build,
    finish: () => {
      const [library, environment] = ['library', 'environment'].map((name) => store.target(build, name))
      // By then either may have been deleted, and there is nothing left to do.
      return library && environment ? finishBuild(errand, library, environment) : []
    },
  })
}

/** A library that is approved and built for production is published. */
function finishBuild(errand: Errand, library: Resource, environment: Resource): readonly ErrorObject[] {
  const errors = buildErrors(errand, library, environment)
  if (errors.length > 0) return errors
  errand.emulation.store.update(library, { attributes: { build_required: false } })
  if (library.attributes['state'] === 'approved' && environment.attributes['stage'] === 'production') {
    publish(errand, library)
  }
  return []
}

function publish(errand: Errand, library: Resource): void {
  const { store } = errand.emulation
  const published = { published: true, published_at: timestamp(errand) }
  for (const revision of contents.flatMap((name) => store.targets(library, name))) {
    const origin = store.target(revision, 'origin')
    for (const one of [revision, origin]) if (one !== undefined) store.update(one, { attributes: published })
  }
  store.update(library, { attributes: { published_at: published.published_at } })
  moveLibrary(errand, library, 'published')
  recordEvent(errand, 'updated', library)
}

/** Brings the build of a published library to its host once more. */
function republish(exchange: Exchange, build: Resource): Resource {
  const library = exchange.emulation.store.target(build, 'library')
  if (library?.attributes['state'] !== 'published' || build.attributes['status'] !== 'succeeded') {
    const detail = 'Only successful builds of published libraries can be published again.'
    reject(exchange, 409, { detail, pointer: '/data/meta/action' })
  }
  deliverAgain(exchange, build)
  return build
}

function deliverAgain(errand: Errand, build: Resource): void {
  begin(errand, build, { state: 'republish_status', delay: errand.emulation.delays.build, finish: () => [] })
}
