/** Holds translations against the English sentences that they translate: what is missing, stale, left over or damaged. */
import { createHash } from 'node:crypto'
import { en } from '../src/explain/en.js'
import type { Prose } from '../src/explain/language.js'
import type { Codes } from './read-codes.js'

/** Sentences by where they stand in a translation: `codes/not-found`, `situations/html`, `family`. */
export type Sentences = ReadonlyMap<string, Prose>

/** For each language, the stamp of the English sentences that each of its own was made from. */
export type Stamps = Readonly<Record<string, Readonly<Record<string, string>>>>

/** A file of src/explain/translations. */
export interface Translation {
  readonly tag: string
  readonly codes: Readonly<Record<string, Prose>>
  readonly gateway: Readonly<Record<string, Prose>>
  readonly ims: Readonly<Record<string, Prose>>
  readonly images: Readonly<Record<string, Prose>>
  readonly family: Prose
  readonly situations: Readonly<Record<string, Prose>>
}

/** Every sentence of a translation. */
function sentencesOf({ codes, gateway, ims, images, family, situations }: Omit<Translation, 'tag'>): Sentences {
  const tables = Object.entries({ codes, gateway, ims, images, situations }).flatMap(([name, table]) =>
    Object.entries(table).map(([key, prose]) => [`${name}/${key}`, prose] as const),
  )
  return new Map<string, Prose>([...tables, ['family', family]])
}

/** The English sentences, which are those of codes.json and of src/explain/en.ts. */
export function englishSentences({ codes, gateway, ims, ...rest }: Codes): Sentences {
  const images = { ...rest.images, ...rest.imageServing, ...rest.imageRendering }
  return sentencesOf({ codes, gateway, ims, images, family: en.family, situations: en.situations })
}

/** The texts of some prose. */
function textsOf({ title, cause, remedy, deprecated }: Prose): Readonly<Record<string, string | undefined>> {
  return { title, cause, remedy, deprecated }
}

/** A mark of these sentences, which is another one as soon as one of them changes. */
export function stampOf(prose: Prose): string {
  return createHash('sha256')
    .update(JSON.stringify(textsOf(prose)))
    .digest('hex')
    .slice(0, 8)
}

/** What stays as it is in every language: names with underscores, of files and headers, placeholders, abbreviations. */
const NAMES = /\{attribute\}|\w+_\w+|[\w-]+\.json|\bx-[\w-]+|\b[A-Z]{3,}\b/g

/** What is wrong with a translation, a line each; nothing if it says all that the English sentences say. */
export function findFaults(
  { tag, ...translation }: Translation,
  english: Sentences,
  stamps: Stamps,
): readonly string[] {
  const translated = sentencesOf(translation)
  const extra = [...translated.keys()].filter((place) => !english.has(place))
  return [
    ...extra.map((place) => `${tag}: ${place} is left over: there is no such sentence in English`),
    ...[...english].flatMap(([place, source]) => {
      const target = translated.get(place)
      if (target === undefined) return [`${tag}: ${place} is missing`]
      const damage = Object.entries(textsOf(source)).flatMap(([member, text]) =>
        damageOf(text, textsOf(target)[member], member).map((fault) => `${tag}: ${place}: ${member} ${fault}`),
      )
      const isFresh = stamps[tag]?.[place] === stampOf(source)
      const stale = `${tag}: ${place} was made from other English sentences; translate it anew, then: npm run translated -- ${tag} ${place}`
      return isFresh ? damage : [...damage, stale]
    }),
  ]
}

function damageOf(source: string | undefined, target: string | undefined, member: string): readonly string[] {
  if (source === undefined) return target === undefined ? [] : ['is not there in English']
  if (target === undefined || target.trim() === '') return ['is missing']
  if (target === source && member !== 'title') return ['is still English']
  const names = member === 'title' ? [] : (source.match(NAMES) ?? [])
  return names.filter((name) => !target.includes(name)).map((name) => `lost ${name}`)
}
