import { Argument, Command, Option } from 'commander'
import { describe, expect, test } from 'vitest'
import { valuesOf } from '../../src/cli/codes.js'
import { completionFor, type Shell } from '../../src/cli/completion.js'
import { languageTags } from '../../src/cli/languages.js'
import { knownCodes } from '../../src/explain/explain.js'
import { runCli } from './run-cli.js'

/** A program of two commands, which has all that there is to complete. */
const program = new Command('reactor-errors')
program
  .command('explain')
  .description('say what [codes] mean: it’s help')
  .argument('<code...>')
  .option('--lang <tag>', 'the language')
  .option('--json', "one object's lines")
program
  .command('emulate')
  .description('run an emulator')
  .addArgument(new Argument('[system]').choices(['reactor', 'images']))
  .addOption(new Option('--spec <version>', 'the version').choices(['1.0', '1.1']))
  .option('--root <folder>', 'the folder')
program.command('decode').description('decode').argument('[file...]')

/** The script for a shell, lists that are long by their names. */
const scriptFor = (shell: Shell): string =>
  `\n${completionFor(shell, program).replaceAll(knownCodes.join(' '), 'CODES').replaceAll(languageTags.join(' '), 'TAGS')}`

test('bash is given commands, options, their values, and codes', () => {
  expect(scriptFor('bash')).toMatchInlineSnapshot(`
    "
    # reactor-errors completion bash > ~/.local/share/bash-completion/completions/reactor-errors
    _reactor_errors() {
      local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]}
      COMPREPLY=()
      # An equals sign is a word of its own.
      if [ "$word" = = ]; then word=
      elif [ "$before" = = ]; then before=\${COMP_WORDS[COMP_CWORD-2]}
      fi
      if [ "$COMP_CWORD" -eq 1 ]; then
        COMPREPLY=($(compgen -W 'explain emulate decode help --help --version' -- "$word"))
        return
      fi
      case "$before" in
        --lang) COMPREPLY=($(compgen -W 'TAGS' -- "$word")); return ;;
        --spec) COMPREPLY=($(compgen -W '1.0 1.1' -- "$word")); return ;;
        --root) COMPREPLY=($(compgen -W '' -- "$word")); return ;;
      esac
      case "\${COMP_WORDS[1]} $word" in
        "explain -"*) COMPREPLY=($(compgen -W '--lang --json --help' -- "$word")) ;;
        "explain "*) COMPREPLY=($(compgen -W 'CODES' -- "$word")) ;;
        "emulate -"*) COMPREPLY=($(compgen -W '--spec --root --help' -- "$word")) ;;
        "emulate "*) COMPREPLY=($(compgen -W 'reactor images' -- "$word")) ;;
        "decode -"*) COMPREPLY=($(compgen -W '--help' -- "$word")) ;;
        "decode "*) COMPREPLY=($(compgen -W '' -- "$word")) ;;
        "help -"*) COMPREPLY=($(compgen -W '' -- "$word")) ;;
        "help "*) COMPREPLY=($(compgen -W 'explain emulate decode' -- "$word")) ;;
      esac
    }
    complete -o default -F _reactor_errors reactor-errors
    "
  `)
})

test('and so is zsh, with what each is for', () => {
  expect(scriptFor('zsh')).toMatchInlineSnapshot(`
    "
    #compdef reactor-errors
    # reactor-errors completion zsh > "\${fpath[1]}/_reactor-errors"
    _reactor_errors() {
      if (( CURRENT == 2 )); then
        local -a commands=('explain:say what  codes  mean  it’s help' 'emulate:run an emulator' 'decode:decode' 'help:display help for command')
        _describe command commands
        return
      fi
      case $words[2] in
        explain) shift words; (( CURRENT-- )); _arguments '--lang=[the language]:value:(TAGS)' '--json[one object’s lines]' '--help[display help for command]' '*:value:(CODES)' ;;
        emulate) shift words; (( CURRENT-- )); _arguments '--spec=[the version]:value:(1.0 1.1)' '--root=[the folder]:value:_files' '--help[display help for command]' '*:value:(reactor images)' ;;
        decode) shift words; (( CURRENT-- )); _arguments '--help[display help for command]' '*:file:_files' ;;
        help) shift words; (( CURRENT-- )); _arguments '*:value:(explain emulate decode)' ;;
      esac
    }
    if [ "$funcstack[1]" = _reactor-errors ]; then _reactor_errors "$@"; else compdef _reactor_errors reactor-errors; fi
    "
  `)
})

test('and so is fish', () => {
  expect(scriptFor('fish')).toMatchInlineSnapshot(`
    "
    # reactor-errors completion fish > ~/.config/fish/completions/reactor-errors.fish
    complete -c reactor-errors -n __fish_use_subcommand -f -a explain -d 'say what [codes] mean: it’s help'
    complete -c reactor-errors -n '__fish_seen_subcommand_from explain' -f -a 'CODES'
    complete -c reactor-errors -n '__fish_seen_subcommand_from explain' -l lang -d 'the language' -x -a 'TAGS'
    complete -c reactor-errors -n '__fish_seen_subcommand_from explain' -l json -d 'one object’s lines'
    complete -c reactor-errors -n '__fish_seen_subcommand_from explain' -l help -d 'display help for command'
    complete -c reactor-errors -n __fish_use_subcommand -f -a emulate -d 'run an emulator'
    complete -c reactor-errors -n '__fish_seen_subcommand_from emulate' -f -a 'reactor images'
    complete -c reactor-errors -n '__fish_seen_subcommand_from emulate' -l spec -d 'the version' -x -a '1.0 1.1'
    complete -c reactor-errors -n '__fish_seen_subcommand_from emulate' -l root -d 'the folder' -r
    complete -c reactor-errors -n '__fish_seen_subcommand_from emulate' -l help -d 'display help for command'
    complete -c reactor-errors -n __fish_use_subcommand -f -a decode -d 'decode'
    complete -c reactor-errors -n '__fish_seen_subcommand_from decode' -l help -d 'display help for command'
    complete -c reactor-errors -n __fish_use_subcommand -f -a help -d 'display help for command'
    complete -c reactor-errors -n '__fish_seen_subcommand_from help' -f -a 'explain emulate decode'
    "
  `)
})

const script = async (shell: string): Promise<string> => (await runCli(['completion', shell])).stdout
const commands = ['explain', 'list', 'decode', 'validate', 'check-image', 'emulate', 'completion', 'site', 'help']

describe.each([
  ['zsh', (flag: string) => `'${flag}`],
  ['fish', (flag: string) => ` -l ${flag.slice(2)} `],
])('%s is given', (shell, written) => {
  test.each(['--request', '--jobs', '--lang', '--spec', '--sitemap', '--port', '--json', '--help'])(
    'the option %s',
    async (flag) => {
      expect(await script(shell)).toContain(written(flag))
    },
  )

  test('all commands and all codes', async () => {
    const text = await script(shell)
    expect([...commands, ...knownCodes].filter((word) => !text.includes(word))).toEqual([])
  })
})

test('the filters of list are completed with the values that they take', () => {
  const program = new Command('reactor-errors')
  program.command('list').option('--category <name>', 'a').option('--delivery <way>', 'b').option('--retry <when>', 'c')
  const script = completionFor('bash', program)
  for (const name of ['category', 'delivery', 'retry'] as const) {
    expect(script).toContain(`--${name}) COMPREPLY=($(compgen -W '${valuesOf(name).join(' ')}' -- "$word"))`)
  }
})
