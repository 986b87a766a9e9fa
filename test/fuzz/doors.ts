/**
 * Everything that takes what strangers send, each with what has to be true of its outcome whatever that was. What a door gives back
 * says in a word what came of its input: texts that lead to a new one are what later texts are made of.
 */
import { inspect } from 'node:util'
import { MockAgent, request as undiciRequest } from 'undici'
import { checkImage } from '../../src/client/check-image/index.js'
import { errorFromResponse, fromAsync, withReactorErrors } from '../../src/client/fetch.js'
import { withRetry } from '../../src/client/retry.js'
import { ForeignOriginError, NotSettledError, settle } from '../../src/client/settle.js'
import { reactorErrors } from '../../src/client/undici/index.js'
import { decodeBody } from '../../src/dialect/decode.js'
import { fromProblem, toProblem } from '../../src/dialect/problem.js'
import { chooseLanguage, en, explainError } from '../../src/explain/index.js'
import { de } from '../../src/explain/languages/de.generated.js'
import { retryAdvice } from '../../src/failure/retry.js'
import { retryAfterOf } from '../../src/failure/retry-after.js'
import { mask, maskText, secretsOf } from '../../src/failure/secrets.js'
import { logFields, telemetry } from '../../src/failure/telemetry.js'
import {
  fromErrorDocument,
  imageRendering,
  imageServing,
  parseProperties,
  planResponse,
  readImageRequest,
  resolveAttributes,
  toErrorDocument,
} from '../../src/image-serving/index.js'
import { type Failure, isJsonApiError, JsonApiError, reactor } from '../../src/index.js'
import { readResponses } from '../../src/input/responses.js'
import { groupErrors } from '../../src/jsonapi/group.js'
import { parseAccept, parseMediaType } from '../../src/jsonapi/media-type.js'
import {
  buildPointer,
  describePointer,
  fromFragment,
  nearestPointer,
  PointerSyntaxError,
  parsePointer,
  pointerExists,
  resolvePointer,
  toFragment,
} from '../../src/jsonapi/pointer.js'
import { completeJson, syntaxPosition } from '../../src/jsonapi/text.js'
import { validateErrorDocument, validateErrorObject } from '../../src/jsonapi/validate/index.js'
import { checkRequest, readJson, renderResponse } from '../../src/server/index.js'
import { fromAjv } from '../../src/server/validation/from-ajv.js'
import { fromStandardSchema } from '../../src/server/validation/from-standard-schema.js'
import { runCli } from '../cli/run-cli.js'
import { bytes, context, headers, sendable, status, value } from './inputs.js'
import { either, pick, type Random, several } from './random.js'

/** One door: what it takes, and what is done with that; an assertion that fails, and every other throw, is a fault. */
export interface Door {
  readonly name: string
  /** Draws an input and takes it in. */
  readonly open: (random: Random, text: () => string) => unknown
  /** It takes one input while the others take so many. */
  readonly every: number
}

export function assert(isTrue: unknown, what: string): asserts isTrue {
  if (!isTrue) throw new Error(`it does not hold that ${what}`)
}

const UNSEEN = /[\p{Cc}\p{Bidi_Control}]/u

const sound: Failure = { errors: [{ code: 'x' }], delivery: 'immediate', format: 'json:api' }

/** Holds for every error of ours; what takes long is looked at in some. */
function checkError(error: unknown, random: Random): void {
  assert(isJsonApiError(error), 'the error is one of ours')
  assert(
    error.failures.every(({ errors }) => errors.length > 0),
    'every failure has an error object',
  )
  assert(typeof error.message === 'string' && !UNSEEN.test(error.message), 'its message can be shown')
  telemetry(error)
  logFields(error)
  for (const failure of error.failures) reactor.retryAdvice(failure, { method: 'GET', attempt: 1 })
  if (random(16) > 0) return
  assert(JSON.parse(JSON.stringify(error)).errors.length > 0, 'it can be written as JSON')
  assert(typeof inspect(error) === 'string', 'it can be inspected')
  assert(JsonApiError.from(JSON.parse(JSON.stringify(error))).errors.length > 0, 'it can be restored')
}

function caught(act: () => unknown): unknown {
  try {
    act()
    return undefined
  } catch (error) {
    return error
  }
}

