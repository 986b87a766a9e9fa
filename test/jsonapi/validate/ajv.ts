/** The published schemas, compiled by Ajv. */
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'

const names = [
  'error-document',
  'error-document-1.0',
  'error-object',
  'error-object-1.0',
  'status-details',
  'codes',
] as const

const ajv = new Ajv2020({ strict: true, allErrors: true })

for (const name of names) {
  const text = readFileSync(new URL(`../../../schemas/${name}.schema.json`, import.meta.url), 'utf8')
  ajv.addSchema(JSON.parse(text), `${name}.schema.json`)
}

/** Whether `value` is what the schema says. */
export function matches(schema: (typeof names)[number], value: unknown): boolean {
  const verdict = ajv.validate(`${schema}.schema.json`, value)
  if (typeof verdict !== 'boolean') throw new Error('The schema is asynchronous')
  return verdict
}
