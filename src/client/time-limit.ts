/** Gives work a time limit beside the signal that it has. */
import { type SignalLike, throwIfAborted } from './body.js'
import { LONGEST_TIMEOUT } from './sleep.js'

/**
 * Does `work`, and no longer than so many milliseconds: the signal that it is given is aborted by the limit or by `signal`, and
 * then the work has failed with the reason, whether it listens or not. The limit's is a `TimeoutError`.
 */
export async function withTimeLimit<T>(
  milliseconds: number,
  signal: SignalLike | null | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  throwIfAborted(signal)
  const controller = new AbortController()
  const ours = controller.signal
  const proxyTo = () => controller.abort(signal?.reason)
  const timer = setTimeout(
    () => controller.abort(new DOMException('There was no answer in time', 'TimeoutError')),
    Math.min(milliseconds, LONGEST_TIMEOUT),
  )
  signal?.addEventListener('abort', proxyTo)
  const aborted = new Promise<never>((_, reject) => {
    ours.addEventListener('abort', () => reject(ours.reason))
  })
  try {
    return await Promise.race([work(ours), aborted])
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', proxyTo)
  }
}
