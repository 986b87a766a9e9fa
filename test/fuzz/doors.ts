/** Everything that takes what strangers send, each with what has to be true of its outcome whatever that was. */
import { inspect } from 'node:util'
import fc from 'fast-check'
import { errorFromResponse, withReactorErrors } from '../../src/client/fetch.js'
import { decodeBody } from '../../src/dialect/decode.js'
import { fromProblem, toProblem } from '../../src/dialect/problem.js'
import { retryAdvice } from '../../src/failure/retry.js'
import { retryAfterOf } from '../../src/failure/retry-after.js'
import { mask, maskError, maskText, secretsOf } from '../../src/failure/secrets.js'
import { telemetry } from '../../src/failure/telemetry.js'
import {
  fromErrorDocument,
  imageRendering,
  imageServing,
  planResponse,
  readImageRequest,
  resolveAttributes,
  toErrorDocument,
} from '../../src/image-serving/index.js'
import { isJsonApiError, JsonApiError, reactor } from '../../src/index.js'
import { parseAccept, parseMediaType } from '../../src/jsonapi/media-type.js'
import {
  buildPointer,
  describePointer,
  nearestPointer,
  PointerSyntaxError,
  parsePointer,
  pointerExists,
  resolvePointer,
} from '../../src/jsonapi/pointer.js'
import { completeJson, syntaxPosition } from '../../src/jsonapi/text.js'
import { validateErrorDocument, validateErrorObject } from '../../src/jsonapi/validate/index.js'
import { renderResponse } from '../../src/server/index.js'
import { fromAjv } from '../../src/server/validation/from-ajv.js'
import { fromStandardSchema } from '../../src/server/validation/from-standard-schema.js'
import { runCli } from '../cli/run-cli.js'
import { hostileContexts } from '../failure/hostile.js'
import { late, status, text, value } from './inputs.js'

/** One door: what it takes, and what is done with that; an assertion that fails, and every other throw, is a fault. */
export interface Door {
  readonly name: string
  readonly input: fc.Arbitrary<unknown>
  readonly open: (input: never) => unknown
  /** How many inputs it takes while others take one; less than 1 for those that take long. */
  readonly share: number
}

function assert(isTrue: unknown, what: string): asserts isTrue {
  if (!isTrue) throw new Error(`it does not hold that ${what}`)
}

const UNSEEN = /[\p{Cc}\p{Bidi_Control}]/u

/** Holds for every error of ours. */
function checkError(error: unknown): void {
  assert(isJsonApiError(error), 'the error is one of ours')
  assert(
    error.failures.every(({ errors }) => errors.length > 0),
    'every failure has an error object',
  )
  assert(typeof error.message === 'string' && !UNSEEN.test(error.message), 'its message can be shown')
  // Not as a text: what stands in many places at once is written out in each.
  assert(error.toJSON().errors.length > 0, 'it can be written as JSON')
  assert(typeof inspect(error) === 'string', 'it can be inspected')
  telemetry(error)
  for (const failure of error.failures) reactor.retryAdvice(failure, { method: 'GET', attempt: 1 })
}

function caught(act: () => unknown): unknown {
  try {
    act()
    return undefined
  } catch (error) {
    return error
  }
}

const context = fc.oneof(
  fc.record({ status, headers: fc.dictionary(fc.string(), fc.anything()) }),
  fc.constantFrom(...hostileContexts).map(([, make]) => late(make)),
)
const body = fc.oneof(value, text)

/** A door that never throws, and of whose outcome nothing more is known. */
const total = (name: string, input: fc.Arbitrary<unknown>, open: (input: never) => unknown, share = 1): Door => ({
  ...{ name, input, open, share },
})

