import { expect, test } from 'vitest'
import { match, routes } from '../../../src/emulator/reactor/routes.js'
import { operations } from '../operations.js'

test('there are 137 operations, and each has its route', () => {
  expect(operations).toHaveLength(137)
  const missing = operations.filter(({ method, path }) => !Object.hasOwn(routes.get(path) ?? {}, method))
  expect(missing).toEqual([])
})

test('beyond the description there are only a few routes, and some requests need a body', () => {
  const all = [...routes].flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { needsBody }]) => ({ method, path, needsBody })),
  )
  const described = new Set(operations.map(({ method, path }) => `${method} ${path}`))
  const others = all.map(({ method, path }) => `${method} ${path}`).filter((one) => !described.has(one))
  expect(others).toEqual([
    'GET audit_events/*/property',
    'GET audit_events/*/entity',
    'GET builds/*/property',
    'GET builds/*/library',
    'GET builds/*/environment',
    'GET builds/*/data_elements',
    'GET builds/*/extensions',
    'GET builds/*/rules',
    'PUT callbacks/*',
    'GET callbacks/*/property',
    'DELETE data_elements/*',
    'GET data_elements/*/property',
    'GET data_elements/*/origin',
    'GET data_elements/*/revisions',
    'GET data_elements/*/libraries',
    'GET data_elements/*/extension',
    'GET data_elements/*/updated_with_extension',
    'GET data_elements/*/updated_with_extension_package',
    'GET extension_package_usage_authorizations/*',
    'DELETE extension_packages/*',
    'GET extensions/*/latest_extension_package',
    'GET extensions/*/updated_with_extension_package',
    'GET hosts/*/environments',
    'POST libraries/*/relationships/environment',
    'GET libraries/*/last_build',
    'GET notes/*/resource',
    'GET properties/*/rule_components',
    'POST properties/*/rule_components',
    'GET rule_components/*/property',
    'GET rule_components/*/revisions',
    'GET rule_components/*/updated_with_extension',
    'GET rule_components/*/updated_with_extension_package',
    'GET heartbeat',
  ])
  const bodiless = all.filter(({ method, needsBody }) => method !== 'GET' && needsBody !== true)
  expect(bodiless.filter(({ method }) => method !== 'DELETE').map(({ path }) => path)).toEqual(['libraries/*/builds'])
  const deleting = all.filter(({ method, needsBody }) => method === 'DELETE' && needsBody === true)
  expect(deleting.map(({ path }) => path.replace(/.*[/]/, ''))).toEqual(['data_elements', 'extensions', 'rules'])
  expect(all.filter(({ method, needsBody }) => method === 'GET' && needsBody === true)).toEqual([])
})

test('a path has an id in its second place, or, below a property, in its fourth', () => {
  expect(match(['companies'])).toEqual({ methods: routes.get('companies'), pathId: '' })
  expect(match(['hosts', 'HT1'])).toEqual({ methods: routes.get('hosts/*'), pathId: 'HT1' })
  expect(match(['hosts', 'HT1', 'property'])).toEqual({ methods: routes.get('hosts/*/property'), pathId: 'HT1' })
  const below = ['libraries', 'LB1', 'relationships', 'environment']
  const methods = routes.get('libraries/*/relationships/environment')
  expect(match(['properties', 'PR1', ...below])).toEqual({ methods, pathId: 'LB1' })
  expect(match(['rules', 'PR1', ...below])).toBeUndefined()
  expect(match(['properties', 'PR1', 'libraries', 'LB1', 'environment'])).toBeUndefined()
  expect(match(['properties', 'PR1', 'rules', 'RL1', 'relationships', 'property'])).toBeUndefined()
  expect(match([])).toBeUndefined()
})
