/** Waits that an abort ends, and that leave no timer and no listener behind. */

/** The part of an `AbortSignal` that waiting takes. */
export interface SignalLike {
  readonly aborted: boolean
  readonly reason?: unknown
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/** The signal of a request; one beside a `Request` takes the place of its own, also where that is `null`. */
export function signalOf(request: readonly unknown[]): SignalLike | null | undefined {
  // As `fetch` takes it; a text or URL has no such member.
  const [input, init] = request as readonly ({ readonly signal?: SignalLike | null | undefined } | undefined)[]
  return init?.signal === undefined ? input?.signal : init.signal
}

/** Resolves after so many milliseconds; rejects with the reason of `signal` as soon as that is aborted. */
export type Sleep = (milliseconds: number, signal?: SignalLike | null) => Promise<void>

/** The longest time that timers can keep, in milliseconds; they fire at once for a longer one. */
const LONGEST_TIMEOUT: number = 2 ** 31 - 1

/** Calls `ring` after any time from 0 up, `Infinity` included, as long as timers can keep; gives a function that calls that off. */
export function startTimer(milliseconds: number, ring: () => void): () => void {
  const timer = setTimeout(ring, Math.min(milliseconds, LONGEST_TIMEOUT))
  return () => clearTimeout(timer)
}

/** Throws the reason of `signal` where that is aborted. */
export function throwIfAborted(signal: SignalLike | null | undefined): void {
  if (signal?.aborted) throw signal.reason
}

type Stop = (reason: unknown) => void

const waiting = new WeakMap<SignalLike, { readonly stops: Set<Stop>; readonly listener: () => void }>()

/**
 * Calls `stop` with the reason once `signal` is aborted, and gives a function that calls that off. However many wait for one
 * signal, it has one listener: Node warns of a leak from the eleventh on.
 */
export function onAbort(signal: SignalLike | null | undefined, stop: Stop): () => void {
  if (!signal) return () => {}
  let heard = waiting.get(signal)
  if (heard === undefined) {
    const stops = new Set<Stop>()
    const listener = (): void => {
      // A copy: those that are stopped call themselves off.
      for (const each of [...stops]) each(signal.reason)
    }
    heard = { stops, listener }
    waiting.set(signal, heard)
    signal.addEventListener('abort', heard.listener)
  }
  const { stops, listener } = heard
  stops.add(stop)
  return () => {
    if (!stops.delete(stop) || stops.size > 0) return
    waiting.delete(signal)
    signal.removeEventListener('abort', listener)
  }
}

/** `Sleep` by the host's own clock. */
export const sleep: Sleep = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    const callOff = onAbort(signal, stop)
    const stopTimer = startTimer(milliseconds, () => {
      callOff()
      resolve()
    })
    function stop(reason: unknown): void {
      stopTimer()
      callOff()
      reject(reason)
    }
    // A signal that is aborted already tells nobody any more.
    if (signal?.aborted) stop(signal.reason)
  })

/**
 * Does `work`, and no longer than so many milliseconds: the signal that it is given is aborted by the limit or by `signal`, and
 * then the work has failed with the reason, whether it listens or not. The limit's is a `TimeoutError`.
 */
export async function withTimeLimit<T>(
  milliseconds: number,
  signal: SignalLike | null | undefined,
  work: (signal: SignalLike) => Promise<T>,
): Promise<T> {
  throwIfAborted(signal)
  const controller = new AbortController()
  const limited = controller.signal
  const callOff = onAbort(signal, (reason) => controller.abort(reason))
  const stopTimer = startTimer(milliseconds, () =>
    controller.abort(new DOMException('There was no response in time', 'TimeoutError')),
  )
  const aborted = new Promise<never>((_, reject) => {
    limited.addEventListener('abort', () => reject(limited.reason))
  })
  try {
    return await Promise.race([work(limited), aborted])
  } finally {
    stopTimer()
    callOff()
  }
}
