/** Decoding: from the text of a response to failures, and to a thrown error. */
import { errorTexts, pick, successTexts } from './documents.js'
import { built, peer, peerModule } from './packages.js'
import { heading, table } from './table.js'

const { reactor } = await built<typeof import('../src/index.js')>('index')
const kitsu = await peerModule<{ deserialise: (document: unknown) => unknown }>('kitsu-core')
const tsJsonApi = peer<{ ApiResponse: { of: (document: unknown) => { errors: () => unknown } } }>('ts-json-api')
const devour = peer<{
  getMiddleware: (options: object) => { error: (payload: object) => unknown }
}>('devour-client/lib/middleware/json-api/res-errors.js').getMiddleware({})
const boom = peer<{ Boom: new (message: string, options: object) => Error }>('@hapi/boom')
const { RequestError } = await peerModule<{
  RequestError: new (message: string, status: number, options: object) => Error
}>('@octokit/request-error')
const { ConnectError } = await peerModule<{ ConnectError: new (message: string, code: number) => Error }>(
  '@connectrpc/connect',
)
const { default: Stripe } = await peerModule<{
  default: { errors: { StripeInvalidRequestError: new (raw: object) => Error } }
}>('stripe')
const createFastifyError =
  peer<(code: string, message: string, status: number) => new (detail: string) => Error>('@fastify/error')
const NotUnique = createFastifyError('not-unique', '%s', 409)
const { AioCoreSDKError } = peer<{
  AioCoreSDKError: new (message: string, code: string, sdk: string, details: object) => Error
}>('@adobe/aio-lib-core-errors')
const { TRPCError } = await peerModule<{ TRPCError: new (options: { code: string; message: string }) => Error }>(
  '@trpc/server',
)
const { ServiceException } = await peerModule<{ ServiceException: new (options: object) => Error }>(
  '@smithy/core/client',
)
const sentRequest = { method: 'GET', url: 'https://reactor.example/rules', headers: {} } as const
const httpErrors = peer<(status: number, message: string) => Error>('http-errors')

/** What the bench reads of its own documents. */
interface Parsed {
  readonly errors: readonly [{ readonly detail?: string }]
}

const parse = (text: string): Parsed => JSON.parse(text) as Parsed
const context = { status: 409 }
const headerRecord = { 'content-type': 'application/vnd.api+json', 'x-request-id': 'abc123', 'retry-after': '3' }
const withRecord = { status: 409, headers: headerRecord }
const withHeaders = { status: 409, headers: new Headers(headerRecord) }

/** Text to failures against parsing the same text. */
export function benchParse(): void {
  for (const count of [1, 5, 100]) {
    const texts = errorTexts(count)
    heading(`Decode ${count === 1 ? 'one error' : `${count} errors`}: text to Failure[], against JSON.parse`)
    table({ name: 'JSON.parse', work: (i) => JSON.parse(pick(texts, i)) }, [
      { name: 'reactor.parse', work: (i) => reactor.parse(pick(texts, i), context) },
      { name: 'reactor.parse with a record of headers', work: (i) => reactor.parse(pick(texts, i), withRecord) },
      { name: 'reactor.parse with a Headers object', work: (i) => reactor.parse(pick(texts, i), withHeaders) },
      { name: 'kitsu-core deserialise', work: (i) => kitsu.deserialise(JSON.parse(pick(texts, i))) },
      { name: 'ts-json-api ApiResponse', work: (i) => tsJsonApi.ApiResponse.of(JSON.parse(pick(texts, i))).errors() },
      { name: 'devour-client', work: (i) => devour.error({ response: { data: JSON.parse(pick(texts, i)) } }) },
    ])
  }
  const bytes = errorTexts(1).map((text) => new TextEncoder().encode(text))
  const decoder = new TextDecoder()
  heading('Decode bytes of one error, against TextDecoder and JSON.parse')
  table({ name: 'TextDecoder, JSON.parse', work: (i) => JSON.parse(decoder.decode(pick(bytes, i))) }, [
    { name: 'reactor.parse', work: (i) => reactor.parse(pick(bytes, i), context) },
  ])
  heading('Decode 50 resources where nothing failed, about 60 KB, against JSON.parse')
  table({ name: 'JSON.parse', work: (i) => JSON.parse(pick(successTexts, i)) }, [
    { name: 'reactor.parse', work: (i) => reactor.parse(pick(successTexts, i), { status: 200 }) },
    { name: 'kitsu-core deserialise', work: (i) => kitsu.deserialise(JSON.parse(pick(successTexts, i))) },
  ])
}

