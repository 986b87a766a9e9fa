/** Says in words what in a request an error blames. */
import type { ErrorObject } from '../jsonapi/document.js'
import { describePointer, parsePointer } from '../jsonapi/pointer.js'
import { isPointer } from '../jsonapi/pointer-syntax.js'

/** What of a request is blamed: as the answer writes it, and in words. */
export interface BlamedPlace {
  readonly written: string
  readonly words: string
}

const ordinal = (index: string): string => `${Number(index) + 1}`
const isIndex = (segment: string | undefined): segment is string => segment !== undefined && /^\d+$/.test(segment)

const KINDS: ReadonlyMap<string, string> = new Map([
  ['attributes', 'attribute'],
  ['relationships', 'relationship'],
])

/** `/data/attributes/name` is the attribute “name” of the resource; what JSON:API has no name for is spelled out. */
function wordsOf(pointer: string): string {
  const [first, ...rest] = parsePointer(pointer)
  if (first === 'data' && isIndex(rest[0])) return within(`resource ${ordinal(rest[0])}`, rest.slice(1), pointer)
  if (first === 'data') return within('the resource', rest, pointer)
  if (first === 'atomic:operations' && isIndex(rest[0])) {
    const operation = `operation ${ordinal(rest[0])}`
    return rest[1] === 'data' ? within(operation, rest.slice(2), pointer) : operation
  }
  return describePointer(pointer)
}

function within(whole: string, [member, name, ...rest]: readonly string[], pointer: string): string {
  if (member === undefined) return whole
  const kind = KINDS.get(member)
  if (kind === undefined || name === undefined) return `${member} of ${whole}`
  if (kind === 'relationship' || rest.length === 0) return `${kind} “${name}” of ${whole}`
  return describePointer(pointer)
}

/** What the `source` of an error names, most precise first; empty if it names nothing. */
export function blamedPlaces({ source }: ErrorObject): readonly BlamedPlace[] {
  const places: BlamedPlace[] = []
  const { pointer, parameter, header } = source ?? {}
  if (typeof pointer === 'string') {
    places.push({ written: pointer || '""', words: isPointer(pointer) ? wordsOf(pointer) : 'not a JSON Pointer' })
  }
  if (typeof parameter === 'string') places.push({ written: parameter, words: 'query parameter' })
  if (typeof header === 'string') places.push({ written: header, words: 'request header' })
  return places
}
