/** The command `completion`: prints what makes a shell complete commands, options, their values, and codes. */
import type { Command, Option } from 'commander'
import { knownCodes } from '../explain/explain.js'
import { valuesOf } from './codes.js'
import { languageTags } from './languages.js'

/** The shells that are served. */
export type Shell = 'bash' | 'zsh' | 'fish'

/** The arguments and options of one command. */
interface Described {
  readonly name: string
  readonly description: string
  readonly options: readonly {
    readonly flag: string
    readonly description: string
    readonly takesValue: boolean
    /** The values there are; none where it is a file, a number or other text. */
    readonly values: readonly string[]
  }[]
  /** The values of its arguments; none where those are files. */
  readonly values: readonly string[]
}

/** The script for a shell, made from what the program itself takes. */
export function completionFor(shell: Shell, program: Command): string {
  const commands = [...program.commands.map(describe), { ...HELP, values: program.commands.map((each) => each.name()) }]
  if (shell === 'bash') return bash(commands)
  return shell === 'zsh' ? zsh(commands) : fish(commands)
}

/** Commander adds it by itself. */
const HELP: Described = { name: 'help', description: 'display help for command', options: [], values: [] }
const TO_HELP = { flag: '--help', description: 'display help for command', takesValue: false, values: [] } as const

function describe(command: Command): Described {
  const choices = command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices)
  return {
    name: command.name(),
    description: command.description(),
    options: [...command.options.map(describeOption), TO_HELP],
    values: command.name() === 'explain' ? knownCodes : choices,
  }
}

/** The values that are not told to commander, which would need all codes to start with. */
const laterKnown: ReadonlyMap<string, readonly string[]> = new Map([
  ['--lang', languageTags],
  ['--category', valuesOf('category')],
  ['--delivery', valuesOf('delivery')],
  ['--retry', valuesOf('retry')],
])

function describeOption({ long, description, required, argChoices = [] }: Option): Described['options'][number] {
  const flag = String(long)
  return { flag, description, takesValue: required, values: laterKnown.get(flag) ?? argChoices }
}

/** A text in single quotes, as all three shells read it. */
const quoted = (text: string): string => `'${text.replaceAll("'", '’')}'`

function bash(commands: readonly Described[]): string {
  const options = commands.flatMap(({ options }) => options)
  const valued = new Map(options.filter(({ takesValue }) => takesValue).map(({ flag, values }) => [flag, values]))
  const among = (words: readonly string[]): string => `COMPREPLY=($(compgen -W ${quoted(words.join(' '))} -- "$word"))`
  const names = commands.map(({ name }) => name)
  return `# reactor-errors completion bash > ~/.local/share/bash-completion/completions/reactor-errors
_reactor_errors() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]}
  COMPREPLY=()
  # An equals sign is a word of its own.
  if [ "$word" = = ]; then word=
  elif [ "$before" = = ]; then before=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  if [ "$COMP_CWORD" -eq 1 ]; then
    ${among([...names, '--help', '--version'])}
    return
  fi
  case "$before" in
${[...valued].map(([flag, values]) => `    ${flag}) ${among(values)}; return ;;`).join('\n')}
  esac
  case "\${COMP_WORDS[1]} $word" in
${commands
  .map(({ name, options, values }) => {
    const flags = options.map(({ flag }) => flag)
    return `    "${name} -"*) ${among(flags)} ;;\n    "${name} "*) ${among(values)} ;;`
  })
  .join('\n')}
  esac
}
complete -o default -F _reactor_errors reactor-errors
`
}

function zsh(commands: readonly Described[]): string {
  const text = (description: string): string =>
    quoted(description)
      .slice(1, -1)
      .replace(/[[\]:]/g, ' ')
  return `#compdef reactor-errors
# reactor-errors completion zsh > "\${fpath[1]}/_reactor-errors"
_reactor_errors() {
  if (( CURRENT == 2 )); then
    local -a commands=(${commands.map(({ name, description }) => `${quoted(`${name}:${text(description)}`)}`).join(' ')})
    _describe command commands
    return
  fi
  case $words[2] in
${commands
  .map(({ name, options, values }) => {
    const specs = options.map(
      ({ flag, description, takesValue, values: own }) =>
        `'${flag}${takesValue ? '=' : ''}[${text(description)}]${takesValue ? `:value:${own.length > 0 ? `(${own.join(' ')})` : '_files'}` : ''}'`,
    )
    const rest = values.length > 0 ? `'*:value:(${values.join(' ')})'` : `'*:file:_files'`
    return `    ${name}) shift words; (( CURRENT-- )); _arguments ${[...specs, rest].join(' ')} ;;`
  })
  .join('\n')}
  esac
}
if [ "$funcstack[1]" = _reactor-errors ]; then _reactor_errors "$@"; else compdef _reactor_errors reactor-errors; fi
`
}

function fish(commands: readonly Described[]): string {
  const lines = commands.flatMap(({ name, description, options, values }) => {
    const isSeen = `-n '__fish_seen_subcommand_from ${name}'`
    return [
      `complete -c reactor-errors -n __fish_use_subcommand -f -a ${name} -d ${quoted(description)}`,
      ...(values.length > 0 ? [`complete -c reactor-errors ${isSeen} -f -a ${quoted(values.join(' '))}`] : []),
      ...options.map(
        ({ flag, description: said, takesValue, values: own }) =>
          `complete -c reactor-errors ${isSeen} -l ${flag.slice(2)} -d ${quoted(said)}${own.length > 0 ? ` -x -a ${quoted(own.join(' '))}` : takesValue ? ' -r' : ''}`,
      ),
    ]
  })
  return `# reactor-errors completion fish > ~/.config/fish/completions/reactor-errors.fish\n${lines.join('\n')}\n`
}
