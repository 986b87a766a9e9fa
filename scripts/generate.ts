/** Writes every generated file that is not up to date; with `--check` it only names them and exits 1. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { type BenchRun, generateCharts } from './generate-charts.js'
import { generateCodes } from './generate-codes.js'
import { generateDocs } from './generate-docs.js'
import { generateExplain, languagesFolder } from './generate-explain.js'
import { generateImages } from './generate-images.js'
import { type GeneratedFile, readCodes } from './read-codes.js'

const root = new URL('../', import.meta.url)

function read(path: string): string | undefined {
  const file = new URL(path, root)
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

function write({ path, content }: GeneratedFile): void {
  const file = new URL(path, root)
  mkdirSync(new URL('./', file), { recursive: true })
  writeFileSync(file, content)
}

/** The tags of the languages that have a file. */
function languageTags(): readonly string[] {
  return readdirSync(new URL(languagesFolder, root)).flatMap((name) => /^(.+)\.json$/.exec(name)?.[1] ?? [])
}

async function generate(check: boolean): Promise<void> {
  const catalog = readCodes(readFileSync(new URL('codes.json', root), 'utf8'))
  const files = [
    ...generateCodes(catalog),
    ...generateExplain(catalog, readFileSync(new URL(`${languagesFolder}/en.json`, root), 'utf8'), languageTags()),
    ...generateImages(catalog),
    ...generateDocs(catalog, read('docs/codes.md')),
    // The bench wrote it.
    ...generateCharts(
      JSON.parse(readFileSync(new URL('docs/bench/run.json', root), 'utf8')) as BenchRun,
      read('docs/performance.md'),
    ),
  ]
  const stale = files.filter(({ path, content }) => read(path) !== content)
  if (!check) for (const file of stale) write(file)
  for (const { path } of stale) process.stdout.write(check ? `${path} is stale\n` : `${path} written\n`)
  if (stale.length === 0) process.stdout.write(`${files.length} generated files are up to date\n`)
  else if (check) {
    process.stderr.write('Run `npm run generate` and commit the result.\n')
    process.exitCode = 1
  }
}

const [option, ...others] = process.argv.slice(2)
if (others.length > 0 || (option !== undefined && option !== '--check')) {
  process.stderr.write('Usage: npm run generate [-- --check]\n')
  process.exitCode = 2
} else {
  await generate(option === '--check').catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  })
}
