import { expect, test } from 'vitest'
import { faultOf } from '../../../src/emulator/reactor/attributes.js'
import type { AttributeRule } from '../../../src/emulator/reactor/model.js'
import { createEnvironment, createProperty, createWorld, errorsOf, named, patch, post, resourceIn } from './world.js'

const nested = (levels: number): object => {
  let value: object = {}
  for (let level = 1; level < levels; level++) value = { inner: value }
  return value
}

const rows: readonly (readonly [rule: AttributeRule, value: unknown, fault: string | undefined])[] = [
  ...[undefined, null].map((value) => [{ kind: 'text', required: true }, value, undefined] as const),
  ...[1, 'a', {}, []].map((value) => [{ kind: 'any' }, value, undefined] as const),
  [{ kind: 'flag' }, true, undefined],
  [{ kind: 'flag' }, 'true', 'has to be true or false'],
  [{ kind: 'number' }, 1, undefined],
  [{ kind: 'number' }, '1', 'has to be a number'],
  [{ kind: 'object' }, {}, undefined],
  [{ kind: 'object' }, [], 'has to be an object'],
  [{ kind: 'object' }, nested(100), undefined],
  [{ kind: 'text' }, '', undefined],
  [{ kind: 'text' }, 1, 'has to be text'],
  [{ kind: 'texts' }, [], undefined],
  [{ kind: 'texts' }, ['a', 'b'], undefined],
  [{ kind: 'texts' }, ['a', 1], 'has to be a list of texts'],
  [{ kind: 'texts' }, 'a', 'has to be a list of texts'],
  [{ kind: 'text', required: true }, '', 'cannot be empty'],
  [{ kind: 'text', required: true }, 'a', undefined],
  [{ kind: 'text', longest: 2 }, '😀😀', undefined],
  [{ kind: 'text', longest: 2 }, 'abc', 'takes 2 characters at most'],
  [{ kind: 'any', longest: 2 }, ['a', 'b', 'c'], undefined],
  [{ kind: 'text', values: ['a', 'b'] }, 'b', undefined],
  [{ kind: 'text', values: ['a', 'b'] }, 'c', 'has to be one of a, b'],
]

test.each(rows)('by the rule %j, of %j is said: %s', (rule, value, fault) => {
  expect(faultOf(rule, value)).toBe(fault)
})

test.each([101, 8000])('values of %i levels, which could not be written out, are refused', (levels) => {
  expect(faultOf({ kind: 'object' }, nested(levels))).toBe('takes 100 levels at most')
})

test('a secret that is nested too deeply is refused', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const credentials = { token: 't', x: nested(8000) }
  const attributes = { name: 'S', type_of: 'token', credentials }
  const relationships = { environment: named(await createEnvironment(world, property)) }
  const refused = await post(world, property, 'secrets', { attributes, relationships })
  expect(refused.status).toBe(422)
  expect(errorsOf(refused)).toMatchObject([{ source: { pointer: '/data/attributes/credentials' } }])
})

test('an attribute that is fixed stays, whatever a change says', async () => {
  const world = await createWorld()
  const environment = await createEnvironment(world, await createProperty(world), { stage: 'staging' })
  const attributes = { name: 'Renamed', stage: 'production' }
  const changed = resourceIn(await patch(world, environment, { attributes }))
  expect(changed.attributes).toMatchObject({ name: 'Renamed', stage: 'staging' })
})
