/**
 * Changes the sources of a room, one place at a time, and looks whether its tests notice: `npm run test:mutation -- failure`, some
 * files (`npm run test:mutation -- src/failure/retry.ts`), or the lines that a branch changed (`npm run test:mutation -- --since
 * origin/main`). Prints the share of changes that were noticed and every other one that `mutation/survivors.json` gives no reason
 * for; exits 1 below 95 of 100. A room takes from minutes to hours.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { changedLines } from './changed-lines.js'

/** What of Stryker’s results is read; it is installed for this alone, so that nothing checks this shape before. */
interface Mutant {
  readonly fileName: string
  readonly status: string
  readonly mutatorName: string
  readonly replacement: string
  readonly location: { readonly start: { readonly line: number } }
}

/** A change that no test can notice, and why. */
interface Equivalent {
  readonly file: string
  /** The text of the line. */
  readonly line: string
  readonly replacement: string
  readonly reason: string
}

const root = fileURLToPath(new URL('..', import.meta.url))
const here = fileURLToPath(new URL('.', import.meta.url))
const FLOOR = 95

const rooms = readdirSync(`${root}src`, { withFileTypes: true }).filter((entry) => entry.isDirectory())
const { values, positionals } = parseArgs({ options: { since: { type: 'string' } }, allowPositionals: true })
if (values.since !== undefined && positionals.length > 0) {
  process.stderr.write('Name rooms or files, or what to take the changed lines since; not both.\n')
  process.exit(2)
}
const named = positionals.length > 0 ? positionals : rooms.map(({ name }) => name)
const asked = values.since === undefined ? named : changedLines(values.since, root)
const files = asked.map((name) => (name.startsWith('src/') ? name : `src/${name}/**/*.ts`))
const names = new Set(files.map((file) => `${file.split('/')[1]}`))
const unknown = [...names].filter((name) => !rooms.some((room) => room.name === name))
if (unknown.length > 0) {
  process.stderr.write(`No such room: ${unknown.join(', ')}. There are ${rooms.map(({ name }) => name).join(', ')}.\n`)
  process.exit(2)
}

process.chdir(root)
if (!existsSync(`${here}node_modules`))
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: here, stdio: 'inherit' })
const module: unknown = await import(`${here}node_modules/@stryker-mutator/core/dist/src/index.js`)
const { Stryker } = module as { Stryker: new (options: object) => { runMutationTest(): Promise<readonly Mutant[]> } }
const equivalents = JSON.parse(readFileSync(`${here}survivors.json`, 'utf8')) as readonly Equivalent[]

for (const name of names) {
  // Those of the other rooms notice as well, and would hide that its own do not.
  process.env['MUTATION_TESTS'] = `test/${name}`
  const mutants = await new Stryker({
    mutate: [...files.filter((file) => file.split('/')[1] === name), '!src/**/*.generated.ts'],
    plugins: [`${here}node_modules/@stryker-mutator/vitest-runner/dist/src/index.js`],
    testRunner: 'vitest',
    vitest: { configFile: 'mutation/vitest.config.ts', related: false },
    coverageAnalysis: 'perTest',
    concurrency: availableParallelism(),
    timeoutMS: 10_000,
    reporters: [],
    fileLogLevel: 'off',
    tempDirName: `${tmpdir()}/reactor-errors-mutation`,
    ignorePatterns: ['mutation/node_modules', 'bench', 'site', 'dist', 'coverage'],
  }).runMutationTest()
  report(name, mutants)
}

function report(name: string, mutants: readonly Mutant[]): void {
  const survivors = mutants
    .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
    .map(({ fileName, location, replacement, mutatorName }) => {
      const file = fileName.slice(fileName.lastIndexOf('src/'))
      const line = `${readFileSync(file, 'utf8').split('\n')[location.start.line - 1]}`.trim()
      return { file, line, replacement, place: `${file}:${location.start.line} ${mutatorName}` }
    })
  const isKnown = (one: Omit<Equivalent, 'reason'>) =>
    equivalents.some(({ file, line, replacement }) => {
      return file === one.file && line === one.line && replacement === one.replacement
    })
  const left = survivors.filter((survivor) => !isKnown(survivor))
  for (const { place, line, replacement } of left) process.stdout.write(`${place}\n  ${line}\n  => ${replacement}\n`)
  const noticed = mutants.filter(({ status }) => status === 'Killed' || status === 'Timeout').length
  const score = (100 * noticed) / Math.max(1, noticed + left.length)
  const known = survivors.length - left.length
  process.stdout.write(
    `${name}: ${noticed} noticed, ${left.length} not, ${known} that nobody can: ${score.toFixed(1)} of 100\n`,
  )
  if (score < FLOOR) process.exitCode = 1
}
