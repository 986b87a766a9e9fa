/** What a library builds upon: the libraries that are nearer to production. */
import type { Exchange } from '../model.js'
import { identifierOf, type Resource } from '../resource.js'

// https://experienceleague.adobe.com/en/docs/experience-platform/tags/publish/publishing-flow#upstream
const states = ['submitted', 'approved', 'published']

/** All libraries upstream of one, the nearest first; of several published ones, only the last. */
export function upstreamsOf({ emulation: { store } }: Exchange, library: Resource): readonly Resource[] {
  const others = store.leadingTo(library.one['property'], 'libraries', 'property')
  // Those in development, or rejected, are upstream of nothing.
  const nearer = states.slice(states.indexOf(String(library.attributes['state'])) + 1)
  return nearer.flatMap((state) => {
    const there = others.filter(({ attributes }) => attributes['state'] === state)
    return there.sort(latestFirst).slice(0, state === 'published' ? 1 : undefined)
  })
}

const since = ({ attributes }: Resource): string => String(attributes['updated_at'])

const latestFirst = (a: Resource, b: Resource): number => since(b).localeCompare(since(a))

/** The library directly upstream of one, if there is any. */
export const upstreamOf = (exchange: Exchange, library: Resource): Resource | undefined =>
  upstreamsOf(exchange, library)[0]

/** Brings the relationship `upstream_library` up to date, for all libraries of a property. */
export function refreshUpstreams(exchange: Exchange, { one }: Resource): void {
  for (const library of exchange.emulation.store.leadingTo(one['property'], 'libraries', 'property')) {
    const upstream = upstreamOf(exchange, library)
    library.one['upstream_library'] = upstream === undefined ? null : identifierOf(upstream)
  }
}
