/** A user's program with ts-json-api beside the package. */
import { fromTsJsonApi, toTsJsonApi } from 'reactor-errors/ts-json-api'
import type { ResponseWithErrors } from 'ts-json-api/dist/types/index.js'

const document = { errors: [{ status: '406', source: { header: 'Accept' } }] }
const theirs: ResponseWithErrors = toTsJsonApi(document)

export const result: unknown = fromTsJsonApi(theirs)
