/** How libraries move towards publication: submitted, approved or rejected, published. */

import { reject, timestamp } from '../exchange.js'
import type { Action, Definition, Exchange } from '../model.js'
import type { Resource } from '../resource.js'
import { assign } from './library-environment.js'
import { refreshUpstreams } from './upstream.js'

/** From which states an action leads to which. Published libraries stay. */
const transitions: Readonly<Record<string, { readonly from: readonly string[]; readonly to: string }>> = {
  submit: { from: ['development'], to: 'submitted' },
  approve: { from: ['development', 'submitted'], to: 'approved' },
  reject: { from: ['submitted', 'approved'], to: 'rejected' },
  develop: { from: ['rejected'], to: 'development' },
}

/** Moves a library to another state; it leaves its environment, which belongs to the state before. */
export function moveLibrary(exchange: Exchange, library: Resource, state: string): void {
  Object.assign(library.attributes, { state, updated_at: timestamp(exchange) })
  if (state !== 'published') {
    library.attributes['build_required'] = true
    assign(exchange, library, undefined)
  }
  refreshUpstreams(exchange, library)
}

const action = (name: string, right: Action['right']): Action => ({
  ...(right !== undefined && { right }),
  run: (exchange, library) => {
    const { from, to } = transitions[name] ?? { from: [], to: '' }
    const state = String(library.attributes['state'])
    if (!from.includes(state)) {
      reject(exchange, 409, { detail: `A library that is ${state} cannot ${name}.`, pointer: '/data/meta/action' })
    }
    moveLibrary(exchange, library, to)
    return library
  },
})

/** What `meta.action` of a library can ask for. */
export const libraryActions: NonNullable<Definition['actions']> = {
  submit: action('submit', 'develop'),
  approve: action('approve', 'approve'),
  reject: action('reject', 'approve'),
  develop: action('develop', 'develop'),
}
