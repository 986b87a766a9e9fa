/** What a library consists of, and the rules for adding to it. */
import type { ErrorObject } from '../../../jsonapi/document.js'
import type { ReactorCode } from '../../../reactor/index.js'
import { type Named, namedMany } from '../identifiers.js'
import type { Exchange } from '../model.js'
import { errorOf, Refusal } from '../refusal.js'
import { identifierOf, isDeleted, isRevision, type Resource } from '../resource.js'
import { revise } from './revisions.js'

/** The relationships with what a library consists of; each is named like its type. */
export const contents = ['data_elements', 'extensions', 'rules'] as const

/** One of them. */
export type Content = (typeof contents)[number]

/** What is added, and where the request says so. */
interface Addition {
  readonly name: Content
  readonly data: unknown
  readonly pointer: string
  /** Whether it takes the place of what the library held before. */
  readonly replaces?: boolean
}

const codes: Readonly<Record<Content, ReactorCode>> = {
  data_elements: 'invalid-data_element',
  extensions: 'invalid-extension',
  rules: 'invalid-rule',
}

/** Adds revisions to a library, or a new revision of what `meta.action` says to revise. Ends the exchange if any cannot be. */
export function addToLibrary(exchange: Exchange, library: Resource, { name, data, pointer, replaces }: Addition): void {
  const named = namedMany(exchange, data, { type: name, pointer, near: library })
  const present = replaces ? [] : exchange.emulation.store.targets(library, name)
  const seen = new Map(present.map((resource) => [originOf(resource), resource.id]))
  const errors = named.flatMap((one) => refusalOf(exchange, { one, seen, name }) ?? [])
  if (errors.length > 0) throw new Refusal(errors)
  const added = named.map(({ resource, action }) => (action === 'revise' ? revise(exchange, resource) : resource))
  const isNew = ({ id }: Resource) => !present.some((one) => one.id === id)
  library.many[name] = [...present, ...added.filter(isNew)].map(identifierOf)
  library.attributes['build_required'] = true
}

const originOf = ({ one }: Resource): string | undefined => one['origin']?.id

/** Why a resource cannot be added; `seen` has the revision that the library holds of each origin, and is added to. */
function refusalOf(
  exchange: Exchange,
  { one, seen, name }: { readonly one: Named; readonly seen: Map<string | undefined, string>; readonly name: Content },
): ErrorObject | undefined {
  const { resource, pointer, action } = one
  const refusal = (code: ReactorCode, detail: string) => errorOf(exchange, code, { detail, pointer })
  const label = String(resource.attributes['name'])
  if (isDeleted(resource)) return refusal('deleted-resources', `${label} was deleted.`)
  const isRevised = action === 'revise'
  if (!isRevised && !isRevision(resource)) return refusal(codes[name], `${label} has to be revised before it is added.`)
  const origin = originOf(resource)
  const held = seen.get(origin)
  if (held !== undefined && (isRevised || held !== resource.id)) {
    return refusal('multiple-revisions', `The library would hold two revisions of ${label}.`)
  }
  seen.set(origin, resource.id)
  return undefined
}
