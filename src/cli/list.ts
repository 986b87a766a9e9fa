/** The command `list`: shows all codes, or those that filters let through. */

import { type Explanation, explain, knownCodes } from '../explain/explain.js'
import { type ExitCode, exitCodes } from './exit-codes.js'
import { jsonLine } from './json-line.js'
import { pad } from './layout.js'
import { counted } from './summary.js'
import type { Terminal } from './terminal.js'

/** Which codes to show, and how. */
export interface ListOptions {
  readonly json?: boolean
  readonly category?: string
  readonly delivery?: string
  readonly retry?: string
}

const all: readonly Explanation[] = knownCodes
  .map((code) => explain(code))
  .filter((explanation) => explanation !== undefined)

const valuesOf = (member: 'category' | 'delivery' | 'retry'): readonly string[] => [
  ...new Set(all.map((explanation) => explanation[member]).sort()),
]

/** The values that each filter takes. */
export const filters: Readonly<Record<'category' | 'delivery' | 'retry', readonly string[]>> = {
  category: valuesOf('category'),
  delivery: valuesOf('delivery'),
  retry: valuesOf('retry'),
}

/** Shows the codes that all filters let through, by category. A code of delivery `either` is both immediate and deferred. */
export async function listCodes(
  { json, category, delivery, retry }: ListOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const shown = all.filter(
    (code) =>
      (category === undefined || code.category === category) &&
      (delivery === undefined || code.delivery === delivery || code.delivery === 'either') &&
      (retry === undefined || code.retry === retry),
  )
  if (json) {
    for (const explanation of shown)
      await terminal.print(jsonLine({ ...explanation, kind: 'code', sender: explanation.kind }))
    return exitCodes.nothingFailed
  }
  const { colors } = terminal
  const longest = Math.max(0, ...shown.map(({ code }) => code.length))
  for (const name of filters.category) {
    const members = shown.filter((code) => code.category === name)
    if (members.length === 0) continue
    await terminal.print(colors.dim(name))
    for (const { code, status, delivery: comes, retry: again } of members) {
      await terminal.print(`  ${colors.bold(pad(code, longest))}  ${status}  ${pad(comes, 9)}  ${again}`)
    }
  }
  await terminal.print(
    colors.dim(`\n${counted(shown.length, 'code')}; reactor-errors explain <code> says more of each`),
  )
  return exitCodes.nothingFailed
}
