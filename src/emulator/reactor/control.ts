/** The emulator’s own URLs, below `/emulator`: how to get each error, no more waiting, authorizing a secret. */

import { causes } from './causes.js'
import type { Emulation } from './model.js'
import { fault, Refusal } from './refusal.js'
import type { Reply } from './reply.js'
import type { ApiRequest } from './request.js'
import { authorizeSecret } from './resources/secret-exchange.js'

/** Answers a request below `/emulator`; nobody has to sign in. */
export function answerControl(emulation: Emulation, request: ApiRequest, path: readonly string[]): Reply {
  const what = `${request.method} ${path.slice(1, 2).join('/')}`
  if (what === 'GET causes') return { status: 200, body: { meta: { causes } } }
  if (what === 'POST settle') {
    emulation.work.settle()
    return { status: 204 }
  }
  const secret = what === 'GET authorize' ? emulation.store.find({ type: 'secrets', id: String(path[2]) }) : undefined
  if (secret === undefined) throw new Refusal([fault(request, 404, { detail: 'The emulator has no such URL.' })])
  authorizeSecret({ emulation, id: request.id, takeAsked: () => undefined }, secret)
  return { status: 200, body: { meta: { status: secret.attributes['status'] } } }
}
