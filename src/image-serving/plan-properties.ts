/** Plans the answer to requests for something else than a picture. */
import type { Failure } from '../failure/failure.js'
import type { Attributes } from './attributes.js'
import { hoursFresh } from './freshness.js'
import type { PlanStep, ResponsePlan } from './plan.js'
import * as steps from './plan-steps.js'
import { planText } from './plan-text.js'
import type { ImageRequest } from './request.js'
import type { RequestType } from './request-types.js'

/** A request for something else than a picture. */
type PropertyRequest = ImageRequest & Required<Pick<ImageRequest, 'format'>> & { readonly type: RequestType }

/** Whether a request has a format, as it has where its kind is known and is no picture. */
export const asksForProperties = (request: ImageRequest): request is PropertyRequest => request.format !== undefined

/** Data where the failure is none for the request; else the error, in the format that was asked for. */
export function planProperties(
  failure: Failure,
  request: PropertyRequest,
  attributes: Attributes,
  before: PlanStep,
): ResponsePlan {
  const { type, req, format, encoding, handler, id } = request
  const { data = {}, formats, freshness } = type
  const { code = '' } = failure.errors[0]
  const properties = Object.hasOwn(data, code) ? data[code as keyof typeof data] : undefined // An own key.
  if (properties !== undefined) {
    const expires = hoursFresh(type, attributes)
    const because = [before, steps.data]
    return { kind: 'data', status: 200, format, encoding, handler, id, properties, expires, because }
  }
  if (req === 'debug') {
    return { ...planText(failure, request, attributes, [before, steps.debug]), debug: debugOf(failure, request) }
  }
  if (freshness === 'never' && formats.length === 1) {
    return planText(failure, request, attributes, [before, steps.textForPlain])
  }
  const isJson = format === 'json'
  const text = planText(failure, request, attributes, [before, isJson ? steps.json : steps.format])
  const { words, because } = text
  return { kind: 'properties', status: isJson ? 200 : text.status, format, encoding, handler, id, words, because }
}

/** What `req=debug` shows: what was asked for, without any value of the query. */
function debugOf(
  { errors: [{ code = '', source }] }: Failure,
  request: ImageRequest,
): Readonly<Record<string, string>> {
  return {
    'debug.code': code,
    'debug.object': request.object,
    'debug.parameter': source?.parameter ?? '',
    'debug.commands': [...request.commands.keys()].join(','),
  }
}
