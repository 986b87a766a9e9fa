/**
 * Changes the sources of a room, one place at a time, and looks whether its tests notice: `npm run test:mutation -- failure`, some
 * files (`npm run test:mutation -- src/failure/retry.ts`), or the lines that a branch changed (`npm run test:mutation -- --since
 * origin/main`). With `--every 8`, only on every eighth line, and what fits on it: a sample, where a whole room takes hours. Prints
 * the share of changes that were noticed and every other one that `mutation/survivors.json` gives no reason for; exits 1 below 95 of
 * 100. A room takes from minutes to hours.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { changedLines, sampledLines } from './lines.js'

/** What of Stryker’s results is read; it is installed for this alone, so that nothing checks this shape before. */
interface Mutant {
  readonly fileName: string
  readonly status: string
  readonly mutatorName: string
  readonly replacement: string
  /** Whether it takes effect as its module loads, so that all tests were asked. */
  readonly static?: boolean
  readonly location: { readonly start: Position; readonly end: Position }
}

/** A place in a file, from 1 on. */
interface Position {
  readonly line: number
  readonly column: number
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
const { values, positionals } = parseArgs({
  options: { since: { type: 'string' }, every: { type: 'string', default: '1' } },
  allowPositionals: true,
})
if (values.since !== undefined && positionals.length > 0) {
  process.stderr.write('Name rooms or files, or what to take the changed lines since; not both.\n')
  process.exit(2)
}
const step = Number(values.every)
const isSample = step !== 1
if (
  !Number.isInteger(step) ||
  step < 1 ||
  (isSample && (values.since ?? positionals.find((name) => name.includes('/'))))
) {
  process.stderr.write('--every takes a whole number from 1 on, and rooms.\n')
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
const OPTIONS = {
  // Twice as many as there are cores, as many a change makes tests wait.
  concurrency: 2 * availableParallelism(),
  reporters: [process.stdout.isTTY ? 'progress' : 'progress-append-only'],
  fileLogLevel: 'off',
  tempDirName: `${tmpdir()}/reactor-errors-mutation`,
  ignorePatterns: ['mutation/node_modules', 'bench', 'site', 'dist', 'coverage'],
  plugins: [`${here}node_modules/@stryker-mutator/vitest-runner/dist/src/index.js`],
  testRunner: 'vitest',
  vitest: { configFile: 'mutation/vitest.config.ts', related: false },
  // Four times what the tests took, and this: work without end is noticed, and slow work on a busy machine is not.
  timeoutFactor: 4,
  timeoutMS: 15_000,
}
const equivalents = JSON.parse(readFileSync(`${here}survivors.json`, 'utf8')) as readonly Equivalent[]

for (const name of names) {
  const ofRoom = isSample ? sampledLines(name, step, root) : files.filter((file) => file.split('/')[1] === name)
  // Those of the other rooms notice as well, and would hide that its own do not.
  process.env['MUTATION_TESTS'] = `test/${name}`
  process.env['MUTATION_ASKS'] = 'those that came past'
  const mutants = await new Stryker({
    ...OPTIONS,
    mutate: [...ofRoom, '!src/**/*.generated.ts'],
    coverageAnalysis: 'perTest',
  }).runMutationTest()
  report(name, mutants, await noticedByAll(mutants.filter((mutant) => isLeft(mutant) && mutant.static !== true)))
}

/**
 * Tries changes that no test noticed once more, each with all tests of the room and in force as modules load, and returns the keys of
 * those that were noticed then. The first run asks only the tests that came past a place: where a value is made once and kept, that
 * is the first test that needed it.
 */
async function noticedByAll(mutants: readonly Mutant[]): Promise<ReadonlySet<string>> {
  if (mutants.length === 0) return new Set()
  process.env['MUTATION_ASKS'] = 'all'
  const again = await new Stryker({
    ...OPTIONS,
    mutate: mutants.map((mutant) => rangeOf(mutant)),
    coverageAnalysis: 'off',
  }).runMutationTest()
  // The places hold smaller changes as well, which were noticed before.
  const asked = new Set(mutants.map(keyOf))
  return new Set(
    again
      .filter(isNoticed)
      .map(keyOf)
      .filter((key) => asked.has(key)),
  )
}

/** The place of a change, as `mutate` takes it: lines from 1, columns from 0. */
function rangeOf(mutant: Mutant): string {
  const { start, end } = mutant.location
  return `${fileOf(mutant)}:${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`
}

function fileOf({ fileName }: Mutant): string {
  return fileName.slice(fileName.lastIndexOf('src/'))
}

function keyOf(mutant: Mutant): string {
  return `${rangeOf(mutant)} ${mutant.mutatorName} ${mutant.replacement}`
}

/** Whether it made a test fail, or a file that cannot be loaded any more, or work without end. */
function isNoticed({ status }: Mutant): boolean {
  return status === 'Killed' || status === 'Timeout' || status === 'RuntimeError'
}

function hasSurvived({ status }: Mutant): boolean {
  return status === 'Survived' || status === 'NoCoverage'
}

/** Whether no test noticed it, and no reason is given why none can. */
function isLeft(mutant: Mutant): boolean {
  const [file, line] = [fileOf(mutant), lineOf(mutant)]
  return (
    hasSurvived(mutant) &&
    !equivalents.some((one) => one.file === file && one.line === line && one.replacement === mutant.replacement)
  )
}

function lineOf(mutant: Mutant): string {
  return `${readFileSync(fileOf(mutant), 'utf8').split('\n')[mutant.location.start.line - 1]}`.trim()
}

function report(name: string, mutants: readonly Mutant[], noticedLater: ReadonlySet<string>): void {
  const left = mutants.filter((mutant) => isLeft(mutant) && !noticedLater.has(keyOf(mutant)))
  for (const mutant of left) {
    const place = `${fileOf(mutant)}:${mutant.location.start.line} ${mutant.mutatorName}`
    process.stdout.write(`${place}\n  ${lineOf(mutant)}\n  => ${mutant.replacement}\n`)
  }
  const noticed = mutants.filter(isNoticed).length + noticedLater.size
  const known = mutants.filter(hasSurvived).length - left.length - noticedLater.size
  const score = (100 * noticed) / Math.max(1, noticed + left.length)
  process.stdout.write(
    `${name}${isSample ? `, one line of ${step}` : ''}: ${noticed} noticed, ${left.length} not, ${known} that nobody can: ${score.toFixed(1)} of 100\n`,
  )
  if (score < FLOOR) process.exitCode = 1
}
