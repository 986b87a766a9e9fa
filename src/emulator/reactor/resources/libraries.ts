/** Libraries: revisions that are built, tested and published together. */
import { isRecord } from '../../../failure/plain.js'
import type { Change, Definition, Rule, Viewer } from '../model.js'
import { errorOf } from '../refusal.js'
import type { Members, Resource } from '../resource.js'
import { addToLibrary, contents } from './library-contents.js'
import { ownNotes } from './notes.js'
import { assign, libraryActions, refreshUpstream, whyNotAssignable } from './publishing.js'

/** Libraries are changed in development only. */
const canChange: Rule = ({ exchange, before }) => {
  if (before === undefined || before.attributes['state'] === 'development') return undefined
  return errorOf(exchange, 'read-only', { detail: `The library is ${String(before.attributes['state'])}.` })
}

/** The environment holds no other library, and is for libraries of this state. */
const environmentFits: Rule = ({ exchange, resource }) => {
  const environment = exchange.emulation.store.target(resource, 'environment')
  const pointer = '/data/relationships/environment/data'
  return whyNotAssignable(exchange, { library: resource, environment, pointer })
}

function metaOf(library: Resource, { emulation: { store } }: Viewer): Members {
  const last = store.target(library, 'last_build')
  return {
    build_status: last?.attributes['status'] ?? null,
    build_required_detail: library.attributes['build_required'] ? 'No build found since the last change' : null,
  }
}

/**
 * The type `libraries`.
 *
 * @see https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/endpoints/libraries
 */
export const libraries: Definition = {
  type: 'libraries',
  right: 'develop',
  parent: 'property',
  event: 'library',
  hasAuthors: true,
  attributes: { name: { kind: 'text', required: true } },
  relations: {
    property: { kind: 'one', type: 'properties' },
    environment: { kind: 'one', type: 'environments', set: 'optional', self: true },
    data_elements: { kind: 'many', type: 'data_elements', self: true },
    extensions: { kind: 'many', type: 'extensions', self: true },
    rules: { kind: 'many', type: 'rules', self: true },
    builds: { kind: 'inverse', type: 'builds', by: 'library' },
    last_build: { kind: 'one', type: 'builds' },
    notes: ownNotes,
    upstream_library: { kind: 'one', type: 'libraries' },
  },
  initial: () => ({ build_required: true, published_at: null, state: 'development' }),
  rules: [canChange, environmentFits],
  link: ({ exchange, resource }, relationships) => {
    for (const name of contents) {
      const sent = relationships[name]
      if (!isRecord(sent)) continue
      addToLibrary(exchange, resource, { name, data: sent['data'], pointer: `/data/relationships/${name}/data` })
    }
  },
  saved: ({ exchange, resource }: Change) => {
    assign(exchange, resource, exchange.emulation.store.target(resource, 'environment'))
    refreshUpstream(exchange, resource)
  },
  actions: libraryActions,
  meta: metaOf,
}
