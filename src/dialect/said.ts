/** Finds what the errors of services without a standard say: texts, codes, places in the request, and lists of more of them. */

import { isRecord, membersOf } from '../failure/plain.js'
import { MOST_READ } from '../failure/read-errors.js'
import type { ErrorSource } from '../jsonapi/document.js'
import { once } from '../jsonapi/once.js'
import { childPointer, fromFragment, isPointer, segmentsOf } from '../jsonapi/pointer-syntax.js'

/** The statements of one object, or one text in a list, about an error. */
export interface Said {
  readonly code?: string | undefined
  readonly title?: string | undefined
  readonly detail?: string | undefined
  readonly source?: ErrorSource | undefined
}

const LONGEST = 300
const DEEPEST = 4

const list = (words: string): readonly string[] => words.split(' ')

// Names as `plainName` gives them, the best first.
const DETAILS = /* @__PURE__ */ list(
  `detail message msg errormessage errordescription errordetail description usermessage displaymessage errorsummary reason \
faultstring exceptionmessage defaultmessage diagnostics developermessage hydradescription issue error fault`,
)
const TITLES = /* @__PURE__ */ list('title errortitle hydratitle summary')
const CODES = /* @__PURE__ */ list('code errorcode errcode scimtype faultcode keyword')
const KINDS = /* @__PURE__ */ list('type errortype status reason name issue error')
const PLACES = /* @__PURE__ */ list(
  `pointer instancepath field fieldname param parameter property propertypath path loc attribute target fields membernames \
location`,
)
const SIDES = /* @__PURE__ */ list('in location locationtype')
const LISTS = /* @__PURE__ */ list(
  `errors violations issues fielderrors fieldviolations validationerrors modelstate invalidparams errormessages details \
detail causes errorcauses issue message messages error constraints children`,
)
const MAPS = /* @__PURE__ */ list('errors fielderrors validationerrors modelstate')
const NESTED = /* @__PURE__ */ list('error fault exception odataerror problem err')
/** Lists by name have these for what is wrong with no member in particular. */
const WHOLE = /* @__PURE__ */ list('base nonfielderrors all root schema general global formerrors error errors')

const known = /* @__PURE__ */ once(
  () =>
    new Set([
      ...[DETAILS, TITLES, CODES, KINDS, PLACES, SIDES, LISTS, NESTED].flat(),
      ...['extensions', 'locations', 'value', 'text', 'statuscode', 'httpstatus'],
    ]),
)

/** The members of an object that mean something here, by plain names; of two of one name the first. */
export type Words = ReadonlyMap<string, unknown>

/** A name without what tells spellings apart: `error_message`, `errorMessage` and `Error-Message` are one. */
const plainName = (name: string): string => (name.length > 40 ? '' : name.toLowerCase().replace(/[^a-z]/g, ''))

/** The members of `record` that mean something here. */
export function wordsOf(record: Readonly<Record<string, unknown>>): Words {
  const words = new Map<string, unknown>()
  for (const name of Object.keys(record)) {
    const plain = plainName(name)
    if (known().has(plain) && !words.has(plain)) words.set(plain, record[name])
  }
  return words
}

/** `text` on one line, cut where it is long; `undefined` where there is nothing in it. */
export function snippet(text: string): string | undefined {
  const line = text
    .slice(0, 4 * LONGEST)
    .replace(/\s+/g, ' ')
    .trim()
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line || undefined
}

/** A text as it is, or as OData, SOAP and some others wrap it. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return snippet(value)
  if (!isRecord(value)) return undefined
  const words = wordsOf(value)
  const inner = words.get('value') ?? words.get('text')
  return typeof inner === 'string' ? snippet(inner) : undefined
}

function firstOf<T>(names: readonly string[], read: (name: string) => T | undefined): T | undefined {
  for (const name of names) {
    const found = read(name)
    if (found !== undefined) return found
  }
  return undefined
}

const isToken = (text: string): boolean => text.length <= 100 && !/\s|:\/\//.test(text)
const isStatus = (code: number): boolean => code >= 100 && code < 600

/** A code: a word, or a number that is no HTTP status. A sentence is none. */
function codeOf(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isInteger(value) && !isStatus(value) ? `${value}` : undefined
  const text = textOf(value)
  return text !== undefined && isToken(text) ? text : undefined
}

