/** Builds dist: JavaScript by rolldown, one file per entry and chunks for what entries share, and declarations by TypeScript. */
import { rmSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import ts from 'typescript'
import { readEntries, root } from './entries.js'

const directory = fileURLToPath(root)

/**
 * A module belongs to the first entry that needs it, in the order of package.json, and shares a chunk with all else that is
 * that entry's: few files, since Node takes longer to load one than to run it. What every entry knows of JSON:API
 * stands alone, lest pointers and validators load the catalog with it; so do the words of English, lest `--help` loads
 * the catalog, and what the command line needs of entries that are much larger.
 */
const [main, ...others] = readEntries().map(({ source, output }) => ({
  name: basename(output, '.js'),
  test: (id: string) => id === `${directory}${source}`,
}))
const groups = [
  {
    name: 'jsonapi',
    test: /src\/(?:jsonapi\/(?:attempt|media-type|nearest|once|pointer-syntax|record|status|text|visible)|failure\/(?:brand|cut-text|guard))\.ts$/,
  },
  { name: 'words', test: /src\/explain\/(?:(?:choose-language|labels|language|words)\.ts|languages\/en\.json)$/ },
  ...(main ? [main] : []),
  { name: 'nearest-words', test: /src\/explain\/nearest-words\.ts$/ },
  { name: 'error-document', test: /src\/image-serving\/error-document\.ts$/ },
  ...others,
].map((group, index, { length }) => ({ ...group, priority: length - index }))

/** All entries in one run, so that every module ends up in one file, and every import, `import()` too, leads where it went. */
async function buildScripts(): Promise<void> {
  const bundle = await rolldown({
    cwd: directory,
    input: Object.fromEntries(readEntries().map(({ source, output }) => [basename(output, '.js'), source])),
    external: /^[^./]/,
    platform: 'neutral',
  })
  await bundle.write({
    dir: 'dist',
    cleanDir: true,
    format: 'esm',
    chunkFileNames: 'chunks/[name]-[hash].js',
    // An error's class is named in logs.
    minify: { mangle: { keepNames: { class: true, function: false } }, codegen: { removeWhitespace: false } },
    sourcemap: true,
    codeSplitting: { groups },
  })
  await bundle.close()
}

/** Declarations of the entries and of what they import, and nothing else. Throws an Error with what the compiler says. */
function buildDeclarations(): void {
  const sources = readEntries().flatMap(({ source, types }) => (types === undefined ? [] : [`${directory}${source}`]))
  const { config } = ts.readConfigFile(`${directory}src/tsconfig.json`, ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, `${directory}src`)
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

rmSync(`${directory}dist`, { recursive: true, force: true })
try {
  await buildScripts()
  buildDeclarations()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
