/** Generates code from the schemas: the validator of catalogs from schemas/codes.schema.json. */
import { readFileSync } from 'node:fs'
import type { GeneratedFile } from './read-codes.js'
import { literal } from './source-text.js'

/** What of JSON Schema can become code. */
interface Schema {
  readonly $schema?: string
  readonly title?: string
  readonly description?: string
  readonly $defs?: Readonly<Record<string, Schema>>
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly string[]
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | false
}

const source = 'schemas/codes.schema.json'
const target = 'src/jsonapi/validate/catalog.generated.ts'

/** The generated files. Throws an Error that names what of a schema cannot become code. */
export async function generateSchemas(): Promise<GeneratedFile[]> {
  // Whatever else it holds is refused below.
  const schema = JSON.parse(readFileSync(new URL(`../${source}`, import.meta.url), 'utf8')) as Schema
  return [{ path: target, content: catalogModule(schema) }]
}

/** The module that checks values by `schema`, in the words of src/jsonapi/validate/schema-kinds.ts. Throws like `generateSchemas`. */
export function catalogModule(schema: Schema): string {
  const { $defs = {}, ...root } = schema
  const definitions = Object.entries($defs).map(([name, each]) => `const ${name} = ${kindOf(each, name)}\n\n`)
  const code = `${definitions.join('')}/** A catalog of codes. */
export const catalog: Kind = { ...${kindOf(root, 'catalog')}, rule: CATALOG }
`
  const words = ['between', 'listOf', 'mapOf', 'matching', 'oneOf', 'orNull'].filter((word) =>
    code.includes(`${word}(`),
  )
  return `/** The catalog of codes as ${source} has it; generated from that by \`npm run generate\`, do not edit. */
import type { Kind } from './kind.js'
import { CATALOG } from './rules.js'
import { ${words.join(', ')} } from './schema-kinds.js'
import { shaped } from './shape.js'
import { STRING } from './texts.js'

const see = CATALOG.see

${code}`
}

/** An expression for the values that `schema` allows; `name` is what rules call them. */
function kindOf(schema: Schema, name: string): string {
  const { $schema: _, title: __, description: ___, ...rest } = schema
  const { $ref, type, pattern, minimum, maximum, items, properties, required = [], additionalProperties } = rest
  const only = (...keywords: readonly string[]) => Object.keys(rest).every((keyword) => keywords.includes(keyword))
  if ($ref !== undefined && only('$ref')) return $ref.replace('#/$defs/', '')
  if (rest.enum !== undefined && only('enum')) return `oneOf(${rest.enum.map(literal).join(', ')})`
  if (type === 'string' && only('type')) return 'STRING'
  if (type === 'string' && pattern !== undefined && only('type', 'pattern'))
    return `matching(${new RegExp(pattern, 'u')})`
  if (String(type) === 'string,null') return `orNull(${kindOf({ ...rest, type: 'string' }, name)})`
  if (type === 'integer' && minimum !== undefined && maximum !== undefined && only('type', 'minimum', 'maximum'))
    return `between(${minimum}, ${maximum})`
  if (type === 'array' && items && only('type', 'items')) return `listOf(${kindOf(items, name)})`
  if (type === 'object' && additionalProperties && only('type', 'additionalProperties')) {
    return `mapOf(${kindOf(additionalProperties, name)})`
  }
  if (
    type === 'object' &&
    properties &&
    additionalProperties === false &&
    only('type', 'properties', 'required', 'additionalProperties')
  ) {
    const members = Object.entries(properties).map(([key, each]) => `    ${literal(key)}: ${kindOf(each, key)},\n`)
    const optional = Object.keys(properties).filter((key) => !required.includes(key))
    return `shaped(\n  '${name}',\n  {\n${members.join('')}  },\n  { see, optional: [${optional.map(literal).join(', ')}] },\n)`
  }
  throw new Error(`${source}: ${name} cannot become code: ${JSON.stringify(rest)}`)
}
