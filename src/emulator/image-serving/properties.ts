/** The properties of pictures that the emulator answers. */
import type { ImageRequest } from '../../image-serving/index.js'
import { fail, pictureBytes, recordOf, type World } from './world.js'

/** What a request for something else than a picture is answered. Throws a `Failing`. */
export async function propertiesOf(world: World, request: ImageRequest): Promise<Readonly<Record<string, string>>> {
  const { req, object } = request
  if (req === 'validate') return { 'request.isValid': '1' }
  if (req === 'message') return {}
  const bytes = await pictureBytes(world, object)
  if (req === 'exists') return { 'catalogRecord.exists': '1' }
  if (req === 'userdata') return {}
  if (req === 'catalogprops') {
    const { Path = '', Modifier = '' } = recordOf(world, object) ?? {}
    return { 'catalog.path': Path, 'catalog.modifier': Modifier }
  }
  const { default: sharp } = await import('sharp')
  try {
    const { width, height, format } = await sharp(bytes).metadata()
    return { 'image.width': String(width), 'image.height': String(height), 'image.type': format }
  } catch (error) {
    return fail('image-corrupt', { detail: `The picture cannot be read: ${String(error)}` })
  }
}
