/** Which library an environment holds. */
import type { Exchange } from '../model.js'
import { type Identifier, identifierOf, type Resource } from '../resource.js'

/** The library that keeps others out of an environment; those that are published make room. */
export const whoOccupies = (
  { emulation: { store } }: Exchange,
  environment: Identifier | null | undefined,
): Resource | undefined =>
  store.leadingTo(environment, 'libraries', 'environment').find(({ attributes }) => attributes['state'] !== 'published')

/** Lets the environments of a property know whether they hold `library`. */
export function occupy({ emulation: { store } }: Exchange, library: Resource): void {
  for (const environment of store.leadingTo(library, 'environments', 'library')) environment.one['library'] = null
  const environment = store.target(library, 'environment')
  if (environment !== undefined) environment.one['library'] = identifierOf(library)
}

/** Takes a library out of its environment, and gives it another or none. */
export function assign(exchange: Exchange, library: Resource, environment: Resource | undefined): void {
  library.one['environment'] = environment === undefined ? null : identifierOf(environment)
  occupy(exchange, library)
}
