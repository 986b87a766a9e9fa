/** What one language has to bring to explain every error: sentences, and nothing else. */
import type { ImageCodes, ImageRenderingCodes, ImageServingCodes } from '../image-serving/codes.generated.js'
import type { ReactorCode } from '../reactor/index.js'
import type { GatewayCode, ImsCode } from './foreign.generated.js'

/** Why an error happened and what to do about it, for people. */
export interface Prose {
  /** The title in this language; absent where the catalog's own, English title is used. */
  readonly title?: string
  /** What happened, and why it usually does. */
  readonly cause: string
  /** What to do about it. */
  readonly remedy: string
  /** For a code that is no longer in use: since when, and what came in its place. */
  readonly deprecated?: string
}

/** What is known of an error whose code says nothing: the form that it came in, or its HTTP status. */
export type Situation =
  | 'deferred'
  | 'no-details'
  | 'unknown-code'
  | 'html'
  | 'text'
  | 'empty'
  | 'malformed'
  | 'json'
  | '400'
  | '401'
  | '403'
  | '404'
  | '405'
  | '406'
  | '409'
  | '413'
  | '415'
  | '422'
  | '429'
  | '4xx'
  | '500'
  | '502'
  | '503'
  | '504'
  | '5xx'
  | 'unknown'

/** What stands around errors where a server answers with a page or plain text; `later` to `never` say what to do. */
export type Label =
  | 'status'
  | 'request-id'
  | 'at'
  | 'document'
  | 'parameter'
  | 'header'
  | 'errors'
  | 'later'
  | 'after-sign-in'
  | 'after-fix'
  | 'never'

/** A code of Image Serving, of Image Rendering, or of both. */
export type ImageCode = keyof (ImageCodes & ImageServingCodes & ImageRenderingCodes)

/** One language. English is built in; each other one is an entry of its own, so that only what is imported is loaded. */
export interface Language {
  /** Its BCP 47 tag: `en`, `zh-Hant`. */
  readonly tag: string
  readonly codes: Readonly<Record<ReactorCode, Prose>>
  readonly gateway: Readonly<Record<GatewayCode, Prose>>
  readonly ims: Readonly<Record<ImsCode, Prose>>
  readonly images: Readonly<Record<ImageCode, Prose>>
  /** For codes of the form `invalid-<attribute>`; `{attribute}` stands for the attribute's name. */
  readonly family: Prose & { readonly title: string }
  readonly situations: Readonly<Record<Situation, Prose>>
  /** For servers; `{name}` and `{count}` stand for a name and a number. English is used where they are absent. */
  readonly labels?: Readonly<Record<Label, string>>
}
