/** Holds the sentences of languages against the English ones that they translate: what is missing, stale or damaged. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { languagesFolder } from './generate-explain.js'
import { type Codes, readCodes } from './read-codes.js'

/** Sentences by where they stand: `codes/not-found/cause`, `situations/html/remedy`, `labels/at`. */
export type Sentences = ReadonlyMap<string, string>

/** For each language, the mark of the English sentences that those of each place were made from; `codes/not-found` is a place. */
export type Stamps = Readonly<Record<string, Readonly<Record<string, string>>>>

const root = new URL('../', import.meta.url)
const stampsFile = new URL('translated.json', import.meta.url)

/** The marks that `npm run translated` keeps. */
export function readStamps(): Stamps {
  // Ours, and written by nothing but `npm run translated`.
  return JSON.parse(readFileSync(stampsFile, 'utf8')) as Stamps
}

/** Every sentence of a language in the form of its file; tag and name are none. */
export function sentencesOf(language: object): Sentences {
  const { tag: _tag, name: _name, ...tables }: { tag?: unknown; name?: unknown } = language
  return new Map(leaves(tables, []))
}

function leaves(value: unknown, path: readonly string[]): [place: string, text: string][] {
  if (typeof value === 'string') return [[path.join('/'), value]]
  return Object.entries(Object(value)).flatMap(([key, member]) => leaves(member, [...path, key]))
}

/** The English sentences: those of en.json, and the titles, which stand in codes.json alone. */
export function englishSentences(): Sentences {
  const { codes, gateway, ims, ...rest }: Codes = readCodes(readFileSync(new URL('codes.json', root), 'utf8'))
  const images = { ...rest.images, ...rest.imageServing, ...rest.imageRendering }
  const titles = Object.entries({ codes, gateway, ims, images }).flatMap(([table, rows]) =>
    Object.entries(rows).map(([code, { title }]) => [`${table}/${code}/title`, title] as const),
  )
  return new Map([...sentencesOf(readLanguage('en')), ...titles])
}

/** The file of a language. */
export function readLanguage(tag: string): object {
  const text = readFileSync(new URL(`${languagesFolder}/${tag}.json`, root), 'utf8')
  // Ours; the compiler compares its shape with the type of languages.
  return JSON.parse(text) as object
}

/** The tags of all languages but English. */
export function translatedTags(): readonly string[] {
  const tags = readdirSync(new URL(languagesFolder, root)).flatMap((name) => /^(.+)\.json$/.exec(name)?.[1] ?? [])
  return tags.filter((tag) => tag !== 'en').sort()
}

/** The place of a sentence: that of its code or situation, in which one sentence is seldom understood without the others. */
const placeOf = (sentence: string): string => sentence.split('/').slice(0, 2).join('/')

/** The mark of the English sentences of each place, which is another one as soon as one of them changes. */
export function stampsOf(english: Sentences): Readonly<Record<string, string>> {
  const places = new Map<string, unknown[]>()
  for (const each of [...english].sort()) places.set(placeOf(each[0]), [...(places.get(placeOf(each[0])) ?? []), each])
  return Object.fromEntries([...places].map(([place, texts]) => [place, stampOf(JSON.stringify(texts))]))
}

const stampOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8)

/** What `translated` lacks or says of English sentences that have changed since, a line each; English stands in for what is missing. */
export function behind(
  tag: string,
  translated: Sentences,
  english: Sentences,
  stamps: Stamps = readStamps(),
): readonly string[] {
  const missing = [...english.keys()].filter((sentence) => !translated.has(sentence))
  const fresh = stampsOf(english)
  const places = new Set([...translated.keys()].map(placeOf))
  const stale = [...places].filter((place) => fresh[place] !== undefined && fresh[place] !== stamps[tag]?.[place])
  return [
    ...missing.map((sentence) => `${tag}: ${sentence} is missing`),
    ...stale.map(
      (place) => `${tag}: ${place} was made from other English sentences; then: npm run translated -- ${tag} ${place}`,
    ),
  ]
}

/** What stays as it is in every language: names with underscores, of files and headers, placeholders, abbreviations, numbers. */
const NAMES = /\{\w+\}|@[\w-]+\/[\w-]+|\w+_\w+|[\w-]+\.json|\bx-[\w-]+|\b[A-Z]{3,}\b|\b\d{2,}(?:\.\d+)*\b|\w+=/g

/** What is wrong with sentences that have been translated from what the English ones say now, a line each. */
export function damage(
  tag: string,
  translated: Sentences,
  english: Sentences,
  stamps: Stamps = readStamps(),
): readonly string[] {
  const fresh = stampsOf(english)
  return [...translated].flatMap(([sentence, text]) => {
    const source = english.get(sentence)
    const place = placeOf(sentence)
    if (source === undefined) return [`${tag}: ${sentence} is left over: there is no such sentence in English`]
    if (stamps[tag]?.[place] !== fresh[place]) return []
    return faultsOf(source, text, sentence).map((fault) => `${tag}: ${sentence} ${fault}`)
  })
}

function faultsOf(source: string, text: string, sentence: string): readonly string[] {
  if (text.trim() === '') return ['is empty']
  // Titles and labels may be the same word in two languages.
  if (text === source && /\/(?:cause|usually|remedy)$/.test(sentence)) return ['is still English']
  const names = sentence.endsWith('/title') ? [] : (source.match(NAMES) ?? [])
  return names.filter((name) => !text.includes(name)).map((name) => `lost ${name}`)
}
