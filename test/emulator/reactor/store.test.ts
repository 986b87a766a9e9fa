import { expect, test } from 'vitest'
import { newResource, type Resource } from '../../../src/emulator/reactor/resource.js'
import { createStore } from '../../../src/emulator/reactor/store.js'

const named = (name: string, property = 'PR1'): Resource =>
  newResource('rules', 'A@AdobeOrg', { attributes: { name }, one: { property: { type: 'properties', id: property } } })

const PROPERTY = { type: 'properties', id: 'PR1' } as const

test('lists stay in the order of age, whatever leaves and comes back', () => {
  const told: string[] = []
  const store = createStore(({ attributes }) => told.push(String(attributes['name'])))
  const [a, b, c] = ['a', 'b', 'c'].map((name) => named(name))
  if (a === undefined || b === undefined || c === undefined) expect.unreachable()
  for (const one of [a, b, c]) store.add(one)
  const names = () => store.leadingTo(PROPERTY, 'rules', 'property').map(({ attributes }) => attributes['name'])
  store.update(a, { one: { property: null } })
  expect(names()).toEqual(['b', 'c'])
  store.update(a, { one: { property: PROPERTY } })
  expect(names()).toEqual(['a', 'b', 'c'])
  store.update(b, { attributes: { deleted_at: 'now' } })
  expect(names()).toEqual(['a', 'c'])
  expect(store.find(b)).toBe(b)
  expect(told).toEqual(['a', 'b', 'c', 'a', 'a', 'b'])
})

test('what is gone is gone, however often it is removed or changed afterwards', () => {
  const store = createStore(() => undefined)
  const rule = named('a')
  store.add(rule)
  store.remove(rule)
  store.remove(rule)
  store.update(rule, { attributes: { name: 'b' } })
  expect([...store.everything(), ...store.named('rules', 'b'), ...store.all('rules')]).toEqual([])
  expect(store.find(undefined)).toBeUndefined()
  expect([...store.headsIn(null, 'rules'), ...store.inState(null, 'libraries', 'x')]).toEqual([])
})
