/** Finds what the errors of services without a standard say: texts, codes, places in the request, and lists of more of them. */

import { cutText } from '../failure/cut-text.js'
import { isRecord, membersOf } from '../failure/plain.js'
import { MOST_READ } from '../failure/read-errors.js'
import { attempt } from '../jsonapi/attempt.js'
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
const LONGEST_LIST = 65_536
/** Forms hold forms: Discord names a field of a field of an embed. */
const DEEPEST = 12

const list = (words: string): readonly string[] => words.split(' ')

// Names as `plainName` gives them, the best first.
const DETAILS = /* @__PURE__ */ list(
  `detail detailedmessage explanation message msg errormessage errormsg errmsg errordescription errordetail description \
usermessage displaymessage errorsummary statusmessage reason faultstring exceptionmessage exceptiontext defaultmessage \
diagnostics developermessage issue error fault details info text`,
)
const TITLES = /* @__PURE__ */ list('title errortitle summary')
const CODES = /* @__PURE__ */ list('code errorcode errcode scimtype faultcode exceptioncode keyword errornumber')
const KINDS = /* @__PURE__ */ list('type errortype status reason name issue error')
const PLACES = /* @__PURE__ */ list(
  `pointer instancepath field fieldname param parameter property propertyname propertypath propertyref path errorpath loc attribute \
target fields keys membernames location`,
)
const SIDES = /* @__PURE__ */ list('in location locationtype')
const LISTS = /* @__PURE__ */ list(
  `errors violations issues fielderrors fieldviolations validationerrors validationresults modelstate invalidparams \
invalidattributes errormessages errordetails errorcodes errorchain details detail causes errorcauses issue message messages error \
constraints children validation`,
)
const MAPS = /* @__PURE__ */ list('errors fielderrors validationerrors modelstate invalidattributes validation')
const NESTED = /* @__PURE__ */ list('error fault exception odataerror problem err')
/** Lists by name have these for what is wrong with no member in particular. */
const WHOLE = /* @__PURE__ */ list('base nonfielderrors all root schema general global formerrors error errors')

const known = /* @__PURE__ */ once(
  () =>
    new Set([
      ...[DETAILS, TITLES, CODES, KINDS, PLACES, SIDES, LISTS, NESTED].flat(),
      ...['extensions', 'locations', 'value', 'statuscode', 'httpstatus'],
    ]),
)

/** The members of an object that mean something here, by plain names; of two of one name the first. */
export type Words = ReadonlyMap<string, unknown>

/** A name without what tells spellings apart: `error_message`, `errorMessage`, `Error-Message` and `o:errorMessage` are one. */
const plainName = (name: string): string =>
  name.length > 40
    ? ''
    : name
        .slice(name.indexOf(':') + 1)
        .toLowerCase()
        .replace(/[^a-z]/g, '')

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
  // Of a long text no more is read than may be shown.
  const line = cutText(text, 4 * LONGEST)
    .replace(/\s+/g, ' ')
    .trim()
  return cutText(line, LONGEST) || undefined
}

/** A text as it is, or as OData, SOAP and some others wrap it; of a list in JSON, which says more by its items, nothing. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return unwrapped(value) === value ? snippet(value) : undefined
  if (!isRecord(value)) return undefined
  const words = wordsOf(value)
  const inner = words.get('value') ?? words.get('text')
  const text: unknown = Array.isArray(inner) ? inner[0] : inner
  return typeof text === 'string' ? snippet(text) : undefined
}

function firstOf<T>(names: readonly string[], read: (name: string) => T | undefined): T | undefined {
  for (const name of names) {
    const found = read(name)
    if (found !== undefined) return found
  }
  return undefined
}

const isToken = (text: string): boolean => text.length <= 100 && !/\s|:\/\//.test(text)
/** A number below says that a response is still to come, and is that of nobody's. */
const isStatus = (code: number): boolean => code >= 200 && code < 600

/** A code: a word, or a number that is no HTTP status. A sentence is none. */
function codeOf(value: unknown): string | undefined {
  const text = Number.isInteger(value) ? `${value}` : textOf(value)
  return text !== undefined && isToken(text) && !isStatus(Number(text)) ? text : undefined
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
  return {
    code,
    title,
    detail: detail === title || detail === code ? undefined : detail,
    source: sourceIn(words) ?? validatedIn(words),
  }
}

const codeIn = (words: Words): string | undefined => firstOf(CODES, (name) => codeOf(words.get(name)))

