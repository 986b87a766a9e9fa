import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { matches } from './ajv.js'

const codes: unknown = JSON.parse(readFileSync(new URL('../../../codes.json', import.meta.url), 'utf8'))

test('the catalog of this package is what the published schema says', () => {
  expect(matches('codes', codes)).toBe(true)
})

describe('the schema of catalogs', () => {
  // One entry of the catalog, changed.
  const { 'not-found': entry } = (codes as { readonly codes: Readonly<Record<string, object>> }).codes

  test.each<[what: string, value: unknown]>([
    ['nothing', {}],
    ['null', null],
    ['a list', []],
    ['a list of codes', { codes: [entry] }],
    ['another member', { codes: {}, more: 1 }],
    ['a code that is null', { codes: { x: null } }],
    ['another member of a code', { codes: { x: { ...entry, note: '' } } }],
    ['a status that is a string', { codes: { x: { ...entry, status: '409' } } }],
    ['a status of success', { codes: { x: { ...entry, status: 200 } } }],
    ['another word', { codes: { x: { ...entry, retry: 'soon' } } }],
    ['an empty title', { codes: { x: { ...entry, title: '' } } }],
    ['a wrong pointer', { codes: { x: { ...entry, pointer: 'data' } } }],
  ])('refuses %s', (_, value) => {
    expect(matches('codes', { codes: { x: entry } })).toBe(true)
    expect(matches('codes', value)).toBe(false)
  })
})
