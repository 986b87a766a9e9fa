/** Which library an environment holds. */
import type { Exchange } from '../model.js'
import { identifierOf, type Resource } from '../resource.js'

/** The library that an environment holds. */
export const whoOccupies = ({ emulation: { store } }: Exchange, environmentId: string): Resource | undefined =>
  store.leadingTo(environmentId, 'libraries', 'environment')[0]

/** Lets the environments of a property know whether they hold `library`. */
export function occupy({ emulation: { store } }: Exchange, library: Resource): void {
  for (const environment of store.leadingTo(library.id, 'environments', 'library')) environment.one['library'] = null
  const held = library.one['environment']
  const environment = held ? store.find(held.type, held.id) : undefined
  if (environment !== undefined) environment.one['library'] = identifierOf(library)
}

/** Takes a library out of its environment, and gives it another or none. */
export function assign(exchange: Exchange, library: Resource, environment: Resource | undefined): void {
  library.one['environment'] = environment === undefined ? null : identifierOf(environment)
  occupy(exchange, library)
}
