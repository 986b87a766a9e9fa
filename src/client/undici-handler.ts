/** Stands between undici and whoever made a request: holds back an answer that may have failed, and lets all others through. */
import type { Duplex } from 'node:stream'
import type { errors } from 'undici'
import type { Failure } from '../failure/failure.js'
import { headerOf } from '../failure/headers.js'
import { isJsonMediaType } from '../jsonapi/media-type.js'
import { failuresOf, raise } from './answer.js'
import { brokenOff, type Shortfall, timedOut, tooLarge } from './body.js'
import type { Limits, Settings } from './options.js'
import { CallersController } from './undici-controller.js'
import { type Controller, type Handler, type Head, type Headers, HeldResponse } from './undici-held.js'
import { withStackOf } from './undici-stack.js'

/** What only undici 8 tells its handlers. */
interface SendingHandler {
  onBodySent?(...sent: unknown[]): void
  onRequestSent?(): void
}

/** What is remembered of a request for the error that it may end in. */
export interface Sender {
  /** Made where the request was sent, if it is to be shown. */
  readonly trace: Error | undefined
  /** The secrets of the request, for which the error is searched. */
  secrets(): readonly string[]
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
      if (failures.length > 0) {
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

  /** What callers see: to them the controller of the first try is that of all others. */
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
    this.#handler.onResponseError?.(this.#shown(controller), error)
  }

  /** Reads no further. */
  #stop(controller: Controller, held: HeldResponse, shortfall: Shortfall): void {
    this.#letGo()
    const error = this.#errorOf(held.failures(this.#settings.dialect, shortfall), held.head)
    // First, so that nobody who is told takes the request for one that can go on; what undici says of it is not told.
    this.#over = true
    controller.abort(error)
    this.#end(controller, error)
  }

  /** What to throw where something else than the caller ended the request. */
  #explain(held: HeldResponse | undefined, reason: Error): Error {
    const { dialect } = this.#settings
    if (held !== undefined && held.head.status >= 400)
      return this.#errorOf(held.failures(dialect, brokenOff(reason)), held.head)
    const { code, statusCode: status, headers } = reason as Partial<errors.RequestRetryError>
    if (code !== 'UND_ERR_REQ_RETRY' || status === undefined || status < 400) return reason
    // The headers of the last answer, which its types leave open.
    const head = { status, headers: headers as Headers }
    return this.#errorOf(failuresOf(dialect, { bytes: new Uint8Array(), shortfall: droppedByRetry }, head), head)
  }

  /** The error, with the two members that undici's `retry` asks of errors, in case it stands between here and the caller. */
  #errorOf(failures: readonly Failure[], { status }: Head): Error {
    const after = failures[0]?.retryAfter
    const { trace, secrets } = this.#sender
    const error = withStackOf(trace, () => raise(this.#settings.dialect, failures, secrets()))
    return Object.defineProperties(error, {
      statusCode: { value: status },
      headers: { value: after === undefined ? {} : { 'retry-after': String(Math.ceil(after / 1000)) } },
    })
  }
}
