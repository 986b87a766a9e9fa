/** Searches what is stored: `POST /search`, with the query language that its endpoint page documents. */
import { isRecord } from '../../failure/plain.js'
import { dataOf } from './documents.js'
import type { Exchange } from './model.js'
import { compareValues } from './query.js'
import type { Handler } from './read-endpoints.js'
import { reject } from './refusal.js'
import { isVisible, membersOf } from './representation.js'
import { documentResponse } from './request.js'
import { isDeleted, type Members, type Resource, type TypeName } from './resource.js'

// https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/endpoints/search
const searchable = [
  'audit_events',
  'builds',
  'callbacks',
  'data_elements',
  'environments',
  'extension_packages',
  'extensions',
  'hosts',
  'libraries',
  'properties',
  'rule_components',
  'rules',
] as const satisfies readonly TypeName[]

const MOST = 100

/** `POST /search` */
export const search: Handler = (exchange) => {
  const data = dataOf(exchange)
  if (!isRecord(data)) reject(exchange, 400, { detail: 'data has to be an object.', pointer: '/data' })
  const tests = testsOf(exchange, data['query'])
  const [from, size] = [countAt(exchange, data, 'from', 0), Math.min(countAt(exchange, data, 'size', MOST), MOST)]
  const order = orderOf(exchange, data['sort'] ?? [])
  const { store } = exchange.emulation
  const hits: Resource[] = []
  for (const type of typesOf(exchange, data['resource_types'] ?? searchable)) {
    for (const resource of store.all(type)) {
      const isHit = isVisible(exchange, resource) && !isDeleted(resource) && tests.every((test) => test(resource))
      if (isHit) hits.push(resource)
    }
  }
  const page = hits.sort(order).slice(from, from + size)
  // The results have no meta.
  return documentResponse(200, {
    data: page.map((resource) => membersOf(exchange, resource)),
    meta: { total_hits: hits.length },
  })
}

type Test = (resource: Resource) => boolean

function testsOf(exchange: Exchange, query: unknown): readonly Test[] {
  const pointer = '/data/query'
  if (!isRecord(query) || Object.keys(query).length === 0) {
    reject(exchange, 422, { detail: 'query has to be an object with a field path or more.', pointer })
  }
  return Object.entries(query).map(([path, wanted]) => {
    if (!/^[a-z_*]+(?:\.[a-z_*]+)*$/.test(path)) {
      reject(exchange, 422, { detail: 'A field path is made of a-z, _, * and dots.', pointer })
    }
    const test = conditionOf(exchange, path, wanted)
    const steps = path.split('.')
    return (resource) => test(valuesAt(fieldsOf(resource), steps))
  })
}

/** The members of a resource that can be searched. */
function fieldsOf({ id, type, attributes, one, many }: Resource): Members {
  const relationships = Object.entries({ ...one, ...many }).map(([name, data]) => [name, { data }])
  return { id, type, attributes, relationships: Object.fromEntries(relationships) }
}

/** What stands at a path; `*` is any name, and lists are gone through. `null` counts as nothing. */
function valuesAt(value: unknown, steps: readonly string[]): readonly unknown[] {
  const [step, ...rest] = steps
  if ((value ?? null) === null) return []
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, steps))
  if (step === undefined) return [value]
  if (!isRecord(value)) return []
  const found = step === '*' ? Object.values(value) : Object.hasOwn(value, step) ? [value[step]] : []
  return found.flatMap((item) => valuesAt(item, rest))
}

type Condition = (values: readonly unknown[]) => boolean

function conditionOf(exchange: Exchange, path: string, wanted: unknown): Condition {
  const { exists, value, value_operator: operator, range } = isRecord(wanted) ? wanted : {}
  const conditions: Condition[] = []
  if (typeof exists === 'boolean') conditions.push((values) => values.length > 0 === exists)
  if (value !== undefined) {
    const matches = matcherOf(path, String(value), operator === 'OR' ? 'some' : 'every')
    conditions.push((values) => values.some(matches))
  }
  if (isRecord(range)) conditions.push(...rangeOf(range))
  if (conditions.length === 0) {
    const detail = `${path} needs exists, value, or range with gt, gte, lt or lte.`
    reject(exchange, 422, { detail, pointer: '/data/query' })
  }
  return (values) => conditions.every((condition) => condition(values))
}

/** The fields that are matched as they are, whatever else is text by parts (the endpoint page, “Matching conventions”). */
const exact: ReadonlySet<string> = new Set(['id', 'type', 'name', 'status', 'state', 'stage', 'platform', 'type_of'])

/** Whether a value fits a query value: exactly, or with every (or some) of its terms somewhere in the text, in any case. */
function matcherOf(path: string, wanted: string, terms: 'every' | 'some'): (value: unknown) => boolean {
  const field = path.slice(path.lastIndexOf('.') + 1)
  if (exact.has(field)) return (value) => value === wanted
  if (field === 'delegate_descriptor_id') return (value) => [value, ...String(value).split('::')].includes(wanted)
  const words = wanted.toLowerCase().split(/\s/).filter(Boolean)
  return (value) => {
    if (typeof value !== 'string') return JSON.stringify(value) === wanted
    const text = value.toLowerCase()
    return words[terms]((word) => text.includes(word))
  }
}

const comparisons: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  gt: (value, limit) => value > limit,
  gte: (value, limit) => value >= limit,
  lt: (value, limit) => value < limit,
  lte: (value, limit) => value <= limit,
}

/** The numbers may come as text, as the endpoint page has them. */
function rangeOf(range: Members): readonly Condition[] {
  return Object.entries(comparisons).flatMap(([name, compare]) => {
    if (range[name] === undefined) return []
    const limit = Number(range[name])
    return [(values: readonly unknown[]) => values.some((value) => typeof value === 'number' && compare(value, limit))]
  })
}

function orderOf(exchange: Exchange, sort: unknown): (a: Resource, b: Resource) => number {
  if (!Array.isArray(sort)) reject(exchange, 422, { detail: 'sort has to be a list.', pointer: '/data/sort' })
  const keys = sort.filter(isRecord).flatMap((item) => Object.entries(item))
  const read = keys.map(([path, direction]) => ({ steps: path.split('.'), descends: direction === 'desc' }))
  return (a, b) => {
    for (const { steps, descends } of read) {
      const [[first], [second]] = [valuesAt(fieldsOf(a), steps), valuesAt(fieldsOf(b), steps)]
      const order = compareValues(first, second)
      if (order !== 0) return descends ? -order : order
    }
    return 0
  }
}

function typesOf(exchange: Exchange, wanted: unknown): readonly TypeName[] {
  if (Array.isArray(wanted)) {
    const known = searchable.filter((type) => wanted.includes(type))
    if (known.length === wanted.length) return known
  }
  const detail = `resource_types is a list of ${searchable.join(', ')}.`
  return reject(exchange, 422, { detail, pointer: '/data/resource_types' })
}

function countAt(exchange: Exchange, data: Members, name: string, usual: number): number {
  const count = data[name] ?? usual
  if (Number.isSafeInteger(count) && Number(count) >= 0) return Number(count)
  return reject(exchange, 422, { detail: `${name} has to be a whole number from 0.`, pointer: `/data/${name}` })
}
