/** The command line as users have it: built, and run in a process of its own. */
import { type SpawnOptionsWithoutStdio, spawn } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import type { Outcome } from './run-cli.js'

/** The checkout. */
export const root: string = resolve(import.meta.dirname, '../..')

/** A built command line. */
export interface BuiltCli {
  /** The file to run. */
  readonly file: string
  /** Runs it in the checkout with these arguments, and nothing of this process's environment but the path. */
  run(
    args: readonly string[],
    setting?: { readonly stdin?: string; readonly env?: NodeJS.ProcessEnv },
  ): Promise<Outcome>
  /** Runs a line of shell in which `reactor-errors` is the command line. */
  shell(line: string): Promise<Outcome>
  remove(): void
}

/** Builds the command line as the package has it. */
export async function buildCli(): Promise<BuiltCli> {
  const directory = mkdtempSync(join(tmpdir(), 'reactor-errors-cli-'))
  const file = join(directory, 'dist', 'cli.js')
  copyFileSync(join(root, 'package.json'), join(directory, 'package.json'))
  symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'))
  await build({
    absWorkingDir: root,
    entryPoints: ['src/cli/main.ts'],
    outfile: file,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    target: 'node20',
  })
  return {
    file,
    run: (args, { stdin, env } = {}) => outcomeOf(process.execPath, [file, ...args], { cwd: root, env }, stdin),
    shell: (line) => {
      const command = `reactor-errors() { '${process.execPath}' '${file}' "$@"; }; ${line}`
      return outcomeOf('bash', ['--norc', '-c', command], { cwd: root })
    },
    remove: () => rmSync(directory, { recursive: true }),
  }
}

function outcomeOf(
  command: string,
  args: readonly string[],
  { env, ...options }: SpawnOptionsWithoutStdio,
  stdin = '',
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, env: { PATH: process.env['PATH'], ...env } })
    const said = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said.stderr += text
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? -1, ...said }))
    // A child that needs no input may be gone before it is given any.
    child.stdin.on('error', () => undefined)
    child.stdin.end(stdin)
  })
}
