/** The command `validate`: checks documents against JSON:API, and shows what it finds as linters do. */

import { parseJson } from '../input/json-text.js'
import { maskViolation } from '../input/masked-violation.js'
import type { Problem } from '../input/problem.js'
import { type ReadResponse, readResponses, type Unanswered } from '../input/responses.js'
import { openSource } from '../input/source.js'
import { syntaxProblem } from '../input/syntax-problem.js'
import { validateErrorDocument } from '../jsonapi/validate/index.js'
import { UNKNOWN_FORM } from './decoder.js'
import { type ExitCode, exitCodes } from './exit-codes.js'
import { type Input, problemLine } from './inputs.js'
import type { Counts, LocatedViolation, Reporter } from './reporters/reporter.js'
import type { Terminal } from './terminal.js'

type Version = '1.0' | '1.1'

/** Validates every document in all inputs against a version of JSON:API. */
export async function validate(
  inputs: readonly Input[],
  version: Version,
  reporter: Reporter,
  terminal: Terminal,
): Promise<ExitCode> {
  const counts: Counts = { documents: 0, errors: 0, warnings: 0, problems: 0 }
  for (const input of inputs) await validateInput(input, version, counts, reporter, terminal)
  await terminal.write(reporter.report({ kind: 'validated', counts }))
  if (counts.problems > 0) return exitCodes.unreadableInput
  return counts.errors > 0 ? exitCodes.errorsFound : exitCodes.nothingFailed
}

async function validateInput(
  { name, open }: Input,
  version: Version,
  counts: Counts,
  reporter: Reporter,
  terminal: Terminal,
): Promise<void> {
  let isRecognised = false
  let text: Problem | undefined
  const report = async (problem: Problem) => {
    counts.problems += 1
    const { line, column = 1, message } = problem
    if (line === undefined) await terminal.complain(problemLine(name, problem))
    // Text that is not JSON is reported at its place, like anything else that is wrong.
    const place = line === undefined ? problem : ({ kind: 'broken', message, line, column } as const)
    await terminal.write(reporter.report({ ...place, input: name }))
  }
  for await (const items of readResponses(open())) {
    for (const item of items) {
      if (terminal.isClosed()) return
      if (item.kind === 'text') {
        text ??= textAt(item.line)
        continue
      }
      isRecognised = true
      if (item.kind === 'response' && item.record?.lead.trim()) text ??= textAt(item.line)
      const found = item.kind === 'problem' ? item : findViolations(item, version)
      if ('message' in found) {
        await report(found)
        // A HAR file is a problem as a whole, not one for each of its responses.
        if (found.line === undefined) return
        continue
      }
      counts.documents += 1
      for (const violation of found.map((each) => maskViolation(each))) {
        counts[violation.level === 'error' ? 'errors' : 'warnings'] += 1
        await terminal.write(reporter.report({ kind: 'violation', input: name, ...violation }))
      }
    }
  }
  if (!isRecognised) await report({ kind: 'problem', message: UNKNOWN_FORM })
  else if (text !== undefined) await report(text)
}

const textAt = (line: number): Problem => ({ kind: 'problem', message: 'not valid JSON: there is other text', line })

const HAR: Problem = { kind: 'problem', message: 'is a HAR file, not a document; decode can read it' }

/** The violations in a document in the order of their places; a problem where it is no document. */
function findViolations(response: ReadResponse | Unanswered, version: Version): readonly LocatedViolation[] | Problem {
  if (response.kind === 'unanswered' || response.text === undefined) return HAR
  const { text, line, base, body } = response
  const source = openSource('', text, line)
  if (source === undefined) return syntaxProblem(text, { line, column: 1 })
  return validateErrorDocument(base === '' ? parseJson(text)?.value : body, { version })
    .map((violation) => {
      const place = source.locate(base + violation.pointer)
      return { ...violation, line: place.line, column: place.column }
    })
    .sort((a, b) => a.line - b.line || a.column - b.column)
}
