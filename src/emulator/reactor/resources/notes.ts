/** Notes: comments on other resources, which are never changed and go with them. */
import { found } from '../exchange.js'
import type { Definition, Exchange, Relation } from '../model.js'
import type { Handler } from '../read-endpoints.js'
import { refuse } from '../refusal.js'
import { isDeleted, isRevision, type Resource, type TypeName } from '../resource.js'
import type { Resources } from '../store.js'
import { create } from '../write-endpoints.js'

/** The types whose resources can have notes. The endpoint page lacks secrets, which the API description has. */
export const notable: readonly TypeName[] = [
  'data_elements',
  'extensions',
  'libraries',
  'properties',
  'rule_components',
  'rules',
  'secrets',
]

/**
 * The type `notes`.
 *
 * @see https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/endpoints/notes
 */
export const notes: Definition = {
  type: 'notes',
  right: 'develop',
  parent: 'resource',
  attributes: { text: { kind: 'text', required: true, longest: 512 } },
  relations: { resource: { kind: 'one', type: undefined, links: 'target' } },
  initial: (_note, { account: { client } }) => ({
    author_display_name: client,
    author_email: `${client}@example.com`,
    updated_at: undefined,
  }),
}

/** `POST /rules/{id}/notes`: on what revisions are made from, not on revisions. */
export function createNote(type: TypeName): Handler {
  const handle = create('notes', { relation: 'resource', type })
  return (exchange) => {
    const resource = found(exchange, type, exchange.pathId)
    if (isRevision(resource)) refuse(exchange, 'read-only', { detail: 'Notes are made on the current revision.' })
    if (isDeleted(resource)) refuse(exchange, 'deleted-resources', { detail: 'It was deleted.' })
    return handle(exchange)
  }
}

/** The relationship to the notes of a resource. A revision has those that were there when it was made. */
export const ownNotes: Relation = { kind: 'read', type: 'notes', read: notesOf }

function notesOf({ emulation: { store } }: Exchange, resource: Resource): Resources {
  if (!isRevision(resource)) return store.leadingTo(resource, 'notes', 'resource')
  const made = String(resource.attributes['created_at'])
  const all = store.leadingTo(resource.one['origin'], 'notes', 'resource')
  return all.filter(({ attributes }) => String(attributes['created_at']) <= made)
}

/** The relationship to the notes of the components of a rule. */
export const componentNotes: Relation = {
  kind: 'read',
  type: 'notes',
  read: (exchange, rule) =>
    exchange.emulation.store
      .leadingTo(rule, 'rule_components', 'rules')
      .flatMap((component) => notesOf(exchange, component)),
}
