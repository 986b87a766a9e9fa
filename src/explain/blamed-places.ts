/** Says in words what an error blames: an attribute of a resource, a query parameter, a header. */
import type { ErrorObject } from '../jsonapi/document.js'
import { describePointer, isPointer, parsePointer } from '../jsonapi/pointer.js'
import { filled, type Words } from './words.js'

/** The part of a request that is blamed: as the response writes it, and in words. */
export interface BlamedPlace {
  readonly written: string
  readonly words: string
}

const isIndex = (segment = ''): boolean => /^\d+$/.test(segment)

/** `/data/attributes/name` is the attribute “name” of the resource; what JSON:API has no name for is spelled out. */
function wordsOf(pointer: string, words: Words): string {
  const [first, ...rest] = parsePointer(pointer)
  const [second, third] = rest
  if (first === 'data' && isIndex(second)) {
    const number = Number(second) + 1
    return within('resource_number', rest.slice(1), number) ?? describePointer(pointer)
  }
  if (first === 'data') return within('resource', rest) ?? describePointer(pointer)
  if (first !== 'atomic:operations' || !isIndex(second)) return describePointer(pointer)
  return (
    within('operation_number', third === 'data' ? rest.slice(2) : [], Number(second) + 1) ?? describePointer(pointer)
  )

  /** Names the place to which `segments` lead; `undefined` where JSON:API has no name for it. */
  function within(
    whole: 'resource' | 'resource_number' | 'operation_number',
    [member, name, ...deeper]: readonly string[],
    number = 0,
  ): string | undefined {
    if (member === undefined) return filled(words[whole], { number })
    const of = filled(words[`of_${whole}`], { number })
    if ((member !== 'attributes' && member !== 'relationships') || name === undefined)
      return filled(words.member, { name: member, of })
    if (member === 'relationships') return filled(words.relationship, { name, of })
    return deeper.length === 0 ? filled(words.attribute, { name, of }) : undefined
  }
}

/** The places that the `source` of an error names, most precise first; empty if it names none. */
export function blamedPlaces({ source }: ErrorObject, words: Words): readonly BlamedPlace[] {
  const places: BlamedPlace[] = []
  const { pointer, parameter, header } = source ?? {}
  if (typeof pointer === 'string') {
    places.push({ written: pointer || '""', words: isPointer(pointer) ? wordsOf(pointer, words) : words.no_pointer })
  }
  if (typeof parameter === 'string') places.push({ written: parameter, words: words.parameter })
  if (typeof header === 'string') places.push({ written: header, words: words.header })
  return places
}
