/** Generates the tables of the explain room: the English sentences out of codes.json, and a module for each language. */

import { definitionLines } from './definition-lines.js'
import type { Codes, CodeTable, GeneratedFile, ReactorTables } from './read-codes.js'
import { header, literal } from './source-text.js'

/** Where the languages lie, a file for each: `ko.json`. */
export const languagesFolder = 'src/explain/languages'

/** The sentences of English that no code has, which are written by hand in en.json. */
interface English {
  readonly situations: Readonly<Record<string, object>>
  readonly labels: Readonly<Record<string, string>>
  readonly words: Readonly<Record<string, string>>
}

/**
 * src/reactor/foreign-codes.generated.ts, src/explain/languages.generated.ts, and in src/explain/languages: en.json with the
 * sentences of codes.json, and a module for each of the other languages. `english` is the text of en.json, of which family,
 * situations, labels and words stay as they are; `tags` are the languages that have a file.
 */
export function generateExplain(catalog: Codes, english: string, tags: readonly string[]): readonly GeneratedFile[] {
  // A test compares its shape with the type of languages.
  const { situations, labels, words } = JSON.parse(english) as English
  const others = tags.filter((tag) => tag !== 'en').sort()
  return [
    { path: 'src/reactor/foreign-codes.generated.ts', content: foreignModule(catalog) },
    { path: `${languagesFolder}/en.json`, content: englishFile(catalog, english) },
    { path: `${languagesFolder}/keys.generated.ts`, content: keysModule(situations, labels, words) },
    ...others.map((tag) => ({ path: `${languagesFolder}/${tag}.generated.ts`, content: languageModule(tag) })),
    { path: 'src/explain/languages.generated.ts', content: indexModule(others) },
  ]
}

function foreignModule({ gateway, ims }: ReactorTables): string {
  return [
    header('The codes that the gateway and the identity service send in place of the Reactor API, without prose'),
    "import type { CodeDefinition } from '../dialect/catalog.js'",
    '',
    ...foreignTable('gateway', 'GatewayCode', 'The gateway responds with it as `error_code`.', gateway),
    ...foreignTable('ims', 'ImsCode', 'The identity service responds with it as `error`.', ims),
  ].join('\n')
}

function foreignTable(name: string, type: string, purpose: string, table: CodeTable): readonly string[] {
  return [
    `/** ${purpose} */`,
    `export type ${type} = ${Object.keys(table).map(literal).join(' | ')}`,
    '',
    `/** The facts of codes.json about each code, without its prose and without what equals the defaults of \`CodeDefinition\`. */`,
    `export const ${name}: Readonly<Record<${type}, CodeDefinition>> = {`,
    ...definitionLines(table),
    '}',
    '',
  ]
}

/** en.json with the sentences of codes.json in its place for codes; the titles stay in the tables of codes, which have them anyway. */
function englishFile(catalog: Codes, english: string): string {
  const { codes, gateway, ims } = catalog
  const images = { ...catalog.images, ...catalog.imageServing, ...catalog.imageRendering }
  const tables = Object.entries({ codes, gateway, ims, images }).map(([name, table]) => [name, proseTable(table)])
  return `${JSON.stringify({ ...JSON.parse(english), ...Object.fromEntries(tables) }, null, 2)}\n`
}

function proseTable(table: CodeTable): object {
  const rows = Object.entries(table).map(([code, { cause, usually, remedy, deprecated }]) => [
    code,
    { cause, usually, remedy, deprecated },
  ])
  return Object.fromEntries(rows)
}

function keysModule(situations: object, labels: object, words: object): string {
  const union = (keys: readonly string[]): string => keys.map((key) => `\n  | ${literal(key)}`).join('')
  return [
    '/** The sentences of a language besides those of codes; generated from en.json by `npm run generate`, do not edit. */',
    '',
    '/** The sentences for an error whose code says nothing: by the form that it came in, or its HTTP status. */',
    `export type Situation =${union(Object.keys(situations))}`,
    '',
    '/** The words around errors on the pages of a server; `{name}` and `{count}` stand for a name and a number. */',
    `export type Label =${union(Object.keys(labels))}`,
    '',
    '/** The words around errors on the command line; braces are filled in. */',
    `export type Word =${union(Object.keys(words))}`,
    '',
  ].join('\n')
}

const nameOf = (tag: string): string => new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag
const variableOf = (tag: string): string => tag.replaceAll('-', '')

function languageModule(tag: string): string {
  const [name, variable] = [nameOf(tag), variableOf(tag)]
  return [
    `/** ${name}: the sentences of every error; generated from the files of ${languagesFolder} by \`npm run generate\`, do not edit. */`,
    "import type { Language } from '../language.js'",
    `import sentences from './${tag}.json' with { type: 'json' }`,
    '',
    `/** ${name}, for \`explain\` and for servers: \`{ language: ${variable} }\`, \`{ languages: [${variable}] }\`. */`,
    `export const ${variable}: Language = sentences`,
    '',
  ].join('\n')
}

function indexModule(tags: readonly string[]): string {
  return [
    `/** Every language, loaded when it is asked for; generated from the files of ${languagesFolder} by \`npm run generate\`, do not edit. */`,
    "import { en, type Language } from './language.js'",
    '',
    '/** How to load each language, by its tag. Look it up with `Object.hasOwn`: tags may come from outside. */',
    'export const languages: Readonly<Record<string, () => Promise<Language>>> = {',
    '  en: async () => en,',
    ...tags.map(
      (tag) => `  ${literal(tag)}: async () => (await import('./languages/${tag}.generated.js')).${variableOf(tag)},`,
    ),
    '}',
    '',
  ].join('\n')
}
