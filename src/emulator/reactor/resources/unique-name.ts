/** The rule that names are taken once. */
import type { Rule } from '../model.js'
import { errorOf } from '../refusal.js'
import { isRevision } from '../resource.js'

/** No other resource of the type, under the same parent, has the name already. */
export function uniqueName(parent: string): Rule {
  return ({ exchange, resource }) => {
    const name = resource.attributes['name']
    const taken = exchange.emulation.store
      .leadingTo(resource.one[parent], resource.type, parent)
      .some((other) => other.id !== resource.id && !isRevision(other) && other.attributes['name'] === name)
    return taken
      ? errorOf(exchange, 'not-unique', { detail: `There is another one named ${String(name)}.` })
      : undefined
  }
}
