import { expect, test } from 'vitest'
import {
  encodingOf,
  isPropertyFormat,
  type RequestContext,
  requestTypeNames,
  requestTypeOf,
} from '../../src/image-serving/services.js'

test('every kind of request is known by its name, capitals or not', () => {
  for (const service of ['image-serving', 'image-rendering'] as const) {
    for (const name of requestTypeNames(service)) {
      expect(requestTypeOf(service, name.toUpperCase())).toBe(requestTypeOf(service, name))
    }
  }
  expect(requestTypeOf('image-serving', 'debug')).toBeUndefined()
  expect(requestTypeOf('image-rendering', 'set')).toBeUndefined()
  expect(requestTypeOf('image-serving', 'constructor')).toBeUndefined()
})

/** Each kind of request in a line: its formats, what says how long it is kept, and what else its responses have of their own. */
const linesOf = (context: RequestContext): readonly string[] =>
  requestTypeNames(context).map((name) => {
    const { formats = [], freshness, data, ...rest } = requestTypeOf(context, name) ?? {}
    const own = Object.entries({ ...rest, ...data }).map(([key, value]) => `; ${key}: ${JSON.stringify(value)}`)
    return `${name}: ${formats.join(' ') || 'picture or file'}, ${freshness}${own.join('')}`
  })

test('each kind of request to Image Serving comes in the formats of the reference, and is kept as long as it says', () => {
  expect(linesOf('image-serving')).toMatchInlineSnapshot(`
    [
      ": text, NonImgExpiration",
      "catalogprops: text javascript xml json, NonImgExpiration",
      "exists: text javascript xml json, NonImgExpiration; image-not-found: {"catalogRecord.exists":"0"}; image-file-missing: {"catalogRecord.exists":"1"}",
      "imageprops: text javascript xml json, NonImgExpiration",
      "imageset: text javascript xml json, NonImgExpiration; image-not-found: {}",
      "img: picture or file, Expiration; hasDefaultImage: true",
      "loadcache: text, never; isPlain: true",
      "map: text xml json, Expiration",
      "mask: picture or file, Expiration",
      "mbrset: text xml, NonImgExpiration",
      "message: text, never; isPlain: true",
      "props: text javascript xml json, NonImgExpiration",
      "resolve: text, never; isPlain: true",
      "savetofile: text, never; isPlain: true; errorStatus: 403",
      "set: xml json, NonImgExpiration",
      "targets: text xml json, Expiration; image-not-found: {}",
      "tmb: picture or file, Expiration; hasDefaultImage: true",
      "userdata: text xml json, Expiration; image-not-found: {}",
      "validate: text javascript xml json, never",
      "xlate: text javascript xml json, Expiration",
      "xmp: xml, Expiration",
    ]
  `)
})

test('and so does each to Image Rendering', () => {
  expect(linesOf('image-rendering')).toMatchInlineSnapshot(`
    [
      ": text, never",
      "contents: xml, never",
      "debug: picture or file, Expiration",
      "imageprops: text, never",
      "img: picture or file, Expiration",
      "map: xml, never",
      "object: picture or file, Expiration",
      "props: text, never",
      "userdata: text, never; image-not-found: {}; vignette-not-found: {}",
      "validate: text, never; isPlain: true",
    ]
  `)
})

test('and each for static content', () => {
  expect(linesOf('static-content')).toMatchInlineSnapshot(`
    [
      ": picture or file, Expiration",
      "exists: text javascript xml json, NonImgExpiration; static-content-not-found: {"catalogRecord.exists":"0"}",
      "props: text javascript xml json, NonImgExpiration",
      "userdata: text xml json, Expiration; static-content-not-found: {}",
    ]
  `)
})

test.each([
  ['utf-8', 'UTF-8'],
  ['UTF-16', 'UTF-16'],
  ['utf-16le', 'UTF-16LE'],
  ['Utf-16BE', 'UTF-16BE'],
  ['ISO-8859-1', 'ISO-8859-1'],
  ['latin1', undefined],
])('%s names the encoding %s', (word, encoding) => {
  expect(encodingOf(word)).toBe(encoding)
})

test('formats are written small', () => {
  expect(['text', 'javascript', 'xml', 'json', 'JSON', 'toString'].map(isPropertyFormat)).toEqual([
    ...[true, true, true, true],
    ...[false, false],
  ])
})
