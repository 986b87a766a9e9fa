import { expect, test } from 'vitest'
import { generateReadme } from '../../scripts/generate-readme.js'
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
const catalog = { codes: { 'out-of-stock': row }, gateway: {}, ims: {} }
const start = '<!-- codes:start -->'
const end = '<!-- codes:end -->'

test('only what stands between the markers changes', () => {
  const [file] = generateReadme(catalog, `# Title\n\n${start}\nold\n${end}\n\nLast line, no end`)
  expect(file?.path).toBe('README.md')
  expect(file?.content).toBe(
    [
      '# Title',
      '',
      start,
      'What Adobe documents is **bold**; the rest is this catalog’s own reading.',
      '',
      '| code | title | status | delivery | retry |',
      '| --- | --- | --- | --- | --- |',
      '| **`out-of-stock`** | Out Of Stock | **409** | immediate | after-fix |',
      end,
      '',
      'Last line, no end',
    ].join('\n'),
  )
})

test('a second run changes nothing', () => {
  const [once] = generateReadme(catalog, `${start}${end}`)
  const [twice] = generateReadme(catalog, once?.content)
  expect(twice).toEqual(once)
})

test('a deprecated code is marked', () => {
  const codes = { 'out-of-stock': { ...row, deprecated: 'Since 2.0.0.' } }
  const [file] = generateReadme({ ...catalog, codes }, `${start}${end}`)
  expect(file?.content).toContain('| **`out-of-stock`** (deprecated) |')
})

test('a README.md that is missing is told by what it has to hold', () => {
  expect(() => generateReadme(catalog, undefined)).toThrow(
    new Error(`README.md is missing: create it with a line ${start} and a line ${end}`),
  )
})

test.each([
  ['without markers', '# Title'],
  ['without an end', `# Title ${start}`],
  ['without a start', `# Title ${end}`],
  ['with the markers the wrong way round', `${end}${start}`],
  ['with two starts', `${start}${start}${end}`],
  ['with two ends', `${start}${end}${end}`],
])('a README.md %s is refused', (_what, readme) => {
  expect(() => generateReadme(catalog, readme)).toThrow(
    /must hold <!-- codes:start --> once and <!-- codes:end --> once/,
  )
})
