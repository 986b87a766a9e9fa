import { describe, expect, test } from 'vitest'
import { languageOf, languageTag, languageTags, loadSpeech } from '../../src/cli/languages.js'
import { en, explain } from '../../src/explain/index.js'
import { runCli } from './run-cli.js'
import { jsonLines } from './streams.js'

const notUnique = '{"errors":[{"status":"409","code":"not-unique","title":"Name Already In Use"}]}'

describe('every language', () => {
  test.each(languageTags)('%s is loaded by its tag', async (tag) => {
    expect((await loadSpeech(tag)).language.tag).toBe(tag)
  })

  test('that is none is English', async () => {
    expect((await loadSpeech('constructor')).language).toBe(en)
  })
})

describe('--lang', () => {
  test('has codes explained in a language, and leaves the codes as they are', async () => {
    const { code, stdout } = await runCli(['explain', 'not-unique', '--lang', 'de'])
    expect([code, stdout]).toEqual([0, expect.stringContaining('not-unique · Name bereits vergeben')])
    const remedy = explain('not-unique', await loadSpeech('de')).remedy
    const lines = jsonLines((await runCli(['explain', 'not-unique', '--lang', 'de', '--json'])).stdout)
    expect(lines).toMatchObject([{ code: 'not-unique', language: 'de', remedy }])
  })

  test('has answers explained in a language', async () => {
    const { code, stdout } = await runCli(['decode', '--lang', 'nl'], { stdin: notUnique })
    const { cause } = explain('not-unique', await loadSpeech('nl'))
    expect(code).toBe(1)
    expect(stdout.replace(/\s+/g, ' ')).toContain(cause)
    const nameless = await runCli(['decode', '--lang', 'de'], { stdin: '{"errors":[{"code":"not-unique"}]}' })
    expect(nameless.stdout).toMatch(/^✖ not-unique · Name bereits vergeben\n/)
  })

  test('has to be one of the languages that there are', async () => {
    const { code, stderr } = await runCli(['explain', 'not-unique', '--lang', 'tlh'])
    expect([code, stderr]).toEqual([2, expect.stringContaining(`Allowed choices are ${languageTags.join(', ')}`)])
  })
})

test.each([
  ['KO', 'ko'],
  ['ko-KR', 'ko'],
  ['de_DE.UTF-8', 'de'],
  ['fr@euro', 'fr'],
  ['pt', 'pt-BR'],
  ['zh_TW.UTF-8', 'zh-Hant'],
  ['zh-CN', 'zh-Hans'],
  ['ZH-hant', 'zh-Hant'],
  ['deutsch', undefined],
  ['de;q=0', undefined],
  ['tlh', undefined],
  ['C', undefined],
  ['', undefined],
  ['de1', undefined],
  ['1de', undefined],
  ['de-1996', 'de'],
  ['de-abcdefgh', 'de'],
  ['de-abcdefghi', undefined],
  ['de-!', undefined],
  ['de_DE.UTF-8@euro', 'de'],
  ['zh_TW.UTF-8@x', 'zh-Hant'],
  ['.UTF-8', undefined],
])('%j is the language %s', (name, tag) => {
  expect(languageTag(name)).toBe(tag)
})

test.each([
  [{ LANG: 'ja_JP.UTF-8' }, 'ja'],
  [{ LANG: 'ja_JP.UTF-8', LC_ALL: 'es_ES' }, 'es'],
  [{ LANG: 'ja_JP.UTF-8', LC_MESSAGES: 'nl' }, 'nl'],
  [{ LANG: 'ja_JP.UTF-8', LC_ALL: 'C' }, 'en'],
  [{ LANG: 'ja_JP.UTF-8', LC_ALL: '' }, 'ja'],
  [{ LANG: 'sv_SE' }, 'sv'],
  [{ LANG: 'pl_PL' }, 'en'],
  [{}, 'en'],
])('%j asks for %s', async (env, tag) => {
  expect(languageOf(env)).toBe(tag)
  const { stdout } = await runCli(['explain', 'not-unique', '--json'], { env })
  expect(jsonLines(stdout)).toMatchObject([{ language: tag }])
})

describe('the words around what is explained', () => {
  test('are there in every language, each with the same placeholders', async () => {
    const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort()
    for (const tag of languageTags) {
      const { language, words } = await loadSpeech(tag)
      expect(Object.keys(language.words ?? {}), tag).toEqual(Object.keys(en.words))
      expect(Object.values(words).map(places), tag).toEqual(Object.values(en.words).map(places))
    }
  })

  test('are those of the language that is asked for, in explain and in decode', async () => {
    const { stdout } = await runCli(['explain', 'not-unique', '--lang', 'KO'])
    for (const word of ['원인', '조치', '재시도', '상태', '이 카탈로그의 해석']) expect(stdout).toContain(word)
    const stdin = `{"errors":[${notUnique.slice(11, -2).replace('}', ',"source":{"pointer":"/data/attributes/name"}}')}]}`
    const decoded = (await runCli(['decode'], { stdin, env: { LANG: 'de_DE.UTF-8' } })).stdout
    expect(decoded).toMatch(
      /^✖ 409 not-unique · Name Already In Use\n {4}wo +\/data\/attributes\/name \(Attribut „name“ der Ressource\)\n {4}warum /,
    )
    expect(decoded).toContain('~ unsere eigene Lesart')
  })
})
