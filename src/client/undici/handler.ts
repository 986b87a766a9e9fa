/** Stands between undici and whoever made a request: holds back a response that may have failed, and lets all others through. */
import { stringify } from 'node:querystring'
import type { Duplex } from 'node:stream'
import type { Dispatcher, errors } from 'undici'
import type { Failures } from '../../failure/failure.js'
import { isJsonApiError } from '../../failure/guard.js'
import { type HeadersLike, headerOf } from '../../failure/headers.js'
import { withoutStacks } from '../../failure/stack.js'
import { isJsonMediaType } from '../../jsonapi/media-type.js'
import { isNonEmpty } from '../../jsonapi/record.js'
import { brokenOff, type Shortfall, timedOut, tooLarge } from '../body.js'
import type { Limits, Settings } from '../options.js'
import { errorFor, failuresOfFailed } from '../response.js'
import { type Controller, type Handler, type Head, type Headers, HeldResponse } from './held-response.js'

/** The calls that only undici 8 makes to its handlers. */
interface SendingHandler {
  onBodySent?(...sent: unknown[]): void
  onRequestSent?(): void
}

/** The request, for the error that it may end in. */
export interface Sender {
  readonly request: Dispatcher.DispatchOptions
  /** Made where the request was sent, if errors are to show that. */
  readonly trace: Error | undefined
}

const droppedByRetry: Shortfall = {
  format: 'unread',
  message: 'The body was dropped by undici’s retry interceptor, which keeps it with `throwOnError: false`',
}

/** One request's handler, for undici 7 and 8. */
export class ResponseHandler implements Handler {
  readonly #handler: Handler & SendingHandler
  readonly #settings: Settings
  readonly #sender: Sender
  #controller: CallersController | undefined
  #held: HeldResponse | undefined
  /** Whether the request has ended in an error, after which nothing may come. */
  #over = false

  constructor(handler: Handler, settings: Settings, sender: Sender) {
    this.#handler = handler
    this.#settings = settings
    this.#sender = sender
  }

  onRequestStart(controller: Controller, context: unknown): void {
    // The same request may start anew: after a redirect, or to be tried again.
    this.#letGo()
    this.#controller ??= new CallersController(controller)
    this.#controller.target = controller
    this.#handler.onRequestStart?.(this.#controller, context)
  }

  onBodySent(...sent: unknown[]): void {
    this.#handler.onBodySent?.(...sent)
  }

  onRequestSent(): void {
    this.#handler.onRequestSent?.()
  }

  onRequestUpgrade(controller: Controller, status: number, headers: Headers, socket: Duplex): void {
    this.#handler.onRequestUpgrade?.(this.#shown(controller), status, headers, socket)
  }

  onResponseStarted(): void {
    this.#handler.onResponseStarted?.()
  }

  onResponseStart(controller: Controller, status: number, headers: Headers, message?: string): void {
    const limits = this.#limitsFor(status, headers)
    if (limits === undefined) {
      this.#handler.onResponseStart?.(this.#shown(controller), status, headers, message)
      return
    }
    const late = (): void => this.#stop(controller, held, timedOut(limits))
    const held = new HeldResponse({ status, headers, message }, limits, late)
    this.#held = held
  }

  onResponseData(controller: Controller, chunk: Buffer): void {
    if (this.#over) return
    const held = this.#held
    if (held === undefined) this.#handler.onResponseData?.(this.#shown(controller), chunk)
    else if (!held.add(chunk)) this.#stop(controller, held, tooLarge(held.limits))
  }

  onResponseEnd(controller: Controller, trailers: Headers): void {
    if (this.#over) return
    const held = this.#letGo()
    if (held !== undefined) {
      const failures = held.failures(this.#settings.dialect)
      if (isNonEmpty(failures)) {
        this.#end(controller, this.#errorOf(failures, held.head))
        return
      }
      held.replay(this.#handler, this.#shown(controller))
    }
    this.#handler.onResponseEnd?.(this.#shown(controller), trailers)
  }

  onResponseError(controller: Controller, reason: Error): void {
    if (this.#over) return
    const held = this.#letGo()
    this.#end(controller, this.#controller?.abortedByCaller ? reason : this.#explain(held, reason))
  }

  /** The controller as callers see it: to them that of the first try is that of all others. */
  #shown(controller: Controller): Controller {
    return this.#controller ?? controller
  }

  #limitsFor(status: number, headers: Headers): Limits | undefined {
    if (status >= 400) return this.#settings.failed
    const isJson = status >= 200 && status < 300 && isJsonMediaType(headerOf(headers, 'content-type'))
    return isJson ? this.#settings.deferred : undefined
  }

  #letGo(): HeldResponse | undefined {
    const held = this.#held
    this.#held = undefined
    held?.release()
    return held
  }

  #end(controller: Controller, error: Error): void {
    this.#over = true
    withoutCode(error, () => this.#handler.onResponseError?.(this.#shown(controller), error))
  }

  /** Reads no further. */
  #stop(controller: Controller, held: HeldResponse, shortfall: Shortfall): void {
    this.#letGo()
    const error = this.#errorOf(held.failuresOfFailed(this.#settings.dialect, shortfall), held.head)
    // First, so that nobody who is told takes the request for one that can go on; what undici says of it is not told.
    this.#over = true
    controller.abort(error)
    this.#end(controller, error)
  }

  /** The error to throw where something else than the caller ended the request. */
  #explain(held: HeldResponse | undefined, reason: Error): Error {
    const { dialect } = this.#settings
    if (held !== undefined && held.head.status >= 400)
      return this.#errorOf(held.failuresOfFailed(dialect, brokenOff(reason)), held.head)
    const { code, statusCode: status, headers } = reason as Partial<errors.RequestRetryError>
    if (code !== 'UND_ERR_REQ_RETRY' || status === undefined || status < 400) return reason
    // The headers of the last response, which its types leave open.
    const head = { status, headers: headers as Headers }
    return this.#errorOf(failuresOfFailed(dialect, { bytes: new Uint8Array(), shortfall: droppedByRetry }, head), head)
  }

