/** Shows what the decoder has found. Whatever was pasted is text here. */
import { type Child, element } from '../dom.js'
import { byCode, overTime } from './chart.js'
import type { Group, RequestLine, Result, Row } from './messages.js'

/** A text of the page, with its placeholders filled in. */
export type Say = (name: string, values?: Readonly<Record<string, string | number>>) => string

/** How many failures a result must have to be worth a picture. */
const ENOUGH = 5

/** Everything below the heading of the result. */
export function render(result: Result, say: Say): readonly Node[] {
  const { responses, failures, unanswered, problems, problemCount, groups, moreGroups, codes, times, request } = result
  const summary = failures === 0 ? say('nothingFailed', { responses }) : say('failures', { failures, responses })
  const parts: readonly Child[] = [
    responses > 0 && element('p', { className: 'lead' }, summary),
    unanswered > 0 && element('p', {}, say('unanswered', { count: unanswered })),
    problemCount > 0 && problemList(problems, problemCount, say),
    failures >= ENOUGH && byCode(codes, say('byCode')),
    times !== undefined && failures >= ENOUGH && overTime(times, say('overTime')),
    ...groups.map((group) => article(group, say)),
    moreGroups > 0 && element('p', {}, say('more', { count: moreGroups })),
    request.length > 0 && requestView(request, say),
  ]
  return parts.filter((part) => part instanceof Node)
}

function problemList(problems: readonly string[], count: number, say: Say): HTMLElement {
  const more = count - problems.length
  return element(
    'div',
    { className: 'problems' },
    element('h3', {}, say('unreadable')),
    element('ul', {}, ...problems.map((problem) => element('li', {}, problem))),
    more > 0 && element('p', {}, say('more', { count: more })),
  )
}

function article({ count, places, headline, errors, rows, findings }: Group, say: Say): HTMLElement {
  const [first] = errors
  const isOne = errors.length === 1
  const name = (error: Group['errors'][number]): Child =>
    error.page === undefined ? error.name : element('a', { href: `../${error.page}/` }, error.name)
  const title = isOne && first !== undefined ? name(first) : say('errors', { count: errors.length })
  const where = places.map((place) => (/^\d+$/.test(place) ? say('line', { line: place }) : place)).join(', ')
  return element(
    'article',
    { className: 'failure' },
    element('h3', {}, headline, headline === '' ? '' : ' · ', title),
    element(
      'p',
      { className: 'quiet' },
      count > 1 && `${say('times', { count })}: `,
      where,
      count > places.length && ' …',
    ),
    ...errors.flatMap((error) => [!isOne && element('h4', {}, name(error)), list(error.rows)]),
    list(rows),
    findings.length > 0 &&
      element(
        'details',
        { className: 'findings' },
        element('summary', {}, `${say('findings')} (${findings.length})`),
        element(
          'ul',
          {},
          ...findings.map(({ rule, message }) =>
            element('li', {}, element('a', { href: `../../rules/#${rule}` }, element('code', {}, rule)), ` ${message}`),
          ),
        ),
      ),
  )
}

function list(rows: readonly Row[]): Child {
  if (rows.length === 0) return undefined
  return element(
    'dl',
    { className: 'facts' },
    ...rows.map(({ label, said }) =>
      element(
        'div',
        {},
        element('dt', {}, label),
        element(
          'dd',
          {},
          ...said.map(({ text, own = false }) =>
            element('p', {}, own && element('span', { className: 'own' }, '~ '), text),
          ),
        ),
      ),
    ),
  )
}

function requestView(lines: readonly RequestLine[], say: Say): HTMLElement {
  const digits = String(lines.at(-1)?.line ?? 1).length
  const rows = lines.flatMap(({ line, pieces }, index): Child[] => {
    const isGap = index > 0 && lines[index - 1]?.line !== line - 1
    return [
      isGap && element('span', { className: 'quiet' }, `${' '.repeat(digits)} ┆\n`),
      element('span', { className: 'quiet' }, `${String(line).padStart(digits)} │ `),
      ...pieces.map(({ text, label }) => (label === undefined ? text : element('mark', {}, text))),
      ...pieces.map(({ label }) => label !== undefined && element('span', { className: 'label' }, ` ← ${label}`)),
      '\n',
    ]
  })
  return element(
    'section',
    {},
    element('h3', {}, say('sentRequest')),
    element('pre', { className: 'request', tabIndex: 0 }, element('code', {}, ...rows)),
  )
}
