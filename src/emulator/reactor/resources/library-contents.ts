/** What a library consists of, and where it is built to: the endpoints that change that, and what they refuse. */
import type { ErrorObject } from '../../../jsonapi/document.js'
import type { ReactorCode } from '../../../reactor/index.js'
import { dataOf, type Named, namedMany, namedOne } from '../documents.js'
import { inPath, need } from '../exchange.js'
import type { Exchange } from '../model.js'
import { type Handler, relationshipResponse } from '../read-endpoints.js'
import { errorOf, refuse, refuseAll } from '../refusal.js'
import { identifierOf, isDeleted, isRevision, type Resource } from '../resource.js'
import { assign, whyNotAssignable } from './publishing.js'
import { revise } from './revisions.js'

/** The relationships that a library’s contents are in; each bears the name of its type. */
export const contents = ['data_elements', 'extensions', 'rules'] as const

/** One of these relationships. */
export type Content = (typeof contents)[number]

const codes: Readonly<Record<Content, ReactorCode>> = {
  data_elements: 'invalid-data_element',
  extensions: 'invalid-extension',
  rules: 'invalid-rule',
}

/** What is added to a library. */
interface Addition {
  readonly name: Content
  /** What the document says, which should be a list of resource identifiers. */
  readonly data: unknown
  /** Where it says so. */
  readonly pointer: string
  /** Whether what the library holds goes first. */
  readonly replaces?: boolean
}

/**
 * Adds revisions to a library; `meta.action: "revise"` in an identifier makes one first. Refuses the request, and adds none, where
 * one of them cannot be added.
 */
export function addToLibrary(
  exchange: Exchange,
  library: Resource,
  { name, data, pointer, replaces = false }: Addition,
): void {
  const { store } = exchange.emulation
  const named = namedMany(exchange, data, { type: name, pointer, near: library })
  const present = replaces ? [] : store.targets(library, name)
  const seen = new Map(present.map((resource) => [originOf(resource), resource.id]))
  refuseAll(named.flatMap((one) => refusalOfOne(exchange, { one, seen, name }) ?? []))
  const added = named.map(({ resource, action }) => (action === 'revise' ? revise(exchange, resource) : resource))
  const isNew = ({ id }: Resource) => !present.some((one) => one.id === id)
  hold(exchange, library, name, [...present, ...added.filter(isNew)])
}

function hold(exchange: Exchange, library: Resource, name: Content, held: readonly Resource[]): void {
  exchange.emulation.store.update(library, {
    many: { [name]: held.map(identifierOf) },
    attributes: { build_required: true },
  })
}

const originOf = ({ one }: Resource): string | undefined => one['origin']?.id

/** Why a resource cannot be added; `seen` has the revision that the library holds of each origin, and is added to. */
function refusalOfOne(
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

/** `POST`, `PATCH` and `DELETE /libraries/{id}/relationships/rules`: adds, replaces, removes. */
export function changeContents(name: Content, how: 'add' | 'replace' | 'remove'): Handler {
  return (exchange) => {
    const library = editable(exchange)
    const data = dataOf(exchange)
    if (how === 'remove') {
      const named = namedMany(exchange, data, { type: name, pointer: '/data', near: library })
      const gone = new Set(named.map(({ resource }) => resource.id))
      const rest = exchange.emulation.store.targets(library, name).filter(({ id }) => !gone.has(id))
      hold(exchange, library, name, rest)
    } else {
      addToLibrary(exchange, library, { name, data, pointer: '/data', replaces: how === 'replace' })
    }
    return relationshipResponse(exchange, library, name)
  }
}

/** `POST`, `PATCH` and `DELETE /libraries/{id}/relationships/environment` */
export function changeEnvironment(how: 'set' | 'remove'): Handler {
  return (exchange) => {
    const library = inPath(exchange, 'libraries')
    need(exchange, 'develop')
    const data = how === 'set' ? dataOf(exchange) : null
    const expected = { type: 'environments', pointer: '/data', near: library } as const
    const environment = data === null ? undefined : namedOne(exchange, data, expected).resource
    refuseAll([whyNotAssignable(exchange, { library, environment, pointer: '/data' }) ?? []].flat())
    assign(exchange, library, environment)
    return how === 'remove' ? { status: 204 } : relationshipResponse(exchange, library, 'environment')
  }
}

/** The library in the path, if it can be changed. */
function editable(exchange: Exchange): Resource {
  const library = inPath(exchange, 'libraries')
  need(exchange, 'develop')
  const { state } = library.attributes
  if (state !== 'development') refuse(exchange, 'read-only', { detail: `The library is ${String(state)}.` })
  return library
}
