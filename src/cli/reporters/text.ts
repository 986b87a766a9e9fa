/** Reports for people: laid out to fit the terminal, in colours where it has them. */
import type { Explanation } from '../../explain/index.js'
import { cutEnd, type Look, labelled, OURS, pad, textWidth, wrap } from '../layout.js'
import { shortLine, visibleLine } from '../safe-text.js'
import { counted, type Tally, wrongs } from '../tally.js'
import type { Counts, Report, Reporter, ViolationReport } from './reporter.js'
import { type FailureLook, pageRow, printFailure } from './text-failure.js'
import { printPicture, printPictureCounts } from './text-picture.js'
import { codeBars, conclusion } from './text-summary.js'

/** The choices that the text depends on. */
export interface TextLook extends Omit<FailureLook, 'told'> {
  /** Whether a person looks at it: then long lines are wrapped that programs want whole. */
  readonly isWatched: boolean
}

/** The reporter of commands without `--json`. Causes and remedies are told once for each input. */
export function createTextReporter(look: TextLook): Reporter {
  let told = new Set<string>()
  return {
    report(report) {
      if (report.kind === 'input') told = new Set()
      const text = print(report, look, told)
      return text === '' ? '' : `${text}\n`
    },
  }
}

function print(report: Report, look: TextLook, told: Set<string>): string {
  const { colors } = look
  switch (report.kind) {
    case 'input':
      return report.isOnly ? '' : heading(report.input, look)
    case 'clean':
      return report.isOnly ? '' : `${colors.green('✔')} nothing failed\n`
    case 'failure':
      return `${printFailure(report, { ...look, told })}\n`
    case 'violation':
      return printViolation(report, look)
    case 'broken':
      return printViolation({ ...report, level: 'error', rule: 'json' }, look)
    case 'problem':
      // Input that cannot be read at all is told on stderr.
      return ''
    case 'decoded':
      return printTally(report.tally, look)
    case 'picture':
      return printPicture(report.url, report.check, look)
    case 'pictures':
      return printPictureCounts(report.counts, look)
    case 'validated':
      return printCounts(report.counts, look)
    case 'explained':
      return `${printExplanation(report.explanation, report.near, look)}\n`
    case 'listed':
      return printList(report.explanations, look)
    case 'legend':
      return legend(look)
    case 'cause':
      return [
        ...wrap(report.code, look.width).map(colors.bold),
        ...labelled(report.cause.delivery, report.cause.how, look),
      ].join('\n')
    case 'request':
      return visibleLine([report.method, report.path, report.status, ...report.codes].join(' '))
    case 'emulator':
      return [`${report.subject} emulated at ${colors.bold(report.url)}`, ...report.hints].join('\n')
  }
}

function heading(input: string, { colors, width }: Look): string {
  const title = cutEnd(visibleLine(input), width - 4)
  return colors.dim(`── ${title} ${'─'.repeat(Math.max(0, width - textWidth(title) - 4))}`)
}

function legend({ colors, words, width }: TextLook): string {
  return wrap(`${OURS} ${words.legend}`, width)
    .map((line) => colors.dim(line))
    .join('\n')
}

function printViolation(
  report: Omit<ViolationReport, 'kind' | 'pointer' | 'see'> & { readonly see?: string },
  { colors, isWatched, width }: TextLook,
): string {
  const { input, line, column, level, rule, message, see } = report
  const paint = level === 'error' ? colors.red : colors.yellow
  const place = colors.bold(`${visibleLine(input)}:${line}:${column}`)
  const said = shortLine(message)
  if (!isWatched)
    return `${place}  ${paint(pad(level, 'warning'.length))}  ${rule}  ${said}${see === undefined ? '' : `  (${see})`}`
  const rows = [said, ...(see === undefined ? [] : [colors.dim(see)])].flatMap((text) => wrap(text, width - 4))
  return [`${place}  ${paint(level)}  ${rule}`, ...rows.map((row) => `    ${row}`)].join('\n')
}

