/** Writes the charts and tables of docs/performance.md from the figures of a run of the bench. */
import type { Row } from '../bench/table.js'
import type { GeneratedFile } from './read-codes.js'

/** A run of the bench, as `npm run bench -- --json FILE` writes it. */
export interface BenchRun {
  readonly machine: string
  readonly date: string
  readonly node: string
  readonly rows: readonly Row[]
}

const path = 'docs/performance.md'
const start = '<!-- bench:start -->'
const end = '<!-- bench:end -->'

/** The page with its tables renewed, and a chart for each table. Throws an Error where the page lacks its markers. */
export function generateCharts(run: BenchRun, page: string | undefined): readonly GeneratedFile[] {
  const from = page?.indexOf(start) ?? -1
  const to = page?.indexOf(end) ?? -1
  if (page === undefined || from < 0 || to < from) throw new Error(`${path} must hold ${start} and ${end} after it`)
  const headings = [...new Set(run.rows.map(({ heading }) => heading))]
  const groups = headings.map((heading) => [heading, run.rows.filter((row) => row.heading === heading)] as const)
  const sections = groups.map(([heading, rows]) => sectionOf(heading, rows))
  const measured = `Measured on ${run.date} with Node ${run.node} on ${run.machine}.`
  const content = [page.slice(0, from + start.length), measured, ...sections, page.slice(to)].join('\n\n')
  const charts = groups.map(([heading, rows]) => ({ path: `docs/${chartOf(heading)}`, content: draw(heading, rows) }))
  return [{ path, content }, ...charts]
}

/** Where the chart of a table stands, seen from the page: under its heading, without what it is measured against. */
function chartOf(heading: string): string {
  const [job = heading] = heading.split(/[,:] /)
  return `bench/${job
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')}.svg`
}

const figureOf = ({ value, unit }: Row): string => `${value.toFixed(value < 0.1 ? 4 : value < 10 ? 2 : 1)} ${unit}`

function sectionOf(heading: string, rows: readonly Row[]): string {
  const lines = rows.map((row) => {
    const spread = row.spread === undefined ? '' : `${(50 * row.spread).toFixed(0)} %`
    return `| ${row.name} | ${figureOf(row)} | ${spread} | ${row.ceiling ?? ''} | ${row.loses ?? ''} |`
  })
  return [
    `## ${heading}`,
    '',
    `![${heading}](${chartOf(heading)})`,
    '',
    '| | figure | ± | ceiling | loses |',
    '| --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n')
}

const [WIDTH, LEFT, LINE, TOP] = [760, 330, 26, 44]

/** A chart of bars that fits light and dark pages. */
function draw(heading: string, rows: readonly Row[]): string {
  const height = TOP + rows.length * LINE + 14
  const most = Math.max(...rows.map(({ value, ceiling = 0 }) => Math.max(value, ceiling)))
  const room = WIDTH - LEFT - 90
  const lengthOf = (value: number): string => Math.max(1, (value / most) * room).toFixed(1)
  const bars = rows.flatMap((row, index) => {
    const y = TOP + index * LINE
    const mark =
      row.ceiling === undefined ? [] : [`<path class="c" d="M${LEFT + Number(lengthOf(row.ceiling))} ${y}v18"/>`]
    const { length } = row.name
    return [
      `<text x="${LEFT - 8}" y="${y + 13}" text-anchor="end">${escaped(length > 50 ? `${row.name.slice(0, 49)}…` : row.name)}</text>`,
      `<rect class="${row.ceiling === undefined ? 'b' : 'a'}" x="${LEFT}" y="${y}" width="${lengthOf(row.value)}" height="18" rx="2"/>`,
      `<text x="${(LEFT + Number(lengthOf(row.value)) + 6).toFixed(1)}" y="${y + 13}">${figureOf(row)}</text>`,
      ...mark,
    ]
  })
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img">`,
    `<title>${escaped(heading)}</title>`,
    '<style>text{font:12px system-ui,sans-serif;fill:#1f2328}.t{font-weight:600;font-size:13px}.a{fill:#0969da}.b{fill:#8c959f}.c{stroke:#cf222e;stroke-width:2}.w{fill:#fff}@media(prefers-color-scheme:dark){text{fill:#e6edf3}.a{fill:#4493f8}.b{fill:#656c76}.c{stroke:#f85149}.w{fill:#0d1117}}</style>',
    `<rect class="w" width="${WIDTH}" height="${height}"/>`,
    `<text class="t" x="12" y="24">${escaped(heading)}</text>`,
    ...bars,
    '</svg>',
  ].join('\n')}\n`
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
