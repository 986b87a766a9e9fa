import { expect, test } from 'vitest'
import { generateDocs } from '../../scripts/generate-docs.js'
import type { CodeRow } from '../../scripts/read-codes.js'

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
  documented: ['code', 'status'],
}
const none = { gateway: {}, ims: {}, images: {}, imageServing: {}, imageRendering: {} }
const catalog = { codes: { 'out-of-stock': row }, ...none }
const start = '<!-- codes:start -->'
const end = '<!-- codes:end -->'

test('only what stands between the markers changes', () => {
  const [file] = generateDocs(catalog, `# Title\n\n${start}\nold\n${end}\n\nLast line, no end`)
  expect(file?.path).toBe('docs/codes.md')
  expect(file?.content).toContain(`# Title\n\n${start}\n## The Reactor API\n`)
  expect(file?.content).toContain('\n| **`out-of-stock`** | Out Of Stock | **409** | immediate | after-fix |\n')
  expect(file?.content).toMatch(/\n<!-- codes:end -->\n\nLast line, no end$/)
  expect(file?.content).not.toContain('old')
})

test('a second run changes nothing', () => {
  const [once] = generateDocs(catalog, `${start}${end}`)
  const [twice] = generateDocs(catalog, once?.content)
  expect(twice).toEqual(once)
})

test('a deprecated code is marked', () => {
  const codes = { 'out-of-stock': { ...row, deprecated: 'Since 2.0.0.' } }
  const [file] = generateDocs({ ...catalog, codes }, `${start}${end}`)
  expect(file?.content).toContain('| **`out-of-stock`** (deprecated) |')
})

test('a docs/codes.md that is missing is told by what it has to hold', () => {
  expect(() => generateDocs(catalog, undefined)).toThrow(
    new Error(`docs/codes.md is missing: create it with a line ${start} and a line ${end}`),
  )
})

test.each([
  ['without markers', '# Title'],
  ['without an end', `# Title ${start}`],
  ['without a start', `# Title ${end}`],
  ['with the markers the wrong way round', `${end}${start}`],
  ['with two starts', `${start}${start}${end}`],
  ['with two ends', `${start}${end}${end}`],
])('a docs/codes.md %s is refused', (_what, readme) => {
  expect(() => generateDocs(catalog, readme)).toThrow(/must hold <!-- codes:start --> once and <!-- codes:end --> once/)
})
