/** Rewrites the part of docs/codes.md that repeats codes.json, between its two markers. */
import type { CodeRow, Codes, CodeTable, GeneratedFile } from './read-codes.js'

const path = 'docs/codes.md'
const start = '<!-- codes:start -->'
const end = '<!-- codes:end -->'

/** The tables of codes.json, as the page calls them. */
const headings: Readonly<Record<keyof Codes, string>> = {
  codes: 'The Reactor API',
  gateway: 'The gateway in front of it, as `error_code`',
  ims: 'The identity service (IMS), as `error`',
  images: 'Image Serving and Image Rendering',
  imageServing: 'Image Serving alone',
  imageRendering: 'Image Rendering alone',
}

/**
 * docs/codes.md with the tables of codes renewed; everything outside the markers stays as it is.
 * Throws an Error that says what to add where the page is missing or its markers do not stand there once, in order.
 */
export function generateDocs(catalog: Codes, page: string | undefined): readonly GeneratedFile[] {
  if (page === undefined) throw new Error(`${path} is missing: create it with a line ${start} and a line ${end}`)
  const from = page.indexOf(start)
  const to = page.indexOf(end)
  if (from < 0 || to < from || page.lastIndexOf(start) !== from || page.lastIndexOf(end) !== to) {
    throw new Error(`${path} must hold ${start} once and ${end} once after it: the tables of codes go between them`)
  }
  // The names of the tables are the keys of `headings`.
  const names = Object.keys(headings) as (keyof Codes)[]
  const tables = names.map((name) => codeTable(headings[name], catalog[name]))
  return [{ path, content: `${page.slice(0, from + start.length)}\n${tables.join('\n\n')}\n${page.slice(to)}` }]
}

function codeTable(heading: string, codes: CodeTable): string {
  return [
    `## ${heading}`,
    '',
    '| code | title | status | delivery | retry |',
    '| --- | --- | --- | --- | --- |',
    ...Object.entries(codes).map(([code, row]) => tableRow(code, row)),
  ].join('\n')
}

function tableRow(code: string, row: CodeRow): string {
  const mark = (member: string, text: string): string => (row.documented.includes(member) ? `**${text}**` : text)
  const cells = [
    mark('code', `\`${code}\``) + (row.deprecated === undefined ? '' : ' (deprecated)'),
    mark('title', row.title),
    mark('status', String(row.status)),
    mark('delivery', row.delivery),
    mark('retry', row.retry),
  ]
  return `| ${cells.join(' | ')} |`
}
