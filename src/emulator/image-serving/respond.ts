/** Answers requests as Image Serving and Image Rendering do, errors above all. */

import {
  type Attributes,
  type DefaultImagePlan,
  type ErrorImagePlan,
  type ImageRequest,
  imageServing,
  planResponse,
  type ResponsePlan,
} from '../../image-serving/index.js'
import { executePlan, type ImageResponse, type Picture, renderPicture } from '../../image-serving/render/index.js'
import { hoursFresh, responseHeaders, writeResponse } from '../../image-serving/response.js'
import { compose, readable } from './compose.js'
import { bytesOf, fileBelow } from './folder.js'
import { propertiesOf } from './properties.js'
import { attributesOf, Failing, fail, failureAskedFor, pictureBytes, recordOf, type World, withStack } from './world.js'

/** What a request says besides its target. */
export interface Circumstances {
  /** The code of the error that it asks for. */
  readonly asked?: string | undefined
  /** Whether another server has passed it on. */
  readonly isPassedOn: boolean
}

/** An answer, and the plans behind it; none where nothing failed. */
export interface Answered {
  readonly answer: ImageResponse
  readonly plans: readonly ResponsePlan[]
}

/** Answers a request. Rejects with a TypeError where the attributes that hold for it are wrong. */
export async function answerRequest(
  world: World,
  request: ImageRequest,
  { asked, isPassedOn }: Circumstances,
): Promise<Answered> {
  const attributes = attributesOf(world, request, isPassedOn)
  try {
    if (asked !== undefined) return askedError(asked, request)
    return { answer: await succeed(world, request, attributes), plans: [] }
  } catch (error) {
    const failure =
      error instanceof Failing
        ? error.failure
        : withStack(imageServing.error('server-error', { detail: String(error) }))
    const plan = planResponse(failure, request, attributes)
    const { answer, plan: carried } = await executePlan(plan, {
      errorImage: (errorPlan) => errorImage(world, errorPlan),
      defaultImage: (imagePlan) => defaultImage(world, request, attributes, imagePlan),
    })
    return { answer, plans: carried === plan ? [plan] : [plan, carried] }
  }
}

function askedError(asked: string, request: ImageRequest): never {
  const failure = failureAskedFor(asked, request)
  if (failure === undefined)
    return fail('request-malformed', { detail: 'The request asks for an error that there is not.' })
  throw new Failing(failure)
}

async function succeed(world: World, request: ImageRequest, attributes: Attributes): Promise<ImageResponse> {
  const { type, problems } = request
  const [problem] = problems
  if (type === undefined) return fail('unknown-request-type', { parameter: 'req' })
  if (problem !== undefined) {
    const { code, message: detail, parameter } = problem
    return fail(code, parameter === undefined ? { detail } : { detail, parameter })
  }
  if (request.isContent) return staticContent(world, request, attributes)
  const { format, encoding, handler, id } = request
  const expires = hoursFresh(type, attributes)
  if (format === undefined) {
    const picture = await compose(world, request, attributes)
    return { status: 200, headers: responseHeaders(picture.type, expires), body: picture.body }
  }
  const properties = await propertiesOf(world, request)
  const answer = writeResponse({
    kind: 'data',
    status: 200,
    format,
    encoding,
    handler,
    id,
    properties,
    expires,
    because: [],
  })
  return request.req === 'message' ? { ...answer, body: new Uint8Array() } : answer
}

async function staticContent(world: World, { object }: ImageRequest, attributes: Attributes): Promise<ImageResponse> {
  const file = await fileBelow(world.root, recordOf(world, object)?.Path ?? object)
  if (file === undefined)
    return fail('static-content-not-found', { detail: `There is no file ${object} in ${world.root}.` })
  const body = new Uint8Array(await bytesOf(file))
  return { status: 200, headers: responseHeaders('application/octet-stream', attributes.Expiration), body }
}

/** A template in a record, a template as it stands, or a picture; Image Rendering looks for a file first. */
async function errorImage(world: World, { image, service, fmt }: ErrorImagePlan): Promise<string | Picture> {
  const modifier = recordOf(world, image)?.Modifier ?? (image.includes('=') ? image : undefined)
  const isFile = service === 'image-rendering' && (await fileBelow(world.root, image)) !== undefined
  if (modifier !== undefined && !isFile) return modifier
  return renderPicture(await pictureBytes(world, image), fmt === undefined ? {} : { fmt })
}

/** The default image in place of the whole, or of the layer that is missing. */
async function defaultImage(
  world: World,
  request: ImageRequest,
  attributes: Attributes,
  { image, keep = {}, layer }: DefaultImagePlan,
): Promise<Picture> {
  const bytes = await pictureBytes(world, image)
  if (layer !== undefined) return compose(world, request, attributes, { layer, bytes })
  return readable(() => renderPicture(bytes, { ...keep, maxPixels: attributes.MaxPix }))
}
