/** The sentences of one language, and how they are looked up: each one that a language lacks is in English. */
import type { ImageCodes, ImageRenderingCodes, ImageServingCodes } from '../image-serving/codes.generated.js'
import type { GatewayCode, ImsCode } from '../reactor/foreign-codes.generated.js'
import type { ReactorCode } from '../reactor/index.js'
import english from './languages/en.json' with { type: 'json' }
import type { Label, Situation, Word } from './languages/keys.generated.js'

/** Why an error happened and what to do about it, for people. */
export interface Prose {
  /** The title in this language; absent in English, whose titles are those of the catalog. */
  readonly title?: string
  /** Says what happened. */
  readonly cause: string
  /** Why it usually happens, by this catalog's reading; absent where the cause says all. */
  readonly usually?: string
  /** Says what to do about it, in the imperative. */
  readonly remedy: string
  /** For a code that is no longer in use: since when, and what came in its place. */
  readonly deprecated?: string
}

/** A code of Image Serving, of Image Rendering, or of both. */
type ImageCode = keyof (ImageCodes & ImageServingCodes & ImageRenderingCodes)

/** One language. English is built in; each other one is an entry of its own, so that only what is imported is loaded. */
export interface Language {
  /** Its BCP 47 tag: `en`, `zh-Hant`. */
  readonly tag: string
  /** Its name in itself: `Deutsch`. */
  readonly name?: string
  readonly codes?: Sentences<ReactorCode>
  readonly gateway?: Sentences<GatewayCode>
  readonly ims?: Sentences<ImsCode>
  readonly images?: Sentences<ImageCode>
  /** For codes of the form `invalid-<attribute>`; `{attribute}` stands for the attribute's name. */
  readonly family?: Partial<Prose>
  readonly situations?: Sentences<Situation>
  /** For the pages of servers. */
  readonly labels?: Readonly<Partial<Record<Label, string>>>
  /** For the command line. */
  readonly words?: Readonly<Partial<Record<Word, string>>>
}

/** Sentences by what they are about. What is missing is in English. */
export type Sentences<Key extends string> = Readonly<Partial<Record<Key, Partial<Prose>>>>

/** A language with every sentence. */
export interface WholeLanguage extends Required<Language> {
  readonly codes: Readonly<Record<ReactorCode, Prose>>
  readonly gateway: Readonly<Record<GatewayCode, Prose>>
  readonly ims: Readonly<Record<ImsCode, Prose>>
  readonly images: Readonly<Record<ImageCode, Prose>>
  readonly family: Prose & { readonly title: string }
  readonly situations: Readonly<Record<Situation, Prose>>
  readonly labels: Readonly<Record<Label, string>>
  readonly words: Readonly<Record<Word, string>>
}

/** English, the language of `explain` where no other is given. */
export const en: WholeLanguage = english

/** The members of a language that hold sentences by code or situation. */
export type ProseTable = 'codes' | 'gateway' | 'ims' | 'images' | 'situations'

/** The sentences that `language` itself has for a code or situation: some, or none. */
export function translated(language: Language, table: ProseTable, key: string): Partial<Prose> {
  const spoken: Sentences<string> = language[table] ?? {}
  // Keys come from the wire: `constructor` must not find what every object inherits.
  return (Object.hasOwn(spoken, key) ? spoken[key] : undefined) ?? {}
}

/**
 * The sentences of `language` for a code or situation, with English ones where it has none; `undefined` where English has none
 * either.
 */
export function proseOf(language: Language, table: ProseTable, key: string): Prose | undefined {
  const known: Readonly<Record<string, Prose>> = en[table]
  const english = Object.hasOwn(known, key) ? known[key] : undefined
  return english && { ...english, ...translated(language, table, key) }
}
