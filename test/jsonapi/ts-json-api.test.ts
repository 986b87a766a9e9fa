import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ErrorDocument, ErrorObject } from '../../src/jsonapi/document.js'
import { fromTsJsonApi, toTsJsonApi } from '../../src/jsonapi/ts-json-api.js'

const KEPT = 'json-api-1-1'

describe('an error object', () => {
  test('of JSON:API 1.0 stays as it is, both ways', () => {
    const error = {
      id: '1',
      links: { about: 'https://example.com/1', type: { href: 'https://example.com/t', meta: { a: 1 } } },
      status: '409',
      code: 'not-unique',
      title: 'Not Unique',
      detail: 'The name is taken.',
      source: { pointer: '/data/attributes/name', parameter: 'include' },
      meta: { request_id: 'r' },
    }
    expect(toTsJsonApi(error)).toStrictEqual(error)
    expect(fromTsJsonApi(error)).toStrictEqual(error)
  })

  test.each<[what: string, error: ErrorObject, converted: unknown]>([
    ['source.header', { source: { header: 'Accept' } }, { meta: { [KEPT]: { source: { header: 'Accept' } } } }],
    [
      'source.header beside a pointer',
      { source: { pointer: '/data', header: 'Accept' }, meta: { a: 1 } },
      { source: { pointer: '/data' }, meta: { a: 1, [KEPT]: { source: { header: 'Accept' } } } },
    ],
    ['an @-member', { code: 'a', '@b': 1 }, { code: 'a', meta: { [KEPT]: { '@b': 1 } } }],
    ['an extension member', { 'version:id': '7' }, { meta: { [KEPT]: { 'version:id': '7' } } }],
    [
      'a null link',
      { links: { about: null, type: 'https://example.com' } },
      { links: { type: 'https://example.com' }, meta: { [KEPT]: { links: { about: null } } } },
    ],
    [
      'a link object of 1.1',
      { links: { about: { href: '/a', hreflang: 'en' } } },
      { meta: { [KEPT]: { links: { about: { href: '/a', hreflang: 'en' } } } } },
    ],
    ['an empty meta', { '@a': 1, meta: {} }, { meta: { [KEPT]: { '@a': 1, meta: {} } } }],
    [
      'a meta with the member that is needed',
      { meta: { [KEPT]: { id: '1' }, a: 1 } },
      { meta: { [KEPT]: { meta: { [KEPT]: { id: '1' }, a: 1 } } } },
    ],
  ])('with %s keeps it in meta and gets it back', (_, error, converted) => {
    expect(toTsJsonApi(error)).toStrictEqual(converted)
    expect(fromTsJsonApi(toTsJsonApi(error))).toStrictEqual(error)
  })

  test.each<[what: string, error: unknown, converted: unknown]>([
    ['a number as status', { status: 409 }, { meta: { [KEPT]: { status: 409 } } }],
    ['null as source', { source: null }, { meta: { [KEPT]: { source: null } } }],
    ['an array as source', { source: ['a'] }, { meta: { [KEPT]: { source: ['a'] } } }],
    ['an array as meta', { meta: [] }, { meta: { [KEPT]: { meta: [] } } }],
    ['a link without href', { links: { about: {} } }, { meta: { [KEPT]: { links: { about: {} } } } }],
    [
      'a link with a broken meta',
      { links: { about: { href: '', meta: 1 } } },
      { meta: { [KEPT]: { links: { about: { href: '', meta: 1 } } } } },
    ],
    ['a link to a number', { links: { about: { href: 5 } } }, { meta: { [KEPT]: { links: { about: { href: 5 } } } } }],
    [
      'a link that says more of itself',
      { links: { about: { href: '/a', params: {} } } },
      { meta: { [KEPT]: { links: { about: { href: '/a', params: {} } } } } },
    ],
    ['nothing in it', {}, {}],
    ['nothing in its source', { source: {} }, { source: {} }],
    ['no shape at all: null', null, { meta: { [KEPT]: null } }],
    ['no shape at all: text', 'text', { meta: { [KEPT]: 'text' } }],
    ['no shape at all: an array', [1], { meta: { [KEPT]: [1] } }],
  ])('that has %s still fits the type, and comes back', (_, error, converted) => {
    expect(toTsJsonApi(error as ErrorObject)).toStrictEqual(converted)
    expect(fromTsJsonApi(toTsJsonApi(error as ErrorObject))).toStrictEqual(error)
  })

  test('may have members that are undefined, as if it had none', () => {
    const error: unknown = { code: 'a', detail: undefined }
    expect(toTsJsonApi(error as ErrorObject)).toStrictEqual({ code: 'a' })
  })
})

