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

/** The attribute that says how long an answer to the request stays fresh; `never`: it is not to be cached. */
type Freshness = 'Expiration' | 'NonImgExpiration' | 'never'

/** One kind of request. */
export interface RequestType {
  /** The formats that its answer comes in, the one that it has by default first; empty where the answer is a picture. */
  readonly formats: readonly PropertyFormat[]
  readonly freshness: Freshness
  /** Whether a default image can stand in for a missing one (`defaultImage=`: only `img` and `tmb`). */
  readonly hasDefaultImage?: boolean
  /** The status of every error, where it is documented. */
  readonly errorStatus?: number
  /** What is answered in place of an error of a code, which then is none: properties, or none and with them an empty line. */
  readonly data?: Readonly<Partial<Record<ImageServingCode, Readonly<Record<string, string>>>>>
}

const properties: RequestType = { formats: ['text', 'javascript', 'xml', 'json'], freshness: 'NonImgExpiration' }
const lasting: RequestType = { ...properties, freshness: 'Expiration' }
const areas: RequestType = { formats: ['text', 'xml', 'json'], freshness: 'Expiration' }
const plain: RequestType = { formats: ['text'], freshness: 'never' }
const picture: RequestType = { formats: [], freshness: 'Expiration' }
const replaceable: RequestType = { ...picture, hasDefaultImage: true }
const propertiesAsText: RequestType = { formats: ['text'], freshness: 'NonImgExpiration' }

/** Whether there is a record; whether its file is there is not what was asked. */
const existence = {
  'image-not-found': { 'catalogRecord.exists': '0' },
  'image-file-missing': { 'catalogRecord.exists': '1' },
}

/** What `req=` takes in Image Serving, by its words in small letters (reference of `req=`). */
const serving: ReadonlyMap<string, RequestType> = new Map([
  ['catalogprops', properties],
  ['exists', { ...properties, data: existence }],
  ['imageprops', properties],
  ['imageset', properties],
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
  ['targets', areas],
  ['tmb', replaceable],
  ['userdata', { ...areas, data: { 'image-not-found': {} } }],
  ['validate', { ...properties, freshness: 'never' }],
  ['xlate', lasting],
  ['xmp', { formats: ['xml'], freshness: 'Expiration' }],
])

/** What `req=` takes in Image Rendering (reference of `req=` there), which documents no formats to choose from. */
const rendering: ReadonlyMap<string, RequestType> = new Map([
  ['contents', { formats: ['xml'], freshness: 'NonImgExpiration' }],
  ['debug', plain],
  ['imageprops', propertiesAsText],
  ['img', picture],
  ['map', { formats: ['xml'], freshness: 'NonImgExpiration' }],
  ['object', picture],
  ['props', propertiesAsText],
  ['userdata', propertiesAsText],
  ['validate', plain],
])

const types = { 'image-serving': serving, 'image-rendering': rendering }

/** The kind of request that a value of `req=` names, capitals or not; `undefined` for one that the service does not know. */
export function requestTypeOf(service: ImageService, name: string): RequestType | undefined {
  return types[service].get(name.toLowerCase())
}

/** The names of all kinds of requests of a service, in small letters. */
export function requestTypeNames(service: ImageService): readonly string[] {
  return [...types[service].keys()]
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
