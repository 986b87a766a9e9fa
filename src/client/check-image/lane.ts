/** Keeps requests to one host few at a time, and away for as long as it asks. */

/** The way to one host. */
export class Lane {
  readonly #waiting: (() => void)[] = []
  readonly #width: number
  #taken = 0
  #pauses = 0
  #quiet: Promise<unknown> = Promise.resolve()
  /** Why nothing is to be asked of the host any more; `undefined` where it may. */
  closed: string | undefined

  /** @param width how many may be on it at a time. */
  constructor(width: number) {
    this.#width = width
  }

  /** Whether nobody is on it or waits for it, and nothing has to be remembered of it. */
  get isIdle(): boolean {
    return this.#taken + this.#pauses === 0 && this.closed === undefined
  }

  /** Does `work` as soon as there is room, in the order of the calls, and gives what it gives. */
  async enter<T>(work: () => Promise<T>): Promise<T> {
    if (this.#taken < this.#width) this.#taken += 1
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next === undefined) this.#taken -= 1
      else next()
    }
  }

  /** Asks all that wait for quiet to wait for `pause` as well. */
  rest(pause: Promise<void>): void {
    this.#pauses += 1
    this.#quiet = Promise.all([this.#quiet, pause]).then(() => {
      this.#pauses -= 1
    })
    // Whoever waits for it is told.
    this.#quiet.catch(() => undefined)
  }

  /** Resolves once nobody asks for quiet; rejects as a pause does. */
  async whenQuiet(): Promise<void> {
    for (let heard: unknown; heard !== this.#quiet; ) {
      // Another pause may be asked for during this one.
      heard = this.#quiet
      await heard
    }
  }
}
