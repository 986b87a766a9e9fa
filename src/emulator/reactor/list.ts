/** Lists resources: the filters, the order and the page that a request asks for. */
import type { ErrorObject } from '../../jsonapi/document.js'
import type { Exchange } from './model.js'
import { filterOf, orderOf, sortKeys } from './query.js'
import { refuseAll, statusError } from './refusal.js'
import { textsOf } from './representation.js'
import { type ApiResponse, textResponse } from './request.js'
import type { TypeName } from './resource.js'
import type { Resources } from './store.js'

// https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/guides/pagination
const [USUAL_SIZE, LARGEST_SIZE] = [25, 100]

/** Parameters besides filters that lists take; that of packages is not documented, but Adobe’s SDK sends it. */
const known = new Set(['include', 'page[number]', 'page[size]', 'sort', 'max_availability'])

/** A response with those of `resources`, all of a type, that the request asks for. */
export function listResponse(exchange: Exchange, type: TypeName, resources: Resources): ApiResponse {
  const { query } = exchange
  if (exchange.emulation.strict) refuseAll([...parameterErrors(exchange), ...sortErrors(exchange, resources)])
  const filter = filterOf(query)
  const filtered = filter === undefined ? resources : resources.filter(filter)
  const keys = sortKeys(query)
  const sorted = keys.length === 0 ? filtered : [...filtered].sort(orderOf(keys))
  const size = countOf(query.get('page[size]'), USUAL_SIZE, LARGEST_SIZE)
  const number = countOf(query.get('page[number]'), 1, Number.MAX_SAFE_INTEGER)
  const total = sorted.length
  const start = (number - 1) * size
  const isReversed = exchange.emulation.definitions[type].newestFirst && keys.length === 0
  const page = isReversed
    ? sorted.slice(Math.max(0, total - start - size), Math.max(0, total - start)).reverse()
    : sorted.slice(start, start + size)
  const pages = Math.max(1, Math.ceil(total / size))
  // Behind the end, the last page is the one before.
  const before = number > 1 ? Math.min(number - 1, pages) : null
  const pagination = {
    current_page: number,
    next_page: number < pages ? number + 1 : null,
    prev_page: before,
    total_pages: pages,
    total_count: total,
  }
  const links = linksOf(exchange, { number, size, pages, before })
  const { texts, included } = textsOf(exchange, type, page)
  const rest = JSON.stringify({ links, meta: { pagination } }).slice(1)
  return textResponse(200, `{"data":[${texts.join(',')}]${included},${rest}`)
}

/** A number from 1 to `largest`; what is more or less is taken for the nearest, what is no number for the usual one. */
function countOf(text: string | null, usual: number, largest: number): number {
  const count = Math.floor(Number(text?.trim() || usual))
  return Number.isNaN(count) ? usual : Math.min(Math.max(count, 1), largest)
}

/** Where a page stands among the others. */
interface Place {
  readonly number: number
  readonly size: number
  readonly pages: number
  /** The page before; `null` where there is none. */
  readonly before: number | null
}

/**
 * The pages next to one, as far as there are any, and the first and the last.
 *
 * @see https://jsonapi.org/format/1.1/#fetching-pagination
 */
function linksOf(
  { emulation: { url }, request, query }: Exchange,
  { number, size, pages, before }: Place,
): Readonly<Record<string, string>> {
  const others = new URLSearchParams([...query].filter(([name]) => name !== 'page[number]' && name !== 'page[size]'))
  const rest = others.size === 0 ? '' : `${others}&`
  const to = (page: number): string => `${url}${request.url}?${rest}page%5Bnumber%5D=${page}&page%5Bsize%5D=${size}`
  return {
    self: to(number),
    first: to(1),
    last: to(pages),
    ...(before !== null && { prev: to(before) }),
    ...(number < pages && { next: to(number + 1) }),
  }
}

/**
 * What is wrong with the parameters: JSON:API wants those that a server does not know refused.
 *
 * @see https://jsonapi.org/format/1.1/#query-parameters
 */
function parameterErrors(exchange: Exchange): readonly ErrorObject[] {
  const { query } = exchange
  const wrong = (parameter: string, detail: string) => statusError(exchange, 400, { detail, parameter })
  const errors: ErrorObject[] = []
  for (const parameter of new Set(query.keys())) {
    const isFilter = /^filter\[.*\]$/.test(parameter)
    if (!isFilter && !known.has(parameter)) errors.push(wrong(parameter, 'This parameter is not known here.'))
  }
  const isCount = (name: string, largest: number) => {
    const text = query.get(name)
    return text === null || (/^[1-9]\d{0,8}$/.test(text) && Number(text) <= largest)
  }
  if (!isCount('page[size]', LARGEST_SIZE)) {
    errors.push(wrong('page[size]', `The size of a page is a number from 1 to ${LARGEST_SIZE}.`))
  }
  if (!isCount('page[number]', Number.MAX_SAFE_INTEGER)) errors.push(wrong('page[number]', 'Pages count from 1.'))
  return errors
}

/** What is wrong with the order that is asked for: it names what the listed resources do not have. */
function sortErrors(exchange: Exchange, [sample]: Resources): readonly ErrorObject[] {
  const names = sortKeys(exchange.query).map(({ name }) => name)
  const unknown = names.find((name) => sample !== undefined && !Object.hasOwn(sample.attributes, name))
  if (unknown === undefined) return []
  return [statusError(exchange, 400, { detail: `There is no attribute ${unknown} to sort by.`, parameter: 'sort' })]
}

/** Refuses parameters, where only lists take any; `include` is no such. */
export function noParameters(exchange: Exchange): void {
  if (!exchange.emulation.strict) return
  const parameter = [...exchange.query.keys()].find((name) => name !== 'include')
  if (parameter === undefined) return
  refuseAll([statusError(exchange, 400, { detail: 'This URL takes no parameters.', parameter })])
}
