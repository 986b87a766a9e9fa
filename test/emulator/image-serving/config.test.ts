import { expect, test } from 'vitest'
import { readImageConfig } from '../../../src/emulator/image-serving/config.js'

test('lines are attributes, records, settings and sections', () => {
  const config = readImageConfig(`# of the default catalog
ErrorDetail = 2
attribute::DefaultImage=default
; its records
onError::Modifier=size=10,10&text=$error.title$
red::Modifier=bgc=#ff0000;wid=1
PS::errorRedirect.rootUrl=http://127.0.0.1:1
PS::errorRedirect.socketTimeout=50
IS::MaxSavePixels=7

[shoes]
ErrorImage=
red::Path=shoes/red.png
red::Modifier=wid=3
[shoes]
MaxPix=5,5\r
`)
  expect(JSON.parse(JSON.stringify(config))).toEqual({
    default: {
      attributes: { ErrorDetail: '2', DefaultImage: 'default' },
      records: {
        onError: { Modifier: 'size=10,10&text=$error.title$' },
        red: { Modifier: 'bgc=#ff0000;wid=1' },
      },
    },
    catalogs: {
      shoes: {
        attributes: { ErrorImage: '', MaxPix: '5,5' },
        records: { red: { Path: 'shoes/red.png', Modifier: 'wid=3' } },
      },
    },
    rules: [],
    redirect: { rootUrl: 'http://127.0.0.1:1', socketTimeout: 50 },
    limits: { MaxSavePixels: '7' },
  })
})

test('a section between slashes is a rule for the paths that match it', () => {
  const { rules, catalogs } = readImageConfig(
    '[/^shoes\\/[a-f]/]\nattribute::ErrorImage=\nMaxPix=5,5\nOnMatch=continue\nRequestType=is, static\naddressfilter=10.0.0.0/8\n[//]',
  )
  expect(rules).toEqual([
    {
      expression: /^shoes\/[a-f]/,
      attributes: { ErrorImage: '', MaxPix: '5,5' },
      onMatch: 'continue',
      contexts: ['image-serving', 'static-content'],
      addressFilter: '10.0.0.0/8',
    },
    { expression: /(?:)/, attributes: {} },
  ])
  expect(catalogs).toEqual({})
})

test.each(['break', 'continue', 'error'])('a rule may say OnMatch=%s', (onMatch) => {
  expect(readImageConfig(`[/a/]\nOnMatch=${onMatch}`).rules).toMatchObject([{ onMatch }])
})

test('a rule may be for requests of several types', () => {
  const contexts = ['image-serving', 'image-rendering', 'static-content']
  expect(readImageConfig('[/a/]\nRequestType=is,ir,static').rules).toMatchObject([{ contexts }])
})

test('lines that are set count for more', () => {
  const config = readImageConfig('ErrorDetail=1\n[a]\nMaxPix=1,1', ['ErrorDetail=3', 'x::Path=y'])
  expect(config.default).toMatchObject({ attributes: { ErrorDetail: '3' }, records: { x: { Path: 'y' } } })
})

test('names that objects have by themselves are names', () => {
  const config = readImageConfig('[__proto__]\n__proto__::Path=a')
  expect(Object.keys(config.catalogs ?? {})).toEqual(['__proto__'])
  expect(Object.getPrototypeOf({})).toBe(Object.prototype)
  expect(({} as { Path?: string }).Path).toBeUndefined()
})

test.each([
  ['ErrorDetail', 1],
  ['\n\n[]', 3],
  ['[a/b]', 1],
  ['=1', 1],
  ['PS::other.rootUrl=x', 1],
  ['a::Other=x', 1],
  ['ErorDetail=2', 1],
  ['constructor=1', 1],
  ['[/(/]', 1],
  ['[/a/]\nErrorDetail=2', 2],
  ['[/a/]\nb::Path=c', 2],
  ['[/a/]\nOnMatch=maybe', 2],
  ['[/a/]\nRequestType=is,fxg', 2],
  ['OnMatch=error', 1],
  ['IS::MaxOther=1', 1],
  ['x[a]', 1],
  ['[a]x', 1],
  ['x[/a/]', 1],
  ['[/a/]x', 1],
  ['xPS::errorRedirect.rootUrl=1', 1],
  ['PS::errorRedirect.rootUrls=1', 1],
  ['xIS::MaxSavePixels=1', 1],
  ['IS::MaxSavePixelss=1', 1],
  ['::Path=a', 1],
  ['a::Paths=b', 1],
  ['1ErrorDetail=2', 1],
  ['xattribute::ErrorDetail=2', 1],
  ['ErrorDetail2=2', 1],
  ['[/a/]\nOnMatch=a break', 2],
  ['[/a/]\nOnMatch=breaks', 2],
  ['[/a/]\nRequestType=a is', 2],
  ['[/a/]\nRequestType=isa', 2],
  ['[/a/]\nRequestType=is;ir', 2],
])('in %j line %j is wrong', (text, line) => {
  const lines = text.split('\n')
  expect(() => readImageConfig(text)).toThrow(TypeError)
  expect(() => readImageConfig(text)).toThrow(`Line ${line} of the configuration, “${lines[line - 1]}”, says nothing`)
})

test('a wrong line that is set is refused', () => {
  expect(() => readImageConfig('', ['ErrorDetail=1', 'Bogus=1'])).toThrow(
    /^The line that is set, “Bogus=1”, says nothing that is known. There are attributes \(ErrorDetail, .*, records \(id::Path, .*, settings \(PS::errorRedirect.rootUrl, .*IS::MaxRenderRgnPixels/,
  )
  const records =
    'records (id::Path, id::Modifier, id::Expiration, id::UserData, id::UserType, id::Targets, id::ImageSet, id::Map)'
  const redirect = 'PS::errorRedirect.rootUrl, PS::errorRedirect.connectTimeout, PS::errorRedirect.socketTimeout'
  const limits = 'IS::MaxRenderRgnPixels, IS::MaxSavePixels, IS::MaxNonDsfSize'
  const rest = 'sections ([catalog], [/expression/]) and, behind an expression, OnMatch, RequestType and addressfilter'
  expect(() => readImageConfig('', ['Bogus=1'])).toThrow(`), ${records}, settings (${redirect}, ${limits}), ${rest}`)
  expect(() => readImageConfig(`${'x'.repeat(1001)}::Path=a`)).toThrow('Line 1 of the configuration')
  expect(() => readImageConfig('', ['x'.repeat(9_000)])).toThrow(`“${'x'.repeat(80)}…”`)
})

test('what is no text is refused by its name', () => {
  // @ts-expect-error -- callers without types
  expect(() => readImageConfig(5)).toThrow(new TypeError('"text" must be a string'))
  // @ts-expect-error -- callers without types
  expect(() => readImageConfig('', 'ErrorDetail=2')).toThrow(new TypeError('"more" must be a list of strings'))
})
