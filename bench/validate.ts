/** Validation: a parsed error document checked, against the time that it took to parse it. */
import { readFileSync } from 'node:fs'
import { errorTexts, pick } from './documents.js'
import { built, peer, peerModule } from './packages.js'
import { heading, table } from './table.js'

const { validateErrorDocument } = await built<typeof import('../src/jsonapi/validate/index.js')>('validate')
const jsonapiValidator = peer<{ Validator: new () => { isValid: (document: unknown) => boolean } }>('jsonapi-validator')
const { z } = await peerModule<typeof import('zod')>('zod')
const v = await peerModule<typeof import('valibot')>('valibot')
const { type } = await peerModule<typeof import('arktype')>('arktype')
const ajv = peer<{
  default: new (options: object) => { compile: (schema: object) => (value: unknown) => boolean }
}>('ajv/dist/2020.js')

const schema = (name: string): object =>
  // A JSON Schema is an object.
  JSON.parse(readFileSync(new URL(`../schemas/${name}.schema.json`, import.meta.url), 'utf8')) as object

/** Documents of every shape; a quarter of those with one error lack a `status`, which only ours warns of. */
export function benchValidate(): void {
  const compiled = new ajv.default({ strict: false, validateFormats: false }).compile(schema('error-document'))
  const old = new jsonapiValidator.Validator()
  const members = ['id', 'status', 'code', 'title', 'detail'] as const
  const zod = z.looseObject({
    errors: z.array(z.looseObject(Object.fromEntries(members.map((name) => [name, z.string().optional()])))),
  })
  const valibot = v.looseObject({
    errors: v.array(v.looseObject(Object.fromEntries(members.map((name) => [name, v.optional(v.string())])))),
  })
  const arktype = type({
    errors: type({
      'id?': 'string',
      'status?': 'string',
      'code?': 'string',
      'title?': 'string',
      'detail?': 'string',
    }).array(),
  })
  for (const count of [1, 5, 100]) {
    const texts = errorTexts(count)
    const documents: readonly unknown[] = texts.map((text) => JSON.parse(text))
    heading(`Validate ${count === 1 ? 'one error' : `${count} errors`}, parsed, against JSON.parse`)
    table({ name: 'JSON.parse', work: (i) => JSON.parse(pick(texts, i)) }, [
      {
        name: 'validateErrorDocument',
        work: (i) => validateErrorDocument(pick(documents, i)),
      },
      { name: 'ajv with our schema, compiled at run time', work: (i) => compiled(pick(documents, i)) },
      { name: 'zod, texts alone', work: (i) => zod.safeParse(pick(documents, i)) },
      { name: 'valibot, texts alone', work: (i) => v.safeParse(valibot, pick(documents, i)) },
      { name: 'arktype, texts alone', work: (i) => arktype(pick(documents, i)) },
      { name: 'jsonapi-validator', work: (i) => old.isValid(pick(documents, i)) },
    ])
  }
}
