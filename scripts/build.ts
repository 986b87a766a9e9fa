/** Builds dist: JavaScript by esbuild, one file per entry and chunks for what they share, and declarations by TypeScript. */
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build, type Plugin } from 'esbuild'
import ts from 'typescript'
import { type Entry, readEntries, root } from './entries.js'

const directory = fileURLToPath(root)

const common = {
  absWorkingDir: directory,
  outdir: 'dist',
  bundle: true,
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  format: 'esm',
  platform: 'neutral',
  packages: 'external',
  target: ['es2022', 'node20.19'],
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
} satisfies BuildOptions

/** What has been built: a source module, by its path, and the name of the file in dist that exports what it exports. */
type Published = Map<string, string>

/**
 * First the main entry, alone, so that it is one file: Node takes longer to load a file than to run it. Then the other
 * entries, which import from it what it exports, so that the error class exists once, and share the rest in chunks. Last the
 * command line, which imports from all of them.
 */
async function buildScripts(): Promise<void> {
  const entries = readEntries()
  const libraries = entries.filter(({ types }) => types !== undefined)
  const commands = entries.filter(({ types }) => types === undefined)
  const published: Published = new Map()
  await buildStage(libraries.slice(0, 1), published)
  await buildStage(libraries.slice(1), published)
  await buildStage(commands, published)
  for (const { output } of commands) {
    edit(output, (code) => (code.startsWith('#!') ? code : `#!/usr/bin/env node\n${code}`))
    chmodSync(resolve(directory, output), 0o755)
  }
}

/** Builds entries, and adds what they export to what is published. */
async function buildStage(entries: readonly Entry[], published: Published): Promise<void> {
  const { metafile } = await build({
    ...common,
    entryPoints: entries.map(({ source, output }) => ({ in: source, out: fileOf(output).replace(/\.js$/, '') })),
    plugins: [importPublished(published)],
  })
  for (const path of Object.keys(metafile.outputs)) {
    edit(path, (code) => code.replaceAll('from "./~/', path.startsWith('dist/chunks/') ? 'from "../' : 'from "./'))
  }
  for (const { source, output } of entries) {
    for (const path of [source, ...reexported(source)]) published.set(resolve(directory, path), fileOf(output))
  }
}

/** The modules that a source exports values of, by their paths. */
function reexported(source: string): readonly string[] {
  const code = readFileSync(resolve(directory, source), 'utf8')
  return [...code.matchAll(/^export (?!type\b)[^'"]*? from '(.+)\.js'$/gm)].map(([, path]) =>
    resolve(directory, dirname(source), `${path}.ts`),
  )
}

const fileOf = (output: string): string => output.replace('dist/', '')

/** Leads imports of published modules to their file. `~` stands for dist until it is known where the importer ends up. */
function importPublished(published: Published): Plugin {
  return {
    name: 'import-published',
    setup({ onResolve }) {
      onResolve({ filter: /^\..*\.js$/ }, ({ path, resolveDir }) => {
        const file = published.get(resolve(resolveDir, path).replace(/\.js$/, '.ts'))
        return file === undefined ? undefined : { path: `./~/${file}`, external: true }
      })
    },
  }
}

function edit(path: string, change: (code: string) => string): void {
  const file = resolve(directory, path)
  writeFileSync(file, change(readFileSync(file, 'utf8')))
}

/** Declarations of the entries and of what they import, and nothing else. Throws an Error with what the compiler says. */
async function buildDeclarations(): Promise<void> {
  const sources = readEntries().flatMap(({ source, types }) =>
    types === undefined ? [] : [resolve(directory, source)],
  )
  const { config } = ts.readConfigFile(resolve(directory, 'src/tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, resolve(directory, 'src'))
  const program = ts.createProgram(sources, options)
  const diagnostics = [...ts.getPreEmitDiagnostics(program), ...program.emit().diagnostics]
  if (diagnostics.length > 0) {
    const names = {
      getCanonicalFileName: (name: string) => name,
      getCurrentDirectory: () => directory,
      getNewLine: () => '\n',
    }
    throw new Error(ts.formatDiagnostics(diagnostics, names))
  }
}

rmSync(resolve(directory, 'dist'), { recursive: true, force: true })
try {
  await Promise.all([buildScripts(), buildDeclarations()])
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
