/** A user's program without DOM, Node types or any other package: something of every entry. */
import { defineDialect, type Failure, isJsonApiError, JsonApiError, reactor } from 'reactor-errors'
import codes from 'reactor-errors/codes.json' with { type: 'json' }
import { explain } from 'reactor-errors/explain'
import { type FetchLike, withReactorErrors } from 'reactor-errors/fetch'
import { buildPointer, resolvePointer } from 'reactor-errors/pointer'
import { fromProblem, toProblem } from 'reactor-errors/problem'
import { validateErrorDocument } from 'reactor-errors/validate'

const body = {
  errors: [
    {
      id: '1',
      status: '404',
      code: 'not-found',
      title: 'Record Not Found',
      detail: 'No property is called that',
      source: { pointer: buildPointer(['data', 'id']) },
    },
  ],
}

function thrown(): unknown {
  try {
    reactor.throwIfFailed(body, { status: 404 })
  } catch (error) {
    return error
  }
  return undefined
}

const error = thrown()
const refuse: FetchLike = () => Promise.reject(error)
const rejected: unknown = await withReactorErrors(refuse)().catch((caught: unknown) => caught)
const narrowed: 'not-found' | 'read-only' | undefined = reactor.is(error, 'not-found', 'read-only')
  ? error.code
  : undefined
const arm: string = reactor.match(error, { 'not-found': ({ code }) => code, otherwise: () => 'other' })
const failures: readonly Failure[] = reactor.parse(JSON.stringify(body), { status: 404 })
const shop = defineDialect({ name: 'ShopError', codes: { 'out-of-stock': { title: 'Out Of Stock', status: 409 } } })
const soldOut = shop.error('out-of-stock', { detail: 'Gone' })
const code: 'out-of-stock' | undefined = soldOut.code

/** What the test expects, in plain sight. */
export const result: unknown = [
  narrowed,
  arm,
  failures.length,
  code,
  isJsonApiError(soldOut),
  JsonApiError.from(JSON.stringify(error)).errors[0].detail,
  resolvePointer(body, '/errors/0/status').found,
  validateErrorDocument(body).length,
  explain('not-found').title,
  Object.keys(codes.codes).length >= 50,
  rejected === error,
  JSON.stringify(fromProblem(toProblem(body))).includes('not-found'),
]
