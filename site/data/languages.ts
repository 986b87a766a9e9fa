/** The languages of the site: the sentences of the catalog, and the words of the pages, each in English where a language lacks it. */
import { readdirSync, readFileSync } from 'node:fs'
import { en, type Language, type Word } from '../../src/explain/index.js'
import { isRecord } from '../../src/failure/plain.js'
import english from '../interface/en.json' with { type: 'json' }

/** The name of a text of the pages. */
export type TextName = keyof typeof english.texts
/** A category of codes. */
type Category = keyof typeof english.categories

/** One language of the site. */
export interface SiteLanguage {
  readonly tag: string
  /** Its name in itself. */
  readonly name: string
  readonly direction: 'ltr' | 'rtl'
  /** The sentences about codes, as the library has them. */
  readonly sentences: Language
  /** The words that the command line uses too. */
  readonly words: Readonly<Record<Word, string>>
  /** The texts of the pages. */
  readonly texts: Readonly<Record<TextName, string>>
  readonly categories: Readonly<Record<Category, string>>
}

const SENTENCES = new URL('../../src/explain/languages/', import.meta.url)
const INTERFACE = new URL('../interface/', import.meta.url)
const RIGHT_TO_LEFT = new Set(['Adlm', 'Arab', 'Hebr', 'Nkoo', 'Syrc', 'Thaa'])

function readLanguage(file: string): SiteLanguage {
  // Tests hold both kinds of files to their shapes.
  const sentences = JSON.parse(readFileSync(new URL(file, SENTENCES), 'utf8')) as Language & { readonly name: string }
  const own = JSON.parse(readFileSync(new URL(file, INTERFACE), 'utf8')) as Partial<typeof english>
  const { tag, name, words } = sentences
  const script = new Intl.Locale(tag).maximize().script ?? ''
  return {
    tag,
    name,
    direction: RIGHT_TO_LEFT.has(script) ? 'rtl' : 'ltr',
    sentences,
    words: { ...en.words, ...words },
    texts: { ...english.texts, ...own.texts },
    categories: { ...english.categories, ...own.categories },
  }
}

/** Every language of the catalog, English first, then by their tags. */
export const languages: readonly SiteLanguage[] = readdirSync(SENTENCES)
  .filter((file) => file.endsWith('.json'))
  .map(readLanguage)
  .sort((one, other) => Number(other.tag === 'en') - Number(one.tag === 'en') || (one.tag < other.tag ? -1 : 1))

/** The sentences of a language as a JSON text, each one that it lacks in English: what the browser is given. */
export function wholeSentences({ sentences }: SiteLanguage): string {
  const merged = Object.entries(en).map(([name, english]) => [
    name,
    merge(english, Object.entries(sentences).find(([own]) => own === name)?.[1]),
  ])
  return JSON.stringify(Object.fromEntries(merged))
}

function merge(english: unknown, own: unknown): unknown {
  if (!isRecord(english) || !isRecord(own)) return own ?? english
  return Object.fromEntries(
    Object.entries(english)
      .map(([name, value]) => [name, merge(value, own[name])])
      .concat(Object.entries(own).filter(([name]) => !(name in english))),
  )
}

/** English, in which rules, guides and reference are. */
export const siteEnglish: SiteLanguage = languageOf('en')

/** The language with that tag. Throws a `RangeError` where the site has none. */
export function languageOf(tag: string): SiteLanguage {
  const found = languages.find((language) => language.tag === tag)
  if (found === undefined) throw new RangeError(`The site has no language ${tag}`)
  return found
}

/** A word as it stands at the beginning of a line. */
export function capital(word: string, { tag }: Pick<SiteLanguage, 'tag'>): string {
  const [first = '', ...rest] = word
  return first.toLocaleUpperCase(tag) + rest.join('')
}
