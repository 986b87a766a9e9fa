/** Checks any number of pictures: a few of each host at a time, in memory that does not grow with them. */
import type { Failure } from '../../failure/failure.js'
import { checkGiven, checkKind, checkNumbers, FUNCTION, type Kind, OBJECT, SIGNAL } from '../../failure/kinds.js'
import type { RetryAdvice } from '../../failure/retry.js'
import { maskText, secretsOf } from '../../failure/secrets.js'
import { imageServing } from '../../image-serving/dialects.js'
import { attempt } from '../../jsonapi/attempt.js'
import { troubleOf } from '../no-response.js'
import { type HostSignal, headersOf, hrefOf, isHttp } from '../origin.js'
import { onAbort, type Sleep, sleep as sleepByClock, throwIfAborted } from '../wait.js'
import { type Checker, type CheckImageOptions, checkerOf, type ImageCheck, undetectable } from './check-image.js'
import { Events } from './events.js'
import { Lane } from './lane.js'

/** How to check many pictures. */
export interface CheckImagesOptions extends CheckImageOptions {
  /** How many pictures of one host are checked at a time, from 1 up; default: 2. */
  readonly concurrency?: number | undefined
  /** How often a picture is asked for at most, where its server says that a failure passes (429, 503 …); default: 3. */
  readonly attempts?: number | undefined
  /**
   * The longest time for which a server may ask to be left alone (`Retry-After`), in milliseconds; default: 600,000. Meanwhile
   * nothing of its host is asked for. One that asks for longer is not asked for anything any more.
   */
  readonly maxRetryAfter?: number | undefined
  /** The way to wait; default: by the host's timers. */
  readonly sleep?: Sleep | undefined
}

/** A picture, and the outcome of its check. Plain data. */
export interface CheckedImage {
  /** Its URL, as it was given; of an object the text. */
  readonly url: string
  readonly check: ImageCheck
}

/** So many URLs are worked on, or wait for their host, before another is read. */
const MOST_OPEN = 64

/** A URL that was read, a check that has ended, or the end of the URLs. */
type Happening = { readonly url: string } | CheckedImage | 'all read'

/**
 * Checks each picture as `checkImage` does, and gives each URL with its check, in the order in which the checks end. Where no
 * response comes, or the URL is none of HTTP, the picture is `undetectable`, and `why` says so. Of `urls` no more are read than are
 * worked on: they may come without end.
 *
 * ```ts
 * for await (const { url, check } of checkImages(urls)) if (check.verdict === 'failed') console.log(url)
 * ```
 *
 * Throws what `urls` throws, the reason of an abort, a `RangeError` for a number that is out of its range, and a `TypeError` for
 * `urls` and options that are not of their kind. Whoever leaves the loop ends all requests.
 */
export async function* checkImages(
  urls: Iterable<string | { readonly href: string }> | AsyncIterable<string | { readonly href: string }>,
  options: CheckImagesOptions = {},
): AsyncGenerator<CheckedImage, void, undefined> {
  checkKind(ITERABLE, { urls })
  checkKind(OBJECT, { options })
  const { signal, concurrency = 2 } = options
  checkGiven(SIGNAL, { signal })
  throwIfAborted(signal)
  const ending = new AbortController()
  // The host's own, whichever types it has.
  const checks = new Checks(options, ending.signal as HostSignal)
  const events = new Events<Happening>()
  const callOff = onAbort(signal, events.fail)
  const source = (async function* () {
    yield* urls
  })()
  try {
    let open = 0
    let next: 'wanted' | 'coming' | 'none' = 'wanted'
    while (open > 0 || next !== 'none') {
      if (next === 'wanted' && open < Math.max(MOST_OPEN, concurrency)) {
        next = 'coming'
        source.next().then(({ done, value }) => events.push(done ? 'all read' : { url: textOf(value) }), events.fail)
      }
      const event = await events.next()
      if (event === 'all read') next = 'none'
      else if ('check' in event) {
        open -= 1
        yield event
      } else {
        open += 1
        next = 'wanted'
        checks.of(event.url).then(events.push, events.fail)
      }
    }
  } finally {
    callOff()
    ending.abort()
    // Whatever it has to say now comes too late.
    source.return().catch(() => undefined)
  }
}

