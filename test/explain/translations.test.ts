import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readCodes } from '../../scripts/read-codes.js'
import { englishSentences, findFaults, type Stamps, type Translation } from '../../scripts/translations.js'
import { de } from '../../src/explain/de.js'
import { es } from '../../src/explain/es.js'
import { fr } from '../../src/explain/fr.js'
import { en, explain, explainError, type Language } from '../../src/explain/index.js'
import { ja } from '../../src/explain/ja.js'
import { ko } from '../../src/explain/ko.js'
import { nl } from '../../src/explain/nl.js'
import { reactor } from '../../src/index.js'
import stamps from './translated.json' with { type: 'json' }

const english = englishSentences(readCodes(readFileSync(new URL('../../codes.json', import.meta.url), 'utf8')))
const languages: readonly (readonly [tag: string, language: Language])[] = Object.entries({ de, es, fr, ja, ko, nl })

describe.each(languages)('in %s', (tag, language) => {
  test('every English sentence has been translated as it stands now, and none has lost a technical name', () => {
    expect(language.tag).toBe(tag)
    expect(findFaults(language, english, stamps)).toEqual([])
  })

  test('every code of the API is explained, and only its words differ', () => {
    for (const code of reactor.codes) {
      const { title, cause, remedy, language: spoken, ...facts } = explain(code, { language })
      const { title: _title, cause: usualCause, remedy: usualRemedy, language: _en, ...usual } = explain(code)
      expect(title).toBe(language.codes[code].title)
      expect(spoken).toBe(tag)
      expect(facts).toEqual(usual)
      expect([cause, remedy]).not.toContain(usualCause)
      expect([cause, remedy]).not.toContain(usualRemedy)
    }
  })

  test('codes of images are explained', () => {
    const { title, cause, remedy, kind } = explain('image-corrupt', { language }) ?? {}
    expect({ title, cause, remedy }).toEqual(language.images['image-corrupt'])
    expect(kind).toBe('images')
  })

  test('errors without a code are explained', () => {
    const [failure] = reactor.parse('<html>', { status: 502 })
    const error = failure?.errors[0] ?? {}
    const { html, '502': status } = language.situations
    const { cause, remedy, language: spoken } = explainError(error, failure, { language })
    expect([cause, remedy, spoken]).toEqual([`${html.cause} ${status.cause}`, status.remedy, tag])
  })

  test('a code of the form invalid-<attribute> is explained with the name of the attribute', () => {
    const { title, cause } = explain('invalid-schedule_name', { language }) ?? {}
    expect(title).toContain('schedule name')
    expect(cause).toContain('schedule_name')
    expect(cause).not.toContain('{')
  })
})

describe('what is wrong with a translation', () => {
  const { codes, gateway, ims, images, family, situations } = en
  const prose = { title: 'Titel', cause: 'Grund', remedy: 'Abhilfe' }
  const source = {
    title: 'Title',
    cause: 'Send {attribute} in extension.json as the_name, x-api-key.',
    remedy: 'Use SFTP',
  }
  const faultsOf = (
    translated: Partial<Translation['codes'][string]> | undefined,
    old: Stamps = {},
  ): readonly string[] => {
    const table = translated === undefined ? {} : { a: { ...prose, ...translated } }
    return findFaults({ ...de, codes: table }, new Map([['codes/a', source]]), old).filter((fault) =>
      / codes\//.test(fault),
    )
  }

  test('is told where a sentence is missing, left over, empty, or still English', () => {
    expect(faultsOf(undefined)).toEqual(['de: codes/a is missing'])
    expect(findFaults({ tag: 'de', codes, gateway, ims, images, family, situations }, new Map(), {})).toContain(
      'de: codes/not-found is left over: there is no such sentence in English',
    )
    expect(faultsOf({ title: ' ', remedy: 'Use SFTP' }).slice(0, 2)).toEqual([
      'de: codes/a: title is missing',
      'de: codes/a: cause lost {attribute}',
    ])
    expect(faultsOf({ remedy: 'Use SFTP' })).toContain('de: codes/a: remedy is still English')
    expect(faultsOf({ deprecated: 'seit 2' })).toContain('de: codes/a: deprecated is not there in English')
  })

  test('is told where a technical name is lost', () => {
    const lost = faultsOf({}).filter((fault) => fault.includes('lost'))
    const names = ['{attribute}', 'extension.json', 'the_name', 'x-api-key', 'SFTP']
    expect(lost.map((fault) => fault.replace(/.* lost /, ''))).toEqual(names)
  })

  test('is told where the English sentence has changed since, with the command that says that it was translated anew', () => {
    const stale =
      'de: codes/a was made from other English sentences; translate it anew, then: npm run translated -- de codes/a'
    expect(faultsOf({})).toContain(stale)
    expect(faultsOf({}, { de: { 'codes/a': '00000000' } })).toContain(stale)
  })
})
