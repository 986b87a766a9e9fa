import { describe, expect, test } from 'vitest'
import { languageTags, loadLanguage } from '../../src/cli/languages.js'
import { en, explain } from '../../src/explain/index.js'
import { runCli } from './run-cli.js'
import { jsonLines } from './streams.js'

const notUnique = '{"errors":[{"status":"409","code":"not-unique","title":"Name Already In Use"}]}'

describe('every language', () => {
  test.each(languageTags)('%s is loaded by its tag', async (tag) => {
    expect((await loadLanguage(tag)).tag).toBe(tag)
  })

  test('that is none is English', async () => {
    expect(await loadLanguage('constructor')).toBe(en)
  })
})

describe('--lang', () => {
  test('has codes explained in a language, and leaves the codes as they are', async () => {
    const { code, stdout } = await runCli(['explain', 'not-unique', '--lang', 'de'])
    expect([code, stdout]).toEqual([0, expect.stringContaining('not-unique · Name bereits vergeben')])
    const remedy = explain('not-unique', { language: await loadLanguage('de') }).remedy
    const lines = jsonLines((await runCli(['explain', 'not-unique', '--lang', 'de', '--json'])).stdout)
    expect(lines).toMatchObject([{ code: 'not-unique', language: 'de', remedy }])
  })

  test('has answers explained in a language', async () => {
    const { code, stdout } = await runCli(['decode', '--lang', 'nl'], { stdin: notUnique })
    const { cause } = explain('not-unique', { language: await loadLanguage('nl') })
    expect(code).toBe(1)
    expect(stdout.replace(/\s+/g, ' ')).toContain(cause)
  })

  test('has to be one of the languages that there are', async () => {
    const { code, stderr } = await runCli(['explain', 'not-unique', '--lang', 'tlh'])
    expect([code, stderr]).toEqual([2, expect.stringContaining(`Allowed choices are ${languageTags.join(', ')}`)])
  })
})
