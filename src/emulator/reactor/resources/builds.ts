/** Builds: a library, compiled and delivered. */
import type { ErrorObject } from '../../../jsonapi/document.js'
import type { Right } from '../accounts.js'
import { begin, need, reject, timestamp } from '../exchange.js'
import type { Definition, Exchange } from '../model.js'
import { answerOne } from '../present.js'
import { type Handler, inPath } from '../read-endpoints.js'
import { Refusal } from '../refusal.js'
import { identifierOf, newId, newToken, type Resource, textOf } from '../resource.js'
import { buildErrors, whatStandsAgainst } from './build-rules.js'
import { contents } from './library-contents.js'
import { moveLibrary } from './library-states.js'

// https://experienceleague.adobe.com/en/docs/experience-platform/tags/publish/publishing-flow#permissions
const rightFor: ReadonlyMap<unknown, Right> = new Map<unknown, Right>([
  ['development', 'develop'],
  ['staging', 'approve'],
  ['production', 'publish'],
])

/** The type `builds`. */
export const builds: Definition = {
  type: 'builds',
  parent: 'property',
  right: 'publish',
  attributes: {},
  relations: {
    property: { kind: 'one', type: 'properties' },
    library: { kind: 'one', type: 'libraries' },
    environment: { kind: 'one', type: 'environments' },
    data_elements: { kind: 'many', type: 'data_elements' },
    extensions: { kind: 'many', type: 'extensions' },
    rules: { kind: 'many', type: 'rules' },
  },
  actions: { republish: { run: republish } },
}

/** `POST /libraries/{id}/builds` */
export const createBuild: Handler = (exchange) => {
  const { store, delays } = exchange.emulation
  const library = inPath(exchange, 'libraries')
  const environment = store.target(library, 'environment')
  need(exchange, rightFor.get(environment?.attributes['stage']) ?? 'develop')
  const errors = whatStandsAgainst(exchange, library, environment)
  if (errors.length > 0 || environment === undefined) throw new Refusal(errors)
  const build = newBuild(exchange, library, environment)
  store.add(build)
  library.one['last_build'] = identifierOf(build)
  const finish = () => finishBuild(exchange, library, environment)
  begin(exchange, build, { state: 'status', delay: delays.build, finish })
  return answerOne(exchange, build, 201)
}

function newBuild(exchange: Exchange, library: Resource, environment: Resource): Resource {
  const now = timestamp(exchange)
  const host = exchange.emulation.store.target(environment, 'host')
  const file = `https://assets.adobedtm.com/staging/${textOf(environment.attributes, 'library_path')}`
  return {
    type: 'builds',
    id: newId('builds'),
    org: library.org,
    attributes: { created_at: now, updated_at: now, token: newToken() },
    hidden: {},
    one: {
      property: library.one['property'],
      library: identifierOf(library),
      environment: identifierOf(environment),
    },
    many: Object.fromEntries(contents.map((name) => [name, library.many[name]])),
    meta: {
      archive: environment.attributes['archive'],
      artifact_url: `${file}/${textOf(environment.attributes, 'library_name')}`,
      host_type_of: host?.attributes['type_of'],
    },
  }
}

/** A library that is approved and built for production is published. */
function finishBuild(exchange: Exchange, library: Resource, environment: Resource): readonly ErrorObject[] {
  const errors = buildErrors(exchange, library, environment)
  if (errors.length > 0) return errors
  library.attributes['build_required'] = false
  if (library.attributes['state'] === 'approved' && environment.attributes['stage'] === 'production') {
    publish(exchange, library)
  }
  return []
}

function publish(exchange: Exchange, library: Resource): void {
  const { store } = exchange.emulation
  const published = { published: true, published_at: timestamp(exchange) }
  for (const revision of contents.flatMap((name) => store.targets(library, name))) {
    const isPublished = ({ id }: Resource) => id === revision.id || id === revision.one['origin']?.id
    for (const { attributes } of store.all(revision.type).filter(isPublished)) Object.assign(attributes, published)
  }
  library.attributes['published_at'] = published.published_at
  moveLibrary(exchange, library, 'published')
}

/** Brings the build of a published library to its host once more. */
function republish(exchange: Exchange, build: Resource): Resource {
  const { store, delays } = exchange.emulation
  const library = store.target(build, 'library')
  if (library?.attributes['state'] !== 'published' || build.attributes['status'] !== 'succeeded') {
    const detail = 'Only successful builds of published libraries can be published again.'
    reject(exchange, 409, { detail, pointer: '/data/meta/action' })
  }
  begin(exchange, build, { state: 'republish_status', delay: delays.build, finish: () => [] })
  return build
}
