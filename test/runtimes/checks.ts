/**
 * What every entry of the package does, as values that can be compared: the same module runs in each runtime, imports the
 * package by its name, and gives the same results, byte for byte. Nothing here needs more than the web platform has.
 */
import { defineDialect, isJsonApiError, JsonApiError, reactor } from 'reactor-errors'
import { checkImage } from 'reactor-errors/check-image'
import codes from 'reactor-errors/codes.json' with { type: 'json' }
import { chooseLanguage, en, explain, explainError } from 'reactor-errors/explain'
import { de } from 'reactor-errors/explain/de'
import { es } from 'reactor-errors/explain/es'
import { fr } from 'reactor-errors/explain/fr'
import { it } from 'reactor-errors/explain/it'
import { ja } from 'reactor-errors/explain/ja'
import { ko } from 'reactor-errors/explain/ko'
import { nl } from 'reactor-errors/explain/nl'
import { ptBR } from 'reactor-errors/explain/pt-BR'
import { sv } from 'reactor-errors/explain/sv'
import { zhHans } from 'reactor-errors/explain/zh-Hans'
import { zhHant } from 'reactor-errors/explain/zh-Hant'
import { errorFromResponse, withReactorErrors } from 'reactor-errors/fetch'
import { fromAjv } from 'reactor-errors/from-ajv'
import { fromStandardSchema } from 'reactor-errors/from-standard-schema'
import {
  fromErrorDocument,
  imageRendering,
  imageServing,
  parseProperties,
  planResponse,
  readImageRequest,
  resolveAttributes,
  toErrorDocument,
} from 'reactor-errors/image-serving'
import manifest from 'reactor-errors/package.json' with { type: 'json' }
import {
  buildPointer,
  describePointer,
  fromFragment,
  groupErrors,
  isPointer,
  nearestPointer,
  parsePointer,
  pointerExists,
  rebasePointer,
  resolvePointer,
  toFragment,
} from 'reactor-errors/pointer'
import { fromProblem, toProblem } from 'reactor-errors/problem'
import { retry, withRetry } from 'reactor-errors/retry'
import codesSchema from 'reactor-errors/schemas/codes.schema.json' with { type: 'json' }
import documentSchema from 'reactor-errors/schemas/error-document.schema.json' with { type: 'json' }
import documentSchema10 from 'reactor-errors/schemas/error-document-1.0.schema.json' with { type: 'json' }
import objectSchema from 'reactor-errors/schemas/error-object.schema.json' with { type: 'json' }
import objectSchema10 from 'reactor-errors/schemas/error-object-1.0.schema.json' with { type: 'json' }
import detailsSchema from 'reactor-errors/schemas/status-details.schema.json' with { type: 'json' }
import { checkRequest, readJson, renderResponse, respond, unrouted, withErrorResponses } from 'reactor-errors/server'
import { settle } from 'reactor-errors/settle'
import { telemetry } from 'reactor-errors/telemetry'
import { isErrorDocument, rules, validateErrorDocument, validateErrorObject } from 'reactor-errors/validate'

/** One check: the entry that it is about, what is done, and doing it. */
export type Check = readonly [entry: string, does: string, run: () => unknown]

const jsonApi = { 'content-type': 'application/vnd.api+json' }
const token = 'Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJlLW9mLWl0'
const notUnique =
  '{"errors":[{"status":"409","code":"not-unique","title":"Name Already In Use","source":{"pointer":"/data/attributes/name"}}]}'
const build = {
  data: {
    type: 'builds',
    id: 'BL2',
    attributes: { status: 'failed' },
    meta: { status_details: { errors: [{ code: 'minification-error', title: 'Code Could Not Be Compiled' }] } },
  },
}
const succeeded = { data: { type: 'builds', id: 'BL2', attributes: { status: 'succeeded' } } }
const html = '<!doctype html><html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>'
const request = { data: { attributes: { name: 'Shop', tags: ['a', 'b'] } } }
const shop = defineDialect({
  name: 'ShopError',
  codes: { gone: { title: 'Gone', status: 410 }, closed: { title: 'Closed', status: 503, retry: 'later' } },
})

/** Returns an error as plain data, without its stack, which each engine writes its own way. */
function said(error: unknown): unknown {
  if (!isJsonApiError(error)) return String(error)
  const { name, message, code, status, failures } = error
  return { name, message, code, status, failures, json: error.toJSON() }
}

