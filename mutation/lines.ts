/** Finds lines of the sources, as Stryker takes them: those that a change added or changed, or a sample. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** Returns the lines of the rooms in `src` that differ from where the branch left `base`: `src/failure/retry.ts:12-14`. */
export function changedLines(base: string, cwd?: string): string[] {
  const range = ['-U0', '--no-color', '--no-ext-diff', '--diff-filter=d', `${base}...HEAD`]
  const diff = execFileSync('git', ['diff', ...range, '--', ':(glob)src/*/**/*.ts'], { cwd, encoding: 'utf8' })
  let file = ''
  return diff.split('\n').flatMap((line) => {
    const [, name] = /^\+\+\+ b\/(.+)$/.exec(line) ?? []
    if (name !== undefined) file = name
    const [, first, count = '1'] = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(line) ?? []
    // What was taken away leaves no line behind.
    return first === undefined || count === '0' ? [] : [`${file}:${first}-${Number(first) + Number(count) - 1}`]
  })
}

/** Returns every line of a room in `src` whose number `step` divides, except in generated files: `src/failure/retry.ts:8-8`. */
export function sampledLines(room: string, step: number, cwd = '.'): string[] {
  const files = readdirSync(`${cwd}/src/${room}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.generated.ts'))
    .map((file) => `src/${room}/${file}`)
  return files.sort().flatMap((file) => {
    const count = readFileSync(`${cwd}/${file}`, 'utf8').split('\n').length - 1
    return Array.from({ length: Math.floor(count / step) }, (_, index) => {
      const line = (index + 1) * step
      return `${file}:${line}-${line}`
    })
  })
}
