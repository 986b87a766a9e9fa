/** Finds the lines that a change added or changed, as Stryker takes them. */
import { execFileSync } from 'node:child_process'

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
