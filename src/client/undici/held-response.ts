/** A response that is held back from whoever asked until it is known whether it has failed. */
import type { Dispatcher } from 'undici'
import type { Failure, Failures } from '../../failure/failure.js'
import { Collector, type ReadBody, type Shortfall } from '../body.js'
import type { Limits, ResponseDialect } from '../options.js'
import { failuresOf, failuresOfFailed, type ResponseHead } from '../response.js'
import { startTimer } from '../wait.js'
import { inflate } from './inflate.js'

/** The object that undici calls while a response arrives. */
export type Handler = Dispatcher.DispatchHandler
/** The object that undici gives its handlers to steer a request with. */
export type Controller = Dispatcher.DispatchController
/** Names in lower case; what came several times is a list. */
export type Headers = Parameters<NonNullable<Handler['onResponseStart']>>[2]

const firstOf = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value)

/** The part of a response that comes before its body. */
export interface Head {
  readonly status: number
  readonly headers: Headers
  readonly message?: string | undefined
}

/** The head of a response, and as much of its body as has arrived. */
export class HeldResponse {
  readonly head: Head
  readonly limits: Limits
  readonly #body: Collector
  #stopTimer: (() => void) | undefined
  #isReleased = false

  /** @param late called once the body has taken longer than the limit, unless released before. */
  constructor(head: Head, limits: Limits, late: () => void) {
    this.head = head
    this.limits = limits
    this.#body = new Collector(limits.maxBytes)
    // Most responses arrive in one piece, and have ended before this runs: they need no timer.
    queueMicrotask(() => {
      if (!this.#isReleased) this.#stopTimer = startTimer(limits.timeout, late)
    })
  }

  /** Takes a part of the body; `false` when that is more than the limit allows. */
  add(chunk: Uint8Array): boolean {
    return this.#body.add(chunk)
  }

  /** Stops the clock. */
  release(): void {
    this.#isReleased = true
    this.#stopTimer?.()
  }

  /** The failures of a response that arrived whole; empty when nothing failed. */
  failures(dialect: ResponseDialect): readonly Failure[] {
    return failuresOf(dialect, this.#read({ bytes: this.#body.bytes }), this.#context())
  }

  /** The failures of a response that has failed or did not arrive whole, by as much as has arrived. */
  failuresOfFailed(dialect: ResponseDialect, shortfall: Shortfall): Failures {
    return failuresOfFailed(dialect, this.#read({ bytes: this.#body.bytes, shortfall }), this.#context())
  }

  #read(body: ReadBody): ReadBody {
    return inflate(body, [this.head.headers['content-encoding'] ?? []].flat().join(), this.limits)
  }

  #context(): ResponseHead {
    const { status, headers } = this.head
    return { status, headers: { get: (name) => firstOf(headers[name]) } }
  }

  /** Hands the response on as it came, but for its end. */
  replay(handler: Handler, controller: Controller): void {
    const { status, headers, message } = this.head
    const { buffer, byteOffset, length } = this.#body.bytes
    handler.onResponseStart?.(controller, status, headers, message)
    if (length > 0) handler.onResponseData?.(controller, Buffer.from(buffer, byteOffset, length))
  }
}
