import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { languageTags } from '../../src/cli/languages.js'
import { knownCodes } from '../../src/explain/explain.js'
import { runCli } from './run-cli.js'

const script = async (shell: string): Promise<string> => (await runCli(['completion', shell])).stdout

const commands = ['explain', 'list', 'decode', 'validate', 'check-image', 'emulate', 'completion', 'site', 'help']

/** What bash offers for the last word of each line; the words are those that bash makes of it, an equals sign one of them. */
const lines: readonly (readonly [line: string, offered: readonly string[]])[] = [
  ['', [...commands, '--help', '--version']],
  ['dec', ['decode']],
  ['-', ['--help', '--version']],
  ['decode ', []],
  ['decode --', ['--request', '--jobs', '--lang', '--json', '--help']],
  ['decode --request ', []],
  ['decode --lang zh', ['zh-Hans', 'zh-Hant']],
  ['decode --lang = ', languageTags],
  ['decode --lang = k', ['ko']],
  ['decode a.json --js', ['--json']],
  ['explain ', knownCodes],
  ['explain not-', ['not-authorized', 'not-found', 'not-unique']],
  ['explain --lang ko not-f', ['not-found']],
  ['list --', ['--category', '--delivery', '--retry', '--lang', '--json', '--help']],
  ['emulate ', ['reactor', 'image-serving']],
  ['emulate reactor --strict', ['--strict']],
  ['completion ', ['bash', 'zsh', 'fish']],
  ['help v', ['validate']],
  ['nothing ', []],
]

test('bash completes commands, options, their values, and codes', async () => {
  const ask = `${await script('bash')}
while IFS= read -r line; do
  IFS=' ' read -ra COMP_WORDS <<< "reactor-errors $line"
  case "$line" in ''|*' ') COMP_WORDS+=('') ;; esac
  COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 ))
  # An equals sign with nothing behind it is the word itself.
  if [ "\${COMP_WORDS[COMP_CWORD-1]}" = = ] && [ -z "\${COMP_WORDS[COMP_CWORD]}" ]; then COMP_CWORD=$(( COMP_CWORD - 1 )); fi
  _reactor_errors
  echo "\${COMPREPLY[*]}"
done`
  const input = lines.map(([line]) => `${line}\n`).join('')
  const { stdout, stderr } = spawnSync('bash', ['-c', ask], { input, encoding: 'utf8' })
  expect(stderr).toBe('')
  const offered = stdout.split('\n').slice(0, -1)
  expect(lines.map(([line], index) => [line, offered[index]?.split(' ').filter(Boolean)])).toEqual(lines)
})
