/** Wires the commands to their arguments. */
import { createRequire } from 'node:module'
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { problemLine } from '../input/problem.js'
import { decode } from './decode.js'
import type { EmulateOptions } from './emulate.js'
import type { EmulateImagesOptions } from './emulate-images.js'
import { type ExitCode, exitCodes } from './exit-codes.js'
import { explainCodes } from './explain.js'
import { CODES_HELP, DECODE_HELP, EMULATE_HELP, PROGRAM_HELP, VALIDATE_HELP } from './help.js'
import { fileInput, type Input, inputsOf } from './input.js'
import { languageTags, loadLanguage } from './languages.js'
import { filters, type ListOptions, listCodes } from './list.js'
import { readSource } from './read-source.js'
import { createTerminal, type Io, type Terminal } from './terminal.js'
import { type ValidateOptions, validate } from './validate.js'

/** Runs the command line with the arguments behind its name, and gives its exit code. Never throws. */
export async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  const terminal = createTerminal(io)
  let exitCode: ExitCode = exitCodes.nothingFailed
  const program = createProgram(terminal, (code) => {
    exitCode = code
  })
  try {
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    // Help that was asked for is no mistake.
    return error.exitCode === 0 ? exitCodes.nothingFailed : exitCodes.wrongUse
  }
  if (terminal.failure() === undefined) return exitCode
  await terminal.complain(`the output could not be written (${terminal.failure()})`)
  return exitCodes.unreadableInput
}

function createProgram(terminal: Terminal, exit: (code: ExitCode) => void): Command {
  const { stdout, stderr } = terminal.io
  const program = new Command('reactor-errors')
    .description('Every error of Adobe’s Reactor API, explained.')
    .version(readVersion())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      getOutHelpWidth: () => terminal.width,
      getErrHelpWidth: () => terminal.width,
    })
    .addHelpText('after', PROGRAM_HELP)
  addCodeCommands(program, terminal, exit)
  addInputCommands(program, terminal, exit)
  addEmulateCommand(program, terminal, exit)
  return program
}

function addCodeCommands(program: Command, terminal: Terminal, exit: (code: ExitCode) => void): void {
  program
    .command('explain')
    .description('say what codes mean, why they come, and what to do')
    .argument('<code...>', 'codes of the Reactor API, its gateway or IMS')
    .addOption(languageOption())
    .option('--json', 'one JSON object per line')
    .addHelpText('after', CODES_HELP)
    .action(async (codes: string[], { json = false, lang }: { json?: boolean; lang: string }) =>
      exit(await explainCodes(codes, { json, language: await loadLanguage(lang) }, terminal)),
    )
  program
    .command('list')
    .description('list the codes')
    .addOption(new Option('--category <name>', 'only codes about this').choices(filters.category))
    .addOption(new Option('--delivery <way>', 'only codes that come this way').choices(filters.delivery))
    .addOption(new Option('--retry <when>', 'only codes to be retried then').choices(filters.retry))
    .option('--json', 'one JSON object per line')
    .addHelpText('after', CODES_HELP)
    .action(async (options: ListOptions) => exit(await listCodes(options, terminal)))
}

function addInputCommands(program: Command, terminal: Terminal, exit: (code: ExitCode) => void): void {
  program
    .command('decode')
    .description('show what failed in answers of the API, where, why, and what to do')
    .argument('[file...]', 'files; - or nothing for standard input')
    .option('--request <file>', 'the JSON body of the request, to show the lines that errors point at')
    .addOption(languageOption())
    .option('--json', 'one JSON object per line')
    .addHelpText('after', DECODE_HELP)
    .action(async (files: string[], options: DecodeArguments) => {
      const inputs = await openInputs(files, terminal)
      exit(inputs === undefined ? exitCodes.wrongUse : await decodeWith(inputs, options, terminal))
    })
  program
    .command('validate')
    .description('check error documents against JSON:API')
    .argument('[file...]', 'files; - or nothing for standard input')
    .addOption(new Option('--spec <version>', 'the version of JSON:API').choices(['1.0', '1.1']).default('1.1'))
    .option('--json', 'one JSON object per line')
    .addHelpText('after', VALIDATE_HELP)
    .action(async (files: string[], options: ValidateOptions) => {
      const inputs = await openInputs(files, terminal)
      exit(inputs === undefined ? exitCodes.wrongUse : await validate(inputs, options, terminal))
    })
}

function addEmulateCommand(program: Command, terminal: Terminal, exit: (code: ExitCode) => void): void {
  program
    .command('emulate')
    .description('run an emulator of the API, or of Image Serving, which answers every code')
    .addArgument(new Argument('[system]', 'what to emulate').choices(['reactor', 'image-serving']).default('reactor'))
    .option('--port <number>', 'the port to listen on; 0 picks one', numberUpTo(65_535), 0)
    .option('--host <address>', 'the address to listen on; others than this machine may reach it', '127.0.0.1')
    .option('--delay <ms>', 'how long builds and other work takes', numberUpTo(3_600_000))
    .option('--causes', 'only say how to get each code')
    .option('--root <folder>', 'image-serving: the folder of the pictures (default: this one)')
    .option('--config <file>', 'image-serving: catalogs and attributes')
    .option('--set <line...>', 'image-serving: attributes of the default catalog: ErrorDetail=2')
    .option('--json', 'one JSON object per line')
    .addHelpText('after', EMULATE_HELP)
    .action(async (system: string, options: EmulateOptions & EmulateImagesOptions) => {
      // Loaded when it is needed: the other commands do without a server.
      if (system === 'image-serving') {
        const { emulateImages } = await import('./emulate-images.js')
        exit(await emulateImages(options, terminal))
        return
      }
      const { emulate } = await import('./emulate.js')
      exit(await emulate(options, terminal))
    })
}

/** What `decode` is told beside its files. */
interface DecodeArguments {
  readonly json?: boolean
  readonly request?: string
  readonly lang: string
}

const languageOption = (): Option =>
  new Option('--lang <tag>', 'the language of causes and remedies').choices(languageTags).default('en')

function numberUpTo(largest: number): (text: string) => number {
  return (text) => {
    if (/^\d{1,9}$/.test(text) && Number(text) <= largest) return Number(text)
    throw new InvalidArgumentError(`It has to be a number from 0 to ${largest}.`)
  }
}

async function openInputs(files: readonly string[], terminal: Terminal): Promise<readonly Input[] | undefined> {
  const inputs = inputsOf(files, terminal.io)
  if (inputs === undefined) {
    await terminal.complain('nothing to read; name a file, or pipe an answer in: curl -sSi … | reactor-errors decode')
  }
  return inputs
}

async function decodeWith(
  inputs: readonly Input[],
  { json = false, request, lang }: DecodeArguments,
  terminal: Terminal,
): Promise<ExitCode> {
  const options = { json, language: await loadLanguage(lang) }
  if (request === undefined) return decode(inputs, options, terminal)
  const source = await readSource(fileInput(request))
  if (!('kind' in source))
    return decode(
      inputs.map((input) => ({ ...input, source })),
      options,
      terminal,
    )
  await terminal.complain(problemLine(request, source))
  return exitCodes.unreadableInput
}

function readVersion(): string {
  // The package refers to itself by name, from the built file and from this one alike; the manifest is its own.
  const manifest = createRequire(import.meta.url)('reactor-errors/package.json') as { readonly version: string }
  return manifest.version
}
