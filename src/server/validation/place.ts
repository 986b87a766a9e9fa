/** Says where in the request something stands that a validator objects to: in the document, the query or the headers. */

import { checkGiven, checkKind, type Kind, OBJECT } from '../../failure/kinds.js'
import { nearestIn } from '../../jsonapi/nearest.js'
import { buildPointer, parsePointer } from '../../jsonapi/pointer.js'
import { assertPointer, isPointer } from '../../jsonapi/pointer-syntax.js'
import type { PlaceOptions, RenameOptions } from './options.js'
import { isSecret } from './phrases.js'

/** The step of a JSON Pointer to the member `name`. */
export function stepTo(name: string): string {
  return name.includes('~') || name.includes('/') ? buildPointer([name]) : `/${name}`
}

/** The part of a request that was validated, and the nouns for its members. */
export interface Part {
  /** The member of `source`. */
  readonly kind: 'pointer' | 'parameter' | 'header'
  /** The noun for one of its members, in a sentence. */
  readonly noun: 'member' | 'parameter' | 'header'
  /** Where `path`, a pointer into what was validated, stands in the request; `undefined` if nothing can be named. */
  readonly locate: (path: string) => string | undefined
  /** How the request calls what `path` leads to, which need not be there, and what was validated calls `name`. */
  readonly nameOf: (path: string, name: string) => string
  /**
   * The part of `path` that the document lacks, as a JSON Pointer from `place`, which `locate` gave for it; `""` where all of it is
   * there, or need not be.
   */
  readonly lackOf: (path: string, place: string | undefined) => string
  /** Whether what is at `path` is called like a secret, in what was validated or in the request. */
  readonly isSecret: (path: string) => boolean
}

/** What says which part of the request was validated: of the body also `undefined`, where none came. */
const WHERE: Kind = [
  "{ document } with the parsed body of the request, { in: 'query' } or { in: 'headers' }",
  (value) => {
    if (typeof value !== 'object' || value === null) return false
    const { in: part = 'body' } = value as { readonly in?: unknown }
    return part === 'query' || part === 'headers' || (part === 'body' && 'document' in value)
  },
]

const NAMES: Kind = [
  'an object of strings',
  (value) => Object.values(Object(value)).every((name) => typeof name === 'string'),
]

/**
 * The part that the options speak of. Throws a `TypeError` where they speak of none, and a `PointerSyntaxError` where they hold
 * something else than the pointers they ask for.
 */
export function partOf(options: PlaceOptions): Part {
  checkKind(WHERE, { options })
  checkGiven(OBJECT, { rename: options.rename })
  const move = mover(options.rename)
  if (options.in === 'query' || options.in === 'headers') {
    checkGiven(NAMES, { rename: options.rename })
    const noun = options.in === 'query' ? 'parameter' : 'header'
    const nameIn = noun === 'parameter' ? parameterOf : headerOf
    const locate = (path: string) => nameIn(move(path))
    return {
      kind: noun,
      noun,
      locate,
      nameOf: (path, name) => locate(path) ?? name,
      lackOf: () => '',
      isSecret: (path) => isSecret(path + joined(move(path))),
    }
  }
  for (const target of Object.values(options.rename ?? {})) assertPointer(target)
  const base = options.base ?? ''
  const inDocument = options.rename === undefined ? (path: string) => path : (path: string) => joined(move(path))
  assertPointer(base)
  const nearest = nearestIn(options.document)
  return {
    kind: 'pointer',
    noun: 'member',
    locate: (path) => nearest(base + inDocument(path)),
    nameOf: (path, name) => (options.rename === undefined ? name : (segmentsOf(inDocument(path)).at(-1) ?? name)),
    lackOf: (path, place = '') => (base + inDocument(path)).slice(place.length),
    isSecret: (path) => isSecret(path + base + inDocument(path)),
  }
}

/** A path that begins under another name: that name, and what follows it. */
interface Moved {
  readonly moved?: string
  readonly rest: string
}

const joined = ({ moved = '', rest }: Moved): string => moved + rest

function mover(rename: RenameOptions['rename']): (path: string) => Moved {
  if (rename === undefined) return (path) => ({ rest: path })
  const names = Object.entries(rename).sort(([a], [b]) => b.length - a.length)
  for (const [from] of names) assertPointer(from)
  return (path) => {
    const found = names.find(
      ([from]) => path.startsWith(from) && (path.length === from.length || path[from.length] === '/'),
    )
    return found === undefined ? { rest: path } : { moved: found[1], rest: path.slice(found[0].length) }
  }
}

const segmentsOf = (path: string): readonly string[] => (isPointer(path) ? parsePointer(path) : [])

const headerOf = ({ moved, rest }: Moved): string | undefined => moved ?? segmentsOf(rest)[0]

/** `page[size]` for `/page/size`; an element of a list is no parameter of its own. */
function parameterOf({ moved, rest }: Moved): string | undefined {
  const segments = [...(moved === undefined ? [] : [moved]), ...segmentsOf(rest)]
  const index = segments.findIndex((segment, depth) => depth > 0 && /^\d+$/.test(segment))
  const [first, ...below] = index < 0 ? segments : segments.slice(0, index)
  return first === undefined ? undefined : first + below.map((name) => `[${name}]`).join('')
}
