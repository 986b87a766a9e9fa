import { expect, test } from 'vitest'
import { encodingOf, isPropertyFormat, requestTypeNames, requestTypeOf } from '../../src/image-serving/services.js'

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

test('each kind of request comes in the formats of the reference', () => {
  const lines = requestTypeNames('image-serving').map(
    (name) => `${name}: ${requestTypeOf('image-serving', name)?.formats.join(' ')}`,
  )
  expect(lines).toMatchInlineSnapshot(`
    [
      ": text",
      "catalogprops: text javascript xml json",
      "exists: text javascript xml json",
      "imageprops: text javascript xml json",
      "imageset: text javascript xml json",
      "img: ",
      "loadcache: text",
      "map: text xml json",
      "mask: ",
      "mbrset: text xml",
      "message: text",
      "props: text javascript xml json",
      "resolve: text",
      "savetofile: text",
      "set: xml json",
      "targets: text xml json",
      "tmb: ",
      "userdata: text xml json",
      "validate: text javascript xml json",
      "xlate: text javascript xml json",
      "xmp: xml",
    ]
  `)
})

test.each([
  ['utf-16le', 'UTF-16LE'],
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
