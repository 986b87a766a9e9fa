/** Lists with very many wrong elements, read from what Ajv says. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { fromAjv } from '../../src/server/validation/from-ajv.js'

test('more errors in a branch than a function takes arguments are read', () => {
  const $defs = { flags: { items: { type: 'boolean' } } }
  const document = new Array(150_000).fill(0)
  const found = (...anyOf: object[]) => {
    const validate = new Ajv2020({ allErrors: true, strict: false }).compile({ anyOf, $defs })
    validate(document)
    return fromAjv(validate.errors, { document })
  }
  expect(found({ items: { type: 'string' } }, { type: 'null' })).toHaveLength(150_000)
  expect(found({ $ref: '#/$defs/flags' }, { type: 'null' })).toHaveLength(150_000)
  const [first, ...others] = found({ $ref: '#/$defs/flags' }, { items: { type: 'string' } }, { type: 'null' })
  expect(others).toEqual([])
  expect(first?.detail).toMatch(
    /^At 0: Must be a \w+\. .* And 149995 more\. Or: At 0: Must be a \w+\. .* And 149995 more\.$/,
  )
})
