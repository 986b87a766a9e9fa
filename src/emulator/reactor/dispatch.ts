/** Brings each request to the handler of its URL. */
import type { ErrorObject } from '../../jsonapi/document.js'
import { checkRequest } from '../../server/request.js'
import { respondToControl } from './control.js'
import { accountOf, passGateway } from './gateway.js'
import { respondToIms } from './ims.js'
import type { Emulation, Errand, Exchange } from './model.js'
import { deferredError, errorOf, notAllowed, refusalOf, refuse, reject } from './refusal.js'
import { type ApiRequest, type ApiResponse, hasBody, header } from './request.js'
import { ASK, ASKED, codesOf, noSuchError, type RequestedError, requestedError } from './requested-error.js'
import { foundCompany } from './resources/companies.js'
import { type Endpoint, match } from './routes.js'

/** Responds to a request; throws, or rejects with, why it is refused. */
export function dispatch(emulation: Emulation, request: ApiRequest): ApiResponse | Promise<ApiResponse> {
  const { path } = request
  if (path === undefined) reject({}, 400, { detail: 'The target of the request is no path.' })
  if (path[0] === 'emulator' || path[0] === '') return respondToControl(emulation, request, path)
  const requested = requestedError(request)
  if (path[0] === 'ims') return respondToIms(request, requested, emulation)
  const passed = passGateway(request, requested)
  if ('status' in passed) return passed
  const { org } = passed
  const account = accountOf(passed, emulation.accounts, emulation.clock)
  foundCompany(emulation, org)
  const refused = checkRequest(request)
  if (refused !== undefined) throw refused
  const found = match(path)
  if (found === undefined) {
    refuse({}, 'not-found', { detail: 'This URL is not emulated: GET /emulator says what is.' })
  }
  const { methods, pathId } = found
  const endpoint = endpointOf(request, methods)
  if ('status' in endpoint) return endpoint
  const query = new URLSearchParams(request.query)
  const handle = ({ document, file }: Body): ApiResponse => {
    const wish = wishOf(request, document, requested)
    const { takeRequested } = wish
    const exchange = { emulation, request, query, id: request.id, account, org, pathId, document, file, takeRequested }
    const response = endpoint.handle(exchange)
    if (wish.isWaiting?.()) {
      reject({}, 400, { detail: 'This request starts no work that could fail later.', header: ASK })
    }
    return response
  }
  if (!hasBody(request)) return handle(bodiless(endpoint))
  return bodyOf(request).then(handle)
}

/** The endpoint of a method, or the response that says which methods there are. */
function endpointOf(request: ApiRequest, methods: Readonly<Record<string, Endpoint>>): Endpoint | ApiResponse {
  const method = request.method === 'HEAD' ? 'GET' : request.method
  const endpoint = Object.hasOwn(methods, method) ? methods[method] : undefined
  return endpoint ?? notAllowed(request, Object.keys(methods))
}

/** What the body of a request is. */
type Body = Pick<Exchange, 'document' | 'file'>

function bodiless({ needsBody }: Endpoint): Body {
  if (needsBody) reject({}, 400, { detail: 'The request has no body.' })
  return { document: undefined, file: undefined }
}

/** Reads a document, or the package of a form. Documents may come under the name of JSON, as Adobe’s examples send them. */
async function bodyOf(request: ApiRequest): Promise<Body> {
  if (!header(request, 'content-type')?.toLowerCase().startsWith('multipart/form-data')) {
    return { document: await request.readJson(), file: undefined }
  }
  const file = (await request.readForm()).get('package')
  if (!(file instanceof Blob)) reject({}, 400, { detail: 'The form has no file named package.' })
  return { document: undefined, file: new Uint8Array(await file.arrayBuffer()) }
}

/** The error that a request asks its work to fail with, until somebody takes it. */
interface Wish extends Pick<Errand, 'takeRequested'> {
  /** Absent where there is nothing to take. */
  readonly isWaiting?: () => boolean
}

const noWish: Wish = { takeRequested: () => undefined }

/** What a request asks for; throws the error that it asks for itself. */
function wishOf(request: ApiRequest, document: unknown, requested: RequestedError | undefined): Wish {
  if (requested === undefined) return noWish
  if (requested.from !== 'reactor') {
    reject({}, 400, { detail: noSuchError(requested, codesOf.api), header: ASK })
  }
  if (!requested.deferred) throw refusalOf([errorOf({ document }, requested.code, { detail: ASKED })])
  let waiting: ErrorObject | undefined = deferredError(request.id, requested.code, ASKED)
  return {
    takeRequested: () => {
      const taken = waiting
      waiting = undefined
      return taken
    },
    isWaiting: () => waiting !== undefined,
  }
}
