/** Properties while they are read: a flat object by dotted names, or why there is none. */

/** Properties by their dotted names: `image.width`. */
export type Properties = Readonly<Record<string, unknown>>

/** What a reader of one syntax gives: the properties, or what is wrong and in which line, counted from 1. */
export type ReadProperties =
  | { readonly properties: Properties }
  | { readonly problem: string; readonly line?: number | undefined }

const PROTO = '__proto__'

/** Sets a property that came off the wire: `__proto__` is a name like any other. */
export function setProperty(properties: Record<string, unknown>, name: string, value: string): void {
  // By its length first: to compare a name that was put together takes a copy of it.
  if (name.length !== PROTO.length || name !== PROTO) properties[name] = value
  else Object.defineProperty(properties, name, { value, writable: true, enumerable: true, configurable: true })
}

/** A problem at a place of `text`. */
export function problemAt(problem: string, text: string, at: number): ReadProperties {
  let line = 1
  for (let next = text.indexOf('\n'); next >= 0 && next < at; next = text.indexOf('\n', next + 1)) line += 1
  return { problem, line }
}

/** What a pattern matches whose two groups take part in every match. */
export function match(pattern: RegExp, text: string): readonly [string, string, string] | null {
  // So the patterns are made that are passed here.
  return pattern.exec(text) as readonly [string, string, string] | null
}