const wordsOf = (failures: readonly { format: string; delivery: string; repairs?: readonly unknown[] }[]): string =>
  failures.map(({ format, delivery, repairs }) => `${format} ${delivery} ${repairs?.length}`).join()

const door = (name: string, open: Door['open'], every = 1): Door => ({ name, open, every })

const LIMITS = { timeout: 50, maxBytes: 10_000 }

/** A response as clients have it. */
function response(random: Random, body: string): Response {
  const code = pick(random, [200, 201, 204, 400, 401, 404, 409, 422, 429, 500, 503])
  const types = ['application/json', 'application/vnd.api+json', 'text/html', 'text/plain', 'image/png']
  const given = either<string | Uint8Array<ArrayBuffer>>(random, [3, () => body], [1, () => bytes(random)])
  const sent = new Headers({ 'content-type': pick(random, types), ...sendable(random) })
  return new Response(code === 204 ? null : given, { status: code, headers: sent })
}

const body = (random: Random, draw: () => string): unknown =>
  either<unknown>(random, [2, () => value(random)], [2, () => draw()], [1, () => bytes(random)])

/** Whether a promise was kept, or broken for one of these reasons. */
async function settled(
  promise: Promise<unknown>,
  random: Random,
  isReason: (reason: unknown) => boolean,
): Promise<string> {
  const [outcome] = await Promise.allSettled([promise])
  if (outcome.status === 'fulfilled') return 'kept'
  const { reason } = outcome
  if (isJsonApiError(reason)) checkError(reason, random)
  else if (!isReason(reason)) throw reason
  return 'broken'
}