describe('a document', () => {
  test('is converted with all its errors', () => {
    const document: ErrorDocument = {
      errors: [{ code: 'a', source: { header: 'Accept' } }, { code: 'b' }],
      jsonapi: { version: '1.1', ext: ['https://jsonapi.org/ext/atomic'] },
      links: { self: '/a', next: null },
      meta: { a: 1 },
      '@context': 'x',
    }
    expect(toTsJsonApi(document)).toStrictEqual({
      errors: [{ code: 'a', meta: { [KEPT]: { source: { header: 'Accept' } } } }, { code: 'b' }],
      jsonapi: { version: '1.1' },
      links: { self: '/a' },
      meta: {
        a: 1,
        [KEPT]: { jsonapi: { ext: ['https://jsonapi.org/ext/atomic'] }, links: { next: null }, '@context': 'x' },
      },
    })
    expect(fromTsJsonApi(toTsJsonApi(document))).toStrictEqual(document)
  })

  test.each<[what: string, errors: unknown]>([
    ['null', null],
    ['an object', { code: 'a' }],
    ['an array with null', [null, 7, { id: null }]],
    ['an empty array', []],
  ])('whose errors are %s fits the type, and comes back', (_, errors) => {
    const document = { errors } as ErrorDocument
    expect(toTsJsonApi(document).errors).toHaveLength(Array.isArray(errors) ? errors.length : 0)
    expect(fromTsJsonApi(toTsJsonApi(document))).toStrictEqual(document)
  })

  test('of others keeps what it has beside errors', () => {
    const document = { errors: [{ code: 'a' }], data: { type: 't', id: '1' }, included: [] }
    expect(fromTsJsonApi(document)).toStrictEqual(document)
  })
})

describe('whatever is given', () => {
  const name = fc.oneof(
    fc.constantFrom(...['id', 'links', 'status', 'code', 'source', 'meta', 'errors', 'jsonapi', 'version', 'ext']),
    fc.constantFrom(...['pointer', 'parameter', 'header', 'about', 'type', 'href', '@a', 'n:a', KEPT, '__proto__']),
    fc.string(),
  )
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5, depthSize: 'medium' },
      fc.oneof(fc.string(), fc.jsonValue()),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.array(fc.tuple(name, tie('value')), { maxLength: 5 }).map((members) => Object.fromEntries(members)),
    ),
  }))
  const error = fc.record(
    { id: value, links: value, status: value, code: value, source: value, meta: value, '@a': value },
    { requiredKeys: [], noNullPrototype: true },
  )
  const document = fc.record(
    { errors: fc.oneof(fc.array(error), value), jsonapi: value, links: value, meta: value, 'n:a': value },
    { requiredKeys: ['errors'], noNullPrototype: true },
  )

  test('comes back the same, fits the types, and is not changed', () => {
    fc.assert(
      fc.property(fc.oneof(error, document, value), (given) => {
        const before = structuredClone(given)
        const converted: unknown = toTsJsonApi(given as ErrorObject)
        expect(isDeepStrictEqual(fromTsJsonApi(converted as object), given)).toBe(true)
        expect(isDeepStrictEqual(given, before)).toBe(true)
        expect(misfits(converted)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})

/** What in `converted` the types of ts-json-api do not allow. */
function misfits(converted: unknown): string[] {
  if (!isRecord(converted)) return ['not an object']
  const allowed: Record<string, (value: unknown) => boolean> = { meta: isRecord, links: isLinks }
  if (Object.hasOwn(converted, 'errors')) {
    allowed['errors'] = (value) => Array.isArray(value) && value.every((each) => misfits(each).length === 0)
    allowed['jsonapi'] = (value) => isOnly(value, { version: isText, meta: isRecord })
  } else {
    for (const text of ['id', 'status', 'code', 'title', 'detail']) allowed[text] = isText
    allowed['source'] = (value) => isOnly(value, { pointer: isText, parameter: isText })
  }
  return Object.keys(converted).filter((name) => !isOnly({ [name]: converted[name] }, allowed))
}

const isText = (value: unknown) => typeof value === 'string'
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isOnly = (value: unknown, allowed: Record<string, (value: unknown) => boolean>) =>
  isRecord(value) &&
  Object.entries(value).every(([name, member]) => Object.hasOwn(allowed, name) && allowed[name]?.(member))
const isLink = (value: unknown) =>
  isText(value) || (isRecord(value) && isText(value['href']) && isOnly(value, { href: isText, meta: isRecord }))
const isLinks = (value: unknown) => isRecord(value) && Object.values(value).every(isLink)
