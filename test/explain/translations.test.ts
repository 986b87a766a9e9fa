import { describe, expect, test } from 'vitest'
import {
  behind,
  damage,
  englishSentences,
  readLanguage,
  type Sentences,
  sentencesOf,
  stampsOf,
  translatedTags,
} from '../../scripts/sentences.js'
import { en, explain, explainError, type Language } from '../../src/explain/index.js'
import { languages } from '../../src/explain/languages.generated.js'
import { reactor } from '../../src/index.js'

const english = englishSentences()
const tags = translatedTags()
const load = async (tag: string): Promise<Language> => (await languages[tag]?.()) ?? en

test('every language that has a file can be loaded by its tag, and knows its own name', async () => {
  expect(Object.keys(languages)).toEqual(['en', ...tags])
  for (const tag of tags) {
    const own = new Intl.DisplayNames(tag, { type: 'language' }).of(tag)
    const language = await load(tag)
    expect([language.tag, language.name?.toLowerCase()]).toEqual([tag, own?.toLowerCase()])
  }
})

describe.each(tags)('in %s', (tag) => {
  test('what has been translated has lost no technical name, and nothing is left over', () => {
    expect(damage(tag, sentencesOf(readLanguage(tag)), english)).toEqual([])
  })

  test('every code is explained, and only its words differ', async () => {
    const language = await load(tag)
    for (const code of reactor.codes) {
      const { title, cause, usually, remedy, language: spoken, ...facts } = explain(code, { language })
      const { title: _t, cause: _c, usually: _u, remedy: _r, language: _en, ...usual } = explain(code)
      expect(facts).toEqual(usual)
      expect([spoken, title, cause, usually, remedy]).toEqual([
        tag,
        language.codes?.[code]?.title ?? explain(code).title,
        language.codes?.[code]?.cause ?? explain(code).cause,
        language.codes?.[code]?.usually ?? explain(code).usually,
        language.codes?.[code]?.remedy ?? explain(code).remedy,
      ])
    }
  })

  test('codes of images are explained', async () => {
    const language = await load(tag)
    const { title, cause, usually, remedy, kind } = explain('image-corrupt', { language }) ?? {}
    expect({ title, cause, usually, remedy }).toEqual(language.images?.['image-corrupt'])
    expect(kind).toBe('images')
  })

  test('errors without a code are explained', async () => {
    const language = await load(tag)
    const [failure] = reactor.parse('<html>', { status: 502 })
    const { html, '502': status } = language.situations ?? {}
    const { cause, remedy, language: spoken } = explainError(failure?.errors[0] ?? {}, failure, { language })
    expect([cause, remedy, spoken]).toEqual([`${html?.cause} ${status?.cause}`, status?.remedy, tag])
  })

  test('a code of the form invalid-<attribute> is explained with the name of the attribute', async () => {
    const { title, cause } = explain('invalid-schedule_name', { language: await load(tag) }) ?? {}
    expect(title).toContain('schedule name')
    expect(cause).toContain('schedule_name')
    expect(cause).not.toContain('{')
  })
})

describe('a language that has not kept up', () => {
  const partly: Language = {
    tag: 'tlh',
    codes: { 'not-found': { remedy: 'nuqneH.' } },
    situations: { '502': { cause: 'Qapbe’.' } },
    family: { cause: '{attribute} Qapbe’.' },
  }

  test('says in English what it lacks, sentence by sentence', () => {
    const { title, cause, usually } = explain('not-found')
    expect(explain('not-found', { language: partly })).toMatchObject({ title, cause, usually, remedy: 'nuqneH.' })
    expect(explain('403025', { language: { tag: 'tlh' } })).toEqual({ ...explain('403025'), language: 'tlh' })
    expect(explain('image-corrupt', { language: { tag: 'tlh', images: {} } })?.cause).toBe(
      en.images['image-corrupt'].cause,
    )
    expect(explainError({ status: '502' }, undefined, { language: partly })).toEqual({
      cause: 'Qapbe’.',
      remedy: en.situations['502'].remedy,
      language: 'tlh',
    })
    expect(explain('invalid-port', { language: partly })).toMatchObject({
      title: 'Invalid port',
      cause: 'port Qapbe’.',
      remedy: en.family.remedy.replace('{attribute}', 'port'),
    })
  })

  const source: Sentences = new Map([
    ['codes/a/cause', 'Send {attribute} in extension.json as the_name, x-api-key, wid=, port 8080.'],
    ['codes/a/remedy', 'Use SFTP of @adobe/tool.'],
  ])
  const fresh = { tlh: stampsOf(source) }
  const translation = (cause: string, remedy: string): Sentences =>
    new Map([
      ['codes/a/cause', cause],
      ['codes/a/remedy', remedy],
    ])

  test('is listed with what is missing, and what was made from sentences that have changed', () => {
    expect(behind('tlh', new Map(), source, fresh)).toEqual([
      'tlh: codes/a/cause is missing',
      'tlh: codes/a/remedy is missing',
    ])
    expect(behind('tlh', translation('a', 'b'), source, fresh)).toEqual([])
    const stale = 'tlh: codes/a was made from other English sentences; then: npm run translated -- tlh codes/a'
    expect(behind('tlh', translation('a', 'b'), source, {})).toEqual([stale])
    const changed = new Map([...source, ['codes/a/remedy', 'Use FTP.'] as const])
    expect(behind('tlh', translation('a', 'b'), changed, fresh)).toEqual([stale])
  })

  test('is damaged where it lost a technical name, is empty, still English, or left over', () => {
    const whole = 'x {attribute} extension.json the_name x-api-key wid= 8080'
    expect(damage('tlh', translation(whole, 'x SFTP @adobe/tool'), source, fresh)).toEqual([])
    expect(damage('tlh', translation('x', 'Use SFTP of @adobe/tool.'), source, fresh)).toEqual([
      ...['{attribute}', 'extension.json', 'the_name', 'x-api-key', 'wid=', '8080'].map(
        (name) => `tlh: codes/a/cause lost ${name}`,
      ),
      'tlh: codes/a/remedy is still English',
    ])
    expect(damage('tlh', translation(whole, ' '), source, fresh)).toEqual(['tlh: codes/a/remedy is empty'])
    expect(damage('tlh', new Map([['codes/b/cause', 'x']]), source, fresh)).toEqual([
      'tlh: codes/b/cause is left over: there is no such sentence in English',
    ])
  })

  test('is not damaged by what English has gained since', () => {
    expect(damage('tlh', translation('x', 'y'), source, {})).toEqual([])
  })
})