  /** The error, with the two members that undici's `retry` asks of errors, in case it stands between here and the caller. */
  #errorOf(failures: Failures, { status }: Head): Error {
    const after = failures[0].retryAfter
    const { request, trace } = this.#sender
    const { method, path, query } = request
    // Here, `query` is not yet a part of the path.
    const url = query ? `${path}?${stringify(query)}` : path
    // Whatever undici takes for headers.
    const sent = { method, url, headers: request.headers as HeadersLike | undefined }
    const error = withStackOf(trace, () => errorFor(this.#settings.dialect, failures, sent, withStackOf))
    return Object.defineProperties(error, {
      statusCode: { value: status },
      headers: { value: after === undefined ? {} : { 'retry-after': String(Math.ceil(after / 1000)) } },
    })
  }
}

/**
 * Hands an error of ours to the next handler while it has no `code`: undici's `retry` takes every code for one of its own, and
 * repeats nothing that has one it does not know. Whoever made the request sees the error later, with its code.
 */
function withoutCode(error: Error, hand: () => void): void {
  const code = isJsonApiError(error) ? { code: error.code } : undefined
  Object.assign(error, code && { code: undefined })
  try {
    hand()
  } finally {
    Object.assign(error, code)
  }
}

/**
 * The controller of a request as those see it for whom a response is held back: passes everything on, and remembers whether the
 * one who made the request has aborted it.
 */
export class CallersController implements Controller {
  /** The controller of the connection that is in use; another one after a redirect or a new try. */
  target: Controller
  /** Whether the abort came from here. What stands nearer to the network aborts too, when it cannot go on. */
  abortedByCaller = false

  constructor(target: Controller) {
    this.target = target
  }

  abort(reason: Error): void {
    this.abortedByCaller = true
    this.target.abort(reason)
  }

  pause(): void {
    this.target.pause()
  }

  resume(): void {
    this.target.resume()
  }

  get aborted(): boolean {
    return this.target.aborted
  }

  get paused(): boolean {
    return this.target.paused
  }

  get reason(): Error | null {
    return this.target.reason
  }

  get rawHeaders(): NonNullable<Controller['rawHeaders']> | null {
    return this.target.rawHeaders ?? null
  }

  set rawHeaders(headers) {
    this.target.rawHeaders = headers
  }

  get rawTrailers(): NonNullable<Controller['rawTrailers']> | null {
    return this.target.rawTrailers ?? null
  }

  set rawTrailers(trailers) {
    this.target.rawTrailers = trailers
  }
}

/**
 * Makes an error whose stack is that of `sender`, an error made where the request was sent, written out when somebody looks.
 * Without one it has no frames: those of undici’s parser would tell nobody anything, and capturing them takes longer than
 * reading the response.
 */
function withStackOf<E extends Error>(sender: Error | undefined, make: () => E): E {
  const error = withoutStacks(make)
  if (sender === undefined) return error
  return Object.defineProperty(error, 'stack', {
    configurable: true,
    get: () => `${error.name}: ${error.message}${framesOf(sender)}`,
    set: (value: unknown) => Object.defineProperty(error, 'stack', { configurable: true, writable: true, value }),
  })
}

/** All but the message. */
function framesOf({ stack = '' }: Error): string {
  const [, ...frames] = stack.split('\n    at ')
  return frames.map((frame) => `\n    at ${frame}`).join('')
}
