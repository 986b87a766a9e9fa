/** The one Error class: what failed, thrown. */
import type { ErrorDocument, ErrorObject } from '../jsonapi/document.js'
import { visibleMessage } from '../jsonapi/visible.js'
import { BRAND, type Branded, dialectOf } from './brand.js'
import { cutText } from './cut-text.js'
import type { Failure, Failures } from './failure.js'
import { isSameList, toPlain } from './plain.js'
import { unlessPromised } from './promised.js'
import { type Restored, restore } from './restore.js'
import { type Inner, maskError, maskStack } from './secret-errors.js'
import { maskFailures, maskText } from './secrets.js'
import { errorStatusOf, shared } from './shared.js'
import { withoutStacks, withStackFrom } from './stack.js'

/** The base class of every error of this package; made in a function call that bundlers may drop with it. */
const BrandedError: new (message: string, options?: ErrorOptions) => Branded = /* @__PURE__ */ (() =>
  class extends Error {
    get [BRAND](): string {
      return this.name
    }
  })()

const NO_FAILURE = 'A JsonApiError is made of failures, as parse returns them; JsonApiError.from makes one of anything'

/** Options of `JsonApiError`. */
export interface JsonApiErrorOptions extends ErrorOptions {
  /** Texts that the request carried and nobody may read in the error, as `secretsOf` gives them; default: none. */
  readonly secrets?: readonly string[] | undefined
  /** The title of a code, for the message of an error object that has none: the one in a dialect's catalog. Default: none. */
  readonly titleOf?: ((code: string) => string | undefined) | undefined
}

/**
 * One failed response, or one or more failed resources, as an `Error` that is fit for a log: credentials, query strings and the
 * secrets of the request are masked in all of it, once, when it is made. `Code` narrows `code`.
 *
 * `cause` is what was passed as such, else the failure itself (of several, their list), so that the data outlives
 * `structuredClone` and worker messages, which keep nothing of an error but its message, stack and cause. With a cause of your
 * own, send `failures` instead. `instanceof JsonApiError` holds for the errors of every copy of this package.
 */
export class JsonApiError<Code extends string = string> extends BrandedError {
  /** The code that all failures share, that of a failure being the one of its first error object; else `undefined`. */
  declare readonly code?: Code
  /** The status of the HTTP response where that is one of an error, 400 to 599; `undefined` for all others: deferred failures. */
  declare readonly status: number | undefined
  readonly #failures: Failures<Code>

