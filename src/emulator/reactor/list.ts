/** Lists resources: the filters, the order and the page that a request asks for. */
import type { ErrorObject } from '../../jsonapi/document.js'
import { filterOf } from './filter.js'
import type { Exchange } from './model.js'
import { present } from './present.js'
import { fault, Refusal } from './refusal.js'
import type { Reply } from './reply.js'
import type { Resource } from './resource.js'
import { orderOf, sortKeys } from './sort.js'

// https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/guides/pagination
const [USUAL_SIZE, LARGEST_SIZE] = [25, 100]

/** Parameters besides filters that lists take; that of packages is not documented, but Adobe’s SDK sends it. */
const known = new Set(['page[number]', 'page[size]', 'sort', 'max_availability'])

/** An answer with those of `resources` that the request asks for. */
export function answerList(exchange: Exchange, resources: readonly Resource[]): Reply {
  const query = new URLSearchParams(exchange.request.query)
  const faults = [...parameterFaults(exchange, query), ...sortFaults(exchange, query, resources[0])]
  if (faults.length > 0) throw new Refusal(faults)
  const matching = resources.filter(filterOf(query)).sort(orderOf(sortKeys(query.get('sort') ?? '')))
  const size = Number(query.get('page[size]') ?? USUAL_SIZE)
  const number = Number(query.get('page[number]') ?? 1)
  const pages = Math.max(1, Math.ceil(matching.length / size))
  const data = matching.slice((number - 1) * size, number * size).map((resource) => present(exchange, resource))
  const pagination = {
    current_page: number,
    next_page: number < pages ? number + 1 : null,
    prev_page: number > 1 ? number - 1 : null,
    total_pages: pages,
    total_count: matching.length,
  }
  return { status: 200, body: { data, meta: { pagination } } }
}

/**
 * What is wrong with the parameters: JSON:API wants those that a server does not know refused.
 *
 * @see https://jsonapi.org/format/1.1/#query-parameters
 */
function parameterFaults(exchange: Exchange, query: URLSearchParams): readonly ErrorObject[] {
  const wrong = (parameter: string, detail: string) => fault(exchange, 400, { detail, parameter })
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
function sortFaults(exchange: Exchange, query: URLSearchParams, sample: Resource | undefined): readonly ErrorObject[] {
  const names = sortKeys(query.get('sort') ?? '').map(({ name }) => name)
  const unknown = names.find((name) => sample !== undefined && !Object.hasOwn(sample.attributes, name))
  if (unknown === undefined) return []
  return [fault(exchange, 400, { detail: `There is no attribute ${unknown} to sort by.`, parameter: 'sort' })]
}

/** Ends the exchange if the request has parameters: only lists take any. */
export function noParameters(exchange: Exchange): void {
  const [parameter] = new URLSearchParams(exchange.request.query).keys()
  if (parameter === undefined) return
  throw new Refusal([fault(exchange, 400, { detail: 'This URL takes no parameters.', parameter })])
}
