/** Puts the layers of a request together. */
import type { Attributes, ImageRequest, Layer } from '../../image-serving/index.js'
import { keptOf } from '../../image-serving/plan-response.js'
import { type Picture, renderPicture, TooManyPixelsError } from '../../image-serving/render/index.js'
import { fail, pictureBytes, type World } from './world.js'

/** A picture that takes the place of a layer. */
export interface Substitute {
  readonly layer: number
  readonly bytes: Uint8Array
}

/**
 * The picture that a request asks for: layer 0, the pictures of other layers in the middle of it, and all of it in the size and the
 * format of the request. Other commands are passed over. Throws a `Failing`.
 */
export async function compose(
  world: World,
  request: ImageRequest,
  { MaxPix }: Attributes,
  substitute?: Substitute,
): Promise<Picture> {
  const load = (layer: Layer): Promise<Uint8Array> =>
    substitute?.layer === layer.number ? Promise.resolve(substitute.bytes) : layerBytes(world, request, layer)
  const [background, ...others] = request.layers
  const bytes = await load(background)
  const above: Uint8Array[] = []
  for (const layer of others) if (layer.source !== 'none') above.push(await load(layer))
  return readable(async () =>
    renderPicture(await stack(bytes, above), { ...keptOf(request.commands), maxPixels: MaxPix }),
  )
}

/** What makes a picture, with the errors of pictures in place of those of the renderer. */
export async function readable(make: () => Promise<Picture>): Promise<Picture> {
  try {
    return await make()
  } catch (error) {
    if (error instanceof TooManyPixelsError) return fail('image-too-large', { detail: 'MaxPix is exceeded.' })
    if (error instanceof RangeError) return fail('format-mismatch', { detail: error.message, parameter: 'fmt' })
    return fail('image-corrupt', { detail: `The picture cannot be read: ${String(error)}` })
  }
}

const nested = /^(?:is|ir|fxg)\{([^?}]*)/

async function layerBytes(world: World, request: ImageRequest, { number, source, src }: Layer): Promise<Uint8Array> {
  if (source === 'foreign') return fail('direct-url-refused', { parameter: 'src', meta: { layer: number } })
  const object = (nested.exec(src ?? '')?.[1] ?? src ?? request.object).replace(/^\//, '')
  return pictureBytes(world, object, number)
}

async function stack(bytes: Uint8Array, above: readonly Uint8Array[]): Promise<Uint8Array> {
  if (above.length === 0) return bytes
  const { default: sharp } = await import('sharp')
  const { width, height } = await sharp(bytes).metadata()
  const fitting = above.map(async (layer) => ({
    input: await sharp(layer).resize(width, height, { fit: 'inside', withoutEnlargement: true }).png().toBuffer(),
  }))
  return sharp(bytes)
    .composite(await Promise.all(fitting))
    .png()
    .toBuffer()
}
