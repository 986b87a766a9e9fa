/** Sums up what was read or checked: the result in a line, and a bar for each code. */
import { headed, type Look, pad, textWidth, wrap } from '../layout.js'
import { shortLine } from '../safe-text.js'
import { codesByCount, counted, type Tally } from '../tally.js'

/** How many codes are shown with bars. */
const MAX_BARS = 20
const LONGEST_BAR = 40

/** The codes that were counted, each with its bar. */
export function codeBars(tally: Tally, look: Look): readonly string[] {
  const counts = codesByCount(tally)
  const others = counts.length - MAX_BARS
  return [...bars(counts.slice(0, MAX_BARS), look), ...(others > 0 ? [`  and ${counted(others, 'other code')}`] : [])]
}

/** The result in one line, or in as many as it takes, behind the sign of its kind. */
export function conclusion(facts: readonly string[], isSound: boolean, look: Look): string {
  const { colors } = look
  return headed(isSound ? colors.green('✔') : colors.red('✖'), facts.join(', '), look).join('\n')
}

function bars(counts: readonly (readonly [code: string, count: number])[], { colors, width }: Look): string[] {
  const most = counts[0]?.[1] ?? 0
  const rows = counts.map(([code, count]) => ({ label: shortLine(code), number: count.toLocaleString('en'), count }))
  const longest = Math.max(...rows.map(({ label }) => textWidth(label)), 0)
  const numbers = Math.max(...rows.map(({ number }) => number.length), 0)
  const isNarrow = longest > width / 2
  const labels = isNarrow ? 2 : longest
  const room = Math.max(8, Math.min(LONGEST_BAR, width - labels - numbers - 6))
  return rows.flatMap(({ label, number, count }) => {
    const bar = colors.red('█'.repeat(Math.max(1, Math.round((count / most) * room))))
    const row = `${number.padStart(numbers)}  ${bar}`
    // A long code has a line of its own.
    if (isNarrow) return [...wrap(label, width - 2).map((line) => `  ${line}`), `    ${row}`]
    return [`  ${pad(label, labels)}  ${row}`]
  })
}
