/** How libraries move towards publication: their states, their environments, and what is upstream of them. */
import type { ErrorObject } from '../../../jsonapi/document.js'
import { timestamp } from '../exchange.js'
import type { Action, Definition, Exchange, Viewer } from '../model.js'
import { errorOf, reject, statusError } from '../refusal.js'
import { type Identifier, identifierOf, type Members, type Resource } from '../resource.js'
import type { Resources } from '../store.js'

/** The stage of the environments that a library can be in, by its state (the reference of libraries, “Assignable Environments”). */
const stages: ReadonlyMap<unknown, string> = new Map([
  ['development', 'development'],
  ['rejected', 'development'],
  ['submitted', 'staging'],
  ['approved', 'production'],
  ['published', 'production'],
])

interface Assignment {
  readonly library: Resource
  readonly environment: Resource | undefined
  /** Where the request names the environment. */
  readonly pointer: string
}

/** Why a library cannot be assigned to an environment: another library has it, or it is for another stage. */
export function whyNotAssignable(
  exchange: Exchange,
  { library, environment, pointer }: Assignment,
): ErrorObject | undefined {
  if (environment === undefined) return undefined
  const occupant = occupantOf(exchange, environment)
  if (occupant !== undefined && occupant.id !== library.id) {
    const detail = `${String(occupant.attributes['name'])} has it.`
    return errorOf(exchange, 'environment-in-use', { detail, pointer })
  }
  const { state } = library.attributes
  const { stage } = environment.attributes
  if (stage === stages.get(state)) return undefined
  const detail = `An environment for ${String(stage)} takes no library that is ${String(state)}.`
  return statusError(exchange, 409, { detail, pointer })
}

/** The library that keeps others out of an environment; those that are published make room. */
const occupantOf = ({ emulation: { store } }: Exchange, environment: Identifier): Resource | undefined =>
  store.leadingTo(environment, 'libraries', 'environment').find(({ attributes }) => attributes['state'] !== 'published')

/** Takes a library out of its environment, and gives it another or none; the environments know which library they hold. */
export function assign({ emulation: { store } }: Viewer, library: Resource, environment: Resource | undefined): void {
  const assigned = environment === undefined ? null : identifierOf(environment)
  store.update(library, { one: { environment: assigned } })
  for (const one of [...store.leadingTo(library, 'environments', 'library')])
    store.update(one, { one: { library: null } })
  if (environment !== undefined) store.update(environment, { one: { library: identifierOf(library) } })
}

/** Moves a library to another state; it leaves its environment, which belongs to the state before. */
export function moveLibrary(viewer: Viewer, library: Resource, state: string): void {
  const { store } = viewer.emulation
  const isDone = state === 'published'
  const moved: Members = { state, updated_at: timestamp(viewer), ...(!isDone && { build_required: true }) }
  store.update(library, { attributes: moved })
  if (!isDone) assign(viewer, library, undefined)
  const others = store.leadingTo(library.one['property'], 'libraries', 'property')
  for (const one of others) refreshUpstream(viewer, one)
}

/** A library leaves development with a build of what it holds now (publishing flow, “Development”). */
function needsBuild(exchange: Exchange, library: Resource): void {
  const { state, build_required: isRequired } = library.attributes
  const last = exchange.emulation.store.target(library, 'last_build')
  if (state !== 'development' || (!isRequired && last?.attributes['status'] === 'succeeded')) return
  const detail = 'The library needs a successful build of what it holds now.'
  reject(exchange, 409, { detail, pointer: '/data/meta/action' })
}

/** Of the libraries of a property, one is submitted at a time. */
function needsRoom(exchange: Exchange, library: Resource): void {
  const [first] = exchange.emulation.store.inState(library.one['property'], 'libraries', 'submitted')
  if (first === undefined) return
  const detail = `Upstream blocked: ${String(first.attributes['name'])} is submitted already.`
  reject(exchange, 409, { detail, pointer: '/data/meta/action' })
}

const move = (name: string, from: readonly string[], to: string): Action['run'] => {
  return (exchange, library) => {
    const state = String(library.attributes['state'])
    if (!from.includes(state)) {
      reject(exchange, 409, { detail: `A library that is ${state} cannot ${name}.`, pointer: '/data/meta/action' })
    }
    if (to === 'submitted' || to === 'approved') needsBuild(exchange, library)
    if (to === 'submitted') needsRoom(exchange, library)
    moveLibrary(exchange, library, to)
    return library
  }
}

/** What `meta.action` of a library can ask for: from which states it leads to which. Published libraries stay. */
export const libraryActions: NonNullable<Definition['actions']> = {
  submit: { run: move('submit', ['development'], 'submitted') },
  approve: { run: move('approve', ['development', 'submitted'], 'approved'), right: 'approve' },
  reject: { run: move('reject', ['submitted', 'approved'], 'rejected'), right: 'approve' },
  develop: { run: move('develop', ['rejected'], 'development') },
}

// https://experienceleague.adobe.com/en/docs/experience-platform/tags/publish/publishing-flow#upstream
const states = ['submitted', 'approved', 'published']

/** All libraries upstream of one, the nearest first; of several published ones, only the last. */
export function upstreamsOf({ emulation: { store } }: Viewer, library: Resource): Resources {
  // Those in development, or rejected, are upstream of nothing.
  const nearer = states.slice(states.indexOf(String(library.attributes['state'])) + 1)
  return nearer.flatMap((state) => {
    const there = [...store.inState(library.one['property'], 'libraries', state)].sort(latestFirst)
    return there.slice(0, state === 'published' ? 1 : undefined)
  })
}

const since = ({ attributes }: Resource): string => String(attributes['updated_at'])

const latestFirst = (a: Resource, b: Resource): number => since(b).localeCompare(since(a))

/** The library directly upstream of one, if there is any. */
export const upstreamOf = (viewer: Viewer, library: Resource): Resource | undefined => upstreamsOf(viewer, library)[0]

/** Brings the relationship `upstream_library` of a library up to date. */
export function refreshUpstream(viewer: Viewer, library: Resource): void {
  const upstream = upstreamOf(viewer, library)
  const found = upstream === undefined ? null : identifierOf(upstream)
  viewer.emulation.store.update(library, { one: { upstream_library: found } })
}
