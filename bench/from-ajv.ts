/** Validation errors: what Ajv found mapped to error objects, against the time that it took Ajv to find it. */
import { compare } from './harness.js'
import { built, peer } from './packages.js'
import { heading, row, table } from './table.js'

const { fromAjv } = await built<typeof import('../src/server/validation/from-ajv.js')>('from-ajv')

const betterAjvErrors = peer<{ default: (schema: object, data: unknown, errors: unknown, options: object) => unknown }>(
  'better-ajv-errors',
)
const apideck = peer<{ betterAjvErrors: (given: object) => unknown }>('@apideck/better-ajv-errors')

interface Validate {
  (value: unknown): boolean
  errors?: { readonly keyword: string; readonly instancePath: string; readonly message?: string }[] | null
}
const ajv = peer<{ default: new (options: object) => { compile: (schema: object) => Validate } }>('ajv/dist/2020.js')

const identifier = (type: string): object => ({
  type: 'object',
  required: ['data'],
  properties: {
    data: {
      type: 'object',
      required: ['id', 'type'],
      additionalProperties: false,
      properties: { id: { type: 'string', pattern: '^[A-Z]{2}[0-9a-f]{32}$' }, type: { const: type } },
    },
  },
})

/** A bulk request of rule components, as one resource of the Reactor API after the other. */
const bulk = {
  type: 'object',
  required: ['data'],
  properties: {
    data: {
      type: 'array',
      items: {
        type: 'object',
        required: ['type', 'attributes', 'relationships'],
        additionalProperties: false,
        properties: {
          type: { const: 'rule_components' },
          attributes: {
            type: 'object',
            required: ['name', 'delegate_descriptor_id'],
            additionalProperties: false,
            properties: {
              name: { type: 'string', minLength: 1, maxLength: 64 },
              delegate_descriptor_id: { type: 'string', pattern: '^[a-z-]+::(?:events|conditions|actions)::[a-z-]+$' },
              delay_next: { type: 'boolean' },
              negate: { type: 'boolean' },
              order: { type: 'integer', minimum: 0 },
              rule_order: { type: 'number', minimum: 0, maximum: 1000 },
              timeout: { type: 'integer', minimum: 0, maximum: 60_000 },
              settings: { type: 'string', maxLength: 65_536 },
              kind: { enum: ['event', 'condition', 'action'] },
            },
          },
          relationships: {
            type: 'object',
            required: ['extension', 'rules'],
            additionalProperties: false,
            properties: {
              extension: identifier('extensions'),
              rules: { type: 'object', required: ['data'], properties: { data: { type: 'array', minItems: 1 } } },
            },
          },
        },
      },
    },
  },
}

type Attributes = Record<string, unknown>

// One thing is wrong with each resource, another one with the next.
const faults: readonly ((attributes: Attributes) => void)[] = [
  (attributes) => Object.assign(attributes, { name: 1 }),
  (attributes) => Object.assign(attributes, { name: 'x'.repeat(65) }),
  (attributes) => Object.assign(attributes, { kind: 'trigger' }),
  (attributes) => void delete attributes['name'],
  (attributes) => Object.assign(attributes, { colour: 'red' }),
  (attributes) => Object.assign(attributes, { delegate_descriptor_id: 'kessel' }),
  (attributes) => Object.assign(attributes, { order: -1 }),
  (attributes) => Object.assign(attributes, { negate: 'yes' }),
]

function resource(index: number): object {
  const attributes: Attributes = {
    name: `Click ${index}`,
    delegate_descriptor_id: 'core::events::click',
    delay_next: true,
    negate: false,
    order: index % 10,
    rule_order: 50,
    timeout: 2000,
    settings: JSON.stringify({ elementSelector: `#button-${index}`, bubbleStop: false }),
    kind: 'event',
  }
  faults[index % faults.length]?.(attributes)
  const id = (prefix: string) => prefix + index.toString(16).padStart(32, '0')
  return {
    type: 'rule_components',
    attributes,
    relationships: {
      extension: { data: { id: id('EX'), type: 'extensions' } },
      rules: { data: [{ id: id('RL'), type: 'rules' }] },
    },
  }
}

