/** Notes that sentences of a language have been translated from what the English ones say now: `npm run translated -- ko codes/not-found`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { readCodes } from './read-codes.js'
import { englishSentences, type Stamps, stampOf } from './translations.js'

const root = new URL('../', import.meta.url)
const file = new URL('test/explain/translated.json', root)

/** The stamps with those of `places` renewed, all where there are none; throws an Error for a place without a sentence. */
function renewed(stamps: Stamps, tag: string, places: readonly string[]): Stamps {
  const english = englishSentences(readCodes(readFileSync(new URL('codes.json', root), 'utf8')))
  const fresh = (places.length === 0 ? [...english.keys()] : places).map((place) => {
    const prose = english.get(place)
    if (prose === undefined) throw new Error(`there is no sentence ${place}; ${[...english.keys()].join(', ')}`)
    return [place, stampOf(prose)] as const
  })
  // Those of sentences that are gone go as well.
  const kept = Object.entries(stamps[tag] ?? {}).filter(([place]) => english.has(place))
  const sorted = Object.entries({ ...Object.fromEntries(kept), ...Object.fromEntries(fresh) }).sort()
  return { ...stamps, [tag]: Object.fromEntries(sorted) }
}

const [tag, ...places] = process.argv.slice(2)
if (tag === undefined) {
  process.stderr.write('Usage: npm run translated -- <language> [codes/<code> …]\n')
  process.exitCode = 2
} else {
  // Ours, and written by nothing else.
  const stamps = JSON.parse(readFileSync(file, 'utf8')) as Stamps
  writeFileSync(file, `${JSON.stringify(renewed(stamps, tag, places), null, 2)}\n`)
}
