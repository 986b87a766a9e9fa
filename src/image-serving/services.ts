/** The two services: their codes, what `req=` can ask of each, and the formats that each kind of request comes in. */

import type { ImageCodes, ImageRenderingCodes, ImageServingCodes } from './codes.generated.js'

/** A code of Image Serving. The server sends none: all are this catalog's names for what its reference describes. */
export type ImageServingCode = keyof (ImageCodes & ImageServingCodes)

/** A code of Image Rendering. The server sends none: all are this catalog's names for what its reference describes. */
export type ImageRenderingCode = keyof (ImageCodes & ImageRenderingCodes)

/** Which of the two servers a request is for. */
export type ImageService = 'image-serving' | 'image-rendering'

/** How properties are written: https://experienceleague.adobe.com/docs/dynamic-media-developer-resources, “Properties”. */
export type PropertyFormat = 'text' | 'javascript' | 'xml' | 'json'

/** The attribute that says how long a response stays fresh; `never`: caches must not keep it. */
type Freshness = 'Expiration' | 'NonImgExpiration' | 'never'

/** One kind of request. */
export interface RequestType {
  /** The formats that its response comes in, the default first; empty where the response is a picture or a file. */
  readonly formats: readonly PropertyFormat[]
  readonly freshness: Freshness
  /** Whether a default image can stand in for a missing one (`defaultImage=`: only `img` and `tmb`). */
  readonly hasDefaultImage?: boolean
  /** Whether errors come as plain text too, since no format can be asked for. */
  readonly isPlain?: boolean
  /** The status of every error, where it is documented. */
  readonly errorStatus?: number
  /** By codes: failures that this kind of request does not treat as errors, with the properties sent instead; none: an empty line. */
  readonly data?: Readonly<Partial<Record<ImageServingCode | ImageRenderingCode, Readonly<Record<string, string>>>>>
}

const properties: RequestType = { formats: ['text', 'javascript', 'xml', 'json'], freshness: 'NonImgExpiration' }
const lasting: RequestType = { ...properties, freshness: 'Expiration' }
const areas: RequestType = { formats: ['text', 'xml', 'json'], freshness: 'Expiration' }
const plain: RequestType = { formats: ['text'], freshness: 'never', isPlain: true }
const picture: RequestType = { formats: [], freshness: 'Expiration' }
const replaceable: RequestType = { ...picture, hasDefaultImage: true }

/** A line terminator is all that there is to say of an entry that does not resolve. */
const emptyLine = { 'image-not-found': {} }

/** Whether there is a record; whether its file is there is not what was asked. */
const existence = {
  'image-not-found': { 'catalogRecord.exists': '0' },
  'image-file-missing': { 'catalogRecord.exists': '1' },
}

/** What `req=` takes in Image Serving, by its words in small letters (reference of `req=`). */
const serving: ReadonlyMap<string, RequestType> = new Map([
  // Without path and modifiers, the server names its copyright.
  ['', { formats: ['text'], freshness: 'NonImgExpiration' }],
  ['catalogprops', properties],
  ['exists', { ...properties, data: existence }],
  ['imageprops', properties],
  ['imageset', { ...properties, data: emptyLine }],
  ['img', replaceable],
  ['loadcache', plain],
  ['map', areas],
  ['mask', picture],
  ['mbrset', { formats: ['text', 'xml'], freshness: 'NonImgExpiration' }],
  ['message', plain],
  ['props', properties],
  ['resolve', plain],
  ['savetofile', { ...plain, errorStatus: 403 }],
  ['set', { formats: ['xml', 'json'], freshness: 'NonImgExpiration' }],
  ['targets', { ...areas, data: emptyLine }],
  ['tmb', replaceable],
  ['userdata', { ...areas, data: emptyLine }],
  ['validate', { ...properties, freshness: 'never' }],
  ['xlate', lasting],
  ['xmp', { formats: ['xml'], freshness: 'Expiration' }],
])

/** What `req=` takes for static content (“Serving static (non-image) contents”). */
const content: ReadonlyMap<string, RequestType> = new Map([
  ['', picture],
  ['exists', { ...properties, data: { 'static-content-not-found': { 'catalogRecord.exists': '0' } } }],
  ['props', properties],
  ['userdata', { ...areas, data: { 'static-content-not-found': {} } }],
])

const expiredText: RequestType = { formats: ['text'], freshness: 'never' }
const expiredXml: RequestType = { formats: ['xml'], freshness: 'never' }

/**
 * What `req=` takes in Image Rendering (reference of `req=` there), which documents no formats to choose from, and lets all
 * properties expire at once (reference of `catalog::Expiration` there).
 */
const rendering: ReadonlyMap<string, RequestType> = new Map([
  ['', expiredText],
  ['contents', expiredXml],
  ['debug', picture],
  ['imageprops', expiredText],
  ['img', picture],
  ['map', expiredXml],
  ['object', picture],
  ['props', expiredText],
  ['userdata', { ...expiredText, data: { ...emptyLine, 'vignette-not-found': {} } }],
  ['validate', plain],
])

/** Where a request is for: `/is/image`, `/ir/render` or `/is/content`. */
export type RequestContext = ImageService | 'static-content'

const types: Readonly<Record<RequestContext, ReadonlyMap<string, RequestType>>> = {
  'image-serving': serving,
  'image-rendering': rendering,
  'static-content': content,
}

/** The kind of request that a value of `req=` names, capitals or not; `undefined` for one that is not known there. */
export function requestTypeOf(context: RequestContext, name: string): RequestType | undefined {
  return types[context].get(name.toLowerCase())
}

/** The names of all kinds of requests, in small letters; `''` is the one without `req=`. */
export function requestTypeNames(context: RequestContext): readonly string[] {
  return [...types[context].keys()]
}

const formats: ReadonlySet<string> = new Set(properties.formats)

/** Whether a word behind `req=` names a format. */
export function isPropertyFormat(word: string): word is PropertyFormat {
  return formats.has(word)
}

/** The encodings that properties can be asked for in (reference of `req=`). */
export type PropertyEncoding = 'UTF-8' | 'UTF-16' | 'UTF-16LE' | 'UTF-16BE' | 'ISO-8859-1'

const encodings: readonly PropertyEncoding[] = ['UTF-8', 'UTF-16', 'UTF-16LE', 'UTF-16BE', 'ISO-8859-1']

/** The encoding that a word behind `req=` names, capitals or not. */
export function encodingOf(word: string): PropertyEncoding | undefined {
  const name = word.toUpperCase()
  return encodings.find((encoding) => encoding === name)
}
