import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseLanguage, en } from '../../src/explain/index.js'

const languages = ['en', 'ko', 'ja', 'fr', 'de', 'sv', 'pt-BR', 'zh-Hans', 'zh-Hant'].map((tag) => ({ ...en, tag }))
const choose = (header: string | null | undefined): string => chooseLanguage(header, languages).tag

describe('the language that is chosen', () => {
  test.each<[header: string | null | undefined, tag: string]>([
    [undefined, 'en'],
    [null, 'en'],
    ['', 'en'],
    ['*', 'en'],
    ['xx', 'en'],
    ['ko', 'ko'],
    ['KO-kr', 'ko'],
    ['ja-JP-u-ca-japanese', 'ja'],
    ['zh', 'zh-Hans'],
    ['zh-CN', 'zh-Hans'],
    ['zh-SG', 'zh-Hans'],
    ['zh-TW', 'zh-Hant'],
    ['zh-Hant-TW', 'zh-Hant'],
    ['zh-HK,zh;q=0.9', 'zh-Hant'],
    ['pt', 'pt-BR'],
    ['pt-PT', 'pt-BR'],
    ['de-CH-1996', 'de'],
    ['fr-CA,fr;q=0.9,en;q=0.1', 'fr'],
    ['sv-SE;q=0.5, ja;q=0.7', 'ja'],
    ['nb, sv;q=0.3', 'sv'],
    ['ja , ko', 'ja'],
    ['ko;q=0.8,ja;q=0.8', 'ko'],
    ['xx, *;q=0.1', 'en'],
    ['en;q=0.5, *', 'ko'],
    ['ja;q=0.5, ko; q=0.9', 'ko'],
    ['ko;q=0.9 ,ja;q=0.8', 'ko'],
    ['ja;q=0.5, ko;q=1', 'ko'],
    ['ja;q=0.5, ko;q=1.000', 'ko'],
    ['ja;q=0.5, ko ; Q=1.', 'ko'],
  ])('for %j is %s', (header, tag) => {
    expect(choose(header)).toBe(tag)
  })

  test.each<[header: string, tag: string]>([
    ['ja;q=0', 'en'],
    ['en;q=0', 'ko'],
    ['en;q=0, *;q=0.5', 'ko'],
    ['*;q=0', 'en'],
    ['*;q=0, fr', 'fr'],
    ['zh-Hans;q=0, zh', 'zh-Hant'],
    ['zh;q=0, zh-TW', 'zh-Hant'],
    ['en;q=0.000, de;q=0.001', 'de'],
    ['pt-PT;q=0', 'en'],
    ['zh;q=0, zh-HK', 'en'],
    ['pt-PT, *;q=0', 'en'],
    ['!, pt-PT, *;q=0', 'en'],
    ['a, pt-PT, *;q=0', 'en'],
    ['ja, ja;q=0', 'ja'],
  ])('is never one that is excluded, unless all are: %j gives %s', (header, tag) => {
    expect(choose(header)).toBe(tag)
  })

  test('is in another script where there is none in the right one', () => {
    const [first, second] = [en, { ...en, tag: 'zh-Hans' }]
    expect(chooseLanguage('zh-TW', [first, second]).tag).toBe('zh-Hans')
  })

  test('is that of the region where there are several', () => {
    const regions = ['en', 'pt-BR', 'pt-PT'].map((tag) => ({ ...en, tag }))
    expect(chooseLanguage('pt-PT', regions).tag).toBe('pt-PT')
    expect(chooseLanguage('pt-AO', regions).tag).toBe('pt-BR')
    expect(chooseLanguage('pt-PT;q=0, pt', regions).tag).toBe('pt-BR')
    const [first, second] = [en, { ...en, tag: 'zh-Hans-SG' }]
    expect(chooseLanguage('zh-Hans, *;q=0', [first, second]).tag).toBe('zh-Hans-SG')
  })

  test('may be one whose tag is none, by its place alone', () => {
    const odd = ['en', '_', 'ja'].map((tag) => ({ ...en, tag }))
    expect(chooseLanguage('ja', odd).tag).toBe('ja')
    expect(chooseLanguage('en;q=0.1, *', odd).tag).toBe('_')
  })

  test('is English where there are no languages, and the only one where there is one', () => {
    expect(chooseLanguage('ko', [])).toBe(en)
    expect(chooseLanguage('ko', [{ ...en, tag: 'de' }]).tag).toBe('de')
  })
})

describe('a header that is malformed', () => {
  test.each<[header: string, tag: string]>([
    ['ko;q=2, ja', 'ja'],
    ['ko;q=0.1234, ja', 'ja'],
    ['ko;q=, ja', 'ja'],
    ['ko;quality=1, ja', 'ja'],
    ['12345678, ja', 'ja'],
    ['abcdefghi, ja', 'ja'],
    ['é, ja', 'ja'],
    ['1ko, ja', 'ja'],
    ['a, ja', 'ja'],
    ['ko!, ja', 'ja'],
    [',,, ,ja', 'ja'],
    [';', 'en'],
  ])('counts as far as it can be read: %j gives %s', (header, tag) => {
    expect(choose(header)).toBe(tag)
  })

  test('never throws, whatever it holds, and gives one of the languages', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'enkozh-;,=q0.1*_ Ä\u0000') }), (header) => {
        expect(languages.map(({ tag }) => tag)).toContain(choose(header))
      }),
    )
  })

  test('of any length costs no more than its first 50 ranges', () => {
    const many = Array.from({ length: 50_000 }, (_, index) => `x${index % 10}-${index}`)
    expect(choose([...many, 'ko'].join(','))).toBe('en')
    expect(choose(['ko;q=0.1', ...many].join(','))).toBe('ko')
  })

  test('does not fill the memory with tags that nobody speaks', () => {
    const tag = (index: number): string =>
      `${String.fromCharCode(97 + (index % 26))}${String.fromCharCode(97 + (Math.floor(index / 26) % 26))}-${100 + index}`
    for (let index = 0; index < 800; index++) expect(choose(`${tag(index)}, ja;q=0.5`)).toMatch(/./)
    expect(choose('ja')).toBe('ja')
  })
})
