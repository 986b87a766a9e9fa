import { describe, expect, test } from 'vitest'
import { blamedPlaces } from '../../src/explain/blamed-places.js'
import { en } from '../../src/explain/language.js'

const { words } = en

describe('a pointer is put into words', () => {
  test.each([
    ['/data', 'the resource'],
    ['/data/id', 'id of the resource'],
    ['/data/attributes', 'attributes of the resource'],
    ['/data/attributes/name', 'attribute “name” of the resource'],
    ['/data/attributes/a~1b', 'attribute “a/b” of the resource'],
    ['/data/attributes/settings/rules/0', 'data › attributes › settings › rules › 0'],
    ['/data/relationships/extension', 'relationship “extension” of the resource'],
    ['/data/relationships/rules/data/3/id', 'relationship “rules” of the resource'],
    ['/data/toString/x', 'toString of the resource'],
    ['/data/3', 'resource 4'],
    ['/data/10', 'resource 11'],
    ['/data/3a', '3a of the resource'],
    ['/data/a3', 'a3 of the resource'],
    ['/data/3/attributes/name', 'attribute “name” of resource 4'],
    ['/atomic:operations/1', 'operation 2'],
    ['/atomic:operations/1/op', 'operation 2'],
    ['/atomic:operations/1/ref/id', 'operation 2'],
    ['/atomic:operations', 'atomic:operations'],
    ['/atomic:operations/x/data/id', 'atomic:operations › x › data › id'],
    ['/meta/0/id', 'meta › 0 › id'],
    ['/atomic:operations/1/data/attributes/title', 'attribute “title” of operation 2'],
    ['/meta/action', 'meta › action'],
    ['/', '""'],
    ['', 'the whole document'],
    ['data.name', 'not a JSON Pointer'],
  ])('%j is %s', (pointer, said) => {
    expect(blamedPlaces({ source: { pointer } }, words)).toEqual([{ written: pointer || '""', words: said }])
  })
})

test('parameters and headers are named, beside a pointer or without', () => {
  expect(blamedPlaces({ source: { parameter: 'page[size]' } }, words)).toEqual([
    { written: 'page[size]', words: 'query parameter' },
  ])
  expect(blamedPlaces({ source: { pointer: '/data', parameter: 'sort', header: 'Accept' } }, words)).toEqual([
    { written: '/data', words: 'the resource' },
    { written: 'sort', words: 'query parameter' },
    { written: 'Accept', words: 'request header' },
  ])
})

test('an error that blames nothing names no place', () => {
  expect(blamedPlaces({}, words)).toEqual([])
  expect(blamedPlaces({ source: {} }, words)).toEqual([])
  // The API may send what the type does not allow.
  expect(blamedPlaces(JSON.parse('{"source":{"pointer":5,"parameter":null,"header":[]}}'), words)).toEqual([])
})
