/** Generates the Reactor dialect's tables from codes.json: the codes without prose, and when foreign codes can be retried. */
import { retryClassOf } from '../src/failure/retry.js'
import { definitionLines } from './definition-lines.js'
import { entryMembers } from './entry-members.js'
import type { CodeTable, GeneratedFile, ReactorTables } from './read-codes.js'
import { header, literal } from './source-text.js'

/** src/reactor/codes.generated.ts and src/reactor/foreign-retry.generated.ts. */
export function generateCodes(catalog: ReactorTables): readonly GeneratedFile[] {
  return [
    { path: 'src/reactor/codes.generated.ts', content: codesModule(catalog.codes) },
    { path: 'src/reactor/foreign-retry.generated.ts', content: foreignModule({ ...catalog.gateway, ...catalog.ims }) },
  ]
}

function codesModule(codes: CodeTable): string {
  return [
    header('The codes of the Reactor API, without prose'),
    "import type { CodeDefinition } from '../dialect/catalog.js'",
    '',
    '/** Every code of the catalog, with what is known of it; hover one to read what it means and what to do. */',
    'export interface ReactorCodes {',
    ...entryMembers(codes, 'Not documented by Adobe.'),
    '}',
    '',
    '/** The facts of codes.json about each code, without its prose and without what equals the defaults of `CodeDefinition`. */',
    'export const codes: Readonly<Record<keyof ReactorCodes, CodeDefinition>> = {',
    ...definitionLines(codes),
    '}',
    '',
  ].join('\n')
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
