/** The emulator’s own URLs: `/` and `/emulator` explain, those below show and change what is emulated. */
import { causes } from './causes.js'
import { USUAL_ORG } from './gateway.js'
import type { Emulation } from './model.js'
import { notAllowed, reject } from './refusal.js'
import { type ApiRequest, type ApiResponse, documentResponse } from './request.js'
import { authorizeSecret } from './resources/secret-exchange.js'
import { reset, stateOf } from './state.js'

type Control = (emulation: Emulation, request: ApiRequest, id: string | undefined) => ApiResponse

/** What each URL does, by the segment behind `/emulator`, for each method. */
const controls: ReadonlyMap<string, Readonly<Record<string, Control>>> = new Map([
  ['', { GET: ({ url }: Emulation) => documentResponse(200, explanation(url)) }],
  ['causes', { GET: () => documentResponse(200, { meta: { causes } }) }],
  ['state', { GET: (emulation: Emulation) => documentResponse(200, stateOf(emulation)) }],
  ['settle', { POST: ({ work }: Emulation) => done(() => work.settle()) }],
  ['reset', { POST: (emulation: Emulation) => done(() => reset(emulation)) }],
  ['authorize', { GET: authorize }],
])

/** Responds to a request for `/`, or below `/emulator`; nobody has to sign in. */
export function respondToControl(emulation: Emulation, request: ApiRequest, path: readonly string[]): ApiResponse {
  const methods = controls.get(path[1] ?? '')
  if (methods === undefined || path.length > 3) reject({}, 404, { detail: 'The emulator has no such URL.' })
  const method = request.method === 'HEAD' ? 'GET' : request.method
  const control = Object.hasOwn(methods, method) ? methods[method] : undefined
  return control === undefined ? notAllowed(request, Object.keys(methods)) : control(emulation, request, path[2])
}

function done(run: () => void): ApiResponse {
  run()
  return { status: 204 }
}

/** Does what following the link of a secret does: it gives the authorization that the secret waits for. */
function authorize(emulation: Emulation, request: ApiRequest, id = ''): ApiResponse {
  const secret = emulation.store.find({ type: 'secrets', id })
  if (secret === undefined) reject({}, 404, { detail: 'There is no such secret.' })
  const account = { kind: 'user', client: 'google', rights: new Set<never>(), scopes: undefined, expiresAt: 0 } as const
  const errand = { emulation, id: request.id, account, org: secret.org, takeRequested: () => undefined }
  authorizeSecret(errand, secret)
  return documentResponse(200, { meta: { status: secret.attributes['status'] } })
}

/** Lines of curl that work as they are, since whatever token and key are sent will do: a list, and how to get each error. */
export const curlsFor = (url: string): readonly string[] => [
  `curl -i -H 'authorization: Bearer token' -H 'x-api-key: key' -H 'x-gw-ims-org-id: ${USUAL_ORG}' ${url}/companies`,
  `curl ${url}/emulator/causes`,
]

function explanation(url: string): object {
  return {
    meta: {
      about: 'The Reactor API of Adobe Experience Platform Tags, in memory, to try programs on. Any token will do.',
      try: curlsFor(url),
      emulated: 'Every operation of Adobe’s API description, the gateway in front of it, and the identity service.',
      not_emulated: 'Copying properties, app surfaces, adapters, and the code that builds consist of.',
      callbacks: 'Sent to loopback addresses only, and unsigned: the documentation knows no signature of theirs.',
      more: {
        'GET /emulator/causes': 'How to get each error.',
        'POST /emulator/settle': 'Finishes all work that is under way.',
        'GET /emulator/state': 'Every resource, as a document that the option seed takes.',
        'POST /emulator/reset': 'Brings the emulator back to where it started.',
        'POST /ims/token/v3':
          'Gives tokens; those of the clients viewer, developer, approver and publisher are limited.',
      },
      headers: {
        'x-emulate-error': 'A code, for the response, or with “; deferred” for the work that the request starts.',
        'x-emulate-fault': 'A fault: “502 html”, “429 retry-after=7”, “delay=2s”, “cut”, “reset”.',
      },
    },
    links: { self: `${url}/emulator`, causes: `${url}/emulator/causes`, state: `${url}/emulator/state` },
  }
}
