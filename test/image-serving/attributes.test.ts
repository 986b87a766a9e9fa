import { expect, test } from 'vitest'
import type { AttributeSources } from '../../src/image-serving/attributes.js'
import { attributeNames, resolveAttributes } from '../../src/image-serving/attributes.js'

test('where nothing is set, what is built in holds', () => {
  const { from, ...values } = resolveAttributes()
  expect(values).toEqual({
    ErrorDetail: 0,
    ErrorImage: '',
    DefaultImage: '',
    DefaultImageMode: 0,
    DefaultExpiration: 1,
    Expiration: 10,
    NonImgExpiration: 0.1,
    MaxPix: 0,
  })
  expect(Object.keys(from)).toEqual(attributeNames)
  expect(new Set(Object.values(from))).toEqual(new Set(['built-in']))
})

const table: readonly (readonly [AttributeSources, Record<string, unknown>])[] = [
  // Undefined inherits.
  [
    { catalog: {}, default: { ErrorImage: 'd/e', DefaultImage: 'd/i' } },
    { ErrorImage: 'd/e', DefaultImage: 'd/i' },
  ],
  [{ catalog: { ErrorImage: undefined }, default: { ErrorImage: 'd/e' } }, { ErrorImage: 'd/e' }],
  // Empty switches pictures off, and is no value of the others.
  [
    { catalog: { ErrorImage: '', DefaultImage: '' }, default: { ErrorImage: 'd/e', DefaultImage: 'd/i' } },
    { ErrorImage: '', DefaultImage: '' },
  ],
  [
    {
      catalog: { ErrorDetail: '', DefaultImageMode: '', DefaultExpiration: '', Expiration: '', NonImgExpiration: '' },
      default: { ErrorDetail: 2, DefaultImageMode: '1', DefaultExpiration: -1, Expiration: '0', NonImgExpiration: 0.5 },
    },
    { ErrorDetail: 2, DefaultImageMode: 1, DefaultExpiration: -1, Expiration: 0, NonImgExpiration: 0.5 },
  ],
  [{ catalog: { ErrorDetail: '' }, default: { ErrorDetail: '' } }, { ErrorDetail: 0 }],
  // The catalog comes before the default catalog, and a rule before both.
  [
    { catalog: { ErrorDetail: 3, MaxPix: 5 }, default: { ErrorDetail: 2 }, rule: { MaxPix: 4 } },
    { ErrorDetail: 3, MaxPix: 4 },
  ],
  [{ catalog: { ErrorImage: 'c/e' }, rule: { ErrorImage: '' } }, { ErrorImage: '' }],
  [{ catalog: { DefaultImageMode: 1 }, rule: { DefaultImageMode: '' } }, { DefaultImageMode: 1 }],
]
test.each(table)('%j gives %j', (sources, expected) => {
  expect(resolveAttributes(sources)).toMatchObject(expected)
})

test('what a rule cannot override is passed over', () => {
  const rule: AttributeSources['catalog'] = { ErrorDetail: 3, DefaultImage: 'r/i' }
  expect(resolveAttributes({ catalog: { ErrorDetail: 1 }, rule })).toMatchObject({ ErrorDetail: 1, DefaultImage: '' })
})

test('each value says where it is from', () => {
  const { from } = resolveAttributes({
    rule: { MaxPix: 1 },
    catalog: { ErrorDetail: 0, ErrorImage: '' },
    default: { ErrorImage: 'd', DefaultExpiration: 2 },
  })
  expect(from).toMatchObject({
    MaxPix: 'rule',
    ErrorDetail: 'catalog',
    ErrorImage: 'catalog',
    DefaultExpiration: 'default',
    Expiration: 'built-in',
  })
})

test('a secondary server is set by its root, with limits of time', () => {
  expect(resolveAttributes({ redirect: { rootUrl: 'https://b.example//' } }).redirect).toEqual({
    rootUrl: 'https://b.example',
    connectTimeout: 5_000,
    socketTimeout: 10_000,
  })
  expect(resolveAttributes({ redirect: { rootUrl: '' } }).redirect).toBeUndefined()
})

test.each([
  [{ catalog: { ErrorDetail: 4 } }, 'attribute::ErrorDetail (catalog) has to be one of 0, 1, 2 and 3'],
  [{ default: { ErrorDetail: ' 2' } }, 'attribute::ErrorDetail (default)'],
  [{ catalog: { DefaultImageMode: 2 } }, 'attribute::DefaultImageMode'],
  [{ rule: { Expiration: -2 } }, 'attribute::Expiration (rule)'],
  [{ catalog: { DefaultExpiration: Number.NaN } }, 'attribute::DefaultExpiration'],
  [{ catalog: { MaxPix: 'many' } }, 'attribute::MaxPix'],
  [{ catalog: { ErrorImage: 'a\0b' } }, 'attribute::ErrorImage'],
  [{ redirect: { rootUrl: 'ftp://b.example' } }, 'PS::errorRedirect.rootUrl'],
  [{ redirect: { rootUrl: 'https://user:pass@b.example' } }, 'PS::errorRedirect.rootUrl'],
  [{ redirect: { rootUrl: 'https://b.example/path' } }, 'PS::errorRedirect.rootUrl'],
  [{ redirect: { connectTimeout: 0 } }, 'PS::errorRedirect.connectTimeout'],
  [{ redirect: { socketTimeout: Number.POSITIVE_INFINITY } }, 'PS::errorRedirect.socketTimeout'],
] as readonly (readonly [AttributeSources, string])[])('%j is a wrong configuration: %s', (sources, message) => {
  expect(() => resolveAttributes(sources)).toThrow(TypeError)
  expect(() => resolveAttributes(sources)).toThrow(message)
})

test('everything that is wrong is said at once', () => {
  const sources = { catalog: { ErrorDetail: 9, MaxPix: -1 }, redirect: { rootUrl: 'x', socketTimeout: 0 } }
  expect(() => resolveAttributes(sources)).toThrow(
    /^The configuration is wrong: .*ErrorDetail.*; .*MaxPix.*; .*socketTimeout.*; .*rootUrl/,
  )
})
