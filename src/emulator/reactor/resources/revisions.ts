/** Revisions: extensions, data elements and rules are changed in one place and published from copies that never change. */

import { refuse, timestamp } from '../exchange.js'
import type { Action, Definition, Exchange, Relation, RemovalRule, Rule } from '../model.js'
import { errorOf } from '../refusal.js'
import { copyOf, identifierOf, isDeleted, isRevision, type Members, newId, type Resource } from '../resource.js'

/** Attributes of everything that has revisions, as they are at first. */
export const revisedInitially = (): Members => ({
  deleted_at: null,
  dirty: true,
  published: false,
  published_at: null,
  review_status: 'unsubmitted',
  revision_number: 0,
})

/** Relationships of a type that has revisions. */
export function revisedRelations(type: 'data_elements' | 'extensions' | 'rules'): Readonly<Record<string, Relation>> {
  return {
    property: { kind: 'one', type: 'properties' },
    origin: { kind: 'one', type },
    libraries: { kind: 'inverse', type: 'libraries', by: type },
    revisions: { kind: 'inverse', type, by: 'origin' },
  }
}

/** Revisions and deleted records never change. */
export const canChange: Rule = ({ exchange, before }) => {
  if (before === undefined || !(isRevision(before) || isDeleted(before))) return undefined
  return errorOf(exchange, 'read-only', { detail: isRevision(before) ? 'It is a revision.' : 'It was deleted.' })
}

/** Revisions stay as long as what they were made from. */
export const canGo: RemovalRule = (exchange, resource) =>
  isRevision(resource) ? errorOf(exchange, 'read-only', { detail: 'It is a revision.' }) : undefined

/** Notes that what revisions are made from has changed since the last. */
export const markDirty: NonNullable<Definition['saved']> = ({ resource }) => {
  resource.attributes['dirty'] = true
}

/** `meta` of everything that has revisions. */
export const revisedMeta: NonNullable<Definition['meta']> = (resource, exchange) => ({
  latest_revision_number: latestNumber(exchange, resource),
})

/** The number of the latest revision, which the resource knows that revisions are made from. */
function latestNumber({ emulation: { store } }: Exchange, resource: Resource): number {
  return Number(store.target(resource, 'origin')?.hidden['latest'] ?? 0)
}

/** Makes a revision of a resource as it is now; a rule takes its components along. */
export function revise(exchange: Exchange, head: Resource): Resource {
  if (isRevision(head)) refuse(exchange, 'read-only', { detail: 'Revisions are made from what they come from.' })
  if (isDeleted(head)) refuse(exchange, 'deleted-resources', { detail: 'It was deleted.' })
  const revision = reviseOne(exchange, head, latestNumber(exchange, head) + 1)
  const { store } = exchange.emulation
  for (const component of store.leadingTo(head, 'rule_components', 'rules')) {
    const copy = reviseOne(exchange, component, Number(revision.attributes['revision_number']))
    copy.many['rules'] = [identifierOf(revision)]
  }
  return revision
}

function reviseOne(exchange: Exchange, head: Resource, number: number): Resource {
  const now = timestamp(exchange)
  const revision = { ...copyOf(head), id: newId(head.type) }
  const fresh = { created_at: now, updated_at: now, dirty: false, published: false, published_at: null }
  Object.assign(revision.attributes, fresh, { revision_number: number })
  head.attributes['dirty'] = false
  head.hidden['latest'] = number
  exchange.emulation.store.add(revision)
  return revision
}

/** The action `revise`. */
export const reviseAction: Action = { run: revise }
