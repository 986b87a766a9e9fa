/** The properties, texts and documents that the emulator gives for requests which ask for no picture. */
import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Attributes, ImageRequest, PixelLimits } from '../../image-serving/index.js'
import { uprightSize } from '../../image-serving/render/picture.js'
import { loadSharp } from '../../image-serving/render/sharp.js'
import { compose, readable } from './compose.js'
import { fail, fileOf, pictureBytes, recordOf, type World } from './world.js'

/** What a request gets: properties by their dotted names, or a text as it is, with its media type. */
export type Given =
  | { readonly properties: Readonly<Record<string, string>> }
  | { readonly text: string; readonly type: string }

/** What is asked about. */
interface Subject {
  readonly world: World
  readonly request: ImageRequest
  readonly attributes: Attributes
}

type Giver = (subject: Subject) => Promise<Given> | Given

const flag = (is: boolean | undefined): string => (is === true ? '1' : '0')
const pair = ({ width, height }: PixelLimits): string => `${width},${height}`
const plain = (text: string): Given => ({ text, type: 'text/plain' })

/** The contents of a field of the record; the object has to resolve, if only to a file. */
function field(name: 'UserData' | 'Targets' | 'ImageSet'): Giver {
  return async ({ world, request, attributes }) => {
    const record = recordOf(world, request.object)
    if (record === undefined) await fileOf(world, request, attributes, request.object)
    const text = record?.[name] ?? ''
    const lines = name === 'ImageSet' ? text : text.replaceAll('??', '\r\n')
    if (request.format === 'text' || text === '') return plain(`${lines}\r\n`)
    const pairs = lines.split('\r\n').map((line) => [line.split('=', 1).join(), line.slice(line.indexOf('=') + 1)])
    return { properties: name === 'ImageSet' ? { 'set.items': text } : Object.fromEntries(pairs) }
  }
}

const exists: Giver = async ({ world, request, attributes }) => {
  if (recordOf(world, request.object) === undefined) await fileOf(world, request, attributes, request.object)
  return { properties: { 'catalogRecord.exists': '1' } }
}

/** The picture is made as for `req=img`, so that whatever is wrong with it is found (reference of `req=props`). */
const props: Giver = async ({ world, request, attributes }) => {
  const { type, body, width, height } = await compose(world, request, attributes)
  const sharp = await loadSharp()
  const { hasAlpha, space } = await sharp(body).metadata()
  return {
    properties: {
      'image.height': String(height),
      'image.length': String(body.length),
      'image.mask': flag(hasAlpha),
      'image.pixTyp': typeOfPixels(space),
      'image.type': type,
      'image.width': String(width),
      'image.version': createHash('sha256').update(body).digest('base64url').slice(0, 22),
    },
  }
}

const typeOfPixels = (space: string): string => (space === 'cmyk' ? 'CMYK' : /^b-w|grey/.test(space) ? 'BW' : 'RGB')

const imageProps: Giver = async ({ world, request, attributes }) => {
  const bytes = await pictureBytes(world, request, attributes)
  const sharp = await loadSharp()
  const metadata = await readable(() => sharp(bytes).metadata())
  const { width, height } = uprightSize(metadata)
  return {
    properties: {
      'image.expiration': String(attributes.Expiration),
      'image.height': String(height),
      'image.mask': flag(metadata.hasAlpha),
      'image.modifier': recordOf(world, request.object)?.Modifier ?? '',
      'image.pixTyp': typeOfPixels(metadata.space),
      'image.width': String(width),
    },
  }
}

const catalogProps: Giver = ({ attributes }) => ({
  properties: {
    'catalog.defaultExpiration': String(attributes.DefaultExpiration),
    'catalog.defaultPix': pair(attributes.DefaultPix),
    'catalog.defaultThumbPix': pair(attributes.DefaultThumbPix),
    'catalog.expiration': String(attributes.Expiration),
    'catalog.maxPix': pair(attributes.MaxPix),
    'catalog.nonImgExpiration': String(attributes.NonImgExpiration),
  },
})

const contentProps: Giver = async ({ world, request, attributes }) => {
  const file = await fileOf(world, request, attributes, request.object)
  const { size, mtime } = await stat(file)
  return {
    properties: {
      path: recordOf(world, request.object)?.Path ?? basename(file),
      length: String(size),
      expiration: String(attributes.Expiration),
      lastModified: mtime.toUTCString(),
      userType: recordOf(world, request.object)?.UserType ?? '',
    },
  }
}

/** An object without a map has an empty one (references of `req=map`). */
const map: Giver = async ({ world, request, attributes }) => {
  await fileOf(world, request, attributes, request.object)
  const areas = recordOf(world, request.object)?.Map ?? ''
  if (request.format === 'text') return plain(areas)
  if (request.format === 'json') return { properties: { 'image.map': areas } }
  return { text: `<?xml version="1.0" encoding="UTF-8"?>\n<map>${areas}</map>\n`, type: 'text/xml' }
}

const copyright: Giver = () => ({ properties: { copyright: 'An emulator of Image Serving and Image Rendering.' } })
const valid: Giver = () => ({ properties: { 'request.isValid': '1' } })

const shared: Readonly<Record<string, Giver>> = {
  '': copyright,
  imageprops: imageProps,
  map,
  props,
  userdata: field('UserData'),
  validate: valid,
}

/** What is emulated, by services and words behind `req=`. */
const givers: Readonly<
  Record<'image-serving' | 'image-rendering' | 'static-content', Readonly<Record<string, Giver>>>
> = {
  'image-serving': {
    ...shared,
    catalogprops: catalogProps,
    exists,
    imageset: field('ImageSet'),
    loadcache: async (subject) =>
      plain(String((await compose(subject.world, subject.request, subject.attributes)).body.length)),
    message: () => plain(''),
    resolve: async ({ world, request, attributes }) => {
      await fileOf(world, request, attributes, request.object)
      return plain(request.target)
    },
    savetofile: () =>
      fail('save-failed', { detail: 'The attribute SavePath is empty here, so that nothing is saved.' }),
    targets: field('Targets'),
    xlate: async ({ world, request, attributes }) => {
      await fileOf(world, request, attributes, request.object)
      return { properties: { 'xlate.translatedIds': request.object } }
    },
  },
  'image-rendering': shared,
  'static-content': { exists, props: contentProps, userdata: field('UserData') },
}

/** What a request for something else than a picture gets; `undefined` for what is not emulated. Throws a `Failing`. */
export async function givenFor(subject: Subject): Promise<Given | undefined> {
  const { request, world, attributes } = subject
  const giver = givers[request.isContent ? 'static-content' : request.service][request.req]
  if (giver !== undefined) return giver(subject)
  await fileOf(world, request, attributes, request.object)
  return undefined
}
