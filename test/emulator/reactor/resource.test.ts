import { expect, test } from 'vitest'
import { definitions } from '../../../src/emulator/reactor/definitions.js'
import {
  isDeleted,
  isRevision,
  isTypeName,
  nameOf,
  newId,
  newResource,
  newToken,
  type TypeName,
} from '../../../src/emulator/reactor/resource.js'

// Every key of the definitions is a type.
const types = Object.keys(definitions) as TypeName[]

test('ids tell of which type they are', () => {
  const beginnings = types.map((type) => `${type} ${newId(type).replace(/[\da-f]{32}$/, '')}`)
  expect(beginnings).toEqual([
    'app_configurations AC',
    'audit_events AE',
    'builds BL',
    'callbacks CB',
    'companies CO',
    'data_elements DE',
    'environments EN',
    'extension_package_usage_authorizations EA',
    'extension_packages EP',
    'extensions EX',
    'hosts HT',
    'libraries LB',
    'notes NT',
    'properties PR',
    'rule_components RC',
    'rules RL',
    'secrets SE',
    'users UR',
  ])
  expect(newToken()).toMatch(/^[\da-f]{12}$/)
})

test('only types are types', () => {
  expect(types.every(isTypeName)).toBe(true)
  for (const other of ['rule', 'constructor', '', undefined, ['rules']]) expect(isTypeName(other)).toBe(false)
})

test.each([
  [{ display_name: 'Core', name: 'core' }, 'Core'],
  [{ name: 'core' }, 'core'],
  [{ name: 1 }, 'RL1'],
])('people call what has %j %s', (attributes, name) => {
  expect(nameOf({ ...newResource('rules', 'A@AdobeOrg', { attributes }), id: 'RL1' })).toBe(name)
})

test('a revision has a number from 1, what was deleted a time', () => {
  const having = (attributes: object) => newResource('rules', 'A@AdobeOrg', { attributes: { ...attributes } })
  expect([{}, { revision_number: 0 }, { revision_number: 1 }].map((one) => isRevision(having(one)))).toEqual([
    false,
    false,
    true,
  ])
  expect([{}, { deleted_at: null }, { deleted_at: 'now' }].map((one) => isDeleted(having(one)))).toEqual([
    false,
    false,
    true,
  ])
})
