import { expect, test } from 'vitest'
import { at, createWorld, token } from './world.js'

const every = [
  'approve',
  'develop',
  'develop_extensions',
  'manage_environments',
  'manage_extensions',
  'manage_properties',
  'publish',
]

test.each([
  ['viewer', []],
  ['developer', ['develop', 'manage_extensions']],
  ['approver', ['approve']],
  ['publisher', ['publish']],
  ['anybody', every],
])('the client %s may %j', async (client_id, rights) => {
  const world = await createWorld()
  const authorization = `Bearer ${await token(world, { client_id })}`
  const profile = await world.call('GET', '/profile', { headers: { authorization } })
  expect(at(profile, '/data/meta/rights')).toEqual(rights)
})

test('a token that the emulator did not issue may do everything, for as long as it is not taken back', async () => {
  const world = await createWorld()
  world.clock.advance(1e12)
  const profile = await world.call('GET', '/profile')
  expect(at(profile, '/data/meta/rights')).toEqual(every)
  expect(at(profile, '/data/attributes/display_name')).toBe('reactor-errors')
})

test('each token is one of its own', async () => {
  const world = await createWorld()
  const tokens = [await token(world), await token(world)]
  for (const one of tokens) expect(one).toMatch(/^[\w-]{32}$/)
  expect(new Set(tokens).size).toBe(2)
})
