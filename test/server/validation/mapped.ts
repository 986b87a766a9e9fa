/** What fromAjv makes of a schema and a document, and the rows of the tables that ask for it. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import { fromAjv } from '../../../src/server/validation/from-ajv.js'
import { expectValid, told } from './valid.js'

export type Row = readonly [
  what: string,
  schema: object,
  document: unknown,
  expected: readonly (readonly [pointer: string, detail: string])[],
]

const byOptions = new Map<string, Ajv2020>()

/** What `schema` finds wrong with `document` by draft 2020-12 and all errors, mapped. */
export function mapped(schema: object, document: unknown, options: object = {}): ReturnType<typeof told> {
  const key = JSON.stringify(options)
  const ajv = byOptions.get(key) ?? new Ajv2020({ allErrors: true, strict: false, ...options })
  byOptions.set(key, ajv)
  const validate = ajv.compile(schema)
  validate(document)
  return told(expectValid(fromAjv(validate.errors, { document }), document))
}
