/** Says of a body that is not JSON where it goes wrong. */
import type { Failure } from '../failure/failure.js'
import { syntaxPosition } from '../jsonapi/text.js'
import { faultFailure, httpFailure } from './http-failure.js'
import type { Catalog } from './options.js'
import * as requestFaults from './request-faults.js'

/**
 * The failure of a request whose body, `text`, is not JSON: 400, with the first place where it is not in `detail`, and as `line`
 * and `column` in `meta`. There is no `source`: a pointer needs a document. `undefined` where `text` is JSON after all.
 *
 * @see https://jsonapi.org/format/1.1/#error-objects
 */
export function malformedJson(text: string, dialect?: Catalog): Failure | undefined {
  const { status, detail } = requestFaults.malformedJson
  if (text === '') return faultFailure(requestFaults.emptyBody, dialect)
  const fault = syntaxPosition(text)
  if (fault === undefined) return undefined
  const { line, column, isCutOff } = fault
  const place = `${isCutOff ? 'It breaks off' : 'It goes wrong'} in line ${line}, column ${column}.`
  return httpFailure(status, { detail: `${detail} ${place}`, meta: { line, column } }, dialect)
}
