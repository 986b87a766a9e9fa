/** Hands on what happens at several places at once, one after the other. */

/** What has happened and was not looked at yet. */
export class Events<T> {
  readonly #happened: T[] = []
  #wake: () => void = () => {}
  #failure: { readonly reason: unknown } | undefined

  /** Notes what has happened. */
  readonly push = (event: T): void => {
    this.#happened.push(event)
    this.#wake()
  }

  /** Notes that nothing will come any more, and why. */
  readonly fail = (reason: unknown): void => {
    this.#failure ??= { reason }
    this.#wake()
  }

  /** The next event, as soon as there is one. Rejects with the reason of the first failure, whatever has happened before. */
  async next(): Promise<T> {
    for (;;) {
      if (this.#failure !== undefined) throw this.#failure.reason
      if (this.#happened.length > 0) return this.#happened.shift() as T // There is one.
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }
}
