/** Generates the tables of the explain room from codes.json: what is known of foreign codes, and the English sentences. */
import { definitionLines } from './definition-lines.js'
import type { CodeTable, GeneratedFile, ReactorTables } from './read-codes.js'
import { header, literal } from './source-text.js'

/** src/explain/foreign.generated.ts and src/explain/en.generated.ts. */
export function generateExplain(catalog: ReactorTables): readonly GeneratedFile[] {
  return [
    { path: 'src/explain/foreign.generated.ts', content: foreignModule(catalog) },
    { path: 'src/explain/en.generated.ts', content: englishModule(catalog) },
  ]
}

function foreignModule({ gateway, ims }: ReactorTables): string {
  return [
    header('The codes that the gateway and the identity service send in place of the Reactor API, without prose'),
    "import type { CodeDefinition } from '../dialect/catalog.js'",
    '',
    ...foreignTable('gateway', 'GatewayCode', 'The gateway answers with it as `error_code`.', gateway),
    ...foreignTable('ims', 'ImsCode', 'The identity service answers with it as `error`.', ims),
  ].join('\n')
}

function foreignTable(name: string, type: string, purpose: string, table: CodeTable): readonly string[] {
  return [
    `/** ${purpose} */`,
    `export type ${type} = ${Object.keys(table).map(literal).join(' | ')}`,
    '',
    `/** What codes.json says of each, save for its prose and for what equals the defaults of \`CodeDefinition\`. */`,
    `export const ${name}: Readonly<Record<${type}, CodeDefinition>> = {`,
    ...definitionLines(table),
    '}',
    '',
  ]
}

function englishModule({ codes, gateway, ims }: ReactorTables): string {
  return [
    header('Cause and remedy of every code in English'),
    "import type { ReactorCode } from '../reactor/index.js'",
    "import type { GatewayCode, ImsCode } from './foreign.generated.js'",
    "import type { Prose } from './language.js'",
    '',
    ...proseTable('codes', 'ReactorCode', 'The codes of the Reactor API.', codes),
    ...proseTable('gateway', 'GatewayCode', 'The codes of the gateway.', gateway),
    ...proseTable('ims', 'ImsCode', 'The codes of the identity service.', ims),
  ].join('\n')
}

/** The sentences of `table` as a constant `name`, keyed by `type`. */
export function proseTable(name: string, type: string, purpose: string, table: CodeTable): readonly string[] {
  return [
    `/** ${purpose} */`,
    `export const ${name}: Readonly<Record<${type}, Prose>> = {`,
    ...Object.entries(table).flatMap(([code, { cause, remedy, deprecated }]) => [
      `  ${literal(code)}: {`,
      `    cause: ${literal(cause)},`,
      `    remedy: ${literal(remedy)},`,
      ...(deprecated === undefined ? [] : [`    deprecated: ${literal(deprecated)},`]),
      '  },',
    ]),
    '}',
    '',
  ]
}
