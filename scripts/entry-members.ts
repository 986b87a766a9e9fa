/** Writes codes as the members of an interface, each with a docstring that editors show. */
import type { CodeRow, CodeTable } from './read-codes.js'
import { literal, wrapComment } from './source-text.js'

const arrivals = {
  immediate: 'arrives with the response',
  deferred: 'arrives later, in the status details of a resource',
  either: 'arrives with the response, or later in the status details of a resource',
}

const retries = {
  never: 'never retry',
  'after-fix': 'retry after a fix',
  'after-sign-in': 'retry after signing in',
  later: 'retry later',
}

/** One member for each code, of type `CodeDefinition`; `undocumented` is what the docstring says where Adobe documents nothing. */
export function entryMembers(codes: CodeTable, undocumented: string): readonly string[] {
  return Object.entries(codes).flatMap(([code, row]) => [
    wrapComment(docstring(row, undocumented), '  '),
    `  readonly ${literal(code)}: CodeDefinition`,
  ])
}

function docstring(row: CodeRow, undocumented: string): readonly string[] {
  const [first, ...others] = row.documented
  return [
    `**${row.title}** (${row.status}): ${arrivals[row.delivery]}; ${retries[row.retry]}.`,
    [row.cause, row.usually].filter(Boolean).join(' '),
    row.remedy,
    first === undefined
      ? undocumented
      : `Adobe documents ${others.length === 0 ? first : `${[first, ...others.slice(0, -1)].join(', ')} and ${others.at(-1)}`}; the rest is this catalog’s reading.`,
    ...(row.deprecated === undefined ? [] : [`@deprecated ${row.deprecated}`]),
  ]
}
