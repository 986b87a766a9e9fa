/** Writes resources as JSON:API has them, and what a request wants included. */
import type { Exchange, Relation, Viewer } from './model.js'
import { reject } from './refusal.js'
import { type ApiResponse, textResponse } from './request.js'
import { type Identifier, identifierOf, type Members, type Resource, sharedWith, type TypeName } from './resource.js'
import type { Resources } from './store.js'

/** The URL of a resource. */
export const urlOf = ({ emulation }: Pick<Viewer, 'emulation'>, { type, id }: Identifier): string =>
  `${emulation.url}/${type}/${id}`

/** How many texts of resources are kept, so that those which are read often are written once. */
const MOST_TEXTS = 5000

/** The resource object of a resource, as JSON. All but `meta` is the same for everybody, and is kept until the resource changes. */
export function textOfResource(viewer: Viewer, resource: Resource): string {
  const { texts } = viewer.emulation
  let text = texts.get(resource)
  if (text === undefined) {
    text = JSON.stringify(membersOf(viewer, resource)).slice(0, -1)
    // Whichever were kept longest: to look for the oldest alone costs more than to write them again.
    if (texts.size >= MOST_TEXTS) texts.clear()
    texts.set(resource, text)
  }
  const meta = metaOf(viewer, resource)
  return meta === undefined ? `${text}}` : `${text},"meta":${JSON.stringify(meta)}}`
}

/** What `meta` of a resource says; `undefined` where it says nothing. */
function metaOf(viewer: Viewer, resource: Resource): Members | undefined {
  const read = viewer.emulation.definitions[resource.type].meta
  const meta = read === undefined ? resource.meta : { ...resource.meta, ...read(resource, viewer) }
  for (const _ in meta) return meta
  return undefined
}

/** The members of a resource object but `meta`. The relationships of `shown` come with their data, however many they lead to. */
export function membersOf(
  viewer: Pick<Viewer, 'emulation'>,
  resource: Resource,
  shown: ReadonlyMap<string, Resources> = new Map(),
): Members {
  const { type, id, attributes, one } = resource
  const definition = viewer.emulation.definitions[type]
  const self = urlOf(viewer, resource)
  const links: Record<string, string | null> = { self }
  const relationships: Record<string, object> = {}
  for (const [name, relation] of Object.entries(definition.relations)) {
    const data = shown.get(name)?.map(identifierOf)
    relationships[name] = relationshipOf(viewer, { relation, self, name, target: one[name] ?? null, data })
    const target = one[name]
    if (target) links[name] = urlOf(viewer, target)
  }
  for (const name of definition.links ?? []) {
    links[name] ??= definition.relations[name]?.kind === 'one' ? null : `${self}/${name}`
  }
  return { id, type, attributes, relationships, links }
}

interface Relationship {
  readonly relation: Relation
  readonly self: string
  readonly name: string
  readonly target: Identifier | null
  readonly data: readonly Identifier[] | undefined
}

function relationshipOf(
  viewer: Pick<Viewer, 'emulation'>,
  { relation, self, name, target, data }: Relationship,
): object {
  if (relation.kind === 'one' && relation.links === 'target') {
    return { links: { related: target && urlOf(viewer, target) }, data: target }
  }
  const related = `${self}/${name}`
  const hasUrl = (relation.kind === 'one' || relation.kind === 'many') && relation.self
  const links = hasUrl ? { related, self: `${self}/relationships/${name}` } : { related }
  if (relation.kind === 'one') {
    const found = relation.meta && viewer.emulation.store.find(target)
    return { links, data: target, ...(found && { meta: relation.meta?.(found) }) }
  }
  return data === undefined ? { links } : { links, data }
}

/** What a relationship to several resources leads to, deleted ones aside unless they are named. */
export function targetsOf(exchange: Exchange, resource: Resource, name: string): Resources {
  const { store, definitions } = exchange.emulation
  const relation = definitions[resource.type].relations[name]
  switch (relation?.kind) {
    case 'inverse':
      return store.leadingTo(resource, relation.type, relation.by)
    case 'held':
      return store.headsIn(resource, relation.type)
    case 'read':
      return relation.read(exchange, resource)
    case 'many':
      return store.targets(resource, name)
    default:
      return [store.target(resource, name) ?? []].flat()
  }
}

/** A response with one resource, or with `null` where there is none. A new one comes with its URL. */
export function resourceResponse(exchange: Exchange, resource: Resource | undefined, status = 200): ApiResponse {
  if (resource === undefined) return textResponse(status, '{"data":null}')
  const { texts, included } = textsOf(exchange, resource.type, [resource])
  const headers = status === 201 ? { location: urlOf(exchange, resource) } : undefined
  return textResponse(status, `{"data":${texts[0]}${included}}`, headers)
}

/** Resources as JSON. */
interface Texts {
  readonly texts: readonly string[]
  /** The member `included` with a comma before it; empty where nothing is to be included. */
  readonly included: string
}

/** Resources of a type as JSON; those to which the relationships lead that `include` names are included. */
export function textsOf(exchange: Exchange, type: TypeName, resources: Resources): Texts {
  const names = includedNames(exchange, type)
  if (names === undefined) return { texts: resources.map((one) => textOfResource(exchange, one)), included: '' }
  const primary = new Set(resources)
  const included = new Set<Resource>()
  const texts = resources.map((resource) => {
    const shown = new Map(names.map((name) => [name, targetsOf(exchange, resource, name)]))
    for (const one of [...shown.values()].flat()) {
      if (isVisible(exchange, one) && !primary.has(one)) included.add(one)
    }
    return JSON.stringify({ ...membersOf(exchange, resource, shown), meta: metaOf(exchange, resource) })
  })
  return { texts, included: `,"included":[${[...included].map((one) => textOfResource(exchange, one)).join(',')}]` }
}

/**
 * The relationships that `include` names, each as far as the first dot: what those lead to further is not included. `undefined`
 * where it names nothing.
 *
 * @see https://jsonapi.org/format/1.1/#fetching-includes
 */
function includedNames({ query, emulation }: Exchange, type: TypeName): readonly string[] | undefined {
  const paths = (query.get('include') ?? '').split(',').map((path) => path.trim())
  const wanted = new Set(paths.filter(Boolean))
  if (wanted.size === 0) return undefined
  const { relations } = emulation.definitions[type]
  const unknown = [...wanted].find((path) => !Object.hasOwn(relations, path))
  if (emulation.strict && unknown !== undefined) {
    reject({}, 400, { detail: `There is no relationship ${unknown} to include.`, parameter: 'include' })
  }
  return [...wanted].map((path) => path.replace(/\..*/s, ''))
}

/** Whether the organization sees a resource. Public extension packages are seen by all. */
export function isVisible({ org }: Viewer, resource: Resource): boolean {
  return resource.org === org || sharedWith(resource) === org || isGranted(org, resource)
}

/** Extension packages are public, or were opened to an organization by an authorization. */
function isGranted(org: string, { attributes, hidden }: Resource): boolean {
  if (attributes['availability'] === 'public') return true
  const granted = hidden['grantedTo']
  return Array.isArray(granted) && granted.includes(org)
}
