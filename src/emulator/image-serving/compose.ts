/** Puts the layers of a request together. */

import { sourceOf } from '../../image-serving/commands.js'
import type { Attributes, ImageRequest, Layer } from '../../image-serving/index.js'
import { keptOf } from '../../image-serving/plan-response.js'
import {
  type PictureInit,
  type RenderedPicture,
  RendererMissingError,
  renderPicture,
  TooManyPixelsError,
} from '../../image-serving/render/index.js'
import { loadSharp } from '../../image-serving/render/sharp.js'
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
  attributes: Attributes,
  substitute?: Substitute,
): Promise<RenderedPicture> {
  const limits = limitsOf(attributes)
  const load = (layer: Layer): Promise<Uint8Array> =>
    substitute?.layer === layer.number
      ? Promise.resolve(substitute.bytes)
      : layerBytes(world, request, attributes, layer)
  const [background, ...others] = request.layers
  const bytes = await load(background)
  const above: Uint8Array[] = []
  for (const layer of others) if (layer.source !== 'none') above.push(await load(layer))
  return readable(async () =>
    renderPicture(await stack(bytes, above, limits), {
      ...askedOf(request),
      ...sizesOf(request, attributes),
      ...limits,
    }),
  )
}

/** What a picture may cost. */
export const limitsOf = ({ limits }: Attributes): Pick<PictureInit, 'maxPixels' | 'maxSourcePixels'> => ({
  maxPixels: limits.MaxRenderRgnPixels,
  maxSourcePixels: limits.MaxNonDsfSize,
})

/** What size and format the request asks for; Image Rendering puts nothing around pictures (references of `wid=`). */
function askedOf({ commands, service }: ImageRequest): PictureInit {
  const scl = commands.get('scl')
  const asked = { ...keptOf(commands), isPadded: service === 'image-serving' }
  return scl === undefined ? asked : { ...asked, scl }
}

function sizesOf({ req }: ImageRequest, attributes: Attributes): Pick<PictureInit, 'maxSize' | 'usualSize'> {
  return { maxSize: attributes.MaxPix, usualSize: req === 'tmb' ? attributes.DefaultThumbPix : attributes.DefaultPix }
}

/** What makes a picture, with the errors of pictures in place of those of the renderer. */
export async function readable<Made>(make: () => Promise<Made>): Promise<Made> {
  try {
    return await make()
  } catch (error) {
    if (error instanceof RendererMissingError) throw error
    if (error instanceof TooManyPixelsError) {
      return fail('image-too-large', { detail: `${error.message}: see MaxPix, MaxRenderRgnPixels and MaxNonDsfSize.` })
    }
    if (error instanceof RangeError) return fail('format-mismatch', { detail: error.message, parameter: 'fmt' })
    return fail('image-corrupt', { detail: `The picture cannot be read: ${String(error)}` })
  }
}

const nested = /^(?:is|ir|fxg)[{(]([^?})]*)/

async function layerBytes(
  world: World,
  request: ImageRequest,
  attributes: Attributes,
  layer: Layer,
): Promise<Uint8Array> {
  const { number, source, src, commands } = layer
  const [, inner] = nested.exec(src ?? '') ?? []
  for (const [parameter, named] of Object.entries({ src: inner ?? src, mask: commands.get('mask') })) {
    const isForeign = (parameter === 'src' && source === 'foreign') || sourceOf(named ?? '') === 'foreign'
    if (isForeign) return fail('direct-url-refused', { parameter, meta: { layer: number } })
  }
  const object = (inner ?? src ?? request.object).replace(/^\//, '')
  return pictureBytes(world, request, attributes, object, number)
}

async function stack(
  bytes: Uint8Array,
  above: readonly Uint8Array[],
  limits: ReturnType<typeof limitsOf>,
): Promise<Uint8Array> {
  if (above.length === 0) return bytes
  const sharp = await loadSharp()
  // Upright, and no bombs.
  const { body, width, height } = await renderPicture(bytes, { fmt: 'png', ...limits })
  const fitting = above.map(async (layer) => {
    const picture = await renderPicture(layer, { fmt: 'png', ...limits })
    return sharp(picture.body).resize(width, height, { fit: 'inside', withoutEnlargement: true }).png().toBuffer()
  })
  const input = (await Promise.all(fitting)).map((picture) => ({ input: picture }))
  return sharp(body).composite(input).png().toBuffer()
}
