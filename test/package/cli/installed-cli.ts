/** The command line as users have it: out of the tarball, installed, and run in a process of its own. */
import { type SpawnOptionsWithoutStdio, spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Outcome } from '../../cli/run-cli.js'
import { root } from '../../repository/source-files.js'
import { packed } from '../packed.js'

/** The file that `npx reactor-errors` runs. */
export const program: string = join(packed.plain, 'node_modules/.bin/reactor-errors')

/** Runs the program in the checkout with these arguments, and nothing of this process's environment but the path. */
export function runInstalled(
  args: readonly string[],
  { stdin, env }: { readonly stdin?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Outcome> {
  return outcomeOf(process.execPath, [program, ...args], { cwd: root, env }, stdin)
}

/** Runs a line of shell in which `reactor-errors` is the program. */
export function runShell(line: string): Promise<Outcome> {
  const command = `reactor-errors() { '${process.execPath}' '${program}' "$@"; }; ${line}`
  return outcomeOf('bash', ['--norc', '-c', command], { cwd: root })
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
