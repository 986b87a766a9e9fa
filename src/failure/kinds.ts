/**
 * Refuses arguments and options of the wrong kind by their names, and at once: whatever meets them later would speak of something
 * else, or not speak at all.
 */

/** A kind of value: what a message calls it, and whether a value is of it. */
export type Kind = readonly [name: string, isOne: (value: unknown) => boolean]

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null
const isText = (value: unknown): boolean => typeof value === 'string'
const isCallable = (value: unknown): boolean => typeof value === 'function'

/** The value has these methods. */
const hasMethods = (value: unknown, names: readonly string[]): boolean =>
  names.every((name) => isCallable(Reflect.get(Object(value), name)))

export const FUNCTION: Kind = ['a function', isCallable]
export const OBJECT: Kind = ['an object', isObject]
export const TEXT: Kind = ['a string', isText]
export const BOOLEAN: Kind = ['true or false', (value) => typeof value === 'boolean']

/** A list of values of a kind, each of them. */
export const listOf = ([name, isOne]: Kind): Kind => [
  `a list of ${name}`,
  (value) => Array.isArray(value) && value.every(isOne),
]

export const TEXTS: Kind = /* @__PURE__ */ listOf(['strings', isText])
/** `null` is as good as none, as it is to `fetch`. */
export const SIGNAL: Kind = [
  'an AbortSignal',
  (value) => value === null || hasMethods(value, ['addEventListener', 'removeEventListener']),
]

/** An object that has these methods. */
export const withMethods = (name: string, ...methods: readonly string[]): Kind => [
  name,
  (value) => hasMethods(value, methods),
]

/** A dialect, of which these methods are used. */
export const dialectWith = (...methods: readonly string[]): Kind =>
  withMethods('a dialect, such as defineDialect makes', ...methods)

/** One of so many words. */
export const oneOf = (...words: readonly [string, ...string[]]): Kind => [
  words.map((word) => `"${word}"`).join(' or '),
  (value) => words.some((word) => word === value),
]

type Named = Readonly<Record<string, unknown>>

/** Throws a `TypeError` that names the first of the values, each called as its member, which is not of the kind. */
export function checkKind([kind, isOne]: Kind, values: Named): void {
  for (const [name, value] of Object.entries(values))
    if (!isOne(value)) throw new TypeError(`"${name}" must be ${kind}`)
}

/** The same for options, which may have been left out. */
export function checkGiven([kind, isOne]: Kind, values: Named): void {
  checkKind([kind, (value) => value === undefined || isOne(value)], values)
}

/**
 * Throws a `RangeError` where a value is given that is not a number from `least` up. Timers take a `NaN` for 1 ms, loops for ever,
 * and what is compared with a text passes every limit.
 */
export function checkNumbers(values: Named, least = 0): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || (typeof value === 'number' && value >= least)) continue
    throw new RangeError(`"${name}" must be a number from ${least} up, not ${described(value)}`)
  }
}

/** A number as it is, and of anything else what it is: it may be a secret, or have no text. */
const described = (value: unknown): string =>
  typeof value === 'number' ? `${value}` : value === null ? 'null' : typeof value