  /**
   * @param failures what went wrong: one failure or several, of which there has to be one; not changed.
   * @param options `cause`: what led to the error, where that is something else; `secrets`: those of the request.
   * @throws {TypeError} for what is no failure, and for one without error objects.
   */
  constructor(failures: Failure<Code> | Failures<Code>, options: JsonApiErrorOptions = {}) {
    const { secrets, titleOf } = options
    const isCode = titleOf && ((code: string) => unlessPromised(titleOf(code)) !== undefined)
    const masked = maskFailures(isList(failures) ? failures : ([failures] as const), secrets, isCode)
    // Whoever compiles nothing passes a text.
    if (masked[0]?.errors?.[0] === undefined) throw new TypeError(NO_FAILURE)
    const own = masked.length === 1 ? masked[0] : masked
    super(composed(masked, titleOf), {
      cause: 'cause' in options ? maskError(options.cause, JsonApiError.#ours, secrets) : own,
    })
    // Optional in the type, since the `Exception` of OpenTelemetry takes no `undefined`; always there, since loggers list members.
    this.code = shared(masked, ({ errors }) => errors[0].code) as Code
    this.status = shared(masked, errorStatusOf)
    this.#failures = masked
  }

  /** Everything that failed, as plain data; never empty. */
  get failures(): Failures<Code> {
    return this.#failures
  }

  /** The first thing that failed; mostly the only one. */
  get failure(): Failure<Code> {
    return this.#failures[0]
  }

  /** The error objects of all failures, in order; never empty. */
  get errors(): Failure<Code>['errors'] {
    const [first, ...others] = this.#failures
    return others.length === 0 ? first.errors : [...first.errors, ...others.flatMap(({ errors }) => errors)]
  }

  /**
   * A JSON:API error document (JSON:API 1.1, “Top Level”): the one received, where there was one. Of several failures all error
   * objects, and in `meta.failures` what is known of each besides, with the number of its error objects as `errors`.
   */
  toJSON(): ErrorDocument<Code> {
    const { failure, failures, errors } = this
    if (failures.length === 1) return { ...failure.document, errors }
    const told = failures.map(({ document: _document, ...failure }) => ({ ...failure, errors: failure.errors.length }))
    return { errors, meta: { failures: told } }
  }

  /** The name of the dialect; `JsonApiError` for an error of none. */
  override get name(): string {
    return 'JsonApiError'
  }

  /** Whether `value` is an error of any dialect and of any copy of this package; of a subclass, whether it was made by that. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // Whatever stands at the right of `instanceof`: a subclass that inherits this would take its siblings for its own.
    // biome-ignore lint/complexity/noThisInStatic: it is not always this class.
    return this === JsonApiError ? isMarked(value) : Function.prototype[Symbol.hasInstance].call(this, value)
  }

  /**
   * Makes a `JsonApiError` of anything, and never throws. An error that this copy of the package made comes back as it is, and so
   * does one of another copy, once every member of it was found sound; of what bears their mark and is not sound, of an error
   * document, a failure or a list of them, a structured clone of an error, or the JSON text of any of them, what is sound is
   * restored. An `AggregateError` of such errors becomes one with all their failures; everything else an error without a code,
   * whose `cause` it is.
   */
  static from(value: unknown): JsonApiError {
    try {
      return JsonApiError.#ours(value) ?? errorFrom(restore(value))
    } catch {
      return errorFrom(restore(toPlain(value))) // A getter that throws or a revoked proxy: what can be read is.
    }
  }

  /** Those that this copy made were masked then; in what else bears the mark there may be anything. */
  static #ours(
    value: unknown,
    inner: Inner = (member, name) => maskError(member, JsonApiError.#ours, [], name),
    secrets: readonly string[] = [],
  ): JsonApiError | undefined {
    if (!isMarked(value)) return undefined
    if (#failures in value) return value
    const { failures, stack } = restore(value)
    const restored = errorFrom({ failures, stack }, secrets)
    return isLike(value, restored, inner, secrets) ? value : restored
  }
}

/** Whether `value` bears the mark of our errors; which members it has besides, `isLike` sees. */
const isMarked = (value: unknown): value is JsonApiError => dialectOf(value) !== undefined

function errorFrom({ failures, stack, cause }: Restored, secrets?: readonly string[]): JsonApiError {
  const make = () => new JsonApiError(failures, { secrets, ...(cause !== undefined && { cause }) })
  if (stack === undefined) return withStackFrom(JsonApiError.from, make)
  const error = withoutStacks(make)
  error.stack = maskStack(stack, secrets)
  return error
}

/** Whether what bears the mark of our errors is in all of its members as `restored`, which was made of it. */
function isLike(marked: JsonApiError, restored: JsonApiError, inner: Inner, secrets: readonly string[]): boolean {
  const { message, stack, cause, toJSON } = marked
  return (
    (['code', 'status', 'failure'] as const).every((name) => marked[name] === restored[name]) &&
    (['failures', 'errors'] as const).every((name) => isSameList(restored[name], marked[name])) &&
    typeof toJSON === 'function' &&
    [message, stack ?? ''].every((text) => typeof text === 'string' && maskStack(text, secrets) === text) &&
    inner(cause, 'cause') === cause &&
    Object.entries(marked).every(([name, value]) => inner(value, name) === value)
  )
}

const isList = <Code extends string>(failures: Failure<Code> | Failures<Code>): failures is Failures<Code> =>
  Array.isArray(failures)

/** Makes the class of a dialect's errors: the same class under the dialect's name. */
export function errorClassOf(name: string): typeof JsonApiError {
  const named = class<Code extends string = string> extends JsonApiError<Code> {}
  const asIs = { configurable: true, writable: true, value: name }
  // On the prototype and not the instance: a defineProperty per error would cost a quarter of its construction.
  Object.defineProperty(named.prototype, 'name', asIs)
  Object.defineProperty(named, 'name', asIs)
  return named
}

const LONGEST = 500
/** So many failures are told of in a message, and the rest counted. */
const MOST_TOLD = 3

type TitleOf = JsonApiErrorOptions['titleOf']

/**
 * The one line that stands for failures in logs and stack traces: `[code] title: detail (at pointer; METHOD /path)` of the first
 * error of each. Holds no URL query, header value or token; each part of it is cut at 500 characters. Never throws.
 */
export function messageOf(failures: Failures): string {
  return composed(maskFailures(failures))
}

/** The line of failures that were masked already. */
function composed(failures: Failures, titleOf?: TitleOf): string {
  try {
    const { length } = failures
    const told = failures.slice(0, MOST_TOLD).map((failure) => compose(failure, titleOf))
    const untold = length > MOST_TOLD ? [`and ${length - MOST_TOLD} more`] : []
    return visibleMessage((length === 1 ? '' : `${length} failures: `) + [...told, ...untold].join('; '))
  } catch {
    return 'An error that cannot be read' // A getter that throws, or a revoked proxy.
  }
}

function compose({ errors, delivery, status, resource, request }: Failure, titleOf: TitleOf): string {
  const [error] = errors
  const { code, detail } = error
  // The response in which a failed resource was read is no reason.
  const label = code ?? error.status ?? (delivery === 'deferred' ? undefined : status)
  const title = error.title || (code === undefined ? undefined : unlessPromised(titleOf?.(code)))
  const said = title === detail || detail === undefined ? '' : part(detail)
  const text = !title ? said : said === '' ? part(title) : `${part(title)}: ${said}`
  const head = label === undefined ? '' : `[${maskedPart(String(label))}] `
  const where = [
    placeOf(error),
    resource && maskedPart(`${resource.type} ${resource.id}`),
    request && maskedPart(`${request.method} ${request.url}`),
  ]
    .filter(Boolean)
    .join('; ')
  const more = errors.length === 1 ? '' : `, and ${errors.length - 1} more`
  return `${head}${text || 'No reason given'}${where && ` (${where})`}${more}`
}

/** A part of the message, cut. */
const part = (text: string): string => cutText(text, LONGEST)

/** A part that may still have secrets, since programs decide by it. */
const maskedPart = (text: string): string => maskText(part(text))

function placeOf({ source }: ErrorObject): string {
  const { pointer, parameter, header } = source ?? {}
  if (typeof pointer === 'string') return `at ${maskedPart(pointer) || 'the whole document'}`
  if (typeof parameter === 'string') return `in parameter ${part(parameter)}`
  return typeof header === 'string' ? `in header ${part(header)}` : ''
}
