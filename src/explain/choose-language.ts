/** Chooses the language for a reader by what the Accept-Language header asks for (RFC 9110, BCP 47). */
import { attempt } from '../jsonapi/attempt.js'
import { en, type Language } from './language.js'

/** One range of the header: a language and how much it is wanted. */
interface Range {
  /** Absent for `*`, which is any language. */
  readonly locale?: Locale
  /** From 0, not acceptable, to 1. */
  readonly weight: number
}

/** No reader knows more languages; it bounds what a header can cost. */
const MOST_RANGES = 50
// RFC 9110, sections 12.4.2 and 12.5.4.
const RANGE = /^\s*([a-z]{1,8}(?:-[a-z\d]{1,8})*|\*)\s*(?:;\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?$/i

/**
 * The one of `languages` that suits the value of an Accept-Language header best (RFC 9110, section 12.5.4). Ranges count
 * by their weights, equal ones in their order; a range with `q=0` excludes what it covers; `*` stands for what no other
 * range covers. A range suits a language of the same language and script, as CLDR's likely subtags have them: `zh-TW`
 * suits `zh-Hant`, `pt-PT` suits `pt-BR`. If none does, the same language in another script will do. Where nothing suits,
 * and where there is no header, it is the first that is not excluded, or the first; English if `languages` is empty.
 * Malformed ranges count for nothing, and only the first 50 count. Never throws.
 */
export function chooseLanguage(acceptLanguage: string | null | undefined, languages: readonly Language[]): Language {
  const [first = en] = languages
  if (typeof acceptLanguage !== 'string') return first
  const ranges = readRanges(acceptLanguage)
  const acceptable = languages.filter((language) => decisive(ranges, language)?.weight !== 0)
  const wanted = ranges.filter(({ weight }) => weight > 0)
  for (const matches of [sameScript, sameLanguage]) {
    for (const range of wanted) {
      const suited = acceptable.filter((language) =>
        range.locale === undefined
          ? decisive(ranges, language) === range
          : matches(range.locale, localeOf(language.tag)),
      )
      const best = suited.find(({ tag }) => localeOf(tag)?.region === range.locale?.region) ?? suited[0]
      if (best !== undefined) return best
    }
  }
  return acceptable[0] ?? first
}

/** Returns the ranges of the header, the most wanted first. */
function readRanges(header: string): readonly Range[] {
  return header
    .split(',', MOST_RANGES)
    .flatMap((part): Range[] => {
      const [, tag, weight = '1'] = RANGE.exec(part) ?? []
      if (tag === undefined) return []
      if (tag === '*') return [{ weight: Number(weight) }]
      const locale = localeOf(tag)
      return locale === undefined ? [] : [{ locale, weight: Number(weight) }]
    })
    .sort((one, other) => other.weight - one.weight)
}

/** Of the ranges that cover a language, the one that says most. */
function decisive(ranges: readonly Range[], { tag }: Language): Range | undefined {
  const locale = localeOf(tag)
  let found: Range | undefined
  for (const range of ranges) {
    if (covers(range, locale) && (found === undefined || depth(range) > depth(found))) found = range
  }
  return found
}

function covers({ locale: range }: Range, locale: Locale | undefined): boolean {
  if (range === undefined) return true
  if (!sameLanguage(range, locale)) return false
  return range.named === 0 || (sameScript(range, locale) && (range.isWide || range.region === locale?.region))
}

const depth = ({ locale }: Range): number => locale?.named ?? -1

const sameLanguage = (one: Locale, other: Locale | undefined): boolean => one.language === other?.language

const sameScript = (one: Locale, other: Locale | undefined): boolean =>
  sameLanguage(one, other) && one.script === other?.script

/** A language tag, with what CLDR's likely subtags add to it. */
interface Locale {
  readonly language: string
  readonly script: string | undefined
  readonly region: string | undefined
  /** How many of script and region the tag itself names. */
  readonly named: number
  /** Whether the tag leaves the region open. */
  readonly isWide: boolean
}

/** Every reader asks for one of a few dozen tags; the limit keeps those who ask for others from filling the memory. */
const MOST_TAGS = 500
/** Longer tags are rare, and V8 keeps the whole header in memory for the sake of a part of it that is longer than this. */
const LONGEST_TAG = 12
const tags = new Map<string, Locale>()

/**
 * Reads a tag and adds what goes without saying: that `zh-TW` is written in traditional characters. `undefined` for what is no tag.
 */
function localeOf(tag: string): Locale | undefined {
  const known = tags.get(tag)
  if (known !== undefined) return known
  const locale = readTag(tag)
  if (locale === undefined || tag.length > LONGEST_TAG) return locale
  if (tags.size >= MOST_TAGS) tags.clear()
  tags.set(tag, locale)
  return locale
}

function readTag(tag: string): Locale | undefined {
  const given = attempt(() => new Intl.Locale(tag))
  if (given === undefined) return undefined
  const { language, script, region } = given.maximize()
  const named = [given.script, given.region].filter((subtag) => subtag !== undefined).length
  return { language, script, region, named, isWide: given.region === undefined }
}