/** The doors of the package. */
export const doors: readonly Door[] = [
  ...[reactor, imageServing, imageRendering].flatMap((dialect): Door[] => [
    total(`${dialect.name} parse`, fc.tuple(body, context), ([given, around]: [unknown, object]) => {
      const failures = dialect.parse(given, around)
      assert(
        Array.isArray(failures) && failures.every(({ errors }) => errors.length > 0),
        'failures have error objects',
      )
      for (const failure of failures) checkError(reactor.error(failure))
    }),
    total(`${dialect.name} throwIfFailed`, fc.tuple(body, context), ([given, around]: [unknown, object]) => {
      const error = caught(() => dialect.throwIfFailed(given, around))
      if (error !== undefined) checkError(error)
    }),
    total(`${dialect.name} from`, value, (given) => {
      // Not given back: whoever waits for it would look into it.
      dialect.from(given)
    }),
  ]),
  total('JsonApiError.from', body, (given) => checkError(JsonApiError.from(given))),
  total('retryAdvice', fc.tuple(value, value), ([failure, request]: [never, never]) => {
    const { delay = 0 } = retryAdvice(failure, () => undefined, request)
    assert(Number.isFinite(delay) && delay >= 0, 'a delay can be waited for')
  }),
  total('telemetry', value, (given) => telemetry(given)),
  total('secrets', fc.tuple(value, value, text), ([data, headers, told]: [unknown, never, string]) => {
    const secrets = secretsOf({ headers, url: told })
    mask(data, secrets)
    maskError(data, secrets)
    const masked = maskText(told, secrets)
    assert(maskText(masked) === masked, 'what was masked is not masked again')
  }),
  total('bodies', fc.tuple(body, text), ([given, type]: [unknown, string]) => decodeBody(given, () => type)),
  total('headers', fc.tuple(text, text), ([one, other]: [string, string]) => {
    const wait = retryAfterOf(one, () => other) ?? 0
    assert(Number.isFinite(wait) && wait >= 0, 'a wait can be waited for')
    parseMediaType(one)
    parseAccept(one)
  }),
  total('broken JSON', text, (given: string) => {
    const whole = completeJson(given)
    if (whole !== undefined) caught(() => JSON.parse(whole))
    syntaxPosition(given)
  }),
  total(
    'pointers',
    fc.tuple(text, value, fc.array(fc.string())),
    ([given, document, segments]: [string, unknown, string[]]) => {
      assert(JSON.stringify(parsePointer(buildPointer(segments))) === JSON.stringify(segments), 'pointers come back')
      describePointer(given)
      for (const act of [
        parsePointer,
        resolvePointer.bind(null, document),
        pointerExists.bind(null, document),
        nearestPointer.bind(null, document),
      ]) {
        const error = caught(() => act(given))
        assert(error === undefined || error instanceof PointerSyntaxError, 'pointers throw one kind of error')
      }
    },
  ),
  total('validators', value, (given) => {
    assert(Array.isArray(validateErrorDocument(given)) && Array.isArray(validateErrorObject(given)), 'there is a list')
  }),
  total('respond', fc.tuple(body, context), ([thrown, request]: [unknown, never]) => {
    const response = renderResponse(thrown, { request, formats: ['application/vnd.api+json'], expose: 2 })
    assert(response.status >= 400 && response.status < 600, 'the status is one of an error')
    new Headers(response.headers)
    if (response.body === '') return
    const violations = validateErrorDocument(JSON.parse(response.body)).filter(({ level }) => level === 'error')
    assert(violations.length === 0, `the document is JSON:API: ${violations[0]?.message}`)
  }),
  total('mappers', fc.tuple(value, value), ([found, document]: [never, unknown]) => {
    for (const errors of [fromAjv(found, { document }), fromStandardSchema(found, { document })]) {
      for (const { source } of errors) if (source?.pointer !== undefined) parsePointer(source.pointer)
    }
  }),
  total('problem details', value, (given) => {
    const errors = JsonApiError.from(given).errors
    fromProblem({ ...toProblem(errors) })
  }),
  total('image documents', value, (given: never) => {
    toErrorDocument(given)
    fromErrorDocument(given)
  }),
  total('image requests', text, (given: string) => {
    const request = readImageRequest(`/is/image/${given}`)
    if (request !== undefined)
      planResponse({ errors: [{}], delivery: 'immediate', format: 'text' }, request, resolveAttributes())
  }),
  total(
    'fetch',
    fc.tuple(fc.oneof(text, fc.uint8Array()), fc.integer({ min: 200, max: 599 }), text),
    async ([given, code, type]: [string | Uint8Array<ArrayBuffer>, number, string]) => {
      const headers = new Headers({ 'content-type': 'application/json' })
      caught(() => headers.set('retry-after', type))
      const response = () =>
        new Response(code === 204 || code === 205 || code === 304 ? null : given, { status: code, headers })
      const error = await errorFromResponse(response(), { deferred: true })
      if (error !== undefined) checkError(error)
      const thrown = await withReactorErrors(async () => response(), { deferred: true })().catch(
        (reason: unknown) => reason,
      )
      if (!(thrown instanceof Response)) checkError(thrown)
    },
    0.5,
  ),
  ...(['decode', 'decode --json', 'validate', 'validate --json'] as const).map((command) =>
    total(
      command,
      fc.oneof(text, fc.uint8Array()),
      async (stdin: string | Uint8Array) => {
        const { code, stdout, stderr } = await runCli(command.split(' '), { stdin })
        assert(code >= 0 && code <= 4, 'the exit code is one that is documented')
        assert(!/[^\P{Cc}\n]|\p{Bidi_Control}/u.test(stdout + stderr), 'a terminal can show it')
      },
      0.05,
    ),
  ),
]
