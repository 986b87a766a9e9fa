import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { codes, explained } from '../data/codes.js'
import { capital, languages, siteEnglish, wholeSentences } from '../data/languages.js'
import english from '../interface/en.json' with { type: 'json' }

const folder = new URL('../interface/', import.meta.url)
const own = readdirSync(folder).map((file) => {
  const texts: Partial<typeof english> = JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
  return { tag: file.replace('.json', ''), texts: { ...texts.texts, ...texts.categories } }
})
const wanted: Readonly<Record<string, string>> = { ...english.texts, ...english.categories }
const placeholders = (text: string): readonly string[] => [...text.matchAll(/\{\w+\}/g)].map(String).sort()

test('the site speaks every language of the catalog', () => {
  expect(own.map(({ tag }) => tag).sort()).toEqual(languages.map(({ tag }) => tag).sort())
})

test.each(own)('the texts in $tag are those of English, each with its placeholders', ({ texts }) => {
  expect(Object.keys(texts).filter((name) => wanted[name] === undefined)).toEqual([])
  expect(Object.keys(wanted).filter((name) => name !== 'reference' && !(name in texts))).toEqual([])
  for (const [name, text] of Object.entries(texts)) {
    expect(placeholders(text), name).toEqual(placeholders(String(wanted[name])))
    expect(text.trim(), name).toBe(text)
  }
})

/** What stands between a figure and its percent sign, by the rules of the language. */
const beforePercent = (tag: string): string => (['de', 'es', 'fr', 'sv'].includes(tag) ? '\u00a0' : '')

test.each(own)('signs stand in $tag as its readers expect them, and never alone on a line', ({ tag, texts }) => {
  for (const [name, text] of Object.entries(texts)) {
    expect(text.replaceAll(`}${beforePercent(tag)}%`, ''), name).not.toContain('%')
    if (tag === 'fr') expect(text, name).not.toMatch(/(?<!\u00a0)[:;?!»]|«(?!\u00a0)/)
    else expect(text, name).not.toMatch(/\s[:;?!]/)
    expect(text, name).not.toMatch(/["']|\.\.\./)
  }
})

test('every category of the catalog has a word', () => {
  const categories = codes.map((code) => explained(code, siteEnglish).category)
  expect(Object.keys(english.categories).sort()).toEqual([...new Set(categories)].sort())
})

test('what a language lacks, its readers get in English, sentence by sentence', () => {
  const [german] = languages.filter(({ tag }) => tag === 'de')
  const { codes: _, ...rest } = { ...german?.sentences, tag: 'de' }
  const partial = { ...siteEnglish, sentences: { ...rest, codes: { 'not-found': { cause: 'Nicht da.' } } } }
  const whole = JSON.parse(wholeSentences(partial))
  expect(whole.codes['not-found'].cause).toBe('Nicht da.')
  expect(whole.codes['not-found'].remedy).toBe(siteEnglish.sentences.codes?.['not-found']?.remedy)
  expect(Object.keys(whole.codes).length).toBe(Object.keys(siteEnglish.sentences.codes ?? {}).length)
})

test('a word begins a line in capitals as its language has them', () => {
  expect(capital('why', siteEnglish)).toBe('Why')
  expect(capital('ik', { tag: 'nl' })).toBe('Ik')
  expect(capital('', siteEnglish)).toBe('')
})
