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
    MaxPix: { width: 0, height: 0 },
    DefaultPix: { width: 0, height: 0 },
    DefaultThumbPix: { width: 0, height: 0 },
    AllowDirectAccess: { mode: 'exclude', kinds: [] },
    ClientAddressFilter: '',
    limits: { MaxRenderRgnPixels: 16_000_000, MaxSavePixels: 100_000_000, MaxNonDsfSize: 16_000_000 },
  })
  expect(Object.keys(from)).toEqual(attributeNames)
  expect(new Set(Object.values(from))).toEqual(new Set(['built-in']))
})

// What a rule cannot override: here as somebody's JSON may have it.
const passedOver: object = { DefaultThumbPix: '9,9' }

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
    { catalog: { ErrorDetail: 3, MaxPix: '5,5' }, default: { ErrorDetail: 2 }, rule: { MaxPix: '4,3' } },
    { ErrorDetail: 3, MaxPix: { width: 4, height: 3 } },
  ],
  [{ catalog: { ErrorImage: 'c/e' }, rule: { ErrorImage: '' } }, { ErrorImage: '' }],
  [{ catalog: { DefaultImageMode: 1 }, rule: { DefaultImageMode: '' } }, { DefaultImageMode: 1 }],
  [{ catalog: { MaxPix: '0, 0' } }, { MaxPix: { width: 0, height: 0 } }],
  [{ catalog: { MaxPix: '010,020' } }, { MaxPix: { width: 10, height: 20 } }],
  [{ catalog: { MaxPix: '100,2000' } }, { MaxPix: { width: 100, height: 2000 } }],
  [{ catalog: { DefaultPix: '400,0' } }, { DefaultPix: { width: 400, height: 0 } }],
  [{ catalog: { DefaultPix: '400, 20' } }, { DefaultPix: { width: 400, height: 20 } }],
  [{ catalog: { Expiration: '123456789.123456789' } }, { Expiration: Number('123456789.123456789') }],
  [
    { catalog: { ClientAddressFilter: '192.0.0.0/8, 10.100.2.3/32,1.1.1.1' } },
    { ClientAddressFilter: '192.0.0.0/8, 10.100.2.3/32,1.1.1.1' },
  ],
  [{ rule: { DefaultPix: '9,9' }, catalog: { DefaultPix: '400,0' } }, { DefaultPix: { width: 9, height: 9 } }],
  [{ rule: passedOver }, { DefaultThumbPix: { width: 0, height: 0 } }],
  [{ catalog: { AllowDirectAccess: '' } }, { AllowDirectAccess: { mode: 'include', kinds: [] } }],
  [
    { catalog: { AllowDirectAccess: 'STATIC,IS' } },
    { AllowDirectAccess: { mode: 'include', kinds: ['IS', 'STATIC'] } },
  ],
  [
    { catalog: { AllowDirectAccess: 'exclude:SVG, IR_VNT' } },
    { AllowDirectAccess: { mode: 'exclude', kinds: ['SVG', 'IR_VNT'] } },
  ],
  [{ catalog: { AllowDirectAccess: 'include:IR_VNT' } }, { AllowDirectAccess: { mode: 'include', kinds: ['IR_VNT'] } }],
  [{ limits: { MaxSavePixels: '5', MaxNonDsfSize: '' } }, { limits: { MaxSavePixels: 5e6, MaxNonDsfSize: 16e6 } }],
  [{ limits: { MaxRenderRgnPixels: 1 } }, { limits: { MaxRenderRgnPixels: 1e6 } }],
  [
    { redirect: { rootUrl: 'HTTP://b.example:80', connectTimeout: 3_600_000, socketTimeout: 1 } },
    { redirect: { rootUrl: 'HTTP://b.example:80', connectTimeout: 3_600_000, socketTimeout: 1 } },
  ],
  // A record counts for more than a rule, unless it says -2 or nothing.
  [
    { record: { Expiration: 3 }, rule: { Expiration: 2 } },
    { Expiration: 3, from: { Expiration: 'record' } },
  ],
  [{ record: { Expiration: '-2' }, rule: { Expiration: 2 } }, { Expiration: 2 }],
  [{ record: { Expiration: '' }, catalog: { Expiration: 2 } }, { Expiration: 2 }],
  [{ record: { Expiration: -1 } }, { Expiration: -1 }],
  [
    { defaultImageRecord: { Expiration: 7 }, record: { Expiration: 8 } },
    { DefaultExpiration: 7, Expiration: 8 },
  ],
  [{ defaultImageRecord: {}, catalog: { DefaultExpiration: 5 } }, { DefaultExpiration: 5 }],
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
    rule: { MaxPix: '1,1' },
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

