/** Reads language tags (BCP 47), and adds what goes without saying: that `zh-TW` is written in traditional characters. */

/** A language tag, with what CLDR’s likely subtags add to it. */
export interface Locale {
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
const tags = new Map<string, Locale | undefined>()

/** What `tag` says; `undefined` where it is no language tag. Never throws. */
export function localeOf(tag: string): Locale | undefined {
  const known = tags.get(tag)
  if (known !== undefined || tags.has(tag)) return known
  const locale = read(tag)
  if (tag.length > LONGEST_TAG) return locale
  if (tags.size >= MOST_TAGS) tags.clear()
  tags.set(tag, locale)
  return locale
}

function read(tag: string): Locale | undefined {
  try {
    const given = new Intl.Locale(tag)
    const { language, script, region } = given.maximize()
    const named = [given.script, given.region].filter((subtag) => subtag !== undefined).length
    return { language, script, region, named, isWide: given.region === undefined }
  } catch {
    return undefined
  }
}
