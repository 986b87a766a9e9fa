import { describe, expect, test } from 'vitest'
import { buildDocument, buildObject, type ErrorInit } from '../../src/dialect/build.js'

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

  test.each([99, 600, 999, 404.5, Number.NaN])('refuses a status that is none: %d', (status) => {
    expect(() => buildObject('out-of-stock', definition, { status })).toThrow(
      new TypeError(`Not an HTTP status: ${status}`),
    )
  })

  test.each([100, 404, 599])('has the status that was given: %d', (status) => {
    expect(buildObject('out-of-stock', definition, { status }).status).toBe(`${status}`)
  })

  test.each([null, 'Taken.'])('refuses what is no object where its members are given: %j', (init) => {
    // Types are for those who keep to them.
    expect(() => buildObject('out-of-stock', definition, init as unknown as ErrorInit)).toThrow(
      new TypeError('The init of "out-of-stock" must be an object'),
    )
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

  test.each<[what: string, errors: unknown]>([
    ['nothing', []],
    ['an error object without a list', { code: 'a' }],
    ['null', null],
  ])('is not made of %s', (_, errors) => {
    // Types are for those who keep to them.
    expect(() => buildDocument(errors as [], undefined)).toThrow(
      new TypeError('An error document needs a list of at least one error object'),
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
