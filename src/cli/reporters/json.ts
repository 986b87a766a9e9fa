/** Reports for programs: one JSON object per line. */
import { type Explanation, explainError, type Language } from '../../explain/index.js'
import type { Failure } from '../../failure/failure.js'
import { toPlain } from '../../failure/plain.js'
import { adviceFor } from '../../input/advice.js'
import type { ErrorObject } from '../../jsonapi/document.js'
import { pageOf } from '../pages.js'
import { codesByCount, type Tally } from '../tally.js'
import type { FailureReport, Report, Reporter } from './reporter.js'

// JSON leaves these as they are, and a terminal may obey them, or show nothing in their place.
const UNSAFE = /[\p{Cc}\p{Cf}\p{DI}\p{NChar}\u2028\u2029]/u
const EACH_UNSAFE = new RegExp(UNSAFE, 'gu')

/** The reporter of `--json`; causes and remedies are in `language`, pages of codes on `site`, see `siteIn`. */
export function createJsonReporter(language: Language, site?: string): Reporter {
  const page = (explanation: Explanation | undefined) => explanation && pageOf(explanation, language.tag, site)
  const explanations = createExplanations(language, page)
  return {
    report(report) {
      if (report.kind === 'failure') return failureLine(report, explanations)
      return objectsOf(report, page).map(jsonLine).join('')
    },
  }
}

/** The address of a code's page; JSON leaves it out where there is none. */
type PageOf = (explanation: Explanation | undefined) => string | undefined

function objectsOf(report: Exclude<Report, FailureReport>, page: PageOf): readonly object[] {
  switch (report.kind) {
    case 'problem':
    case 'request':
    case 'violation':
      return [report]
    case 'broken':
      return [{ ...report, kind: 'problem' }]
    case 'decoded': {
      const { codes: _, mostCodes: __, ...counts } = report.tally
      return [{ kind: 'summary', ...counts, codes: codeCounts(report.tally) }]
    }
    case 'picture':
      return [{ kind: 'picture', url: report.url, ...report.check }]
    case 'pictures': {
      const { tally, ...counts } = report.counts
      return [{ kind: 'summary', ...counts, codes: codeCounts(tally) }]
    }
    case 'validated':
      return [{ kind: 'summary', ...report.counts }]
    case 'explained':
      return [codeObject(report.explanation, page)]
    case 'listed':
      return report.explanations.map((explanation) => codeObject(explanation, page))
    case 'cause':
      return [{ kind: 'cause', code: report.code, ...report.cause }]
    case 'emulator':
      return [{ kind: 'emulator', url: report.url }]
    default:
      // Headings and legends are for people.
      return []
  }
}

const codeCounts = (tally: Tally): readonly object[] => codesByCount(tally).map(([code, count]) => ({ code, count }))

/** The line of a failure. Its explanations are texts already: a log has the same few again and again. */
function failureLine({ failure, input, label, line, time }: FailureReport, explanations: Explanations): string {
  const when = time === undefined ? undefined : new Date(time).toISOString()
  const start = JSON.stringify({ kind: 'failure', input, label, line, time: when }).slice(0, -1)
  const what = escaped(`${start},"failure":${stringify(saidOnce(failure))}`)
  return `${what},"advice":${stringify(adviceFor(failure))},"explanations":[${explanations(failure)}]}\n`
}

/** A failure whose document does not repeat its errors. */
function saidOnce(failure: Failure): object {
  if (failure.document === undefined) return failure
  const { errors: _, ...document } = failure.document
  return { ...failure, document }
}

/** Gives why something failed and what to do, as the text of JSON objects: one for each code of a failure. */
type Explanations = (failure: Failure) => string

/** How many explanations are kept; a stream of ever new codes must not fill the memory. */
const MOST_KEPT = 1000
const LONGEST_KEPT = 100

function createExplanations(language: Language, page: PageOf): Explanations {
  const kept = new Map<string, string>()
  const explain = (error: ErrorObject, failure: Failure): string => {
    const { cause, usually, remedy, language: tag, explanation } = explainError(error, failure, { language })
    return escaped(JSON.stringify({ code: error.code, cause, usually, remedy, language: tag, page: page(explanation) }))
  }
  return (failure) => {
    const { delivery, field, format, status } = failure
    const texts = new Set<string>()
    for (const error of failure.errors) {
      // All that an explanation depends on.
      const key = `${error.code}\n${error.status}\n${delivery}\n${field}\n${format}\n${status}`
      const text = kept.get(key) ?? explain(error, failure)
      if (kept.size < MOST_KEPT && key.length < LONGEST_KEPT) kept.set(key, text)
      texts.add(text)
    }
    return [...texts].join(',')
  }
}

/** `kind` says what the line is; who sends the code is its `sender`. */
function codeObject(explanation: Explanation, page: PageOf): object {
  return { ...explanation, kind: 'code', sender: explanation.kind, page: page(explanation) }
}

/** `value` as JSON on one line. What is nested too deeply for `JSON.stringify` says so in place of its innermost levels. */
export function jsonLine(value: object): string {
  return `${escaped(stringify(value))}\n`
}

function escaped(line: string): string {
  return UNSAFE.test(line) ? line.replace(EACH_UNSAFE, unitsOf) : line
}

function stringify(value: object): string {
  try {
    return JSON.stringify(value)
  } catch {
    return JSON.stringify(toPlain(value))
  }
}

function unitsOf(character: string): string {
  let units = ''
  for (let i = 0; i < character.length; i++) units += `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`
  return units
}