/** Looking for failures in what is parsed already, from one resource to ten thousand, against parsing it. */
export function benchScan(): void {
  for (const count of [1, 50, 1000, 10_000]) {
    // Lists as the others, only longer.
    const { data } = JSON.parse(pick(successTexts, 0)) as { readonly data: readonly object[] }
    const text = JSON.stringify({ data: Array.from({ length: count }, (_, i) => data[i % data.length]) })
    const document: unknown = JSON.parse(text)
    heading(`Look through ${count} parsed resources where nothing failed, against JSON.parse`)
    table({ name: 'JSON.parse', work: () => JSON.parse(text) }, [
      { name: 'reactor.parse', work: () => reactor.parse(document, { status: 200 }) },
    ])
  }
}

/** What other programs throw, made into one of our errors. */
export function benchFrom(): void {
  const texts = errorTexts(1)
  // As axios, and as undici, hang a response on what they throw.
  const axiosLike = (i: number) =>
    Object.assign(new Error('failed'), {
      isAxiosError: true,
      response: { status: 409, headers: headerRecord, data: JSON.parse(pick(texts, i)) },
    })
  const undiciLike = (i: number) =>
    Object.assign(new Error('failed'), { statusCode: 409, headers: headerRecord, body: pick(texts, i) })
  heading('Read what clients throw, against throwing it')
  table({ name: 'new Error and JSON.parse, as axios', work: axiosLike }, [
    { name: 'reactor.from, as axios', work: (i) => reactor.from(axiosLike(i)) },
    { name: 'reactor.from, as undici', work: (i) => reactor.from(undiciLike(i)) },
  ])
}

/** Text to one thrown error against parsing the text and making one bare error, with the same frames above. */
export function benchThrow(): void {
  for (const callers of ['interpreted', 'optimised'] as const) {
    for (const count of [1, 5, 100]) {
      const texts = errorTexts(count)
      heading(
        `Throw ${count === 1 ? 'one error' : `${count} errors`} under ${callers} callers, against JSON.parse and one new Error`,
      )
      table(
        {
          name: 'JSON.parse and new Error',
          work: (i) => {
            const { errors } = parse(pick(texts, i))
            return new Error(errors[0].detail)
          },
        },
        [
          {
            name: 'reactor.throwIfFailed, caught',
            work: (i) => {
              try {
                return reactor.throwIfFailed(pick(texts, i), context)
              } catch (error) {
                return error
              }
            },
          },
          {
            name: 'JSON.parse and throw new Error, caught',
            work: (i) => {
              try {
                const { errors } = parse(pick(texts, i))
                throw new Error(errors[0].detail)
              } catch (error) {
                return error
              }
            },
          },
          {
            name: 'JSON.parse and http-errors, first error only',
            work: (i) => httpErrors(409, parse(pick(texts, i)).errors[0].detail ?? ''),
          },
          {
            name: 'JSON.parse and @hapi/boom, first error only',
            work: (i) => new boom.Boom(parse(pick(texts, i)).errors[0].detail ?? '', { statusCode: 409 }),
          },
          {
            name: 'JSON.parse and @octokit/request-error, first error only',
            work: (i) => new RequestError(parse(pick(texts, i)).errors[0].detail ?? '', 409, { request: sentRequest }),
          },
          {
            name: 'JSON.parse and @connectrpc/connect, first error only',
            work: (i) => new ConnectError(parse(pick(texts, i)).errors[0].detail ?? '', 6),
          },
          {
            name: 'JSON.parse and @fastify/error, first error only',
            work: (i) => new NotUnique(parse(pick(texts, i)).errors[0].detail ?? ''),
          },
          {
            name: 'JSON.parse and @adobe/aio-lib-core-errors, first error only',
            work: (i) =>
              new AioCoreSDKError(parse(pick(texts, i)).errors[0].detail ?? '', 'not-unique', 'ReactorSDK', {}),
          },
          {
            name: 'JSON.parse and @trpc/server, first error only',
            work: (i) => new TRPCError({ code: 'CONFLICT', message: parse(pick(texts, i)).errors[0].detail ?? '' }),
          },
          {
            name: 'JSON.parse and @smithy/core, first error only',
            work: (i) =>
              new ServiceException({
                ...{ name: 'not-unique', $fault: 'client', $metadata: {} },
                message: parse(pick(texts, i)).errors[0].detail ?? '',
              }),
          },
          {
            name: 'JSON.parse and stripe, first error only',
            work: (i) =>
              new Stripe.errors.StripeInvalidRequestError({ message: parse(pick(texts, i)).errors[0].detail ?? '' }),
          },
        ],
        callers,
      )
    }
  }
}