test('without a secondary server there is none', () => {
  expect(resolveAttributes()).not.toHaveProperty('redirect')
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
  [{ default: { ErrorDetail: '21' } }, 'attribute::ErrorDetail (default)'],
  [{ catalog: { DefaultImageMode: 2 } }, 'attribute::DefaultImageMode (catalog) has to be 0 or 1'],
  [{ catalog: { DefaultImageMode: '11' } }, 'attribute::DefaultImageMode'],
  [{ catalog: { DefaultImageMode: '-1' } }, 'attribute::DefaultImageMode'],
  [{ rule: { Expiration: -2 } }, 'attribute::Expiration (rule) has to be a number of hours, 0 or -1'],
  [{ rule: { Expiration: '1.' } }, 'attribute::Expiration (rule)'],
  [{ rule: { Expiration: 'x1' } }, 'attribute::Expiration (rule)'],
  [{ rule: { Expiration: '1.x' } }, 'attribute::Expiration (rule)'],
  [{ rule: { Expiration: '1234567890' } }, 'attribute::Expiration (rule)'],
  [{ rule: { Expiration: '1.1234567890' } }, 'attribute::Expiration (rule)'],
  [{ catalog: { DefaultExpiration: Number.NaN } }, 'attribute::DefaultExpiration'],
  [
    { catalog: { MaxPix: 'many' } },
    'attribute::MaxPix (catalog) has to be a width and a height in pixels, or 0,0 for any: 2000,2000',
  ],
  [{ catalog: { MaxPix: '1000000000,5' } }, 'attribute::MaxPix'],
  [{ catalog: { MaxPix: '5,1000000000' } }, 'attribute::MaxPix'],
  [{ catalog: { MaxPix: 5 } }, 'attribute::MaxPix'],
  [{ catalog: { MaxPix: '5,0' } }, 'attribute::MaxPix'],
  [{ catalog: { MaxPix: '0,5' } }, 'attribute::MaxPix'],
  [{ catalog: { MaxPix: '5,5,5' } }, 'attribute::MaxPix'],
  [
    { catalog: { DefaultPix: '-1,5' } },
    'attribute::DefaultPix (catalog) has to be a width and a height in pixels: 400,400',
  ],
  [{ catalog: { DefaultPix: '5,x' } }, 'attribute::DefaultPix'],
  [{ catalog: { DefaultPix: '5,5x' } }, 'attribute::DefaultPix'],
  [{ catalog: { DefaultPix: '5,1000000000' } }, 'attribute::DefaultPix'],
  [{ catalog: { DefaultThumbPix: '5' } }, 'attribute::DefaultThumbPix'],
  [
    { catalog: { AllowDirectAccess: 'include:IS,PDF' } },
    'attribute::AllowDirectAccess (catalog) has to be include: or exclude: and kinds of objects (SVG, IS, STATIC, FXG, FLA, IR_VNT, IR_MAT)',
  ],
  [{ catalog: { AllowDirectAccess: 'PDF' } }, 'attribute::AllowDirectAccess'],
  [{ catalog: { AllowDirectAccess: 'preclude:IS' } }, 'attribute::AllowDirectAccess'],
  [{ catalog: { AllowDirectAccess: 'IS STATIC' } }, 'attribute::AllowDirectAccess'],
  [
    { catalog: { ClientAddressFilter: 'localhost' } },
    'attribute::ClientAddressFilter (catalog) has to be addresses with or without the length of a netmask: 192.0.0.0/8',
  ],
  [{ catalog: { ClientAddressFilter: '10.0.0' } }, 'attribute::ClientAddressFilter'],
  [{ catalog: { ClientAddressFilter: '10.0.0.0/8x' } }, 'attribute::ClientAddressFilter'],
  [{ catalog: { ClientAddressFilter: '10.0.0.0/' } }, 'attribute::ClientAddressFilter'],
  [{ catalog: { ClientAddressFilter: '10.0.0.0 10.0.0.1' } }, 'attribute::ClientAddressFilter'],
  [{ catalog: { ClientAddressFilter: '1000.0.0.0' } }, 'attribute::ClientAddressFilter'],
  [{ catalog: { ClientAddressFilter: '10.0.0.0/8,' } }, 'attribute::ClientAddressFilter'],
  [{ record: { Expiration: 'soon' } }, 'attribute::Expiration (record)'],
  [
    { limits: { MaxRenderRgnPixels: 0 } },
    'IS::MaxRenderRgnPixels has to be a whole number of millions of pixels above 0',
  ],
  [{ limits: { MaxSavePixels: -1 } }, 'IS::MaxSavePixels'],
  [{ limits: { MaxNonDsfSize: '1.5' } }, 'IS::MaxNonDsfSize'],
  [{ catalog: { ErrorImage: 'a\0b' } }, 'attribute::ErrorImage (catalog) has to be the id or the path of a picture'],
  [{ catalog: { DefaultImage: 'x'.repeat(4097) } }, 'attribute::DefaultImage'],
  [
    { redirect: { rootUrl: 'ftp://b.example' } },
    'PS::errorRedirect.rootUrl has to be the root of a server: https://other.example',
  ],
  [{ redirect: { rootUrl: 'see https://b.example' } }, 'PS::errorRedirect.rootUrl'],
  [{ redirect: { rootUrl: 'https://user:pass@b.example' } }, 'PS::errorRedirect.rootUrl'],
  [{ redirect: { rootUrl: 'https://b.example/path' } }, 'PS::errorRedirect.rootUrl'],
  [
    { redirect: { connectTimeout: 0 } },
    'PS::errorRedirect.connectTimeout has to be a number of milliseconds up to an hour',
  ],
  [{ redirect: { connectTimeout: 3_600_001 } }, 'PS::errorRedirect.connectTimeout'],
  [{ redirect: { socketTimeout: 1.5 } }, 'PS::errorRedirect.socketTimeout'],
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
