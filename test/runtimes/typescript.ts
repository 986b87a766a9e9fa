/**
 * Compiles programs of users against the packed package with every version of TypeScript that it names: strictly, with library
 * checks, in each way to resolve modules, with and without the types of the DOM, of Node and of Workers.
 * `npm run test:typescript` installs the compilers from npm and prints a table; `-- --write` puts it into docs/runtimes.md.
 * Exits 1 where anything does not compile.
 */
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { readEntries } from '../../scripts/entries.js'
import { checkout, createProject, writeTable } from './project.js'

const versions = ['5.4', '5.5', '5.6', '5.7', '5.8', '5.9', '6.0', '7.0']
const peers = {
  undici: '^7.0.0',
  vitest: '^4.0.0',
  'ts-json-api': '^1.0.0',
  fastify: '^5.0.0',
  '@types/node': '^22.0.0',
}

/** The entries whose types need those of Node, or of an optional peer. */
const forNode = /\/(?:emulator|node|undici|testing\/vitest|image-serving\/render|ts-json-api)/

/** The entries whose types need those of sharp. */
const forSharp = /image-serving\/render|emulator\/image-serving/

/** The surroundings of a user: the libraries and types, and the entries that are for them. */
const surroundings = [
  { name: 'no DOM', lib: 'es2022', types: [], takes: (specifier: string) => !forNode.test(specifier) },
  { name: 'DOM', lib: 'es2022,dom,dom.iterable', types: [], takes: (specifier: string) => !forNode.test(specifier) },
  { name: 'Node', lib: 'es2022', types: ['node'], takes: (specifier: string) => !forSharp.test(specifier) },
  { name: 'Node and sharp', lib: 'es2022', types: ['node'], takes: () => true },
  {
    name: 'Workers',
    lib: 'es2022',
    types: ['@cloudflare/workers-types'],
    takes: (name: string) => !forNode.test(name),
  },
]
const resolutions = [
  ['nodenext', 'nodenext'],
  ['node16', 'node16'],
  ['esnext', 'bundler'],
] as const

const project = createProject('typescript', {
  ...peers,
  '@cloudflare/workers-types': '^4.0.0',
  ...Object.fromEntries(versions.map((version) => [`typescript-${version}`, `npm:typescript@~${version}.0`])),
})
cpSync(join(checkout, 'test/package/consumers/plain.ts'), join(project.folder, 'plain.ts'))
const libraries = readEntries().flatMap(({ specifier, types }) => (types === undefined ? [] : [specifier]))
for (const { name, takes } of surroundings) {
  const lines = libraries.filter(takes).map((specifier, index) => `export type * as _${index} from '${specifier}'`)
  project.write(`${name.replaceAll(' ', '-')}.ts`, `${lines.join('\n')}\n`)
}

/** Returns what a compiler says against the project; `undefined` where it compiles. */
function faultOf(...command: readonly [string, ...string[]]): string | undefined {
  try {
    project.output(...command)
    return undefined
  } catch (error) {
    return String(error)
  }
}

const rows = [
  `| TypeScript | ${surroundings.map(({ name }) => name).join(' | ')} |`,
  `| --- |${' --- |'.repeat(surroundings.length)}`,
]
for (const version of versions) {
  const cells = surroundings.map(({ name, lib, types }) => {
    const faults = resolutions.flatMap(([module, resolution]) => {
      const config = {
        compilerOptions: {
          target: 'es2022',
          module,
          moduleResolution: resolution,
          lib: lib.split(','),
          types,
          strict: true,
          exactOptionalPropertyTypes: true,
          noUncheckedIndexedAccess: true,
          verbatimModuleSyntax: true,
          resolveJsonModule: true,
          skipLibCheck: false,
          noEmit: true,
          ...(version === '5.4' ? {} : { isolatedDeclarations: true, declaration: true }),
        },
        // It imports JSON with attributes, which `node16` does not know.
        files: [`${name.replaceAll(' ', '-')}.ts`, ...(module === 'node16' ? [] : ['plain.ts'])],
      }
      project.write('tsconfig.json', JSON.stringify(config))
      const fault = faultOf(project.bin(`typescript-${version}/bin/tsc`), '-p', '.', '--pretty', 'false')
      return fault === undefined ? [] : [`${resolution}: ${fault}`]
    })
    for (const fault of faults) process.stderr.write(`TypeScript ${version}, ${name}, ${fault}\n`)
    // The types of sharp need TypeScript 5.7 themselves.
    if (faults.length > 0 && !(name === 'Node and sharp' && Number(version) < 5.7)) process.exitCode = 1
    return faults.length === 0 ? 'compiles' : 'does not compile'
  })
  rows.push(`| ${version} | ${cells.join(' | ')} |`)
  process.stdout.write(`${rows.at(-1)}\n`)
}
if (process.argv.includes('--write')) writeTable(rows)
