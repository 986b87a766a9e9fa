/** Checks the names of all members in a `meta`, however deep. */
import { checkName } from './member-names.js'
import { isUsualName } from './ordinary.js'
import type { Members } from './plain.js'
import { child, type Walk } from './walk.js'

/** The `meta` at `at`: breadth first and each object once, so that neither depth nor cycles matter. */
export function checkMeta(walk: Walk, at: string, meta: Members): void {
  const seen = new Set<Members>()
  const places = [{ at, holder: meta }]
  for (const { at, holder } of places) {
    if (seen.has(holder)) continue
    seen.add(holder)
    const isArray = Array.isArray(holder)
    for (const name of Object.keys(holder)) {
      const value = holder[name]
      if (value === undefined || (!isArray && !isUsualName(name) && checkName(walk, at, name))) continue
      // An array, too, has what it holds under names.
      if (typeof value === 'object' && value !== null) places.push({ at: child(at, name), holder: value as Members })
    }
  }
}
