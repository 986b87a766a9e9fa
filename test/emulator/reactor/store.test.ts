import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isDeleted, newResource, type Resource } from '../../../src/emulator/reactor/resource.js'
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

test('members that are not named stay, those that are undefined go, and each part is a part of its own', () => {
  const store = createStore(() => undefined)
  const rule = named('a')
  store.add(rule)
  store.update(rule, {
    attributes: { enabled: true },
    hidden: { key: 'k' },
    many: { libraries: [{ type: 'libraries', id: 'LB1' }] },
    meta: { note: 'n' },
  })
  expect(rule).toMatchObject({ attributes: { name: 'a', enabled: true }, one: { property: PROPERTY } })
  store.update(rule, { attributes: { enabled: undefined } })
  expect(rule).toEqual({
    type: 'rules',
    id: rule.id,
    org: 'A@AdobeOrg',
    attributes: { name: 'a' },
    hidden: { key: 'k' },
    one: { property: PROPERTY },
    many: { libraries: [{ type: 'libraries', id: 'LB1' }] },
    meta: { note: 'n' },
  })
  expect('enabled' in rule.attributes).toBe(false)
})

test('what was forgotten is found nowhere', () => {
  const store = createStore(() => undefined)
  const rule = named('a')
  store.add(rule)
  store.clear()
  expect([...store.everything(), ...store.all('rules')]).toEqual([])
  expect(store.find(rule)).toBeUndefined()
})

const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined })
const id = fc.constantFrom('PR1', 'PR2')
/** What a resource can become. */
const content = fc.record({
  name: maybe(fc.constantFrom('a', 'b')),
  state: maybe(fc.constantFrom('development', 'approved')),
  revision_number: maybe(fc.constantFrom(0, 1)),
  authorized_org_id: maybe(fc.constantFrom('A@AdobeOrg', 'B@AdobeOrg')),
  deleted_at: maybe(fc.constant('now')),
  property: fc.option(id),
  many: fc.uniqueArray(id),
})
const step = fc.record({ which: fc.nat(5), what: fc.constantFrom('add', 'update', 'remove'), content })

test('whatever happens, lists are what looking at every resource would find', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const store = createStore(() => undefined)
      const all = Array.from({ length: 6 }, (_, index) =>
        newResource(index === 5 ? 'audit_events' : 'rules', index % 2 === 0 ? 'A@AdobeOrg' : 'B@AdobeOrg'),
      )
      const stored: Resource[] = []
      for (const { which, what, content } of steps) {
        const resource = all[which] ?? expect.unreachable()
        const { property, many, ...attributes } = content
        const one = { property: property === null ? null : ({ type: 'properties', id: property } as const) }
        const place = stored.indexOf(resource)
        if (what === 'remove') {
          store.remove(resource)
          if (place >= 0) stored.splice(place, 1)
        } else if (what === 'update') {
          const targets = many.map((target) => ({ type: 'properties', id: target }) as const)
          store.update(resource, { attributes, one, many: { targets } })
        } else if (place < 0) {
          store.add(resource)
          stored.push(resource)
        }
      }
      const listed = stored.filter((one) => !isDeleted(one))
      const ids = (list: readonly Resource[]) => list.map((one) => one.id)
      const expectList = (list: readonly Resource[], fits: (resource: Resource) => boolean) =>
        expect(ids(list)).toEqual(ids(listed.filter(fits)))
      expect([...store.everything()]).toEqual(stored)
      for (const type of ['rules', 'audit_events'] as const) {
        const isOf = (one: Resource) => one.type === type
        expectList(store.all(type), isOf)
        expectList(
          store.ofOrg(type, 'B@AdobeOrg'),
          (one) => isOf(one) && [one.org, one.attributes['authorized_org_id']].includes('B@AdobeOrg'),
        )
        expectList(store.named(type, 'a'), (one) => isOf(one) && one.attributes['name'] === 'a')
        expectList(
          store.inState(PROPERTY, type, 'approved'),
          (one) => isOf(one) && one.attributes['state'] === 'approved' && one.one['property']?.id === 'PR1',
        )
      }
      const isRule = (one: Resource) => one.type === 'rules'
      const isHere = ({ one }: Resource) => one['property']?.id === 'PR1'
      const isHead = ({ attributes }: Resource) => attributes['revision_number'] !== 1
      expectList(store.headsIn(PROPERTY, 'rules'), (one) => isRule(one) && isHere(one) && isHead(one))
      expectList(store.leadingTo(PROPERTY, 'rules', 'property'), (one) => isRule(one) && isHere(one))
      expectList(
        store.leadingTo(PROPERTY, 'rules', 'targets'),
        (one) => isRule(one) && (one.many['targets'] ?? []).some((target) => target.id === 'PR1'),
      )
      expect(store.leadingTo(PROPERTY, 'audit_events', 'property')).toEqual([])
    }),
  )
})

test('a relationship leads to what is there', () => {
  const store = createStore(() => undefined)
  const property = newResource('properties', 'A@AdobeOrg')
  const rule = named('a', property.id)
  for (const one of [property, rule]) store.add(one)
  store.update(rule, { many: { targets: [property, { type: 'properties', id: 'PR0' }] } })
  expect(store.target(rule, 'property')).toBe(property)
  expect(store.target(rule, 'origin')).toBeUndefined()
  expect(store.targets(rule, 'targets')).toEqual([property])
  expect(store.targets(rule, 'origin')).toEqual([])
  expect(store.leadingTo(undefined, 'rules', 'property')).toEqual([])
})
