/** Says in an error where its request was sent: when the answer arrives, nobody who asked for it is on the stack any more. */
import { withoutStacks } from '../failure/stack.js'

/**
 * Makes an error whose stack is that of `sender`, an error made where the request was sent, written out when somebody looks.
 * Without one it has no frames: those of undici’s parser would tell nobody anything, and capturing them takes longer than
 * reading the answer.
 */
export function withStackOf<E extends Error>(sender: Error | undefined, make: () => E): E {
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
