/** Reports for programs: one JSON object per line. */
import { type Explanation, explainError, type Language } from '../../explain/index.js'
import type { Failure } from '../../failure/failure.js'
import { toPlain } from '../../failure/plain.js'
import { adviceFor } from '../../input/failures.js'
import { codesByCount } from '../tally.js'
import type { FailureReport, Report, Reporter } from './reporter.js'

// JSON leaves these as they are, and a terminal may obey them, or show nothing in their place.
const UNSAFE = /[\p{Cc}\p{Cf}\p{DI}\p{NChar}\u2028\u2029]/u
const EACH_UNSAFE = new RegExp(UNSAFE, 'gu')

/** The reporter of `--json`; causes and remedies are in `language`. */
export function createJsonReporter(language: Language): Reporter {
  return {
    report(report) {
      return objectOf(report, language).map(jsonLine).join('')
    },
  }
}

function objectOf(report: Report, language: Language): readonly object[] {
  switch (report.kind) {
    case 'failure':
      return [failureObject(report, language)]
    case 'problem':
    case 'request':
    case 'violation':
      return [report]
    case 'broken':
      return [{ ...report, kind: 'problem' }]
    case 'decoded': {
      const { codes: _, ...counts } = report.tally
      return [
        { kind: 'summary', ...counts, codes: codesByCount(report.tally).map(([code, count]) => ({ code, count })) },
      ]
    }
    case 'validated':
      return [{ kind: 'summary', ...report.counts }]
    case 'explained':
      return [codeObject(report.explanation)]
    case 'listed':
      return report.explanations.map(codeObject)
    case 'cause':
      return [{ kind: 'cause', code: report.code, ...report.cause }]
    case 'emulator':
      return [{ kind: 'emulator', url: report.url }]
    default:
      // Headings and legends are for people.
      return []
  }
}

function failureObject({ failure, input, label, line, time }: FailureReport, language: Language): object {
  return {
    kind: 'failure',
    input,
    label,
    line,
    time: time === undefined ? undefined : new Date(time).toISOString(),
    failure: saidOnce(failure),
    advice: adviceFor(failure),
    explanations: explanationsOf(failure, language),
  }
}

/** A failure whose document does not repeat its errors. */
function saidOnce(failure: Failure): object {
  if (failure.document === undefined) return failure
  const { errors: _, ...document } = failure.document
  return { ...failure, document }
}

/** Why, and what to do: once for each code. */
function explanationsOf(failure: Failure, language: Language): readonly object[] {
  const explained = new Map<string, object>()
  for (const error of failure.errors) {
    const { cause, usually, remedy, language: tag } = explainError(error, failure, { language })
    if (!explained.has(cause)) explained.set(cause, { code: error.code, cause, usually, remedy, language: tag })
  }
  return [...explained.values()]
}

/** `kind` says what the line is; who sends the code is its `sender`. */
function codeObject(explanation: Explanation): object {
  return { ...explanation, kind: 'code', sender: explanation.kind }
}

/** `value` as JSON on one line. What is nested too deeply for `JSON.stringify` says so in place of its innermost levels. */
export function jsonLine(value: object): string {
  const line = stringify(value)
  return `${UNSAFE.test(line) ? line.replace(EACH_UNSAFE, escaped) : line}\n`
}

function stringify(value: object): string {
  try {
    return JSON.stringify(value)
  } catch {
    return JSON.stringify(toPlain(value))
  }
}

function escaped(character: string): string {
  let units = ''
  for (let i = 0; i < character.length; i++) units += `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`
  return units
}
