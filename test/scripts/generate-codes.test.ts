import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { beforeAll, describe, expect, test } from 'vitest'
import { generateCodes } from '../../scripts/generate-codes.js'
import { generateExplain } from '../../scripts/generate-explain.js'
import { type CodeRow, readCodes } from '../../scripts/read-codes.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const catalog = readCodes(readFileSync(`${root}codes.json`, 'utf8'))
const codes = Object.entries(catalog.codes)

const row: CodeRow = {
  title: 'Out Of Stock',
  status: 409,
  delivery: 'immediate',
  category: 'shop',
  retry: 'after-fix',
  resources: [],
  pointer: null,
  cause: 'Nothing is left.',
  remedy: 'Order less.',
  documented: [],
}

const generated = (changes: Partial<CodeRow>): string =>
  generateCodes({ codes: { 'out-of-stock': { ...row, ...changes } }, gateway: {}, ims: {} })[0]?.content ?? ''

describe('the table of codes', () => {
  test('holds title, status and category alone where everything else equals the defaults', () => {
    expect(generated({})).toContain("'out-of-stock': { title: 'Out Of Stock', status: 409, category: 'shop' },")
  })

  test.each([
    [{ delivery: 'either' }, "delivery: 'either'"],
    [{ retry: 'never' }, "retry: 'never'"],
    [{ pointer: '' }, "pointer: ''"],
    [{ pointer: '/data' }, "pointer: '/data'"],
    [{ resources: ['hosts'] }, "resources: ['hosts']"],
    [{ documented: ['code'] }, "documented: ['code']"],
  ] as const)('holds %j as well', (changes, text) => {
    expect(generated(changes)).toContain(`, ${text}`)
  })
})

test('a deprecated code is deprecated in the editor and in the sentences', () => {
  const deprecated = 'Since 2.0.0; use sold-out.'
  expect(generated({ deprecated })).toContain(`   * @deprecated ${deprecated}`)
  const tables = { codes: { x: { ...row, deprecated } }, gateway: {}, ims: {} }
  const files = generateExplain(
    { ...tables, images: {}, imageServing: {}, imageRendering: {} },
    '{"situations":{},"labels":{},"words":{}}',
    [],
  )
  expect(files.map(({ content }) => content).join('')).toContain(`"deprecated": "${deprecated}"`)
})

test('a code that is documented by name only says so', () => {
  expect(generated({ documented: ['code'] })).toContain('* Adobe documents code; the rest is this catalog’s reading.')
})

describe('in an editor', () => {
  const program = `${root}test/scripts/hover.ts`
  const text = `
    import type { ReactorCodes } from '../../src/reactor/codes.generated.js'
    declare const codes: ReactorCodes
    declare function match(arms: { readonly [Code in keyof ReactorCodes]?: () => void }): void
    ${codes.map(([code]) => `codes['${code}']`).join('\n    ')}
    match({ 'not-found': () => {} })
  `
  let service: ts.LanguageService

  beforeAll(() => {
    const options: ts.CompilerOptions = {
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      strict: true,
      types: [],
    }
    service = ts.createLanguageService({
      getCompilationSettings: () => options,
      getScriptFileNames: () => [program],
      getScriptVersion: () => '1',
      getScriptSnapshot: (file) => {
        const content = file === program ? text : ts.sys.readFile(file)
        return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content)
      },
      getCurrentDirectory: () => root,
      getDefaultLibFileName: ts.getDefaultLibFilePath,
      fileExists: (file) => file === program || ts.sys.fileExists(file),
      readFile: ts.sys.readFile,
      directoryExists: ts.sys.directoryExists,
    })
    return () => service.dispose()
  })

  function hover(found: string): { documentation: string; tags: readonly ts.JSDocTagInfo[] } {
    const info = service.getQuickInfoAtPosition(program, text.indexOf(found) + found.indexOf("'") + 1)
    return { documentation: ts.displayPartsToString(info?.documentation), tags: info?.tags ?? [] }
  }

  test('the program compiles', () => {
    expect(service.getSemanticDiagnostics(program).map(({ messageText }) => messageText)).toEqual([])
  })

  test('hovering not-found shows what it is, why, and what to do', () => {
    expect(hover("codes['not-found']").documentation).toBe(
      [
        '**Record Not Found** (404): arrives with the response; retry after a fix.',
        `${catalog.codes['not-found']?.cause} ${catalog.codes['not-found']?.usually}`,
        catalog.codes['not-found']?.remedy,
        'Adobe documents code, title, status, delivery, retry, pointer, cause and remedy; the rest is this catalog’s reading.',
      ].join('\n\n'),
    )
  })

  test.each(codes)(
    'hovering %s shows title, status and every sentence',
    (code, { title, status, cause, usually = '', remedy }) => {
      const { documentation, tags } = hover(`codes['${code}']`)
      const plain = documentation.replaceAll('`', '')
      for (const part of [`**${title}** (${status})`, cause, usually, remedy]) expect(plain).toContain(part)
      expect(tags).toEqual([])
    },
  )

  test('hovering the arm of a code shows the same', () => {
    expect(hover("match({ 'not-found'").documentation).toBe(hover("codes['not-found']").documentation)
  })
})
