/** Takes the secrets out of errors of others, and of the errors in them. */
import { dialectOf } from './brand.js'
import { isError, isSameList, itemsOf, tagOf } from './plain.js'
import { mask, maskText } from './secrets.js'
import { withoutStacks } from './stack.js'

/**
 * `cause` where nothing in it is to be masked; else a copy: of an error, one of the same class, name and stack, with those of its
 * members that are plain data. Never throws.
 */
export function maskError(cause: unknown, secrets: readonly string[] = []): unknown {
  try {
    return isError(cause) ? new Causes(secrets).of(cause, MOST_CAUSES) : mask(cause, secrets)
  } catch {
    return mask(cause, secrets) // An error whose getters throw.
  }
}

/** So deep, and so many of them, as anybody reads. */
const MOST_CAUSES = 8
const MOST_ERRORS = 1000

/** The errors in an error, each of which is copied once. */
class Causes {
  readonly #secrets: readonly string[]
  readonly #done = new Map<Error, Error | string>()

  constructor(secrets: readonly string[]) {
    this.#secrets = secrets
  }

  of(error: Error, depth: number): Error | string {
    // Our own were masked when they were made.
    if (dialectOf(error) !== undefined) return error
    const done = this.#done.get(error)
    if (done !== undefined) return done
    if (depth < 0) return '[too deep]'
    if (this.#done.size >= MOST_ERRORS) return '[left out]'
    this.#done.set(error, '[circular]')
    const masked = maskedError(error, this.#secrets, (value) => this.#member(value, depth))
    this.#done.set(error, masked)
    return masked
  }

  #member(value: unknown, depth: number): unknown {
    if (isError(value)) return this.of(value, depth - 1)
    const list = Array.isArray(value) ? itemsOf(value) : []
    if (list.some(isError)) return list.map((each) => this.#member(each, depth))
    return mask(isInstance(value) ? `[${Reflect.get(value, 'constructor')?.name}]` : value, this.#secrets)
  }
}

/** The error itself where `inner` gives its members back as they are, and there is nothing to mask in its texts. */
function maskedError(error: Error, secrets: readonly string[], inner: (value: unknown) => unknown): Error {
  const { name, message } = error
  const members = new Map<string, PropertyDescriptor>([['message', { value: maskText(`${message}`, secrets) }]])
  let isClean = members.get('message')?.value === message
  for (const key of Object.getOwnPropertyNames(error)) {
    const given: unknown = Reflect.get(error, key)
    const value = typeof given === 'string' && key === 'stack' ? maskStack(given, secrets) : inner(given)
    const { enumerable = false } = Object.getOwnPropertyDescriptor(error, key) ?? {}
    members.set(key, { configurable: true, enumerable, value, writable: true })
    if (value !== given && !(Array.isArray(given) && isSameList(given, value))) isClean = false
  }
  if (isClean) return error
  const copy = withoutStacks(() => new Error())
  // Of those that keep their members elsewhere (DOMException) the name is all that can be taken over.
  if (tagOf(error) === '[object Error]') Object.setPrototypeOf(copy, Object.getPrototypeOf(error))
  else members.set('name', { value: name })
  return Object.defineProperties(copy, Object.fromEntries(members))
}

/** Whether `value` is an object of a class, which may hold anything: the request, a socket. */
function isInstance(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return typeof value === 'function'
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype !== Object.prototype && prototype !== null
}

/** `stack` without secrets before its frames: places in files are none, and look like queries in browsers. */
export function maskStack(stack: string, secrets: readonly string[] = []): string {
  const frames = stack.search(/\n[ \t]{1,8}at |\n[^\n@]*@[^\n]*:\d/)
  return frames < 0 ? maskText(stack, secrets) : maskText(stack.slice(0, frames), secrets) + stack.slice(frames)
}
