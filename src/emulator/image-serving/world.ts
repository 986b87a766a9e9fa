/** What an emulator of Image Serving knows: its folder, its catalogs, and how requests fail. */
import type { ErrorInit } from '../../dialect/build.js'
import type { Failure } from '../../failure/failure.js'
import {
  type Attributes,
  type ImageRequest,
  type ImageServingCode,
  imageRendering,
  imageServing,
  resolveAttributes,
} from '../../image-serving/index.js'
import type { ImageCatalog, ImageConfig, ImageRecord } from './config.js'
import { bytesOf, fileBelow } from './folder.js'

/** What the emulator knows. */
export interface World {
  /** `attribute::RootPath` of all catalogs: the folder of the pictures. */
  readonly root: string
  readonly config: ImageConfig
}

/** Ends a request with a failure. */
export class Failing extends Error {
  override readonly name = 'Failing'
  readonly failure: Failure

  constructor(failure: Failure) {
    super('The request failed')
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
  const slash = object.indexOf('/')
  const name = slash < 0 ? object : object.slice(0, slash)
  const { catalogs = {} } = config
  if (slash >= 0 && Object.hasOwn(catalogs, name)) return { catalog: catalogs[name], id: object.slice(slash + 1) }
  return { catalog: config.default, id: object }
}

/** The record of an object. */
export function recordOf(world: World, object: string): ImageRecord | undefined {
  const { catalog, id } = catalogOf(world, object)
  const records = catalog?.records ?? {}
  return Object.hasOwn(records, id) ? records[id] : undefined
}

/** The attributes that hold for a request. `isPassedOn`: it came from a server that did not have it, and is not passed on again. */
export function attributesOf(world: World, { object }: ImageRequest, isPassedOn: boolean): Attributes {
  const { config } = world
  const { catalog } = catalogOf(world, object)
  const rule = config.rules?.find(({ expression }) => object.search(expression) >= 0)
  return resolveAttributes({
    ...(rule && { rule: rule.attributes }),
    ...(catalog?.attributes && { catalog: catalog.attributes }),
    ...(config.default?.attributes && { default: config.default.attributes }),
    ...(config.redirect && !isPassedOn && { redirect: config.redirect }),
  })
}

/** The bytes of the picture that an object names. Throws a `Failing`; for a layer, its number goes with it. */
export async function pictureBytes(world: World, object: string, layer = 0): Promise<Uint8Array> {
  const record = recordOf(world, object)
  const path = record?.Path ?? object
  const file = await fileBelow(world.root, path)
  const meta = { layer }
  if (file !== undefined) return bytesOf(file)
  const detail = `There is no file ${path} in ${world.root}.`
  return record?.Path === undefined
    ? fail('image-not-found', { detail, meta })
    : fail('image-file-missing', { detail, meta })
}
