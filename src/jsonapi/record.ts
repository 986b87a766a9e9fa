/** Looks at JSON objects without trusting them. */

/** A JSON object whose members are not known. */
export type Members = Readonly<Record<string, unknown>>

/** Whether `value` is an object and not an array: what JSON calls an object. */
export function isRecord(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `value` if it is an object, else an empty one. */
export function membersOf(value: unknown): Members {
  return isRecord(value) ? value : {}
}

/** Whether the member is the object's own. In a for-in, V8 takes no look-up for this; `Object.hasOwn` costs more than all else. */
export function hasOwn(object: object, name: string): boolean {
  // biome-ignore lint/suspicious/noPrototypeBuiltins: measured, see above
  return Object.prototype.hasOwnProperty.call(object, name)
}

/** The own member `name` of `value`; `undefined` if there is none or `value` is no object. */
export function own(value: unknown, name: string): unknown {
  return isRecord(value) && hasOwn(value, name) ? value[name] : undefined
}

const INDEX = /^(?:0|[1-9]\d*)$/

/** Whether `name` is that of an element which `list` has: `0`, `1`, `2`…; never `01`, `-` or `length`. */
export function isElement(list: readonly unknown[], name: string): boolean {
  return INDEX.test(name) && Number(name) < list.length && hasOwn(list, name)
}

/** Whether a list has a first item. */
export function isNonEmpty<T>(list: readonly T[]): list is readonly [T, ...T[]] {
  return list.length > 0
}
