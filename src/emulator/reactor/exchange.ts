/** What handlers do again and again: end an exchange, find a resource, start work. */

import type { ErrorObject } from '../../jsonapi/document.js'
import type { ReactorCode } from '../../reactor/index.js'
import type { Right } from './accounts.js'
import type { Exchange } from './model.js'
import { deferredError, errorOf, fault, type Occurrence, Refusal } from './refusal.js'
import type { Resource, TypeName } from './resource.js'

/** What work needs of the exchange that started it. */
export type Errand = Pick<Exchange, 'emulation' | 'id' | 'takeAsked'>

/** Ends the exchange with one error of a code. */
export function refuse(exchange: Exchange, code: ReactorCode, occurrence?: Occurrence): never {
  throw new Refusal([errorOf(exchange, code, occurrence)])
}

/** Ends the exchange with one error that has no code. */
export function reject(exchange: Exchange, status: number, occurrence: Occurrence): never {
  throw new Refusal([fault(exchange, status, occurrence)])
}

/** Ends the exchange unless its account has a right. */
export function need(exchange: Exchange, right: Right): void {
  if (exchange.account.rights.has(right)) return
  refuse(exchange, 'not-authorized', { detail: `This takes the right ${right}.` })
}

/** The resource that the organization sees under an id; ends the exchange if there is none. `pointer` is where the id stands. */
export function found(exchange: Exchange, type: TypeName, id: string, pointer?: string): Resource {
  const resource = visible(exchange, type, id)
  if (resource !== undefined) return resource
  const detail = `There is no record of type ${type} under this id.`
  return refuse(exchange, 'not-found', pointer === undefined ? { detail } : { detail, pointer })
}

/** The resource that the organization sees under an id. Public extension packages are seen by all. */
export function visible({ emulation, org }: Exchange, type: TypeName, id: string): Resource | undefined {
  const resource = emulation.store.find({ type, id })
  const isPublic = resource?.attributes['availability'] === 'public'
  return resource?.org === org || isPublic ? resource : undefined
}

/** The time, as attributes give it. */
export const timestamp = ({ emulation }: Pick<Exchange, 'emulation'>): string =>
  new Date(emulation.clock.now()).toISOString()

/** Ends in `succeeded` or `failed`: the state of a resource, or that of its refresh. */
export interface Task {
  /** Where the state stands. */
  readonly state: 'status' | 'refresh_status' | 'republish_status'
  /** How long it takes, in milliseconds. */
  readonly delay: number
  /** Does the work at its end, and says what went wrong. */
  readonly finish: () => readonly ErrorObject[]
}

/** Sets a resource to `pending`, and lets the task end after a while, with what was asked for if anything was. */
export function begin(errand: Errand, resource: Resource, { state, delay, finish }: Task): void {
  const { emulation, takeAsked } = errand
  const asked = takeAsked()
  const members = state === 'status' ? resource.attributes : resource.meta
  const details = `${state}_details`
  members[state] = 'pending'
  delete resource.meta[details]
  emulation.work.begin(`${resource.id} ${state}`, delay, () => {
    const errors = asked === undefined ? finish() : [asked]
    members[state] = errors.length === 0 ? 'succeeded' : 'failed'
    if (errors.length > 0) resource.meta[details] = { errors }
    if (state === 'status') resource.attributes['updated_at'] = timestamp(errand)
  })
}

/** An error of the work that an exchange has started. */
export const later = ({ id }: Pick<Exchange, 'id'>, code: ReactorCode, detail: string): ErrorObject =>
  deferredError(id, code, detail)