/** Sums up what was read in one line, and a bar for each code. */
function printTally(tally: Tally, look: TextLook): string {
  const { responses, failures, errors, problems, unanswered, unread, passed } = tally
  const legends = failures > 0 ? [legend(look)] : []
  // One response with one failure has been summed up by showing it; of none, nothing can be said.
  const isPlain = responses === 1 && failures === 1 && problems + unanswered === 0
  if (isPlain || responses + unanswered === 0) return legends.join('\n')
  const facts = [
    `${counted(responses, 'response')} read`,
    ...(failures > 0 ? [`${counted(failures, 'failure')} with ${counted(errors, 'error')}`] : []),
    ...(failures + unanswered === 0 ? ['nothing failed'] : []),
    ...(unread > 0 ? [`${unread.toLocaleString('en')} judged by status alone`] : []),
    ...(unanswered > 0 ? [`${counted(unanswered, 'request')} without a response`] : []),
    ...(passed > 0 ? [`${counted(passed, 'other line')}`] : []),
    ...(problems > 0 ? [`${counted(problems, 'place')} could not be read`] : []),
  ]
  return [...legends, conclusion(facts, wrongs(tally) === 0, look), ...codeBars(tally, look)].join('\n')
}

function printCounts({ documents, errors, warnings, problems }: Counts, look: TextLook): string {
  const isSound = errors + warnings + problems === 0
  const facts = [
    `${counted(documents, 'document')} checked`,
    isSound ? 'nothing to find fault with' : `${counted(errors, 'error')}, ${counted(warnings, 'warning')}`,
    ...(problems > 0 ? [`${counted(problems, 'place')} could not be read`] : []),
  ]
  return conclusion(facts, isSound, look)
}

function printExplanation(explanation: Explanation, near: readonly string[], look: TextLook): string {
  const { colors, width, words } = look
  const {
    code,
    kind,
    title,
    cause,
    usually,
    remedy,
    retry,
    status,
    delivery,
    category,
    pointer,
    resources,
    documented,
  } = explanation
  const row = (label: string, text: string, member: string) => labelled(label, text, look, !documented.includes(member))
  return [
    ...wrap(`${code} · ${title}`, width).map((line) => colors.bold(line)),
    ...row(words.why, cause, 'cause'),
    ...(usually === undefined ? [] : row('', usually, 'usually')),
    ...row(words.remedy, remedy, 'remedy'),
    ...row(words.again, words[retry], 'retry'),
    ...row(words.status, String(status), 'status'),
    ...row(words.comes, words[delivery], 'delivery'),
    ...row(words.about, category, 'category'),
    ...(resources.length === 0 ? [] : row(words.concerns, resources.join(', '), 'resources')),
    ...(pointer === null ? [] : row(words.pointer, pointer, 'pointer')),
    ...row(words.from, words[kind], 'code'),
    ...(near.length === 0 ? [] : labelled(words.near, near.join(', '), look)),
    ...pageRow(explanation, look),
  ].join('\n')
}

/** Codes by category, each with status, delivery and retry: in columns where they fit, else below its name. */
function printList(explanations: readonly Explanation[], { colors, width }: TextLook): string {
  const longest = Math.max(0, ...explanations.map(({ code }) => code.length))
  const isNarrow = longest + 36 > width
  const lines: string[] = []
  for (const category of new Set(explanations.map((each) => each.category).sort())) {
    lines.push(colors.dim(category))
    for (const { code, status, delivery, retry, ...rest } of explanations) {
      if (rest.category !== category) continue
      const facts = `${status}  ${pad(delivery, 9)}  ${retry}`
      if (isNarrow) lines.push(...wrap(code, width - 2).map((line) => `  ${colors.bold(line)}`), `    ${facts}`)
      else lines.push(`  ${colors.bold(pad(code, longest))}  ${facts}`)
    }
  }
  const count = `${counted(explanations.length, 'code')}; reactor-errors explain <code> says more of each`
  return [...lines, '', ...wrap(count, width).map((line) => colors.dim(line))].join('\n')
}
