import { expect, test } from 'vitest'
import { anyone } from '../../src/emulator/reactor/accounts.js'
import { definitions } from '../../src/emulator/reactor/definitions.js'
import { found } from '../../src/emulator/reactor/exchange.js'
import { listResponse } from '../../src/emulator/reactor/list.js'
import type { Emulation, Exchange } from '../../src/emulator/reactor/model.js'
import { newResource, type Resource, type TypeName } from '../../src/emulator/reactor/resource.js'
import { createStore } from '../../src/emulator/reactor/store.js'

const ORG = 'TEST@AdobeOrg'
const PROPERTY = { type: 'properties', id: 'PR1' } as const

/** What a request visits of as many resources: members of the resources, and places of the list that they stand in. */
function countVisits(count: number, type: TypeName, run: (exchange: Exchange, list: readonly Resource[]) => unknown) {
  let visits = 0
  const counted = <Target extends object>(target: Target): Target =>
    new Proxy(target, {
      get(self, name) {
        visits++
        // A proxy stands for its target.
        return Reflect.get(self, name) as unknown
      },
    })
  const store = createStore(() => undefined)
  for (let i = 0; i < count; i++) {
    const content = { attributes: { name: `Rule ${i}` }, one: { property: PROPERTY } }
    store.add(counted({ ...newResource(type, ORG, content), id: `RL${i}` }))
  }
  const emulation: Partial<Emulation> = {
    url: 'http://127.0.0.1:1',
    strict: false,
    texts: new Map(),
    definitions,
    store,
  }
  const exchange: Partial<Exchange> = {
    account: anyone,
    // Nothing else of an emulator is needed to read.
    emulation: emulation as Emulation,
    org: ORG,
    query: new URLSearchParams({ 'page[number]': '7' }),
    request: {
      id: '1',
      method: 'GET',
      url: `/${type}`,
      path: [type],
      query: '',
      headers: {},
    } as unknown as Exchange['request'],
  }
  const list = counted(store.leadingTo(PROPERTY, type, 'property'))
  visits = 0
  // Nothing else of an exchange is needed, either.
  run(exchange as Exchange, list)
  return visits
}

const page =
  (type: TypeName) =>
  (exchange: Exchange, list: readonly Resource[]): unknown =>
    listResponse(exchange, type, list)

test.each([
  ['a page of a list', 'rules', page('rules')],
  ['a page of a list that begins with the newest', 'audit_events', page('audit_events')],
  ['looking a resource up', 'rules', (exchange: Exchange) => found(exchange, 'rules', 'RL500')],
] as const)('%s takes no more work among 100,000 resources than among 1,000', (_, type, run) => {
  const few = countVisits(1000, type, run)
  expect(few).toBeGreaterThan(0)
  expect(countVisits(100_000, type, run)).toBe(few)
})
