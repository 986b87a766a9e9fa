/** The controller of a request as those see it for whom an answer is held back: theirs to abort, and to be told apart by it. */
import type { Dispatcher } from 'undici'

type Controller = Dispatcher.DispatchController

/** Passes everything on, and remembers whether the one who made the request has aborted it. */
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
