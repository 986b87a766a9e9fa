/** Writes a table of code definitions as TypeScript, without prose. */
import { catalogEntry } from '../src/dialect/catalog.js'
import type { CodeTable } from './read-codes.js'
import { literal } from './source-text.js'

const optional = ['delivery', 'category', 'retry', 'resources', 'pointer', 'documented'] as const

/**
 * One line for each code, with what differs from the defaults of `CodeDefinition`.
 * Lists that recur are repeated: compressed, that is smaller than sharing them.
 */
export function definitionLines(table: CodeTable): readonly string[] {
  return Object.entries(table).map(([code, row]) => {
    const { title, status } = row
    const defaults = catalogEntry(code, { title, status })
    const members = optional
      .filter((member) => JSON.stringify(row[member]) !== JSON.stringify(defaults[member]))
      .map((member) => `${member}: ${valueText(row[member])}`)
    return `  ${literal(code)}: { ${[`title: ${literal(title)}`, `status: ${status}`, ...members].join(', ')} },`
  })
}

function valueText(value: string | null | readonly string[]): string {
  if (value === null) return 'null'
  return typeof value === 'string' ? literal(value) : `[${value.map(literal).join(', ')}]`
}
