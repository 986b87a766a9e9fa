/** Rewrites the parts of README.md that repeat codes.json, each between its two markers. */
import type { CodeRow, CodeTable, GeneratedFile, ReactorTables } from './read-codes.js'

const start = '<!-- codes:start -->'
const end = '<!-- codes:end -->'

/**
 * README.md with the table of codes renewed; everything outside the markers stays as it is.
 * Throws an Error that says what to add where README.md is missing or its markers do not stand there once, in order.
 */
export function generateReadme(
  catalog: Pick<ReactorTables, 'codes'>,
  readme: string | undefined,
): readonly GeneratedFile[] {
  if (readme === undefined) throw new Error(`README.md is missing: create it with a line ${start} and a line ${end}`)
  const from = readme.indexOf(start)
  const to = readme.indexOf(end)
  if (from < 0 || to < from || readme.lastIndexOf(start) !== from || readme.lastIndexOf(end) !== to) {
    throw new Error(`README.md must hold ${start} once and ${end} once after it: the table of codes goes between them`)
  }
  const content = `${readme.slice(0, from + start.length)}\n${codeTable(catalog.codes)}\n${readme.slice(to)}`
  return [{ path: 'README.md', content }]
}

function codeTable(codes: CodeTable): string {
  return [
    'What Adobe documents is **bold**; the rest is this catalog’s own reading.',
    '',
    '| code | title | status | delivery | retry |',
    '| --- | --- | --- | --- | --- |',
    ...Object.entries(codes).map(([code, row]) => tableRow(code, row)),
  ].join('\n')
}

function tableRow(code: string, row: CodeRow): string {
  const mark = (member: string, text: string): string => (row.documented.includes(member) ? `**${text}**` : text)
  const name =
    row.deprecated === undefined ? mark('code', `\`${code}\``) : `${mark('code', `\`${code}\``)} (deprecated)`
  return `| ${[
    name,
    mark('title', row.title),
    mark('status', String(row.status)),
    mark('delivery', row.delivery),
    mark('retry', row.retry),
  ].join(' | ')} |`
}
