/**
 * Lists every sentence of the README, of SECURITY.md and of docs with what shows that it is true: a test, a command, a page of
 * somebody else's documentation. `npm run claims` prints the list; it exits 1 where a sentence has nothing behind it, where what is
 * named does not exist, and where claims.json speaks of a sentence that is gone. Whoever changes a sentence has to say anew.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { root } from './entries.js'

/** A sentence of a page; a table counts as one, by its first line. */
export interface Claim {
  readonly page: string
  readonly sentence: string
  /** Paths of tests, `npm run` commands and URLs; or `says what to do`, where the sentence claims nothing. */
  readonly shownBy: readonly string[]
}

/** What is wrong with the list. */
export interface Claims {
  readonly claims: readonly Claim[]
  readonly faults: readonly string[]
}

/** Two are generated: one from codes.json, which names its own sources, one from a run of the bench. */
const generated = ['docs/codes.md', 'docs/performance.md']
const pages = ['README.md', 'SECURITY.md', ...readdirSync(new URL('docs', root)).map((name) => `docs/${name}`)].filter(
  (page) => page.endsWith('.md') && !generated.includes(page),
)

const readFile = (path: string): string => readFileSync(new URL(path, root), 'utf8')

/** The sentences of a page, without its headings, and without its blocks of code, which are run by a test. */
export function sentencesOf(markdown: string): readonly string[] {
  const prose = markdown.replace(/^(```+)[\s\S]*?^\1$/gm, '').replace(/<!--[\s\S]*?-->/g, '')
  return prose
    .split(/\n\s*\n/)
    .map((block) => block.trim())
    .filter((block) => block !== '' && !block.startsWith('#'))
    .flatMap((block) => (block.startsWith('|') ? block.split('\n').slice(0, 1) : block.split(/\n(?=- )/)))
    .flatMap((text) => text.replaceAll('\n', ' ').split(/(?<=[.:?!](?:\*\*)?)\s+(?=[\p{Lu}`“*[])/u))
}

const { scripts } = JSON.parse(readFile('package.json')) as { readonly scripts: Readonly<Record<string, string>> }

/** Whether there is what is named: the file of a test, or a command. */
function exists(evidence: string): boolean {
  const [, script] = /^npm (?:run )?([\w:]+)$/.exec(evidence) ?? []
  if (script !== undefined) return Object.hasOwn(scripts, script)
  return /^https:\/\/|^says what to do$/.test(evidence) || existsSync(new URL(evidence, root))
}

/**
 * Reads the pages and what claims.json says of them: by page, the beginning of each sentence and what shows it. `read` returns the
 * text of a file by its path; default: as it is in the checkout.
 */
export function readClaims(read: (path: string) => string = readFile): Claims {
  const named = JSON.parse(read('scripts/claims.json')) as Readonly<
    Record<string, Readonly<Record<string, readonly string[]>>>
  >
  const faults: string[] = []
  const claims = pages.flatMap((page) => {
    const sentences = sentencesOf(read(page))
    const beginnings = Object.entries(named[page] ?? {})
    for (const [beginning, shownBy] of beginnings) {
      const { length } = sentences.filter((sentence) => sentence.startsWith(beginning))
      if (length !== 1) faults.push(`${page}: ${length} sentences begin with “${beginning}”`)
      for (const one of shownBy)
        if (!exists(one)) faults.push(`${page}: there is no ${one}, said to show “${beginning}”`)
    }
    return sentences.map((sentence) => {
      const [, shownBy = []] = beginnings.find(([beginning]) => sentence.startsWith(beginning)) ?? []
      if (shownBy.length === 0) faults.push(`${page}: nothing shows “${sentence}”`)
      return { page, sentence, shownBy }
    })
  })
  return { claims, faults }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { claims, faults } = readClaims()
  for (const page of pages) {
    process.stdout.write(`\n${page}\n`)
    for (const { sentence, shownBy } of claims.filter((claim) => claim.page === page)) {
      process.stdout.write(`  ${sentence}\n    ${shownBy.join(', ')}\n`)
    }
  }
  for (const fault of faults) process.stderr.write(`${fault}\n`)
  if (faults.length > 0) process.exitCode = 1
}