/** Returns what `run` throws or rejects with, told by `said`; the text “nothing” where it does not. */
async function caught(run: () => unknown): Promise<unknown> {
  try {
    await run()
    return 'nothing'
  } catch (error) {
    return said(error)
  }
}

/** Returns a fetch that gives these responses in turn, the last one again and again. */
function serving(...responses: readonly (() => Response)[]): (url: string) => Promise<Response> {
  let next = 0
  return async () => {
    const make = responses[Math.min(next, responses.length - 1)]
    next += 1
    if (make === undefined) throw new TypeError('no response')
    return make()
  }
}
const refused = (): Response => new Response(notUnique, { status: 409, headers: jsonApi })
const fine = (): Response => new Response(JSON.stringify(succeeded), { headers: jsonApi })
const busy = (): Response => new Response('', { status: 503, headers: { 'retry-after': '2' } })
const inPieces = (...pieces: readonly string[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece))
      controller.close()
    },
  })

/** Returns a web response as data. */
async function written(response: Response): Promise<unknown> {
  const { 'x-request-id': _, ...headers } = Object.fromEntries(response.headers)
  return { status: response.status, headers, body: withoutIds(await response.text()) }
}
/** Request ids are made up anew for each response. */
const withoutIds = (text: string): string => text.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id')

const languages = [de, en, es, fr, it, ja, ko, nl, ptBR, sv, zhHans, zhHant]
const ajvErrors = [
  {
    keyword: 'required',
    instancePath: '/data/attributes',
    schemaPath: '#/required',
    params: { missingProperty: 'port' },
    message: '',
  },
  {
    keyword: 'type',
    instancePath: '/data/attributes/name',
    schemaPath: '#/type',
    params: { type: 'integer' },
    message: 'must be integer',
  },
]
const imageError = '/*jsonp*/s7jsonError({"message":"Cannot open /opt/s7/a.tif","title":"Image Corrupt"},"");'