/** Whether anything was said; a place alone says nothing. */
export const isSaid = ({ code, title, detail }: Said): boolean => (code ?? title ?? detail) !== undefined

/** Where in the request an object says that the error is; of GraphQL's, whose path leads into the response, nothing. */
function sourceIn(words: Words): ErrorSource | undefined {
  const hasOnlyPath = words.size === 2 && words.has('message') && Array.isArray(words.get('path'))
  if (hasOnlyPath || words.has('locations') || words.has('extensions')) return undefined
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

/** Whether `value` is what hapi says beside its message: the side of the request that it validated, and the members at fault. */
const isOfHapi = (value: unknown): value is { readonly source: string; readonly keys: readonly unknown[] } =>
  isRecord(value) && typeof value['source'] === 'string' && Array.isArray(value['keys'])

/** The first of the members that hapi found at fault. */
function validatedIn(words: Words): ErrorSource | undefined {
  const validation = words.get('validation')
  if (!isOfHapi(validation)) return undefined
  const path = pathIn(validation.keys[0])
  return path && sourceOn([validation.source], path, false)
}

const BODIES: readonly unknown[] = /* @__PURE__ */ list('body json payload')
const SIDES_OF_REQUESTS: readonly unknown[] = /* @__PURE__ */ list(
  'body json payload query querystring parameter header headers path params cookie cookies',
)

/** The place that `path` leads to, on the side of the request that one of `sides` or its first part names. */
function sourceOn(sides: readonly unknown[], path: readonly string[], isList: boolean): ErrorSource | undefined {
  const [first, ...others] = path
  const isNamed = isList && SIDES_OF_REQUESTS.includes(first)
  const side = isNamed ? first : sides.find((each) => SIDES_OF_REQUESTS.includes(each))
  const rest = isNamed ? others : path
  if (side === 'query' || side === 'querystring' || side === 'parameter') return { parameter: rest.join('.') }
  if (side === 'header' || side === 'headers') return { header: rest.join('.') }
  return side === undefined || BODIES.includes(side) ? sourceOf(rest) : undefined
}

/** The place of a member of the request document; of an object as a whole, its own; none where that is the whole document. */
function sourceOf(path: readonly string[]): ErrorSource | undefined {
  const end = path.findLastIndex((name) => !WHOLE.includes(plainName(name))) + 1
  return end === 0 ? undefined : { pointer: path.slice(0, end).reduce(childPointer, '') }
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
  return typeof value === 'string' ? attempt(() => fromFragment(value)) : undefined
}

/** The list that was written into a text as JSON, as Zod does in its messages; any other value as it is. */
function unwrapped(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*\[\s*\{/.test(value) || value.length > LONGEST_LIST) return value
  return attempt<unknown>(() => JSON.parse(value), value)
}

const isItem = (item: unknown): boolean => isRecord(item) || typeof item === 'string'

/** The list of errors in an object: an array, or for some names an object that has lists by the names of members. */
export function listIn(words: Words): unknown {
  return firstOf(LISTS, (name) => {
    const value = unwrapped(words.get(name))
    // Of a sparse list no more is looked at than is told.
    if (Array.isArray(value)) return value.slice(0, MOST_READ).some(isItem) ? value : undefined
    // These are called by the rules that were broken, not by members.
    if (name === 'constraints' && isRecord(value)) return Object.values(value)
    if (isOfHapi(value)) return undefined
    const isMap = isRecord(value) && (MAPS.includes(name) || Object.values(value).every(Array.isArray))
    return isMap && Object.keys(value).length > 0 ? value : undefined
  })
}

/** So many values are looked at for errors: objects that stand in many places would else be, in each. */
const MOST_VISITED = 4 * MOST_READ

/** The errors in a list, in lists within it, or in lists by the names of members, `MOST_READ` and one at most. */
export function errorsListed(value: unknown): readonly Said[] {
  const found: Said[] = []
  let left = MOST_VISITED

  function visit(item: unknown, path: readonly string[], depth: number): void {
    left -= 1
    if (found.length > MOST_READ || depth > DEEPEST || left < 0) return
    if (typeof item === 'string') {
      const detail = snippet(item)
      if (detail !== undefined) found.push({ detail, source: placeOf(path) })
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
    const source = said.source ?? namedPlace(item)
    const more = listIn(words)
    if (said.detail !== undefined || (more === undefined && isSaid(said))) {
      found.push({ ...said, source: source ?? placeOf(path) })
    } else if (more !== undefined) {
      visit(more, source?.pointer === undefined ? path : segmentsOf(source.pointer), depth + 1)
    } else {
      for (const name of Object.keys(item)) visit(item[name], [...path, ...stepsTo(name, item[name])], depth + 1)
    }
  }

  visit(value, [], 0)
  return found
}

/** The place that names in lists by names lead to; of several the first may be a side of the request. */
const placeOf = (path: readonly string[]): ErrorSource | undefined => sourceOn([], path, path.length > 1)

/** The member that an item of a list is called by, where that is a plain name and no kind of error. */
function namedPlace({ name }: Readonly<Record<string, unknown>>): ErrorSource | undefined {
  return typeof name === 'string' && /^[a-z]\w{0,99}$/.test(name) && kindOf(name) === undefined
    ? sourceOf([name])
    : undefined
}

/**
 * What a name in a list by names adds to the path: nothing if it is a status, or says that objects with places of their own follow.
 */
function stepsTo(name: string, value: unknown): readonly string[] {
  const isAround =
    [...LISTS, 'fields'].includes(plainName(name)) && Array.isArray(value) && value.slice(0, MOST_READ).every(isRecord)
  return isStatus(Number(name)) || isAround ? [] : (pathIn(name) ?? [name])
}

/** How many objects are asked whether they say something. */
const MOST_ASKED = 200
/** How deep they may stand. */
const DEEPEST_ASKED = 3

type Members = Readonly<Record<string, unknown>>

/** An object inside another one. */
interface Inner {
  readonly value: Members
  /** Whether it is called by one of the names for what says something. */
  readonly isNested: boolean
}

/** The levels of a body, as far as they are asked: objects, and those inside them that `inside` finds under a member. */
function* levelsOf(
  body: Members,
  inside: (value: unknown) => readonly unknown[],
): Generator<readonly [level: readonly Members[], inner: readonly Inner[]]> {
  let level: readonly Members[] = [body]
  let asked = 0
  for (let depth = 0; depth < DEEPEST_ASKED && asked <= MOST_ASKED; depth++) {
    const inner = level.flatMap((each) => innerOf(each, inside))
    yield [level, inner]
    asked += inner.length
    level = inner.map(({ value }) => value)
  }
}

function innerOf(object: Members, inside: (value: unknown) => readonly unknown[]): readonly Inner[] {
  return Object.entries(object)
    .slice(0, 50)
    .flatMap(([name, value]) => {
      const isNested = NESTED.includes(plainName(name))
      return inside(value)
        .filter(isRecord)
        .map((one) => ({ value: one, isNested }))
    })
}

/**
 * The object in which a body says something: of the objects of a level first those that have one of the names for that, then the
 * others, `body` between those inside it.
 */
export function speakerIn(body: Members): Words | undefined {
  for (const [level, inner] of levelsOf(body, (value) => [value])) {
    for (const each of [...inner.filter(({ isNested }) => isNested).map(({ value }) => value), ...level]) {
      const words = wordsOf(each)
      if (isSaid(saidIn(words)) || listIn(words) !== undefined) return withoutUrl(words)
    }
  }
  return undefined
}

/** How many lists of a level are searched for errors. */
const MOST_LISTS = 3

/** The first list of errors in the objects inside a body, those at the head of lists among them. */
export function listBelow(body: Members): unknown {
  for (const [, inner] of levelsOf(body, (value) => (Array.isArray(value) ? value.slice(0, 5) : [value]))) {
    const lists = inner.map(({ value }) => listIn(wordsOf(value))).filter((each) => each !== undefined)
    const found = lists.slice(0, MOST_LISTS).find((each) => errorsListed(each).length > 0)
    if (found !== undefined) return found
  }
  return undefined
}

/** Whether `value` has nothing but lists of texts, by the names of members or of members of those. */
export function isListByNames(value: unknown, depth: number = DEEPEST_ASKED + 1): boolean {
  if (depth === 0 || !isRecord(value)) return false
  return Object.values(value).every((inner) =>
    Array.isArray(inner)
      ? inner.slice(0, MOST_READ).every((item) => typeof item === 'string' || isListByNames(item, depth - 1))
      : isListByNames(inner, depth - 1),
  )
}

/** Beside a text for all of a request, a path is that of its URL. */
function withoutUrl(words: Words): Words {
  return new Map([...words].filter(([name]) => name !== 'path' && name !== 'location'))
}
