import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { catalogModule, generateSchemas } from '../../scripts/generate-schemas.js'

const object = (properties: Readonly<Record<string, object>>) =>
  ({ type: 'object', additionalProperties: false, properties }) as const

test('the generated files are up to date', async () => {
  for (const { path, content } of await generateSchemas()) {
    expect(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'), path).toBe(content)
  }
})

test('a schema becomes the kinds of its members', () => {
  const module = catalogModule({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Shop',
    ...object({
      name: { type: 'string', description: 'Whose.' },
      kind: { enum: ["it's", 'b'] },
      path: { type: ['string', 'null'], pattern: '^/a' },
      stars: { type: 'integer', minimum: 1, maximum: 5 },
      tags: { type: 'array', items: { type: 'string', pattern: 'x' } },
      items: { type: 'object', additionalProperties: { $ref: '#/$defs/item' } },
    }),
    required: ['name'],
    $defs: { item: object({}) },
  })
  expect(module.slice(module.indexOf('const see'))).toMatchInlineSnapshot(`
    "const see = CATALOG.see

    const item = shaped(
      'item',
      {
      },
      { see, optional: [] },
    )

    /** A catalog of codes. */
    export const catalog: Kind = { ...shaped(
      'catalog',
      {
        'name': STRING,
        'kind': oneOf('it\\'s', 'b'),
        'path': orNull(matching(/^\\/a/u)),
        'stars': between(1, 5),
        'tags': listOf(matching(/x/u)),
        'items': mapOf(item),
      },
      { see, optional: ['kind', 'path', 'stars', 'tags', 'items'] },
    ), rule: CATALOG }
    "
  `)
})

test.each([
  { type: 'string', maxLength: 3 },
  { type: 'boolean' },
  { type: 'integer', minimum: 1 },
  { type: ['string', 'number'] },
  { enum: ['a'], type: 'string' },
  { type: 'object', properties: {} },
  {},
])('what has no code is refused by name: %j', (schema) => {
  expect(() => catalogModule(object({ part: schema }))).toThrow(
    `schemas/codes.schema.json: part cannot become code: ${JSON.stringify(schema)}`,
  )
})