/** All checks. */
export const checks: readonly Check[] = [
  ['main', 'reads an error document in a text', () => reactor.parse(notUnique, { status: 409 })],
  ['main', 'reads bytes', () => reactor.parse(new TextEncoder().encode(notUnique), { status: 409 })],
  ['main', 'reads a parsed value', () => reactor.parse(JSON.parse(notUnique), { status: 409 })],
  ['main', 'reads a build that failed later', () => reactor.parse(build, { status: 200 })],
  ['main', 'reads a list', () => reactor.parse({ data: [build.data, succeeded.data] }, { status: 200 })],
  ['main', 'reads nothing out of a success', () => reactor.parse(succeeded, { status: 200 })],
  [
    'main',
    'reads the gateway',
    () => reactor.parse('{"error_code":"403003","message":"Api Key is invalid"}', { status: 403 }),
  ],
  [
    'main',
    'reads the sign-in service',
    () => reactor.parse('{"error":"invalid_token","error_description":"Expired."}', { status: 401 }),
  ],
  ['main', 'reads a page', () => reactor.parse(html, { status: 502, headers: { 'Retry-After': '7' } })],
  [
    'main',
    'reads the headers of the platform',
    () => reactor.parse(html, { status: 502, headers: new Headers({ 'retry-after': '7', 'x-request-id': 'abc' }) }),
  ],
  ['main', 'reads a body that breaks off', () => reactor.parse(notUnique.slice(0, -20), { status: 409 })],
  ['main', 'reads an empty body', () => reactor.parse('', { status: 500 })],
  ['main', 'reads broken UTF-8', () => reactor.parse(Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d), { status: 500 })],
  [
    'main',
    'reads problem details',
    () => reactor.parse('{"title":"Out of credit","status":403,"detail":"Costs 50."}', { status: 403 }),
  ],
  [
    'main',
    'reads what others send',
    () => reactor.parse('{"message":"Invalid.","errors":{"name":["is required"]}}', { status: 422 }),
  ],
  [
    'main',
    'survives values that are no data',
    () => reactor.parse({ errors: [{ code: Symbol('x'), meta: 10n }] }, { status: 400 }),
  ],
  ['main', 'throws one error', () => caught(() => reactor.throwIfFailed(notUnique, { status: 409 }))],
  [
    'main',
    'masks what was thrown',
    () => caught(() => reactor.throwIfFailed({ errors: [{ status: '401', detail: `No ${token}` }] }, { status: 401 })),
  ],
  [
    'main',
    'throws for several resources',
    () => caught(() => reactor.throwIfFailed({ data: [build.data, { ...build.data, id: 'BL3' }] }, { status: 200 })),
  ],
  ['main', 'builds an error', () => said(reactor.error('not-found', { detail: 'There is no property PR123.' }))],
  ['main', 'builds a document', () => reactor.document([reactor.object('not-found', { pointer: '/data' })])],
  ['main', 'refuses a code that is none', () => caught(() => reactor.object('not-fuond' as 'not-found'))],
  ['main', 'finds a code', () => [reactor.is(reactor.error('read-only'), 'read-only'), reactor.is(new Error('x'))]],
  [
    'main',
    'matches',
    () => reactor.match(reactor.error('not-found'), { 'not-found': ({ code }) => code, otherwise: () => '' }),
  ],
  ['main', 'matches all', () => shop.matchAll(shop.error('closed'), { gone: () => 1, closed: () => 2 })],
  [
    'main',
    'handles a rejection',
    () => Promise.reject(reactor.error('not-found')).catch(reactor.on('not-found', ({ status }) => status)),
  ],
  [
    'main',
    'knows what axios throws',
    () =>
      said(
        reactor.from(
          Object.assign(new Error('axios'), {
            isAxiosError: true,
            response: { status: 409, data: JSON.parse(notUnique), headers: {} },
          }),
        ),
      ),
  ],
  [
    'main',
    'advises',
    () =>
      reactor
        .parse(html, { status: 502, headers: { 'retry-after': '7' } })
        .map((failure) => reactor.retryAdvice(failure, { method: 'GET', attempt: 2, random: () => 0 })),
  ],
  ['main', 'outlives JSON', () => said(JsonApiError.from(JSON.parse(JSON.stringify(reactor.error('not-found')))))],
  ['main', 'outlives structuredClone', () => said(JsonApiError.from(structuredClone(reactor.error('not-found'))))],
  [
    'main',
    'is an Error',
    () => [
      reactor.error('not-found') instanceof Error,
      reactor.error('not-found') instanceof JsonApiError,
      Object.prototype.toString.call(shop.error('gone')),
    ],
  ],
  ['main', 'extends', () => reactor.extend({ codes: { late: { title: 'Late', status: 504 } } }).object('late')],
  ['main', 'knows its codes', () => reactor.codes.map((code) => reactor.entry(code))],
  [
    'main',
    'reads Retry-After as a date',
    () =>
      reactor.parse('', {
        status: 503,
        headers: { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT', date: 'Wed, 21 Oct 2015 07:27:00 GMT' },
      }),
  ],

  ['pointer', 'builds', () => buildPointer(['data', 'a/b', '~', 0])],
  ['pointer', 'parses', () => parsePointer('/a~1b/~0/')],
  ['pointer', 'refuses', () => caught(() => parsePointer('a/~2'))],
  [
    'pointer',
    'resolves',
    () =>
      ['/data/attributes/tags/1', '/data/toString', '/data/attributes/tags/01', 'x'].map((pointer) =>
        resolvePointer(request, pointer),
      ),
  ],
  [
    'pointer',
    'tells what is there',
    () => [pointerExists(request, '/data'), nearestPointer(request, '/data/attributes/tags/9'), isPointer('/~')],
  ],
  ['pointer', 'moves', () => rebasePointer('/data/attributes/name', { from: '/data', to: '/data/0' })],
  ['pointer', 'goes to and from fragments', () => [toFragment('/a b/ü%'), fromFragment('#/a%20b/%C3%BC')]],
  ['pointer', 'describes', () => describePointer('/data/attributes/tags/1')],
  ['pointer', 'groups', () => groupErrors([reactor.object('not-unique', { pointer: '/data/attributes/name' })])],

  [
    'validate',
    'finds violations',
    () => validateErrorDocument({ errors: [{ status: 404, links: { about: 7 } }], jsonapi: 1 }),
  ],
  ['validate', 'finds nothing', () => validateErrorDocument(JSON.parse(notUnique))],
  ['validate', 'checks one object', () => validateErrorObject({ id: 1, source: { pointer: 'x' } })],
  [
    'validate',
    'knows version 1.0',
    () => validateErrorDocument({ errors: [{ source: { header: 'Accept' } }] }, { version: '1.0' }),
  ],
  ['validate', 'tells a document', () => [isErrorDocument(JSON.parse(notUnique)), isErrorDocument(null)]],
  ['validate', 'lists its rules', () => rules],

  ['problem', 'makes one', () => toProblem(reactor.object('not-unique', { pointer: '/data/attributes/name' }))],
  ['problem', 'makes one of several', () => toProblem([reactor.object('not-unique'), reactor.object('not-found')])],
  ['problem', 'comes back', () => fromProblem(toProblem([reactor.object('not-unique'), reactor.object('not-found')]))],

  ['telemetry', 'tells of an error', () => telemetry(reactor.error('not-found'))],
  ['telemetry', 'tells of another', () => telemetry(new RangeError('x'))],

  ...languages.map(
    (language): Check => [
      'explain',
      `speaks ${language.tag}`,
      () => reactor.codes.map((code) => explain(code, { language })),
    ],
  ),
  ['explain', 'explains an error without a code', () => explainError({ title: 'x', status: '502' })],
  [
    'explain',
    'chooses a language',
    () => ['ko-KR', 'fr-CA;q=.5, de', '*', 'zh-TW', 'pt', 'xx'].map((header) => chooseLanguage(header, languages).tag),
  ],

  [
    'fetch',
    'lets a success pass',
    async () => (await withReactorErrors(serving(fine))('https://reactor.adobe.io/builds/BL2')).json(),
  ],
  [
    'fetch',
    'throws a failure',
    () => caught(() => withReactorErrors(serving(refused))('https://reactor.adobe.io/builds?token=secret')),
  ],
  [
    'fetch',
    'throws what failed later',
    () =>
      caught(() =>
        withReactorErrors(
          serving(() => new Response(JSON.stringify(build), { headers: jsonApi })),
          { deferred: true },
        )('https://reactor.adobe.io/builds/BL2'),
      ),
  ],
  [
    'fetch',
    'reads a stream',
    async () =>
      said(
        await errorFromResponse(new Response(inPieces(notUnique.slice(0, 30), notUnique.slice(30)), { status: 409 })),
      ),
  ],
  [
    'fetch',
    'gives up on a long body',
    async () =>
      said(
        await errorFromResponse(new Response(inPieces('{"errors":[', ' '.repeat(100)), { status: 500 }), {
          maxBytes: 50,
        }),
      ),
  ],

  [
    'retry',
    'repeats what passes',
    async () =>
      (
        await withRetry(withReactorErrors(serving(busy, busy, fine)), { sleep: async () => {} })(
          'https://reactor.adobe.io/',
        )
      ).status,
  ],
  [
    'retry',
    'repeats work',
    () =>
      retry((attempt) => (attempt < 3 ? Promise.reject(reactor.error('internal-error')) : attempt), {
        method: 'GET',
        random: () => 0,
        sleep: async () => {},
      }),
  ],
  ['retry', 'gives up', () => caught(() => retry(() => Promise.reject(reactor.error('not-found')), { method: 'GET' }))],
  [
    'settle',
    'waits',
    () =>
      settle('https://reactor.adobe.io/builds/BL2', {
        fetch: serving(
          () => new Response(JSON.stringify({ data: { ...succeeded.data, attributes: { status: 'pending' } } })),
          fine,
        ),
        sleep: async () => {},
      }),
  ],
  [
    'settle',
    'throws what failed',
    () =>
      caught(() =>
        settle('https://reactor.adobe.io/builds/BL2', { fetch: serving(() => new Response(JSON.stringify(build))) }),
      ),
  ],
  ['settle', 'refuses what is no URL', () => caught(() => settle('BL123'))],

  ['from-ajv', 'maps', () => fromAjv(ajvErrors, { document: request })],
  [
    'from-standard-schema',
    'maps',
    () =>
      fromStandardSchema(
        { issues: [{ message: 'Expected a number.', path: ['data', 'attributes', 'port'] }] },
        { document: request },
      ),
  ],

  [
    'server',
    'responds',
    async () => written(respond(reactor.error('not-unique', { pointer: '/data/attributes/name' })) as Response),
  ],
  [
    'server',
    'hides what is inside',
    async () => written(respond(new Error('cannot connect to db-7 as root')) as Response),
  ],
  [
    'server',
    'renders a page',
    () =>
      withoutIds(
        renderResponse(reactor.error('not-found'), {
          request: { headers: { accept: 'text/html', 'accept-language': 'ja' } },
          languages: [ja],
        }).body,
      ),
  ],
  [
    'server',
    'renders a text',
    () =>
      withoutIds(renderResponse(reactor.error('not-found'), { request: { headers: { accept: 'text/plain' } } }).body),
  ],
  [
    'server',
    'renders problem details',
    () =>
      withoutIds(
        renderResponse(reactor.error('not-found'), { request: { headers: { accept: 'application/problem+json' } } })
          .body,
      ),
  ],
  ['server', 'answers as a gateway', async () => written(respond(reactor.from(await caughtError())) as Response)],
  [
    'server',
    'refuses a media type',
    () =>
      said(checkRequest({ method: 'POST', headers: { 'content-type': 'application/vnd.api+json; charset=utf-8' } })),
  ],
  [
    'server',
    'reads JSON',
    () => readJson(new Request('https://example.com/', { method: 'POST', body: notUnique, headers: jsonApi })),
  ],
  [
    'server',
    'refuses broken JSON',
    () =>
      caught(() => readJson(new Request('https://example.com/', { method: 'POST', body: '{"a":', headers: jsonApi }))),
  ],
  [
    'server',
    'wraps a handler',
    async () =>
      written(
        (await withErrorResponses(() => {
          throw unrouted(['GET'])
        })(new Request('https://example.com/x', { method: 'PUT' }))) as Response,
      ),
  ],

  ['image-serving', 'reads a failure', () => imageServing.parse(imageError, { status: 200 })],
  [
    'image-serving',
    'reads a failure of rendering',
    () => imageRendering.parse('Image Not Found', { status: 404, headers: { 'content-type': 'text/plain' } }),
  ],
  [
    'image-serving',
    'goes to JSON:API and back',
    () => imageServing.parse(imageError, { status: 200 }).map((failure) => fromErrorDocument(toErrorDocument(failure))),
  ],
  ['image-serving', 'reads properties', () => parseProperties('#S7Z OK\ncatalogRecord.exists=0\nimage.width=300')],
  ['image-serving', 'reads a request', () => readImageRequest('/is/image/shoes/red?wid=300&fmt=png')],
  [
    'image-serving',
    'plans',
    () => {
      const read = readImageRequest('/is/image/shoes/red?wid=300')
      return (
        read &&
        planResponse(
          imageServing.error('image-corrupt').failure,
          read,
          resolveAttributes({ catalog: { ErrorDetail: 2, ErrorImage: 'a/b' } }),
        )
      )
    },
  ],
  [
    'check-image',
    'finds a failure',
    () =>
      checkImage('https://example.com/is/image/a', {
        fetch: serving(
          () => new Response('Image Not Found', { status: 404, headers: { 'content-type': 'text/plain' } }),
        ),
      }),
  ],
  [
    'check-image',
    'does not guess',
    () =>
      checkImage('https://example.com/is/image/a', {
        ask: 'nothing',
        fetch: serving(() => new Response('{}', { headers: { 'content-type': 'application/json' } })),
      }),
  ],

  ['codes.json', 'has every code', () => codes],
  [
    'schemas',
    'can be read',
    () => [documentSchema, documentSchema10, objectSchema, objectSchema10, detailsSchema, codesSchema],
  ],
  ['package.json', 'can be read', () => [manifest.name, manifest.type, Object.keys(manifest.exports)]],
]

async function caughtError(): Promise<unknown> {
  try {
    return await withReactorErrors(serving(refused))('https://reactor.adobe.io/')
  } catch (error) {
    return error
  }
}

/** Runs checks; each result is a line: entry, what was done, and the value as JSON. */
export async function runChecks(list: readonly Check[] = checks): Promise<readonly string[]> {
  const lines: string[] = []
  for (const [entry, does, run] of list) {
    const value = await Promise.resolve()
      .then(run)
      .then(asText, (error: unknown) => `THROWN ${asText(said(error))}`)
    lines.push(`${entry}: ${does} = ${value}`)
  }
  return lines
}

/** Returns a value as JSON, with what JSON would drop told apart. */
function asText(value: unknown): string {
  const text = JSON.stringify(value, (_, member: unknown) => {
    if (member === undefined) return '(undefined)'
    if (typeof member === 'number' && !Number.isFinite(member)) return `(${member})`
    return typeof member === 'bigint' || typeof member === 'symbol' || typeof member === 'function'
      ? `(${typeof member})`
      : member
  })
  return text ?? '(undefined)'
}
