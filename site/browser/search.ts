/** Finds codes by what people type: forgives typing errors, folds accents, and cuts texts into words as their language does. */
import MiniSearch from 'minisearch'

/** Gives the rows that fit some words, the best first. */
export type Search = (words: string) => readonly HTMLElement[]

interface Entry {
  readonly id: number
  readonly code: string
  /** The code without what separates its words: `notunique` finds it. */
  readonly joined: string
  readonly title: string
  readonly prose: string
}

type Sentences = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>

/** Results that are worth less than this part of the best are left out. */
const WORTH = 0.3
const TABLES = ['codes', 'gateway', 'ims', 'images']

const segmenter = new Intl.Segmenter(document.documentElement.lang, { granularity: 'word' })

/** Words without accents, in small letters; Korean letter by letter, so that one wrong one counts as one. */
function fold(term: string): string {
  return term.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

function wordsOf(text: string): string[] {
  const words: string[] = []
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    if (isWordLike) words.push(...segment.split(/[-_.]/))
  }
  return words
}

/** How many letters may be wrong: none in the shortest words, and more the longer they are. */
function allowed(term: string): number {
  return term.length < 3 ? 0 : term.length < 6 ? 1 : 2
}

/** The search over rows of the catalog, with the sentences that stand at `address`. */
export async function createSearch(rows: readonly HTMLElement[], address: URL): Promise<Search> {
  const index = new MiniSearch<Entry>({
    fields: ['code', 'joined', 'title', 'prose'],
    tokenize: wordsOf,
    processTerm: fold,
    searchOptions: {
      boost: { code: 4, joined: 4, title: 3 },
      prefix: (term) => term.length > 1,
      fuzzy: allowed,
      weights: { fuzzy: 0.4, prefix: 0.7 },
    },
  })
  const response = await fetch(address)
  // The build wrote it; a test holds it to the shape of a language.
  const sentences: Sentences = await response.json()
  index.addAll(rows.map((row, id) => entryOf(row, id, sentences)))
  return (words) => {
    const joined = words.replace(/[\s\-_.]+/g, '')
    const results = index.search({ combineWith: 'OR', queries: [words, { queries: [joined], fields: ['joined'] }] })
    const best = results[0]?.score ?? 0
    return results.filter(({ score }) => score >= best * WORTH).flatMap(({ id }) => rows[id] ?? [])
  }
}

function entryOf(row: HTMLElement, id: number, sentences: Sentences): Entry {
  const code = row.dataset['code'] ?? ''
  const table = TABLES.find((name) => sentences[name]?.[code] !== undefined) ?? ''
  const prose = Object.values(sentences[table]?.[code] ?? {}).join(' ')
  const title = row.querySelector('.title')?.textContent ?? ''
  return { id, code, joined: code.replace(/[-_]/g, ''), title, prose }
}
