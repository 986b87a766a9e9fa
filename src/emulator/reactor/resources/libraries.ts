/** Libraries: revisions that are built, tested and published together. */
import { isRecord } from '../../../failure/plain.js'
import type { Definition, Exchange, Rule } from '../model.js'
import { errorOf } from '../refusal.js'
import { identifierOf, type Resource } from '../resource.js'
import { addToLibrary, contents } from './library-contents.js'
import { occupy, whoOccupies } from './library-environment.js'
import { libraryActions } from './library-states.js'
import { upstreamOf } from './upstream.js'

/** Libraries are changed in development only. */
const canChange: Rule = ({ exchange, before }) => {
  if (before === undefined || before.attributes['state'] === 'development') return undefined
  return errorOf(exchange, 'read-only', { detail: `The library is ${String(before.attributes['state'])}.` })
}

/** An environment holds one library. */
const environmentIsFree: Rule = ({ exchange, resource }) => {
  const occupant = whoOccupies(exchange, resource.one['environment'])
  if (occupant === undefined || occupant.id === resource.id) return undefined
  const pointer = '/data/relationships/environment/data'
  return errorOf(exchange, 'environment-in-use', { detail: `${String(occupant.attributes['name'])} has it.`, pointer })
}

function metaOf(library: Resource, { emulation: { store } }: Exchange): Readonly<Record<string, unknown>> {
  const last = store.target(library, 'last_build')
  return {
    build_status: last?.attributes['status'] ?? null,
    build_required_detail: library.attributes['build_required'] ? 'No build found since the last change' : null,
  }
}

/** The type `libraries`. */
export const libraries: Definition = {
  type: 'libraries',
  right: 'develop',
  parent: 'property',
  attributes: { name: { kind: 'text', required: true } },
  relations: {
    property: { kind: 'one', type: 'properties' },
    environment: { kind: 'one', type: 'environments', set: 'optional', self: true },
    data_elements: { kind: 'many', type: 'data_elements', self: true },
    extensions: { kind: 'many', type: 'extensions', self: true },
    rules: { kind: 'many', type: 'rules', self: true },
    builds: { kind: 'inverse', type: 'builds', by: 'library' },
    last_build: { kind: 'one', type: 'builds' },
    upstream_library: { kind: 'one', type: 'libraries' },
  },
  initial: () => ({ build_required: true, published_at: null, state: 'development' }),
  rules: [canChange, environmentIsFree],
  link: ({ exchange, resource }, relationships) => {
    for (const name of contents) {
      const sent = Object.hasOwn(relationships, name) ? relationships[name] : undefined
      if (!isRecord(sent)) continue
      addToLibrary(exchange, resource, { name, data: sent['data'], pointer: `/data/relationships/${name}/data` })
    }
    const upstream = upstreamOf(exchange, resource)
    resource.one['upstream_library'] = upstream === undefined ? null : identifierOf(upstream)
  },
  saved: ({ exchange, resource }) => occupy(exchange, resource),
  actions: libraryActions,
  meta: metaOf,
}
