/** How libraries move towards publication: submitted, approved or rejected, published. */

import { reject, timestamp } from '../exchange.js'
import type { Action, Definition, Exchange } from '../model.js'
import type { Resource } from '../resource.js'
import { assign } from './library-environment.js'
import { refreshUpstreams } from './upstream.js'

/** Moves a library to another state; it leaves its environment, which belongs to the state before. */
export function moveLibrary(exchange: Exchange, library: Resource, state: string): void {
  Object.assign(library.attributes, { state, updated_at: timestamp(exchange) })
  if (state !== 'published') {
    library.attributes['build_required'] = true
    assign(exchange, library, undefined)
  }
  refreshUpstreams(exchange, library)
}

const move = (name: string, from: readonly string[], to: string): Action['run'] => {
  return (exchange, library) => {
    const state = String(library.attributes['state'])
    if (!from.includes(state)) {
      reject(exchange, 409, { detail: `A library that is ${state} cannot ${name}.`, pointer: '/data/meta/action' })
    }
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
