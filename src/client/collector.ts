/** Puts a body together as it arrives, never more of it than wanted. */

const NOTHING = new Uint8Array()

/**
 * The bytes of a body up to a limit. They are copied into one buffer that grows by doubling: a body that comes byte by byte
 * would take a hundred times its size as a list of chunks. A body of one chunk is not copied.
 */
export class Collector {
  readonly #limit: number
  #buffer: Uint8Array = NOTHING
  #length = 0

  /** @param limit how many bytes are kept; `Infinity` for all. */
  constructor(limit: number) {
    this.#limit = limit
  }

  /** Takes a chunk, or as much of it as the limit allows; `false` when something had to be left out. */
  add(chunk: Uint8Array): boolean {
    const fits = Math.min(chunk.length, this.#limit - this.#length)
    const part = chunk.subarray(0, fits)
    if (this.#length === 0) this.#buffer = part
    else this.#append(part)
    this.#length += fits
    return fits === chunk.length
  }

  #append(part: Uint8Array): void {
    const needed = this.#length + part.length
    if (needed > this.#buffer.length) {
      const grown = new Uint8Array(Math.min(Math.max(needed, 2 * this.#buffer.length), this.#limit))
      grown.set(this.bytes)
      this.#buffer = grown
    }
    this.#buffer.set(part, this.#length)
  }

  /** What has arrived so far, not copied. */
  get bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#length)
  }
}
