import { describe, expect, test } from 'vitest'
import { buildDocument, buildObject } from '../../src/dialect/build.js'

const definition = { title: 'Out Of Stock', status: 409 }

describe('an error object', () => {
  test('has status and title of the catalog, and nothing that was not given', () => {
    expect(buildObject('out-of-stock', definition, {})).toStrictEqual({
      status: '409',
      code: 'out-of-stock',
      title: 'Out Of Stock',
    })
  })

  test('has what was given, in the order of the specification', () => {
    const init = {
      ...{ meta: { a: 1 }, pointer: '/data', detail: 'D', title: 'T', status: 410, links: { about: '/e/1' }, id: '1' },
    }
    expect(JSON.stringify(buildObject('out-of-stock', definition, init))).toBe(
      '{"id":"1","links":{"about":"/e/1"},"status":"410","code":"out-of-stock","title":"T","detail":"D",' +
        '"source":{"pointer":"/data"},"meta":{"a":1}}',
    )
  })

  test.each([
    [{ pointer: '' }, { pointer: '' }],
    [{ pointer: '/a~1b' }, { pointer: '/a~1b' }],
    [{ parameter: 'page[size]' }, { parameter: 'page[size]' }],
    [{ header: 'Accept' }, { header: 'Accept' }],
    [{ pointer: '/data', parameter: 'a', header: 'b' }, { pointer: '/data' }],
  ])('names one source: %o', (init, source) => {
    expect(buildObject('out-of-stock', definition, init).source).toStrictEqual(source)
  })

  test.each(['name', '#/data', '/a~2', '/~'])('refuses a pointer that is none: %s', (pointer) => {
    expect(() => buildObject('out-of-stock', definition, { pointer })).toThrow(
      new TypeError(`Not a JSON Pointer (RFC 6901): "${pointer}"`),
    )
  })
})

describe('a document', () => {
  test('holds its errors, and what else was given', () => {
    expect(buildDocument([{ code: 'a' }], undefined)).toStrictEqual({ errors: [{ code: 'a' }] })
    expect(buildDocument([{ code: 'a' }], { meta: { b: 1 } })).toStrictEqual({
      errors: [{ code: 'a' }],
      meta: { b: 1 },
    })
  })

  test('is not made of nothing', () => {
    expect(() => buildDocument([], undefined)).toThrow(
      new TypeError('An error document needs at least one error object'),
    )
  })
})

test('members that are undefined are left out, which compilers allow with exactOptionalPropertyTypes', () => {
  const maybe: string | undefined = undefined
  const definition = { title: 'Record Not Found', status: 404 }
  const init = { id: maybe, detail: maybe, pointer: maybe, parameter: maybe, header: maybe, title: maybe }
  expect(
    buildObject('not-found', definition, { ...init, status: undefined, links: undefined, meta: undefined }),
  ).toEqual({
    status: '404',
    code: 'not-found',
    title: 'Record Not Found',
  })
})
