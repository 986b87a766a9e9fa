/** The commands `explain` and `list`: say what codes mean, and which there are. */
import { type Explanation, explain, knownCodes } from '../explain/explain.js'
import { en, type Language } from '../explain/language.js'
import { nearestWords, normalize } from '../explain/nearest-words.js'
import { type ExitCode, exitCodes } from './exit-codes.js'
import type { Reporter } from './reporters/reporter.js'
import { shortLine } from './safe-text.js'
import type { Terminal } from './terminal.js'

/** Explains each of `codes`, which may be spelt in other ways, or be titles; those that are not known are complained about. */
export async function explainCodes(
  codes: readonly string[],
  language: Language,
  reporter: Reporter,
  terminal: Terminal,
): Promise<ExitCode> {
  const unknown: string[] = []
  for (const code of codes) {
    const explanation = findCode(code, language)
    if (explanation === undefined) {
      unknown.push(code)
      await terminal.complain(`there is no code "${shortLine(code)}"${didYouMean(code)}`)
      continue
    }
    const near = explanation.kind === 'family' ? suggestCode(code) : []
    await terminal.write(reporter.report({ kind: 'explained', explanation, near }))
  }
  if (unknown.length < codes.length) await terminal.write(reporter.report({ kind: 'legend' }))
  return unknown.length === 0 ? exitCodes.nothingFailed : exitCodes.wrongUse
}

/**
 * Finds a code as it was typed, with any case and separators, or by its title in English or `language`; else reads it by its form.
 */
function findCode(typed: string, language: Language): Explanation | undefined {
  const wanted = normalize(typed)
  const code =
    knownCodes.find((each) => normalize(each) === wanted) ??
    knownCodes.find((each) => [en, language].some((spoken) => normalize(titleOf(each, spoken)) === wanted))
  return explain(code ?? typed, { language })
}

function titleOf(code: string, language: Language): string {
  return explain(code, { language })?.title ?? ''
}

function didYouMean(code: string): string {
  const ofStatus = knownCodes.filter((each) => `${explain(each)?.status}` === code)
  if (ofStatus.length > 0) return `; with that status come ${ofStatus.join(', ')}`
  const near = suggestCode(code)
  return near.length === 0 ? '; reactor-errors list shows them all' : `; did you mean ${near.join(' or ')}?`
}

/** Which codes to list. A code of delivery `either` is both immediate and deferred. */
export interface Filters {
  readonly category?: string
  readonly delivery?: string
  readonly retry?: string
}

/** The values that a filter takes. */
export function valuesOf(member: keyof Filters): readonly string[] {
  return [...new Set(knownCodes.flatMap((code) => explain(code)?.[member] ?? []))].sort()
}

/** Lists the codes that all filters let through. */
export async function listCodes(
  { category, delivery, retry }: Filters,
  language: Language,
  reporter: Reporter,
  terminal: Terminal,
): Promise<ExitCode> {
  const explanations = knownCodes
    .flatMap((code) => explain(code, { language }) ?? [])
    .filter(
      (code) =>
        (category === undefined || code.category === category) &&
        (delivery === undefined || code.delivery === delivery || code.delivery === 'either') &&
        (retry === undefined || code.retry === retry),
    )
  await terminal.write(reporter.report({ kind: 'listed', explanations }))
  return exitCodes.nothingFailed
}

const MOST = 3

/** At most three codes near what was typed, the nearest first; none where nothing is near. */
export function suggestCode(input: string): readonly string[] {
  return nearestWords(input, knownCodes).slice(0, MOST)
}
