/** What an editor shows of the codes: asked of the language service that editors ask. */
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const program = `
import { defineDialect, reactor } from '../src/index.js'
const shop = defineDialect({
  name: 'ShopError',
  codes: {
    /** Nothing is left of it. */
    'out-of-stock': { title: 'Out Of Stock', status: 409 },
    'closed': { title: 'Closed', status: 503 },
  },
})
declare const e: unknown
reactor.match(e, { 'not-found': ({ code }) => code, otherwise: () => 1 })
reactor.match(e, { 'read-only': () => 1, '': () => 2, otherwise: () => 1 })
reactor.is(e, '')
reactor.on('', () => 1)
reactor.object('')
reactor.entry('')
shop.matchAll(e, { 'out-of-stock': () => 1, closed: () => 2 })
const bigger = shop.extend({
  codes: {
    /** Too late. */
    'late': { title: 'Late', status: 504 },
  },
})
bigger.matchAll(e, { 'out-of-stock': () => 1, 'late': () => 2, closed: () => 3 })
shop.error('')
`

const file = `${root}test/editor-program.ts`
const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile).config,
  ts.sys,
  root,
)
const service = ts.createLanguageService({
  getCompilationSettings: () => options,
  getScriptFileNames: () => [file],
  getScriptVersion: () => '1',
  getScriptSnapshot: (name) => {
    const text = name === file ? program : ts.sys.readFile(name)
    return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
  },
  getCurrentDirectory: () => root,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: (name) => name === file || ts.sys.fileExists(name),
  readFile: ts.sys.readFile,
})

/** Where `text` stands in the program, for the `nth` time. */
function positionOf(text: string): number {
  const position = program.indexOf(text)
  if (position < 0) throw new Error(`nowhere: ${text}`)
  return position
}

function hover(line: string, key: string): string {
  const info = service.getQuickInfoAtPosition(file, positionOf(line) + line.indexOf(key) + 1)
  return ts.displayPartsToString(info?.documentation)
}

function completions(line: string): readonly string[] {
  const position = positionOf(line) + line.indexOf("''") + 1
  return (service.getCompletionsAtPosition(file, position, {})?.entries ?? []).map(({ name }) => name)
}

describe('an editor', () => {
  test('shows what a code means on the arm that handles it', () => {
    const shown = hover(`reactor.match(e, { 'not-found'`, `'not-found'`)
    expect(shown).toContain('**Record Not Found** (404)')
    expect(shown).toContain('Adobe documents')
  })

  test('offers the codes that have no arm yet, with what they mean', () => {
    const line = `reactor.match(e, { 'read-only': () => 1, ''`
    const offered = completions(line)
    expect(offered).toEqual(expect.arrayContaining(['not-found', 'invalid-data_element', 'unknown-error']))
    const position = positionOf(line) + line.indexOf("''") + 1
    const details = service.getCompletionEntryDetails(file, position, 'not-unique', {}, undefined, {}, undefined)
    expect(ts.displayPartsToString(details?.documentation)).toContain('(409)')
  })

  test.each(["reactor.is(e, '')", "reactor.on('', ", "reactor.object('')", "reactor.entry('')"])(
    'offers the codes in %s',
    (line) => {
      expect(completions(line)).toEqual(expect.arrayContaining(['not-found', 'read-only', 'invalid-name']))
    },
  )

  test('shows what the author of a dialect wrote of a code', () => {
    expect(hover(`shop.matchAll(e, { 'out-of-stock'`, `'out-of-stock'`)).toBe('Nothing is left of it.')
    expect(hover(`bigger.matchAll(e, { 'out-of-stock'`, `'out-of-stock'`)).toBe('Nothing is left of it.')
    expect(hover(`bigger.matchAll(e, { 'out-of-stock': () => 1, 'late'`, `'late'`)).toBe('Too late.')
    expect(completions("shop.error('')")).toEqual(['out-of-stock', 'closed'])
  })
})
