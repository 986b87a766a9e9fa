/** Revisions: extensions, data elements and rules are changed in one place and published from copies that never change. */
import { timestamp } from '../exchange.js'
import type { Action, Definition, Exchange, Relation, RemovalRule, Rule, Viewer } from '../model.js'
import { errorOf, refuse } from '../refusal.js'
import { identifierOf, isDeleted, isRevision, type Members, newId, type Resource } from '../resource.js'
import { ownNotes } from './notes.js'

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
export function revisedRelations(
  type: 'data_elements' | 'extensions' | 'rule_components' | 'rules',
): Readonly<Record<string, Relation>> {
  return {
    property: { kind: 'one', type: 'properties' },
    origin: { kind: 'one', type },
    revisions: { kind: 'inverse', type, by: 'origin' },
    notes: ownNotes,
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
export const markDirty: NonNullable<Definition['saved']> = ({ exchange, resource }) => {
  exchange.emulation.store.update(resource, { attributes: { dirty: true } })
}

/** `meta` of everything that has revisions. */
export const revisedMeta: NonNullable<Definition['meta']> = (resource, viewer) => ({
  latest_revision_number: latestNumber(viewer, resource),
})

/** The number of the latest revision, which the resource knows that revisions are made from. */
function latestNumber({ emulation: { store } }: Viewer, resource: Resource): number {
  return Number(store.target(resource, 'origin')?.hidden['latest'] ?? 0)
}

/** Makes a revision of a resource as it is now; a rule takes its components along. */
export function revise(exchange: Exchange, head: Resource): Resource {
  if (isRevision(head)) refuse(exchange, 'read-only', { detail: 'Revisions are made from what they come from.' })
  if (isDeleted(head)) refuse(exchange, 'deleted-resources', { detail: 'It was deleted.' })
  const number = latestNumber(exchange, head) + 1
  const revision = reviseOne(exchange, head, { number, many: head.many })
  const { store } = exchange.emulation
  const rules = [identifierOf(revision)]
  for (const component of [...store.leadingTo(head, 'rule_components', 'rules')]) {
    reviseOne(exchange, component, { number, many: { ...component.many, rules } })
  }
  return revision
}

function reviseOne(
  exchange: Exchange,
  head: Resource,
  { number, many }: { readonly number: number; readonly many: Resource['many'] },
): Resource {
  const { store } = exchange.emulation
  const now = timestamp(exchange)
  const fresh = { created_at: now, updated_at: now, dirty: false, published: false, published_at: null }
  const attributes = { ...head.attributes, ...fresh, revision_number: number }
  const revision = { ...head, id: newId(head.type), attributes, many }
  store.update(head, { attributes: { dirty: false }, hidden: { latest: number } })
  store.add(revision)
  return revision
}

/** The action `revise`. */
export const reviseAction: Action = { run: revise }
