/** The command `validate`: checks documents against JSON:API, and shows what it finds as linters do. */

import { type Problem, problemLine } from '../input/problem.js'
import { readResponses } from '../input/responses.js'
import { type ExitCode, exitCodes } from './exit-codes.js'
import { findInText, type LocatedViolation, type Rules } from './find-in-text.js'
import type { Input } from './input.js'
import { jsonLine } from './json-line.js'
import { pad } from './layout.js'
import { safeLine } from './safe-text.js'
import { counted } from './summary.js'
import type { Terminal } from './terminal.js'

/** What to check against, and how to show it. */
export interface ValidateOptions extends Rules {
  /** One JSON object per line in place of text. */
  readonly json?: boolean
}

interface Counts {
  documents: number
  errors: number
  warnings: number
  problems: number
}

/** Validates every document in all inputs. */
export async function validate(
  inputs: readonly Input[],
  options: ValidateOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const counts: Counts = { documents: 0, errors: 0, warnings: 0, problems: 0 }
  for (const input of inputs) await validateInput(input, counts, options, terminal)
  await terminal.print(options.json ? jsonLine({ kind: 'summary', ...counts }) : conclusion(counts, terminal))
  if (counts.problems > 0) return exitCodes.unreadableInput
  return counts.errors > 0 ? exitCodes.errorsFound : exitCodes.nothingFailed
}

async function validateInput(
  input: Input,
  counts: Counts,
  options: ValidateOptions,
  terminal: Terminal,
): Promise<void> {
  for await (const item of readResponses(input.open())) {
    if (terminal.isClosed()) return
    const found = item.kind === 'problem' ? item : findInText(item, options)
    if ('message' in found) {
      counts.problems += 1
      await showProblem(input, found, options, terminal)
      // A HAR file is a problem as a whole, not one for each of its answers.
      if (item.kind !== 'problem' && found.line === undefined) return
      continue
    }
    counts.documents += 1
    for (const finding of found) {
      counts[finding.level === 'error' ? 'errors' : 'warnings'] += 1
      await terminal.print(
        options.json
          ? jsonLine({ kind: 'finding', input: input.name, ...finding })
          : violationLine(input.name, finding, terminal),
      )
    }
  }
}

/** What is not JSON is found at a place, like anything else that is wrong; what cannot even be read is complained about. */
async function showProblem(
  { name }: Input,
  problem: Problem,
  { json }: ValidateOptions,
  terminal: Terminal,
): Promise<void> {
  const { line, column = 1, message } = problem
  if (json) await terminal.print(jsonLine({ ...problem, input: name }))
  if (line === undefined) await terminal.complain(problemLine(name, problem))
  else if (!json)
    await terminal.print(violationLine(name, { line, column, level: 'error', rule: 'json', message }, terminal))
}

function violationLine(
  name: string,
  { line, column, level, rule, message, see }: Omit<LocatedViolation, 'see' | 'pointer'> & { readonly see?: string },
  { colors }: Terminal,
): string {
  const paint = level === 'error' ? colors.red : colors.yellow
  const link = see === undefined ? '' : colors.dim(`  (${see})`)
  const place = colors.bold(`${safeLine(name)}:${line}:${column}`)
  return `${place}  ${paint(pad(level, 'warning'.length))}  ${rule}  ${safeLine(message)}${link}`
}

function conclusion({ documents, errors, warnings, problems }: Counts, { colors }: Terminal): string {
  const sound = errors + warnings + problems === 0
  const facts = [
    `${counted(documents, 'document')} checked`,
    sound ? 'nothing to find fault with' : `${counted(errors, 'error')}, ${counted(warnings, 'warning')}`,
    ...(problems > 0 ? [`${counted(problems, 'place')} could not be read`] : []),
  ]
  return `${sound ? colors.green('✔') : colors.red('✖')} ${colors.bold(facts.join(', '))}`
}
