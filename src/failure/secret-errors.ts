/** Takes the secrets out of errors of others, and of the errors in them. */
import { isError, isSameList, itemsIn, tagOf } from './plain.js'
import { mask, maskText } from './secrets.js'
import { withoutStacks } from './stack.js'

/** Returns a member without the secrets in it: the value itself, where there are none. */
export type Inner = (value: unknown, name: string) => unknown

/** Returns what stands in the place of an error that is ours, with `secrets` masked; `undefined` where it is somebody else's. */
export type Ours = (error: Error, inner: Inner, secrets: readonly string[]) => Error | undefined

/** So deep, and so many of them, as anybody reads. */
const MOST_CAUSES = 8
const MOST_ERRORS = 1000

/**
 * The `cause` of an error, or another member, where nothing in it is to be masked; else a copy: of an error, one of the same class,
 * name and stack, with those of its members that are plain data, unless `ours` knows what to put in its place. Each error in it is
 * copied once. Never throws.
 */
export function maskError(cause: unknown, ours: Ours, secrets: readonly string[] = [], name = 'cause'): unknown {
  const done = new Map<Error, Error | string>()

  function ofError(error: Error, depth: number): Error | string {
    const known = done.get(error)
    if (known !== undefined) return known
    if (depth < 0) return '[too deep]'
    if (done.size >= MOST_ERRORS) return '[left out]'
    done.set(error, '[circular]')
    const inner = (value: unknown, of: string): unknown => {
      if (isError(value)) return ofError(value, depth - 1)
      const list = itemsIn(value)
      if (list.some(isError)) return list.map((each) => inner(each, of))
      return ofName(of, isInstance(value) ? `[${Reflect.get(value, 'constructor')?.name}]` : value)
    }
    const masked = ours(error, inner, secrets) ?? maskedError(error, secrets, inner)
    done.set(error, masked)
    return masked
  }

  /** A value by whose name it may be a secret. */
  const ofName = (of: string, value: unknown): unknown => Object.values(mask({ [of]: value }, secrets))[0]

  try {
    return isError(cause) ? ofError(cause, MOST_CAUSES) : ofName(name, cause)
  } catch {
    return mask(cause, secrets) // An error whose getters throw.
  }
}

/** The error itself where `inner` gives its members back as they are, and there is nothing to mask in its texts. */
function maskedError(error: Error, secrets: readonly string[], inner: Inner): Error {
  const { name, message } = error
  const text = maskText(`${message}`, secrets)
  const members: [string, PropertyDescriptor][] = [['message', { value: text }]]
  let isClean = text === message
  for (const key of Object.getOwnPropertyNames(error)) {
    const given: unknown = Reflect.get(error, key)
    const value = typeof given === 'string' && key === 'stack' ? maskStack(given, secrets) : inner(given, key)
    const enumerable = Object.prototype.propertyIsEnumerable.call(error, key)
    members.push([key, { configurable: true, enumerable, value, writable: true }])
    isClean &&= value === given || (Array.isArray(given) && isSameList(given, value))
  }
  if (isClean) return error
  const copy = withoutStacks(() => new Error())
  // Of those that keep their members elsewhere (DOMException) the name is all that can be taken over.
  if (tagOf(error) === '[object Error]') Object.setPrototypeOf(copy, Object.getPrototypeOf(error))
  else members.push(['name', { value: name }])
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
