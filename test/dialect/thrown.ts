/** What HTTP clients throw for a failed response, and what others throw that looks like it. */
import type { ErrorDocument } from '../../src/jsonapi/document.js'

export const body: ErrorDocument = { errors: [{ code: 'not-unique', detail: 'not with plain-words' }] }
export const text: string = JSON.stringify(body)
export const named: Readonly<Record<string, string>> = { 'X-Request-Id': 'r1' }
/** A request with a secret. */
export const sent: { readonly headers: Readonly<Record<string, string>> } = {
  headers: { authorization: 'plain-words' },
}
/** An error with these members. */
export const failed = (members: object, message = '409'): Error => Object.assign(new Error(message), members)

/** A response of fetch that a client has read. */
export function spent(members: object = {}): Response {
  const response = new Response(text, { status: 409, headers: named })
  void response.text()
  return Object.assign(response, members)
}

/** What clients throw for one response, in the form of the version that is named. Nothing of them is held but what is read. */
export const thrown: Readonly<Record<string, object>> = {
  'request-promise 4': failed({ name: 'StatusCodeError', statusCode: 409, error: body, options: sent }),
  'up-fetch 1': failed({ status: 409, data: body, response: new Response(null, { status: 409 }), request: sent }),
  'up-fetch 2': failed({ kind: 'response', status: 409, data: body, request: sent }),
  Angular: { name: 'HttpErrorResponse', status: 409, headers: new Headers(named), ok: false, error: body },
  'needle 3': { statusCode: 409, statusMessage: 'Conflict', headers: named, trailers: {}, body, req: sent },
  'superagent 10': failed({
    status: 409,
    response: { status: 409, headers: named, body, text, request: { header: sent.headers } },
  }),
  'superagent 10, of what it does not parse': failed({
    status: 409,
    response: { status: 409, headers: named, body: {}, text, req: { getHeaders: () => sent.headers } },
  }),
  'superagent 10, of JSON that it cannot parse': failed({
    status: 409,
    headers: named,
    rawResponse: text.slice(0, -1),
  }),
  'wretch 3': failed({ status: 409, response: spent(), text, json: body }, text),
  'hapi’s Wreck 18': failed({
    isBoom: true,
    output: { statusCode: 409 },
    data: { isResponseError: true, headers: named, res: { statusCode: 409, headers: named }, payload: body },
  }),
  'hapi’s Wreck 18, in bytes': failed({
    data: { res: { statusCode: 409, headers: named }, payload: Buffer.from(text) },
  }),
  'typed-rest-client 2': failed({ statusCode: 409, result: body, responseHeaders: named }, text),
  'httpie 1': failed({ statusCode: 409, statusMessage: 'Conflict', headers: named, data: text }),
  'redaxios 0.5': { status: 409, headers: new Headers(named), bodyUsed: true, data: body, config: sent },
  'openapi-fetch 0.17': { error: body, response: spent() },
  'gaxios 8': failed({ response: spent({ data: body }), config: sent }),
  'clients made from OpenAPI, which throw the body': body,
  'Ember’s adapters': failed({ errors: body.errors, isAdapterError: true }),
  'Warp-drive 5': failed({ errors: body.errors, content: body, status: 409, isRequestError: true }),
}

/** What is none of a response that failed. */
export const others: readonly (readonly [what: string, caught: unknown])[] = [
  ['an error of something else', new RangeError('x')],
  ['Angular without a response', { name: 'HttpErrorResponse', status: 0, headers: new Headers(), error: {} }],
  ['Angular without a response, which says why', { status: 0, headers: new Headers(), error: 'timeout' }],
  ['a response that did not fail', new Response('{}', { status: 200 })],
  ['a request that Node’s http received', { statusCode: null, headers: {}, trailers: {}, method: 'GET' }],
  ['errors of a program', new AggregateError([Object.assign(new Error('x'), { code: 'ECONNREFUSED' })])],
  ['what a validator found', failed({ errors: [{ code: 'invalid_type', message: 'Required', path: ['name'] }] })],
  ['what no validator found', failed({ errors: [] })],
  ['what a form says of its fields', failed({ errors: { name: ['is taken'] } })],
  ['an object of a program', { code: 'E1', message: 'x' }],
  ['a word', { error: 'x' }],
  ['a list of nothing', { errors: [] }],
  ['a resource', { data: { type: 'builds', id: 'BL1', attributes: { status: 'failed' } } }],
  ['nothing', undefined],
]
