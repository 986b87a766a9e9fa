import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type BenchRun, generateCharts } from '../../scripts/generate-charts.js'

const run: BenchRun = {
  machine: 'one core',
  date: '2026-01-02',
  node: 'v1',
  rows: [
    { heading: 'Make <one>', name: 'ours', value: 1, unit: 'x', spread: 0.1, ceiling: 2 },
    { heading: 'Make <one>', name: 'a'.repeat(60), value: 4, unit: 'x', loses: 'the code' },
    { heading: 'Look', name: 'ours', value: 0.01, unit: 'x' },
  ],
}
const page = 'before\n<!-- bench:start -->old<!-- bench:end -->\nafter\n'

test('a page says what a run measured, with a chart for each table', () => {
  const [text, make, look] = generateCharts(run, page)
  expect(text?.path).toBe('docs/performance.md')
  expect(text?.content).toMatch(/^before\n/)
  expect(text?.content).toMatch(/after\n$/)
  for (const said of [
    'Measured on 2026-01-02 with Node v1 on one core.',
    '| ours | 1.00 x | 5 % | 2 |  |',
    `| ${'a'.repeat(60)} | 4.00 x |  |  | the code |`,
    '![Look](bench/look.svg)',
  ])
    expect(text?.content).toContain(said)
  expect(text?.content).not.toContain('old')
  expect([make?.path, look?.path]).toEqual(['docs/bench/make-one.svg', 'docs/bench/look.svg'])
  expect(make?.content).toContain('<title>Make &lt;one&gt;</title>')
})

test('bars are as long as what they say, and a mark stands at the ceiling', () => {
  const [, make] = generateCharts(run, page)
  const widths = [...(make?.content ?? '').matchAll(/<rect class="[ab]"[^>]* width="([\d.]+)"/g)].map(([, width]) =>
    Number(width),
  )
  expect(widths).toEqual([85, 340])
  expect(make?.content).toContain('<path class="c" d="M500 44v18"/>')
})

test('a page without its markers is not overwritten', () => {
  for (const broken of [undefined, '', '<!-- bench:end --><!-- bench:start -->']) {
    expect(() => generateCharts(run, broken)).toThrow('docs/performance.md must hold')
  }
})

test('every chart and table of the page says what the run in the repository says', () => {
  const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
  // The bench wrote it.
  const files = generateCharts(JSON.parse(read('docs/bench/run.json')) as BenchRun, read('docs/performance.md'))
  expect(files.length).toBeGreaterThan(20)
  for (const { path, content } of files) expect([path, read(path)]).toEqual([path, content])
})
