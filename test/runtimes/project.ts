/** Projects of users with the packed package in them, for what takes too long or too much room to be run by every test run. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const checkout: string = fileURLToPath(new URL('../../', import.meta.url))

/** A project with the package installed. */
export interface Project {
  readonly folder: string
  /** Returns the path of something that is installed in it. */
  bin(name: string): string
  /** Writes a file of it. */
  write(name: string, text: string): void
  /** Runs a program in it to its end and returns what it wrote to stdout. Throws an Error with all that it said where it fails. */
  output(command: string, ...args: readonly string[]): string
}

/** Packs the package and installs it with `packages` in a folder that later runs find again. Throws an Error where npm fails. */
export function createProject(name: string, packages: Readonly<Record<string, string>>): Project {
  const folder = join(checkout, 'node_modules/.cache', name)
  mkdirSync(folder, { recursive: true })
  const run = (cwd: string, command: string, args: readonly string[]): string => {
    const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 28 })
    if (status === 0) return stdout
    throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? `${stderr}${stdout}`}`.slice(0, 4000))
  }
  const said = run(checkout, 'npm', ['pack', '--json', '--silent', '--pack-destination', folder])
  // `npm pack` builds first; its own output is the array at the end, see `npm help pack`.
  const [made] = JSON.parse(said.slice(said.search(/^\[/m))) as { filename: string }[]
  if (made === undefined) throw new Error('npm pack made nothing')
  const dependencies = { ...packages, 'reactor-errors': `file:${made.filename}` }
  const manifest = { name: 'consumer', private: true, type: 'module', dependencies }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
  // The tarball has the same name and version each time.
  rmSync(join(folder, 'node_modules/reactor-errors'), { recursive: true, force: true })
  rmSync(join(folder, 'package-lock.json'), { force: true })
  run(folder, 'npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--silent'])
  return {
    folder,
    bin: (installed) => join(folder, 'node_modules', installed),
    write: (file, text) => writeFileSync(join(folder, file), text),
    output: (command, ...args) => run(folder, command, args),
  }
}

/** Puts a table into docs/runtimes.md, in the place of the one with the same first column. */
export function writeTable(rows: readonly string[]): void {
  const page = `${checkout}docs/runtimes.md`
  const [column = ''] = /^\|[^|]+\|/.exec(rows[0] ?? '') ?? []
  const text = readFileSync(page, 'utf8')
  const lines = text.split('\n')
  const start = lines.findIndex((line) => line.startsWith(column))
  if (start < 0) throw new Error(`docs/runtimes.md has no table that begins with ${column}`)
  const length = lines.slice(start).findIndex((line) => !line.startsWith('|'))
  writeFileSync(page, [...lines.slice(0, start), ...rows, ...lines.slice(start + length)].join('\n'))
}
