/** Notes that sentences of a language have been translated from what the English ones say now: `npm run translated -- ko codes/not-found`. */
import { writeFileSync } from 'node:fs'
import { englishSentences, readStamps, type Stamps, stampsOf } from './sentences.js'

/** The stamps with those of `places` renewed, all where there are none; throws an Error for a place without a sentence. */
function renewed(stamps: Stamps, tag: string, places: readonly string[]): Stamps {
  const fresh = stampsOf(englishSentences())
  const unknown = places.filter((place) => !Object.hasOwn(fresh, place))
  if (unknown.length > 0) throw new Error(`there is no sentence ${unknown[0]}; ${Object.keys(fresh).join(', ')}`)
  const taken = Object.entries(fresh).filter(([place]) => places.length === 0 || places.includes(place))
  // Those of sentences that are gone go as well.
  const kept = Object.entries(stamps[tag] ?? {}).filter(([place]) => Object.hasOwn(fresh, place))
  const sorted = Object.entries({ ...Object.fromEntries(kept), ...Object.fromEntries(taken) }).sort()
  return Object.fromEntries(Object.entries({ ...stamps, [tag]: Object.fromEntries(sorted) }).sort())
}

const [tag, ...places] = process.argv.slice(2)
if (tag === undefined) {
  process.stderr.write('Usage: npm run translated -- <language> [codes/<code> …]\n')
  process.exitCode = 2
} else {
  const stamps = renewed(readStamps(), tag, places)
  writeFileSync(new URL('translated.json', import.meta.url), `${JSON.stringify(stamps, null, 2)}\n`)
}
