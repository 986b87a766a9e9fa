/** Requests for images and responses of their servers: many commands, rules and properties. */
import {
  applyRules,
  fromErrorDocument,
  imageServing,
  isLetIn,
  parseProperties,
  planResponse,
  readImageRequest,
  resolveAttributes,
  toErrorDocument,
} from '../../../src/image-serving/index.js'
import { readPictureHead } from '../../../src/image-serving/picture-size.js'
import { writeProperties } from '../../../src/image-serving/write-properties.js'
import { listed, type Row, repeated, row } from '../row.js'

const formats = ['text', 'javascript', 'xml', 'json'] as const
const properties = (size: number) =>
  Object.fromEntries(listed((index) => [`image.p${index}`, `it's <${index}>\n`] as const, size))
const writing = { encoding: 'UTF-8', handler: 's7', id: '', heading: 'OK', now: new Date(0) } as const
const jpeg = (marker: readonly number[], size: number) =>
  Uint8Array.from([0xff, 0xd8, ...Array.from({ length: size / marker.length }, () => marker).flat()])

function planned(url: string): unknown {
  const request = readImageRequest(url)
  const [failure] = imageServing.parse('is{ Catalog not found', { status: 404 })
  return request && failure && planResponse(failure, request, resolveAttributes())
}

export const images: readonly Row[] = [
  ...formats.map((format) =>
    row(`write and parse properties as ${format}`, properties, (given) =>
      parseProperties(writeProperties(given, { ...writing, format }), { format }),
    ),
  ),
  ...['a=b&', 'layer=1&src=a&', '$a=b&', 'src=is{a/', 'effect=-1&', '%24a=%26&', '$a$'].map((command) =>
    row(`plan for commands: ${command}`, (size) => `/is/image/a/b?${repeated(command, size / 16)}`, planned),
  ),
  row('plan for a long path', (size) => `/is/image/${repeated('a/', size / 16)}`, planned),
  row(
    'apply rules',
    (size) => listed(() => ({ expression: /x/, onMatch: 'continue' as const }), size / 8),
    (rules) => applyRules(rules, 'image-serving', '/is/image/a'),
  ),
  row(
    'filter an address',
    (size) => repeated('10.0.0.0/8,', size),
    (filter) => isLetIn('192.0.2.1', filter),
  ),
  row(
    'bridge a long failure',
    (size) => imageServing.parse(repeated('at a (b:1) \n', size), { status: 500 }),
    (failures) => failures.map((failure) => fromErrorDocument(toErrorDocument(failure, { expose: true }))),
  ),
  ...[[0xff, 0xe0, 0, 2], [0xff], [0], [0xff, 0xd8]].map((marker) =>
    row(
      `find the size of a picture of ${marker.join(' ')}`,
      (size) => jpeg(marker, size),
      (bytes) => readPictureHead(bytes),
    ),
  ),
]
