/** Brings each request to the handler of its URL, and makes an answer of whatever comes of it. */
import type { ErrorObject } from '../../jsonapi/document.js'
import { ASK, type Asked, askedOf } from './asked.js'
import { answerControl } from './control.js'
import { parseDocument } from './document.js'
import { passGateway } from './gateway.js'
import { identify } from './identify.js'
import { answerIms } from './ims.js'
import type { Emulation, Exchange } from './model.js'
import { packageIn } from './multipart.js'
import { bodyKindOf, unacceptable } from './negotiate.js'
import { deferredError, errorOf, fault, Refusal } from './refusal.js'
import { failed, type Reply } from './reply.js'
import type { ApiRequest } from './request.js'
import { type Endpoint, type Match, match } from './routes.js'

/** Answers a request; never throws, and never rejects. */
export function answer(emulation: Emulation, request: ApiRequest): Reply | Promise<Reply> {
  try {
    const reply = route(emulation, request)
    return reply instanceof Promise ? reply.catch((error: unknown) => replyTo(request, error)) : reply
  } catch (error) {
    return replyTo(request, error)
  }
}

function replyTo(request: ApiRequest, error: unknown): Reply {
  if (error instanceof Refusal) return failed(error.errors, error.headers)
  // Not a fault of the request: the emulator itself is wrong.
  return failed([errorOf(request, 'internal-error', { detail: `The emulator failed: ${String(error)}` })])
}

function route(emulation: Emulation, request: ApiRequest): Reply | Promise<Reply> {
  const { path } = request
  if (path === undefined) throw new Refusal([fault(request, 400, { detail: 'The target of the request is no path.' })])
  if (path[0] === 'emulator') return answerControl(emulation, request, path)
  const asked = askedOf(request)
  if (path[0] === 'ims') return answerIms(request, asked, emulation)
  const passed = passGateway(request, asked)
  if ('status' in passed) return passed
  const { account, org } = identify(emulation, request, passed)
  const refused = unacceptable(request)
  if (refused !== undefined) throw new Refusal([refused])
  const { pathId, endpoint } = endpointOf(request, match(path))
  const handle = ({ document, file }: Body): Reply => {
    const favour = favourOf(request, document, asked)
    const { takeAsked } = favour
    const exchange = { emulation, request, id: request.id, account, org, pathId, document, file, takeAsked }
    const reply = endpoint.handle(exchange)
    if (favour.isWaiting()) throw new Refusal([unused(request)])
    return reply
  }
  const body = bodyOf(request, endpoint)
  return body instanceof Promise ? body.then(handle) : handle(body)
}

/** What the body of a request is. */
type Body = Pick<Exchange, 'document' | 'file'>

function endpointOf(
  request: ApiRequest,
  found: Match | undefined,
): Pick<Match, 'pathId'> & { readonly endpoint: Endpoint } {
  if (found === undefined) throw new Refusal([errorOf(request, 'not-found', { detail: 'There is no such URL.' })])
  const { methods, pathId } = found
  const method = request.method === 'HEAD' ? 'GET' : request.method
  const endpoint = Object.hasOwn(methods, method) ? methods[method] : undefined
  if (endpoint !== undefined) return { endpoint, pathId }
  const allow = Object.keys(methods).join(', ')
  throw new Refusal([fault(request, 405, { detail: `This URL answers ${allow}.` })], { allow })
}

function bodyOf(request: ApiRequest, { needsBody }: Endpoint): Body | Promise<Body> {
  if (request.body.length === 0 && !needsBody) return { document: undefined, file: undefined }
  const kind = bodyKindOf(request)
  if (typeof kind !== 'string') throw new Refusal([kind])
  if (kind === 'json') return { document: parseDocument(request), file: undefined }
  return packageIn(request).then((file) => ({ document: undefined, file }))
}

/** The error that a request asks its work to fail with, until somebody takes it. */
interface Favour extends Pick<Exchange, 'takeAsked'> {
  readonly isWaiting: () => boolean
}

const nothingAsked: Favour = { takeAsked: () => undefined, isWaiting: () => false }

/** What a request asks for; throws the error that it asks for itself. */
function favourOf(request: ApiRequest, document: unknown, asked: Asked | undefined): Favour {
  if (asked === undefined) return nothingAsked
  if (asked.from !== 'reactor') {
    throw new Refusal([fault(request, 400, { detail: 'There is no such error to ask for here.', header: ASK })])
  }
  const detail = 'The request asked for this error.'
  if (!asked.deferred) throw new Refusal([errorOf({ id: request.id, document }, asked.code, { detail })])
  let waiting: ErrorObject | undefined = deferredError(request.id, asked.code, detail)
  return {
    takeAsked: () => {
      const taken = waiting
      waiting = undefined
      return taken
    },
    isWaiting: () => waiting !== undefined,
  }
}

const unused = (request: ApiRequest): ErrorObject =>
  fault(request, 400, { detail: 'This request starts no work that could fail later.', header: ASK })