/** The kind of an error, where it is a word of more than one part: `value_error.missing`, `INVALID_ARGUMENT`, `RecordInvalid`. */
function kindOf(value: unknown): string | undefined {
  const isKind = typeof value === 'string' && isToken(value) && /[-_.#]|[a-z][A-Z]|^[A-Z]+$/.test(value)
  return isKind ? value : undefined
}

/** Reads the statements of an object about an error. */
export function saidIn(words: Words): Said {
  const title = firstOf(TITLES, (name) => textOf(words.get(name)))
  const detail = firstOf(DETAILS, (name) => textOf(words.get(name)))
  const code =
    codeIn(words) ??
    firstOf(['extensions', 'detail'], (name) => codeIn(wordsOf(membersOf(words.get(name))))) ??
    firstOf(KINDS, (name) => kindOf(words.get(name)))
  return { code, title, detail: detail === title || detail === code ? undefined : detail, source: sourceIn(words) }
}

const codeIn = (words: Words): string | undefined => firstOf(CODES, (name) => codeOf(words.get(name)))

/** Whether anything was said; a place alone says nothing. */
export const isSaid = ({ code, title, detail }: Said): boolean => (code ?? title ?? detail) !== undefined

/** Where in the request an object says that the error is; of GraphQL's, whose path leads into the response, nothing. */
function sourceIn(words: Words): ErrorSource | undefined {
  if (words.has('locations') || words.has('extensions')) return undefined
  const sides = SIDES.map((name) => words.get(name))
  return firstOf(PLACES, (name) => {
    const value = words.get(name)
    // A list of fields has whole paths for items.
    const path = pathIn(Array.isArray(value) && /s$/.test(name) ? value[0] : value)
    return path === undefined || (name === 'location' && path.some((part) => SIDES_OF_REQUESTS.includes(part)))
      ? undefined
      : sourceOn(sides, path, Array.isArray(value))
  })
}

const SIDES_OF_REQUESTS: readonly unknown[] = /* @__PURE__ */ list(
  'body query querystring parameter header headers path params cookie cookies',
)

/** The place that `path` leads to, on the side of the request that one of `sides` or its first part names. */
function sourceOn(sides: readonly unknown[], path: readonly string[], isList: boolean): ErrorSource | undefined {
  const [first = '', ...others] = path
  const isNamed = isList && SIDES_OF_REQUESTS.includes(first)
  const side = isNamed ? first : sides.find((each) => SIDES_OF_REQUESTS.includes(each))
  const rest = isNamed ? others : path
  if (side === 'query' || side === 'querystring' || side === 'parameter') return { parameter: rest.join('.') }
  if (side === 'header' || side === 'headers') return { header: rest.join('.') }
  return side === undefined || side === 'body' ? sourceOf(rest) : undefined
}

/** The place of a member of the request document; none where the path leads to no member in particular. */
function sourceOf(path: readonly string[]): ErrorSource | undefined {
  if (path.slice(-1).every((name) => WHOLE.includes(plainName(name)))) return undefined
  return { pointer: path.reduce(childPointer, '') }
}

// Names with dots between them, indices and names in brackets; no part can be taken for another.
const PATH = /^\$?\.?[\w-]+(?:\.[\w-]+|\[\d+\]|\['[\w -]+'\]|\["[\w -]+"\])*$/

/** The names and indices of a place, however it is written: `a.b[0]`, `$.a`, `/a/b`, `#/a`, `['body', 'a']`. */
function pathIn(value: unknown): readonly string[] | undefined {
  if (Array.isArray(value)) {
    const isPart = (part: unknown) => typeof part === 'string' || typeof part === 'number'
    return value.length > 0 && value.length < 100 && value.every(isPart) ? value.map(String) : undefined
  }
  if (typeof value !== 'string' || value === '' || value.length > 1000) return undefined
  const pointer = pointerIn(value)
  if (pointer !== undefined) return segmentsOf(pointer)
  return PATH.test(value) ? Array.from(value.matchAll(/[\w-][\w -]*/g), ([name]) => name) : undefined
}

/** The pointer in the fragment that RFC 9457 shows, or in the plain form that others send. */
export function pointerIn(value: unknown): string | undefined {
  if (isPointer(value)) return value
  try {
    return typeof value === 'string' ? fromFragment(value) : undefined
  } catch {
    return undefined
  }
}

const isItem = (item: unknown): boolean => isRecord(item) || typeof item === 'string'

/** The list of errors in an object: an array, or for some names an object that has lists by the names of members. */
export function listIn(words: Words): unknown {
  return firstOf(LISTS, (name) => {
    const value = words.get(name)
    // Of a sparse list no more is looked at than is told.
    if (Array.isArray(value)) return value.slice(0, MOST_READ).some(isItem) ? value : undefined
    // These are called by the rules that were broken, not by members.
    if (name === 'constraints' && isRecord(value)) return Object.values(value)
    const isMap = isRecord(value) && (MAPS.includes(name) || Object.values(value).every(Array.isArray))
    return isMap && Object.keys(value).length > 0 ? value : undefined
  })
}

/** The errors in a list, in lists within it, or in lists by the names of members, `MOST_READ` and one at most. */
export function errorsListed(value: unknown): readonly Said[] {
  const found: Said[] = []

  function visit(item: unknown, path: readonly string[], depth: number): void {
    if (found.length > MOST_READ || depth > DEEPEST) return
    if (typeof item === 'string') {
      const detail = snippet(item)
      if (detail !== undefined) found.push({ detail, source: sourceOf(path) })
    } else if (Array.isArray(item)) visitList(item, path, depth)
    else if (isRecord(item)) visitObject(item, path, depth)
  }

  function visitList(items: readonly unknown[], path: readonly string[], depth: number): void {
    // Of a sparse list no more than is ever told.
    const count = Math.min(items.length, MOST_READ + 1)
    for (let index = 0; index < count; index++) {
      const item = items[index]
      const isIndexed = path.length > 0 && isRecord(item) && !isSaid(saidIn(wordsOf(item)))
      visit(item, isIndexed ? [...path, `${index}`] : path, depth + 1)
    }
  }

  function visitObject(item: Readonly<Record<string, unknown>>, path: readonly string[], depth: number): void {
    const words = wordsOf(item)
    const said = saidIn(words)
    const more = listIn(words)
    if (said.detail !== undefined || (more === undefined && isSaid(said))) {
      found.push({ ...said, source: said.source ?? sourceOf(path) })
    } else if (more !== undefined) {
      visit(more, said.source?.pointer === undefined ? path : segmentsOf(said.source.pointer), depth + 1)
    } else {
      for (const name of Object.keys(item)) {
        visit(item[name], isStatus(Number(name)) ? path : [...path, ...(pathIn(name) ?? [name])], depth + 1)
      }
    }
  }

  visit(value, [], 0)
  return found
}

/** The object in which a body says something: one of the names for that, the body itself, or any other one level down. */
export function speakerIn(body: Readonly<Record<string, unknown>>): Words | undefined {
  const words = wordsOf(body)
  const others = [...NESTED.map((name) => words.get(name)), body, ...Object.values(body).slice(0, 50)]
  for (const each of others) {
    const inner = isRecord(each) ? wordsOf(each) : undefined
    if (inner !== undefined && (isSaid(saidIn(inner)) || listIn(inner) !== undefined)) return withoutUrl(inner)
  }
  return undefined
}

/** Beside a text for all of a request, a path is that of its URL. */
function withoutUrl(words: Words): Words {
  return new Map([...words].filter(([name]) => name !== 'path' && name !== 'location'))
}
