/** Responds to requests as Image Serving and Image Rendering do, above all to those that fail. */
import { didYouMean } from '../../explain/nearest-words.js'
import {
  type Attributes,
  type DefaultImagePlan,
  type ErrorImagePlan,
  type ImageRequest,
  imageRendering,
  imageServing,
  planResponse,
  type ResponsePlan,
} from '../../image-serving/index.js'
import {
  executePlan,
  type ImageResponse,
  type Picture,
  RendererMissingError,
  renderPicture,
} from '../../image-serving/render/index.js'
import { hoursFresh, responseHeaders, writeResponse } from '../../image-serving/response.js'
import { compose, limitsOf, readable } from './compose.js'
import { bytesOf, fileBelow } from './folder.js'
import { givenFor } from './properties.js'
import {
  type Circumstances,
  Failing,
  fail,
  failureAskedFor,
  fileOf,
  holdingFor,
  pictureBytes,
  recordOf,
  type World,
  withStack,
} from './world.js'

/** A response, and the plans behind it; none where nothing failed. */
export interface Responded {
  readonly response: ImageResponse
  readonly plans: readonly ResponsePlan[]
  /** The code of the error, where something failed. */
  readonly code?: string | undefined
}

/** Responds to a request. Rejects with a TypeError where the attributes that hold for it are wrong. */
export async function respondTo(world: World, request: ImageRequest, circumstances: Circumstances): Promise<Responded> {
  const { attributes, refused } = holdingFor(world, request, circumstances)
  try {
    if (refused !== undefined) return fail('request-refused', { detail: refused })
    if (circumstances.asked !== undefined) return failAsAsked(circumstances.asked, request)
    return { response: await succeed(world, request, attributes), plans: [] }
  } catch (error) {
    if (error instanceof RendererMissingError) throw error
    const failure =
      error instanceof Failing
        ? error.failure
        : withStack(imageServing.error('server-error', { detail: String(error) }))
    const plan = planResponse(failure, request, attributes)
    const { response, plan: executed } = await executePlan(plan, {
      errorImage: (errorPlan) => errorImage(world, request, attributes, errorPlan),
      defaultImage: (imagePlan) => defaultImage(world, request, attributes, imagePlan),
    })
    const { code } = failure.errors[0]
    return { response, plans: executed === plan ? [plan] : [plan, executed], code }
  }
}

function failAsAsked(asked: string, request: ImageRequest): never {
  const failure = failureAskedFor(asked, request)
  if (failure === undefined) {
    const { codes } = request.service === 'image-serving' ? imageServing : imageRendering
    const hint = didYouMean(asked, codes)
    return fail('request-malformed', { detail: `The request asks for an error that there is not${hint || '.'}` })
  }
  throw new Failing(failure)
}

async function succeed(world: World, request: ImageRequest, attributes: Attributes): Promise<ImageResponse> {
  const { type, problems, format } = request
  const [problem] = problems
  if (problem !== undefined) {
    const { code, message: detail, parameter } = problem
    return fail(code, parameter === undefined ? { detail } : { detail, parameter })
  }
  if (type === undefined) return fail('unknown-request-type', { parameter: 'req' })
  const expires = hoursFresh(request, type, attributes)
  if (format === undefined) {
    if (request.isContent) return staticContent(world, request, attributes, expires)
    const { type: mediaType, body } = await compose(world, request, attributes)
    return { status: 200, headers: responseHeaders(mediaType, expires), body }
  }
  const given = await givenFor({ world, request, attributes })
  if (given === undefined) return textResponse(501, `req=${request.req} is not emulated.`)
  if ('text' in given) return textResponse(200, given.text, given.type, expires)
  const { encoding, handler, id } = request
  const { properties } = given
  return writeResponse({ kind: 'data', status: 200, format, encoding, handler, id, properties, expires, because: [] })
}

/** A response that is text. */
function textResponse(status: number, text: string, type = 'text/plain', expires = 0): ImageResponse {
  return { status, headers: responseHeaders(`${type};charset=UTF-8`, expires), body: new TextEncoder().encode(text) }
}

/** A file as it is, if it is of the type that `type=` asks for (reference of `type=`). */
async function staticContent(
  world: World,
  request: ImageRequest,
  attributes: Attributes,
  expires: number,
): Promise<ImageResponse> {
  const file = await fileOf(world, request, attributes, request.object)
  const { UserType = '' } = recordOf(world, request.object) ?? {}
  const asked = request.commands.get('type') ?? ''
  if (asked !== '' && UserType !== '' && asked !== UserType) return fail('type-mismatch', { parameter: 'type' })
  const body = new Uint8Array(await bytesOf(file))
  return { status: 200, headers: responseHeaders('application/octet-stream', expires), body }
}

/** The template of a record, or a picture; Image Rendering looks for a file first (references of `attribute::ErrorImage`). */
async function errorImage(
  world: World,
  request: ImageRequest,
  attributes: Attributes,
  { image, service, fmt }: ErrorImagePlan,
): Promise<string | Picture> {
  const modifier = recordOf(world, image)?.Modifier
  const isFile = service === 'image-rendering' && (await fileBelow(world.root, image)) !== undefined
  if (modifier !== undefined && !isFile) return modifier
  const bytes = await pictureBytes(world, request, attributes, image)
  return renderPicture(bytes, { ...limitsOf(attributes), ...(fmt !== undefined && { fmt }) })
}

/** The default image in place of the whole, or of the layer that is missing. */
async function defaultImage(
  world: World,
  request: ImageRequest,
  attributes: Attributes,
  { image, keep = {}, layer }: DefaultImagePlan,
): Promise<Picture> {
  const bytes = await pictureBytes(world, request, attributes, image)
  if (layer !== undefined) return compose(world, request, attributes, { layer, bytes })
  return readable(() => renderPicture(bytes, { ...keep, maxSize: attributes.MaxPix, ...limitsOf(attributes) }))
}
