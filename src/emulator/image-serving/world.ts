/** What an emulator of Image Serving knows: its folder, its catalogs, and how requests fail. */
import type { ErrorInit } from '../../dialect/build.js'
import type { Failure } from '../../failure/failure.js'
import {
  type Attributes,
  applyRules,
  type ImageRequest,
  type ImageServingCode,
  imageRendering,
  imageServing,
  isLetIn,
  type ObjectKind,
  resolveAttributes,
} from '../../image-serving/index.js'
import type { ImageCatalog, ImageConfig, ImageRecord } from './config.js'
import { bytesOf, type FileKind, fileBelow } from './folder.js'

/** What the emulator knows. */
export interface World {
  /** `attribute::RootPath` of all catalogs: the folder of the pictures. */
  readonly root: string
  readonly config: ImageConfig
}

/** What a request says besides its target. */
export interface Circumstances {
  /** The code of the error that it asks for. */
  readonly asked?: string | undefined
  /** Whether another server has proxied it. */
  readonly isProxied: boolean
  /** The address that it is from. */
  readonly client: string
}

/** Ends a request with a failure. */
export class Failing extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super()
    this.failure = failure
  }
}

/** Ends a request with an error of Image Serving. */
export function fail(code: ImageServingCode, init: ErrorInit = {}): never {
  throw new Failing(withStack(imageServing.error(code, init)))
}

/** A failure that ErrorDetail 3 has something to show of. */
export function withStack(error: { readonly failure: Failure; readonly stack?: string }): Failure {
  const { failure, stack } = error
  const [first] = failure.errors
  return { ...failure, errors: [{ ...first, meta: { ...first.meta, stack } }] }
}

/** The failure that a request asks for by a code of its service; `undefined` for a code that the service does not have. */
export function failureAskedFor(code: string, { service }: ImageRequest): Failure | undefined {
  const detail = 'The request asked for this error.'
  const known = imageServing.codes.find((one) => one === code)
  if (service === 'image-serving') return known && withStack(imageServing.error(known, { detail }))
  const rendered = imageRendering.codes.find((one) => one === code)
  return rendered && withStack(imageRendering.error(rendered, { detail }))
}

/** The catalog that an object belongs to, and its id there. The default catalog has what no other has, by its whole path. */
function catalogOf({ config }: World, object: string): { catalog: ImageCatalog | undefined; id: string } {
  const [name = '', ...rest] = object.split('/')
  const { catalogs = {} } = config
  if (Object.hasOwn(catalogs, name)) return { catalog: catalogs[name], id: rest.join('/') }
  return { catalog: config.default, id: object }
}

/** The record of an object, in its own catalog or in the default one. */
export function recordOf(world: World, object: string): ImageRecord | undefined {
  const { catalog, id } = catalogOf(world, object)
  for (const records of [catalog?.records ?? {}, world.config.default?.records ?? {}]) {
    if (Object.hasOwn(records, id)) return records[id]
  }
  return undefined
}

/** What holds for a request, and whether it may be made. */
export interface Holding {
  readonly attributes: Attributes
  /** Why it is refused. */
  readonly refused?: string
}

/** What holds for a request. Throws a TypeError where an attribute has a value that it does not take. */
export function holdingFor(world: World, request: ImageRequest, { client, isProxied }: Circumstances): Holding {
  const { config } = world
  const { catalog } = catalogOf(world, request.object)
  const context = request.isContent ? 'static-content' : request.service
  const target = request.target.replace(/^\/[^/]*\/[^/?]*\/?/, '')
  const rules = applyRules(config.rules ?? [], context, target)
  const record = recordOf(world, request.object)
  const sources = {
    rule: rules.attributes,
    ...(record && { record }),
    ...(catalog?.attributes && { catalog: catalog.attributes }),
    ...(config.default?.attributes && { default: config.default.attributes }),
    ...(config.limits && { limits: config.limits }),
    ...(config.redirect && !isProxied && { redirect: config.redirect }),
  }
  const found = resolveAttributes(sources)
  const defaultImageRecord = recordOf(world, request.commands.get('defaultimage') ?? found.DefaultImage)
  const attributes = defaultImageRecord === undefined ? found : resolveAttributes({ ...sources, defaultImageRecord })
  if (rules.isRefused) return { attributes, refused: 'A rule refuses it.' }
  const isShutOut = !isLetIn(client, rules.addressFilter ?? attributes.ClientAddressFilter)
  return isShutOut ? { attributes, refused: 'The address of the client is filtered.' } : { attributes }
}

/** What a file is to AllowDirectAccess. */
function kindOf(request: ImageRequest, object: string): ObjectKind {
  if (request.isContent) return 'STATIC'
  if (/\.svgz?$/i.test(object)) return 'SVG'
  return request.service === 'image-rendering' ? 'IR_VNT' : 'IS'
}

/** The path of the file of an object. Throws a `Failing`; for a layer, its number goes with it. */
export async function fileOf(
  world: World,
  request: ImageRequest,
  found: Attributes,
  object: string,
  layer = 0,
): Promise<string> {
  const record = recordOf(world, object)
  const meta = { layer }
  const { mode, kinds } = found.AllowDirectAccess
  if (record?.Path === undefined && kinds.includes(kindOf(request, object)) === (mode === 'exclude')) {
    return fail('direct-access-refused', { detail: 'AllowDirectAccess lets no path name such an object.', meta })
  }
  const path = record?.Path ?? object
  const kind: FileKind = request.isContent ? (record?.Path === undefined ? 'content' : 'named') : 'picture'
  const file = await fileBelow(world.root, path, kind)
  if (file !== undefined) return file
  const detail = `There is no file ${path} in ${world.root}.`
  if (request.isContent) return fail('static-content-not-found', { detail })
  if (record?.Path !== undefined) return fail('image-file-missing', { detail, meta })
  if (request.service === 'image-serving') return fail('image-not-found', { detail, meta })
  throw new Failing(withStack(imageRendering.error('vignette-not-found', { detail, meta })))
}

/** The bytes of the picture of an object. Throws a `Failing`. */
export async function pictureBytes(
  world: World,
  request: ImageRequest,
  attributes: Attributes,
  object: string = request.object,
  layer = 0,
): Promise<Uint8Array> {
  return bytesOf(await fileOf(world, request, attributes, object, layer))
}
