/** What handlers do again and again: ask for a right, find a resource, start work. */
import type { ErrorObject } from '../../jsonapi/document.js'
import { channels } from '../../reactor/channels.js'
import type { ReactorCode } from '../../reactor/index.js'
import type { Right } from './accounts.js'
import { recordEvent } from './audit.js'
import type { Errand, Exchange, TaskState, Viewer } from './model.js'
import { deferredError, refuse } from './refusal.js'
import { isVisible } from './representation.js'
import type { Resource, TypeName } from './resource.js'

/** Refuses the request unless its account has a right. */
export function need(exchange: Exchange, right: Right | undefined): void {
  if (right === undefined || exchange.account.rights.has(right)) return
  refuse(exchange, 'not-authorized', { detail: `This takes the right ${right}.` })
}

/** The resource that the organization sees under an id; refuses the request if there is none. `pointer` is where the id stands. */
export function found(exchange: Exchange, type: TypeName, id: string, pointer?: string): Resource {
  const resource = exchange.emulation.store.find({ type, id })
  if (resource !== undefined && isVisible(exchange, resource)) return resource
  const detail = `There is no record of type ${type} under this id.`
  return refuse(exchange, 'not-found', pointer === undefined ? { detail } : { detail, pointer })
}

/** The resource that the id in the path names. */
export const inPath = (exchange: Exchange, type: TypeName): Resource => found(exchange, type, exchange.pathId)

/** The time, as attributes give it. */
export const timestamp = ({ emulation }: Pick<Viewer, 'emulation'>): string =>
  new Date(emulation.clock.now()).toISOString()

/** Ends in `succeeded` or `failed`: the state of a resource, or that of its refresh. */
export interface Task {
  /** Where the state stands. */
  readonly state: TaskState
  /** How long it takes, in milliseconds. */
  readonly delay: number
  /** Does the work at its end, and says what went wrong. */
  readonly finish: () => readonly ErrorObject[]
}

/** Sets a resource to `pending`, and lets the task end after a while, with what was asked for if anything was. */
export function begin(errand: Errand, resource: Resource, { state, delay, finish }: Task): void {
  const { store, work } = errand.emulation
  const requested = errand.takeRequested()
  const { in: part, details, failed } = channels[state]
  const explain = (errors: readonly ErrorObject[]): void => {
    if (details === undefined) return
    store.update(resource, { meta: { [details]: errors.length === 0 ? undefined : { errors } } })
  }
  explain([])
  store.update(resource, { [part]: { [state]: 'pending' } })
  work.begin(`${resource.id} ${state}`, delay, () => {
    const errors = requested === undefined ? finish() : [requested]
    explain(errors)
    store.update(resource, { [part]: { [state]: errors.length === 0 ? 'succeeded' : failed } })
    if (part === 'attributes') store.update(resource, { attributes: { updated_at: timestamp(errand) } })
    recordEvent(errand, 'updated', resource)
  })
}

/** An error of the work that an exchange has started. */
export const later = ({ id }: Pick<Errand, 'id'>, code: ReactorCode, detail: string): ErrorObject =>
  deferredError(id, code, detail)