/** Lists that are nothing but items with something wrong: Ajv does next to no work for them. */
const listOf = (items: object): object => ({ type: 'array', items })
const tagged = (kind: string): object => ({
  type: 'object',
  required: ['kind', kind],
  properties: { kind: { const: kind }, [kind]: { type: 'number' } },
})

const count = 1000
const each = (item: (index: number) => unknown): readonly unknown[] => Array.from({ length: count }, (_, i) => item(i))

/** Requests of a thousand things, in each of which something is wrong. */
const requests: readonly { readonly what: string; readonly schema: object; readonly sent: unknown }[] = [
  { what: '1,000 errors of Ajv in 1,000 resources', schema: bulk, sent: { data: each(resource) } },
  {
    what: '1,000 errors of Ajv in a list of 1,000 numbers',
    schema: listOf({ type: 'string' }),
    sent: each((i) => i),
  },
  {
    what: '1,000 values that enum does not list',
    schema: listOf({ enum: ['event', 'condition', 'action'] }),
    sent: each((i) => `kind ${i}`),
  },
  { what: '1,000 missing members', schema: listOf({ type: 'object', required: ['name'] }), sent: each(() => ({})) },
  {
    what: '1,000 mistakes in forms of anyOf that have tags',
    schema: listOf({ anyOf: [tagged('a'), tagged('b')] }),
    sent: each((i) => ({ kind: i % 2 === 0 ? 'a' : 'b', a: 'one', b: 'two' })),
  },
  {
    what: '1,000 values of no form of oneOf',
    schema: listOf({ oneOf: [{ type: 'string' }, { type: 'boolean' }] }),
    sent: each((i) => i),
  },
]

/** Twenty lines that a service may write by itself: Ajv's own words, and those of one place once. */
function mapByHand(errors: Validate['errors']): readonly object[] {
  const seen = new Set<string>()
  const mapped: object[] = []
  for (const { instancePath, message = '' } of errors ?? []) {
    const key = `${instancePath}\n${message}`
    if (seen.has(key)) continue
    seen.add(key)
    mapped.push({
      status: '422',
      code: 'invalid-document',
      title: 'Invalid Document',
      detail: message,
      source: { pointer: instancePath },
    })
  }
  return mapped
}

/** One wrong member in one resource. */
function benchPeers(): void {
  const document: unknown = JSON.parse(JSON.stringify({ data: [resource(0)] }))
  const validate = new ajv.default({ allErrors: true }).compile(bulk)
  const both = (map: () => unknown) => () => {
    validate(document)
    return map()
  }
  heading('Map one error of Ajv in one resource, against finding it')
  table({ name: 'ajv, all errors', work: () => validate(document) }, [
    { name: 'ajv and fromAjv', work: both(() => fromAjv(validate.errors, { document })) },
    {
      name: 'ajv and better-ajv-errors',
      work: both(() => betterAjvErrors.default(bulk, document, validate.errors, { format: 'js' })),
    },
    {
      name: 'ajv and @apideck/better-ajv-errors',
      work: both(() => apideck.betterAjvErrors({ schema: bulk, data: document, errors: validate.errors })),
    },
  ])
}

/** A thousand errors, in requests of several kinds, and one alone. */
export function benchFromAjv(): void {
  benchPeers()
  for (const { what, schema, sent } of requests) {
    const document = parsed(sent)
    const validate = compiled(schema)
    heading(`Map ${what}, against finding them`)
    // Paths of errors are put together anew each time, as they are for each request, and so is what is made of them.
    table({ name: 'ajv, all errors', work: () => validate(document) }, [
      {
        name: 'ajv and fromAjv',
        work: () => {
          validate(document)
          return fromAjv(validate.errors, { document })
        },
      },
      {
        name: 'ajv and a map by hand',
        work: () => {
          validate(document)
          return mapByHand(validate.errors)
        },
      },
    ])
  }
  const document = parsed(['one', 2])
  const validate = compiled(listOf({ type: 'string' }))
  validate(document)
  const { errors } = validate
  const { times } = compare([() => JSON.parse('["one",2]'), () => fromAjv(errors, { document })])
  heading('Map one error of Ajv')
  row('fromAjv', (times[1]?.time ?? Number.NaN) / 1000, 'µs')
}

// As they come from a request, parsed.
const parsed = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

const compiled = (schema: object): Validate => new ajv.default({ allErrors: true }).compile(schema)
