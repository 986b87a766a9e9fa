/** Generates the Reactor dialect's tables from codes.json: the codes without prose, and when foreign codes can be retried. */
import { retryClassOf } from '../src/failure/retry.js'
import { definitionLines } from './definition-lines.js'
import type { CodeRow, Codes, CodeTable, GeneratedFile } from './read-codes.js'
import { header, literal, wrapComment } from './source-text.js'

const arrivals = {
  immediate: 'arrives with the answer',
  deferred: 'arrives later, in the status details of a resource',
  either: 'arrives with the answer, or later in the status details of a resource',
}

const retries = {
  never: 'never retry',
  'after-fix': 'retry after a fix',
  'after-sign-in': 'retry after signing in',
  later: 'retry later',
}

/** src/reactor/codes.generated.ts and src/reactor/foreign-codes.generated.ts. */
export function generateCodes(catalog: Codes): readonly GeneratedFile[] {
  return [
    { path: 'src/reactor/codes.generated.ts', content: codesModule(catalog.codes) },
    { path: 'src/reactor/foreign-codes.generated.ts', content: foreignModule({ ...catalog.gateway, ...catalog.ims }) },
  ]
}

function codesModule(codes: CodeTable): string {
  const members = Object.entries(codes).flatMap(([code, row]) => [
    wrapComment(docstring(row), '  '),
    `  readonly ${literal(code)}: CatalogEntry<${literal(code)}>`,
  ])
  return [
    header('The codes of the Reactor API, without prose'),
    "import type { CatalogEntry, CodeDefinition } from '../dialect/catalog.js'",
    '',
    '/** Every code of the catalog, with what is known of it; hover one to read what it means and what to do. */',
    'export interface ReactorCodes {',
    ...members,
    '}',
    '',
    '/** What codes.json says of each code, save for its prose and for what equals the defaults of `CodeDefinition`. */',
    'export const codes: Readonly<Record<keyof ReactorCodes, CodeDefinition>> = {',
    ...definitionLines(codes),
    '}',
    '',
  ].join('\n')
}

function docstring(row: CodeRow): readonly string[] {
  const [first, ...others] = row.documented
  return [
    `**${row.title}** (${row.status}): ${arrivals[row.delivery]}; ${retries[row.retry]}.`,
    row.cause,
    row.remedy,
    first === undefined
      ? 'Seen in answers, not documented by Adobe.'
      : `Adobe documents ${others.length === 0 ? first : `${[first, ...others.slice(0, -1)].join(', ')} and ${others.at(-1)}`}; the rest is this catalog’s reading.`,
    ...(row.deprecated === undefined ? [] : [`@deprecated ${row.deprecated}`]),
  ]
}

/** Only what the status alone would get wrong. */
function foreignModule(rows: CodeTable): string {
  const exceptions = Object.entries(rows).filter(([, row]) => row.retry !== retryClassOf(row.status))
  return [
    header('When gateway and IMS errors can be retried, where their HTTP status does not tell'),
    "import type { RetryClass } from '../failure/retry.js'",
    '',
    '/** By code. Look it up with `Object.hasOwn`: the codes come from the wire. */',
    'export const foreignRetry: Readonly<Record<string, RetryClass>> = {',
    ...exceptions.map(([code, row]) => `  ${literal(code)}: ${literal(row.retry)},`),
    '}',
    '',
  ].join('\n')
}