/** The doors of the package that need no server. */
export const doors: readonly Door[] = [
  ...[reactor, imageServing, imageRendering].flatMap((dialect): Door[] => [
    door(`${dialect.name} parse`, (random, draw) => {
      const failures = dialect.parse(body(random, draw), context(random))
      assert(
        Array.isArray(failures) && failures.every(({ errors }) => errors.length > 0),
        'failures have error objects',
      )
      for (const failure of failures.slice(0, 20)) checkError(reactor.error(failure), random)
      return wordsOf(failures)
    }),
    door(`${dialect.name} throwIfFailed`, (random, draw) => {
      const error = caught(() => dialect.throwIfFailed(body(random, draw), context(random)))
      if (error !== undefined) checkError(error, random)
    }),
    door(`${dialect.name} from`, (random) => {
      const given = value(random)
      const error = dialect.from(given)
      if (!Object.is(error, given)) checkError(error, random)
    }),
    door(`${dialect.name} guards`, (random) => {
      const given = value(random)
      assert(!dialect.is(given) || isJsonApiError(given), 'a guard knows our errors')
      isJsonApiError(given)
      groupErrors(given as never)
    }),
  ]),
  door('JsonApiError.from', (random, draw) => {
    const error = JsonApiError.from(body(random, draw))
    checkError(error, random)
    return wordsOf(error.failures)
  }),
  door('the cause of an error', (random) => checkError(reactor.error('not-found', { cause: value(random) }), random)),
  door('retryAdvice', (random) => {
    const { delay = 0 } = retryAdvice(value(random) as never, () => undefined, value(random) as never)
    assert(Number.isFinite(delay) && delay >= 0, 'a delay can be waited for')
  }),
  door('telemetry', (random) => JSON.stringify([telemetry(value(random)), logFields(value(random))]).slice(0, 0)),
  door('secrets', (random, draw) => {
    const told = draw()
    const secrets = secretsOf({ headers: value(random) as never, url: draw() })
    mask(value(random), secrets)
    assert('cause' in new JsonApiError(sound, { cause: value(random), secrets }), 'a cause is kept')
    const masked = maskText(told, secrets)
    assert(maskText(masked) === masked, 'what was masked is not masked again')
    return masked === told ? undefined : `masked ${masked.split('[redacted]').length}`
  }),
  door('bodies', (random, draw) => {
    const { value: read, whole } = decodeBody(body(random, draw), () => draw())
    return `${typeof read} ${whole?.message.slice(0, 30)}`
  }),
  door('headers', (_random, draw) => {
    const wait = retryAfterOf(draw(), () => draw()) ?? 0
    assert(Number.isFinite(wait) && wait >= 0, 'a wait can be waited for')
    chooseLanguage(draw(), [en, de])
    return `${parseMediaType(draw())?.essence} ${parseAccept(draw()).length}`
  }),
  door('broken JSON', (_random, draw) => {
    const given = draw()
    const whole = completeJson(given)
    if (whole !== undefined) JSON.parse(whole)
    const isJson = caught(() => JSON.parse(given)) === undefined
    const position = syntaxPosition(given)
    assert(isJson === (position === undefined), 'what is no JSON has a place where it is none')
    return `${position?.isCutOff} ${whole?.length}`
  }),
  door('pointers', (random, draw) => {
    const segments = several(random, 5, () => draw().slice(0, 40))
    const built = buildPointer(segments)
    assert(JSON.stringify(parsePointer(built)) === JSON.stringify(segments), 'pointers come back')
    const [given, document] = [draw(), value(random)]
    describePointer(given)
    for (const act of [
      parsePointer,
      toFragment,
      fromFragment,
      resolvePointer.bind(null, document),
      pointerExists.bind(null, document),
      nearestPointer.bind(null, document),
    ]) {
      const error = caught(() => act(given))
      assert(error === undefined || error instanceof PointerSyntaxError, 'pointers throw one kind of error')
    }
  }),
  door('validators', (random) => {
    const [found, more] = [validateErrorDocument(value(random)), validateErrorObject(value(random))]
    assert(Array.isArray(found) && Array.isArray(more), 'there is a list')
    for (const { pointer } of [...found, ...more]) parsePointer(pointer)
    return found.map(({ rule }) => rule).join()
  }),
  door('respond', (random, draw) => {
    const formats = [
      ['application/vnd.api+json'],
      ['application/problem+json'],
      ['text/html'],
      ['text/plain'],
      [],
    ] as const
    const chosen = pick(random, formats)
    const request = { method: 'POST', url: draw(), headers: headers(random) }
    const response = renderResponse(body(random, draw), {
      ...{ request: pick(random, [request, value(random), undefined]) as never, expose: pick(random, [0, 1, 2, 3]) },
      ...(chosen.length > 0 && { formats: chosen as never }),
      onError: ({ error }) => checkError(error, random),
    })
    assert(response.status >= 400 && response.status < 600, 'the status is one of an error')
    new Headers(response.headers)
    if (response.body === '' || response.headers['content-type'] !== 'application/vnd.api+json') return
    const violations = validateErrorDocument(JSON.parse(response.body)).filter(({ level }) => level === 'error')
    assert(violations.length === 0, `the document is JSON:API: ${violations[0]?.message}`)
  }),
  door('requests', (random, draw) => {
    const request = { method: pick(random, ['GET', 'POST', 'x']), url: draw(), headers: headers(random) }
    const error = caught(() => checkRequest(pick(random, [request, value(random)]) as never))
    if (error !== undefined) checkError(error, random)
  }),
  door('bodies of requests', async (random, draw) => {
    const init = { method: 'POST', body: bytes(random), headers: sendable(random) }
    return settled(readJson(new Request('http://a.example/', init), { maxBytes: draw().length }), random, () => false)
  }),
  door('mappers', (random) => {
    const document = value(random)
    for (const errors of [
      fromAjv(value(random) as never, { document }),
      fromStandardSchema(value(random) as never, { document }),
    ]) {
      for (const { source } of errors) if (source?.pointer !== undefined) parsePointer(source.pointer)
    }
  }),
  door('problem details', (random) => {
    fromProblem(value(random) as never)
    fromProblem({ ...toProblem(JsonApiError.from(value(random)).errors) })
  }),
  door('explanations', (random, draw) => {
    const failure = pick(random, [{ status: status(random), delivery: 'deferred' }, undefined]) as never
    explainError(value(random) as never, failure)
    explainError({ code: draw(), detail: draw() })
  }),
  door('image documents', (random) => {
    toErrorDocument(value(random) as never)
    fromErrorDocument(value(random))
  }),
  door('image properties', (random, draw) => {
    const format = pick(random, ['text', 'javascript', 'xml', 'json', undefined] as const)
    const read = parseProperties(draw(), format === undefined ? {} : { format })
    return `${format} ${Object.keys(read ?? {})}`
  }),
  door('image requests', (random, draw) => {
    const given = either(random, [2, () => `/is/image/${draw()}`], [1, () => `/ir/render/${draw()}`], [1, () => draw()])
    const request = readImageRequest(given)
    if (request === undefined) return
    const failure = { errors: [{ code: 'image-not-found' }], delivery: 'immediate', format: 'text' } as const
    const redirect = { server: 'http://10.0.0.1', rootPath: '/is' }
    const plan = planResponse(failure, request, resolveAttributes({ errorRedirect: redirect } as never))
    return `${request.problems.length} ${plan.kind}`
  }),
  door('inputs', async (random, draw) => {
    let words = ''
    async function* stream(): AsyncGenerator<Uint8Array> {
      yield either<Uint8Array>(random, [2, () => Buffer.from(draw())], [1, () => bytes(random)])
      yield bytes(random)
    }
    for await (const items of readResponses(stream())) words += items.map(({ kind }) => kind)
    return words.slice(0, 100)
  }),
  door(
    'fetch',
    async (random, draw) => {
      const given = draw()
      const error = await errorFromResponse(response(random, given), { ...LIMITS, deferred: true })
      if (error !== undefined) checkError(error, random)
      await settled(withReactorErrors(async () => response(random, given), { deferred: true })(), random, () => false)
      const thrown = await fromAsync(Object.assign(new Error('x'), { response: response(random, given) }), LIMITS)
      if (isJsonApiError(thrown)) checkError(thrown, random)
      return error === undefined ? undefined : wordsOf(error.failures)
    },
    4,
  ),
  door(
    'retry and settle',
    async (random, draw) => {
      const sleep = async (): Promise<void> => {}
      let now = 0
      const clock = { sleep, now: () => (now += 1000), random: () => 0.5 }
      const thrown = value(random)
      const failing = async (): Promise<Response> => {
        if (random(3) > 0) return response(random, draw())
        throw thrown
      }
      const strict = withReactorErrors(failing as typeof fetch, { deferred: true })
      await settled(withRetry(strict, clock)('http://a.example/'), random, (reason) => Object.is(reason, thrown))
      const link = pick(random, ['http://a.example/', value(random), { data: value(random) }])
      const wait = settle(link as never, { ...clock, fetch: failing as never, timeout: 5000 })
      const expected = [TypeError, NotSettledError, ForeignOriginError]
      return settled(wait, random, (reason) => expected.some((type) => reason instanceof type))
    },
    4,
  ),
  door(
    'undici',
    async (random, draw) => {
      const agent = new MockAgent()
      agent.disableNetConnect()
      const code = pick(random, [200, 400, 404, 500, 503])
      agent
        .get('http://a.example')
        .intercept({ path: '/', method: 'GET' })
        .reply(code, draw(), { headers: { 'content-type': 'application/json', ...sendable(random) } })
      const dispatcher = agent.compose(reactorErrors({ deferred: true }))
      const outcome = await settled(
        undiciRequest('http://a.example/', { dispatcher }).then(({ body }) => body.text()),
        random,
        () => false,
      )
      await agent.close()
      return outcome
    },
    20,
  ),
  door(
    'pictures',
    async (random, draw) => {
      const fetch = async (): Promise<Response> => response(random, draw())
      const { verdict } = await checkImage('https://a.example/is/image/x', { ...LIMITS, fetch: fetch as never })
      return verdict
    },
    4,
  ),
  ...(['decode', 'decode --json', 'decode --lang de', 'validate', 'validate --json', 'explain', 'list'] as const).map(
    (command) =>
      door(
        command,
        async (random, draw) => {
          const args = command === 'explain' || random(20) === 0 ? [draw().slice(0, 200)] : []
          const stdin = either<string | Uint8Array>(random, [2, () => draw()], [1, () => bytes(random)])
          const { code, stdout, stderr } = await runCli([...command.split(' '), ...args], { stdin })
          assert(code >= 0 && code <= 4, 'the exit code is one that is documented')
          assert(!/[^\P{Cc}\n]|\p{Bidi_Control}/u.test(stdout + stderr), 'a terminal can show it')
          return `${command} ${code}`
        },
        30,
      ),
  ),
]