/** Also a generator, or a stream; a single URL is a list of its characters, which nobody means. */
const ITERABLE: Kind = [
  'a list of URLs',
  (value) =>
    typeof value !== 'string' && [Symbol.iterator, Symbol.asyncIterator].some((key) => Reflect.get(Object(value), key)),
]

/** What is no URL is told of as one that is none, by whatever text it has. */
const textOf = (url: unknown): string => attempt(() => hrefOf(url) ?? String(url), '')

/** Checks pictures with the same options, each as soon as its host has room. */
class Checks {
  readonly #lanes = new Map<string, Lane>()
  readonly #check: Checker
  readonly #headers: Readonly<Record<string, string>>
  readonly #limits: {
    readonly concurrency: number
    readonly attempts: number
    readonly maxRetryAfter: number
    readonly sleep: Sleep
  }
  readonly #signal: HostSignal

  constructor(options: CheckImagesOptions, signal: HostSignal) {
    const { concurrency = 2, attempts = 3, maxRetryAfter = 600_000, sleep = sleepByClock } = options
    checkNumbers({ concurrency, attempts }, 1)
    checkNumbers({ maxRetryAfter })
    checkKind(FUNCTION, { sleep })
    this.#check = checkerOf(options)
    this.#headers = headersOf(options.headers)
    this.#limits = { concurrency, attempts, maxRetryAfter, sleep }
    this.#signal = signal
  }

  /** The check of a picture. Rejects only once the signal is aborted. */
  async of(url: string): Promise<CheckedImage> {
    const address = URL.canParse(url) ? new URL(url) : undefined
    if (address === undefined || !isHttp(address.protocol)) return { url, check: undetectable('It is no URL of HTTP') }
    const { origin } = address
    const lane = this.#laneTo(origin)
    const check = await lane.enter(() => this.#ask(url, lane))
    if (lane.isIdle) this.#lanes.delete(origin)
    return { url, check }
  }

  #laneTo(origin: string): Lane {
    const lane = this.#lanes.get(origin) ?? new Lane(this.#limits.concurrency)
    this.#lanes.set(origin, lane)
    return lane
  }

  async #ask(url: string, lane: Lane): Promise<ImageCheck> {
    const { attempts, maxRetryAfter, sleep } = this.#limits
    for (let attempt = 1; ; attempt++) {
      await lane.whenQuiet()
      if (lane.closed !== undefined) return undetectable(lane.closed)
      const check = await this.#once(url)
      const { repeat, after = 0, delay = 0 }: Partial<RetryAdvice> = adviceFor(check, attempt)
      if (after > maxRetryAfter) lane.closed = `The server asks to be left alone for ${after} ms`
      else if (after > 0) lane.rest(sleep(after, this.#signal))
      if (!repeat || attempt >= attempts || after > maxRetryAfter) return check
      await sleep(delay, this.#signal)
    }
  }

  /** One check, whatever keeps it from being one. */
  async #once(url: string): Promise<ImageCheck> {
    try {
      return await this.#check(url, this.#signal)
    } catch (error) {
      throwIfAborted(this.#signal)
      const why = maskText(troubleOf(error), secretsOf({ url, headers: this.#headers }))
      return undetectable(`No response came: ${why}`)
    }
  }
}

/** Whether to ask again is decided by the status alone: what a busy server writes into its response is about something else. */
function adviceFor(check: ImageCheck, attempt: number): Partial<RetryAdvice> {
  if (check.verdict !== 'failed') return {}
  const { failure } = check
  const judged: Failure = { ...failure, errors: [{}] }
  return imageServing.retryAdvice(judged, { method: 'GET', attempt })
}
