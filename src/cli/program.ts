/** Wires the commands to their arguments, and loads what only one command needs with that command. */
import { createRequire } from 'node:module'
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import type { EmulateImagesOptions, EmulateReactorOptions } from './emulate.js'
import { type ExitCode, exitCodes } from './exit-codes.js'
import * as help from './help.js'
import { languageOf, languageTag, languageTags, loadSpeech } from './languages.js'
import { refit } from './layout.js'
import { siteIn } from './pages.js'
import type { Reporter } from './reporters/reporter.js'
import { createTerminal, type Io, type Terminal, widthOf } from './terminal.js'

/** The surroundings in which a command runs, besides its own options. */
interface Run {
  readonly terminal: Terminal
  /** Notes how the command ended. */
  readonly exit: (code: ExitCode) => void
}

/** Runs the command line with the arguments behind its name, and gives its exit code. Never throws. */
export async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  const terminal = createTerminal(io)
  let exitCode: ExitCode = exitCodes.nothingFailed
  const program = createProgram({
    terminal,
    exit: (code) => {
      exitCode = code
    },
  })
  try {
    await program.parseAsync(understood(args, program), { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    // Help that was asked for is no mistake.
    exitCode = error.exitCode === 0 ? exitCodes.nothingFailed : exitCodes.wrongUse
  }
  const failure = await terminal.failure()
  if (failure === undefined) return exitCode
  await terminal.complain(`the output could not be written (${failure})`)
  return exitCodes.unreadableInput
}

/** What of a process the program uses. */
interface Host extends Io {
  readonly argv: readonly string[]
  exitCode?: typeof process.exitCode
}

/** Runs the command line on a process, unless this is a thread: those of --jobs may load the program, and have work of their own. */
export async function main(host: Host, workerData: unknown): Promise<void> {
  if (workerData === null) host.exitCode = await run(host.argv.slice(2), host)
}

/** The arguments, without what would make help, and a success, of a command that does not exist. */
function understood(args: readonly string[], program: Command): readonly string[] {
  const [first, second] = args
  const isKnown = (name: string): boolean => program.commands.some((command) => command.name() === name)
  if (first === undefined || first.startsWith('-') || isKnown(first)) return args
  if (first !== 'help') return [first]
  return second === undefined || isKnown(second) ? args : [second]
}

function createProgram(run: Run): Command {
  const { terminal } = run
  const { stdout, stderr } = terminal.io
  const program = new Command('reactor-errors')
    .description('Every error of Adobe’s Reactor API, explained.')
    .version(readManifest().version, '-v, --version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(refit(text, terminal.width)),
      writeErr: (text) => stderr.write(refit(text, widthOf(stderr))),
      outputError: (text) => stderr.write(terminal.complaint(text.replace('error: ', '').trimEnd())),
      getOutHelpWidth: () => terminal.width,
      getErrHelpWidth: () => widthOf(stderr),
    })
    .addHelpText('after', help.PROGRAM)
  addCodeCommands(program, run)
  addInputCommands(program, run)
  addCheckImageCommand(program, run)
  addEmulateCommand(program, run)
  addCompletionCommand(program, run)
  addSiteCommand(program, run)
  return program
}

/** The options that all commands with output have. */
interface Output {
  readonly json?: boolean
  readonly lang?: string
}

/** The reporter that the options ask for, in the language that they or the environment ask for. */
async function reporterFor({ json, lang }: Output, { io, ...terminal }: Terminal): Promise<Reporter> {
  const { language, words } = await loadSpeech(lang ?? languageOf(io.env))
  const site = siteIn(io.env)
  if (json) return (await import('./reporters/json.js')).createJsonReporter(language, site)
  const { createTextReporter } = await import('./reporters/text.js')
  const isWatched = io.stdout.isTTY === true
  return createTextReporter({ ...terminal, language, words, isWatched, ...(site && { site }) })
}

function addCodeCommands(program: Command, { terminal, exit }: Run): void {
  withOutput(
    program
      .command('explain')
      .description('say what codes mean, why they come, and what to do')
      .argument('<code...>', 'codes of the Reactor API, its gateway or IMS; other spellings and titles will do'),
  )
    .addHelpText('after', help.CODES)
    .action(async (codes: string[], options: Output) => {
      const { explainCodes } = await import('./codes.js')
      const { language } = await loadSpeech(options.lang ?? languageOf(terminal.io.env))
      exit(await explainCodes(codes, language, await reporterFor(options, terminal), terminal))
    })
  const filters = ['category', 'delivery', 'retry'] as const
  const list = program.command('list').description('list the codes')
  list
    .option('--category <name>', 'only codes about this')
    .option('--delivery <way>', 'only codes that come this way')
    .option('--retry <when>', 'only codes to be retried then')
  withOutput(list)
    .addHelpText('after', help.LIST)
    .addHelpText('after', help.CODES)
    .action(async (options: Output & Partial<Record<(typeof filters)[number], string>>) => {
      const { listCodes, valuesOf } = await import('./codes.js')
      const { language } = await loadSpeech(options.lang ?? languageOf(terminal.io.env))
      for (const name of filters) {
        const value = options[name]
        if (value === undefined || valuesOf(name).includes(value)) continue
        list.error(`--${name} takes no '${value}'. Allowed choices are ${valuesOf(name).join(', ')}.`)
      }
      exit(await listCodes(options, language, await reporterFor(options, terminal), terminal))
    })
}

/** The options of `decode`. */
interface DecodeArguments extends Output {
  readonly request?: string
  readonly jobs: number
}

function addInputCommands(program: Command, { terminal, exit }: Run): void {
  const decoding = program.command('decode')
  withOutput(
    decoding
      .description('show what failed in responses of the API, where, why, and what to do')
      .argument('[file...]', 'files; - or nothing for standard input')
      .option(
        '--request <file>',
        'the JSON body of the request, to show the lines that errors point at; - for standard input',
      )
      .option('--jobs <number>', 'how many threads decode NDJSON', numberFrom(1, 64), 1),
  )
    .addHelpText('after', help.DECODE)
    .action(async (files: string[], options: DecodeArguments) => {
      const { decode } = await import('./decode.js')
      const { inputNamed, inputsOf, problemLine, readSource } = await import('./inputs.js')
      const isOfStdin = files.length === 0 || files.includes('-')
      if (options.request === '-' && isOfStdin) {
        decoding.error('standard input cannot be both the request and a response: name a file for one of them')
      }
      const reporter = await reporterFor(options, terminal)
      const inputs = inputsOf(files, terminal.io)
      const { jobs, json: isJson = false, lang: language = languageOf(terminal.io.env) } = options
      const site = siteIn(terminal.io.env)
      const threads = jobs > 1 ? { jobs, isJson, language, ...(site && { site }) } : undefined
      if (options.request === undefined) return exit(await decode(inputs, reporter, terminal, threads))
      const request = inputNamed(options.request, terminal.io)
      const source = await readSource(request)
      if ('locate' in source) {
        const responses = inputs.map((input) => ({ ...input, source }))
        return exit(await decode(responses, reporter, terminal, threads))
      }
      await terminal.complain(problemLine(request.name, source))
      exit(exitCodes.unreadableInput)
    })
  program
    .command('validate')
    .description('check error documents against JSON:API')
    .argument('[file...]', 'files; - or nothing for standard input')
    .addOption(new Option('--spec <version>', 'the version of JSON:API').choices(['1.0', '1.1']).default('1.1'))
    .option('--json', 'one JSON object per line')
    .addHelpText('after', help.VALIDATE)
    .action(async (files: string[], options: Output & { readonly spec: '1.0' | '1.1' }) => {
      const { validate } = await import('./validate.js')
      const { inputsOf } = await import('./inputs.js')
      exit(await validate(inputsOf(files, terminal.io), options.spec, await reporterFor(options, terminal), terminal))
    })
}

/** The options of `check-image`. */
interface CheckImageCommand extends Output {
  readonly sitemap?: readonly string[]
  readonly concurrency: number
  readonly timeout: number
  readonly resume?: string
}

function addCheckImageCommand(program: Command, { terminal, exit }: Run): void {
  const check = program.command('check-image')
  check
    .description('find the broken pictures: error images look like pictures, and come with the status 200')
    .argument('[url...]', 'URLs of pictures, files that list them, sitemaps; - or nothing for standard input')
    .option('--sitemap <url>', 'a sitemap, or an index of them, whose pictures are checked; may be repeated', added)
    .option('--concurrency <number>', 'how many pictures of one host at a time', numberFrom(1, 1000), 2)
    .option('--timeout <ms>', 'how long a response may take', numberFrom(1, 3_600_000), 60_000)
    .option('--resume <file>', 'what --json has written before: pictures in it are not checked again')
    .option('--json', 'one JSON object per line')
    .addHelpText('after', help.CHECK_IMAGE)
    .action(async (urls: string[], { sitemap: sitemaps = [], ...options }: CheckImageCommand) => {
      const isNothing = urls.length + sitemaps.length === 0
      if (isNothing && terminal.io.stdin.isTTY)
        check.error('check-image needs URLs, a file that lists them, or --sitemap')
      const names = isNothing ? ['-'] : urls
      const { checkPictures } = await import('./check-image.js')
      exit(await checkPictures({ ...options, names, sitemaps }, await reporterFor(options, terminal), terminal))
    })
}

/** Options that belong to one system, and are refused for the other. */
const OWN_OPTIONS = {
  reactor: ['delay', 'causes', 'state', 'fault', 'strict'],
  'image-serving': ['root', 'config', 'set'],
} as const

function addEmulateCommand(program: Command, { terminal, exit }: Run): void {
  const emulate = program.command('emulate')
  emulate
    .description('run an emulator of the API, or of Image Serving, which answers every code')
    .addArgument(new Argument('[system]', 'what to emulate').choices(Object.keys(OWN_OPTIONS)).default('reactor'))
    .option('--port <number>', 'the port to listen on; 0 picks one', numberFrom(0, 65_535), 0)
    .option('--host <address>', 'the address to listen on; others than this machine may reach it', '127.0.0.1')
    .option('--delay <ms>', 'reactor: how long builds and other work takes', numberFrom(0, 3_600_000))
    .option('--causes', 'reactor: only say how to get each code')
    .option('--state <file>', 'reactor: the file that keeps everything from one start to the next')
    .option('--fault <rule...>', "reactor: what goes wrong on purpose: 'GET /properties* 502 html 10%'")
    .option('--strict', 'reactor: refuse what the API overlooks')
    .option('--log', 'write each request (default: on a terminal)')
    .option('--root <folder>', 'image-serving: the folder of the pictures')
    .option('--config <file>', 'image-serving: catalogs and attributes')
    .option('--set <line...>', 'image-serving: attributes of the default catalog: ErrorDetail=2')
    .option('--json', 'one JSON object per line')
    .addHelpText('after', help.EMULATE)
    .action(
      async (system: keyof typeof OWN_OPTIONS, options: Output & EmulateReactorOptions & EmulateImagesOptions) => {
        const other = system === 'reactor' ? 'image-serving' : 'reactor'
        const foreign = OWN_OPTIONS[other].find((name) => emulate.getOptionValue(name) !== undefined)
        if (foreign !== undefined) emulate.error(`--${foreign} is an option of emulate ${other}, not of ${system}`)
        if (system === 'image-serving' && emulate.getOptionValue('root') === undefined)
          emulate.error('emulate image-serving needs --root <folder>, the folder of the pictures')
        const { emulateImages, emulateReactor } = await import('./emulate.js')
        const reporter = await reporterFor(options, terminal)
        exit(await (system === 'reactor' ? emulateReactor : emulateImages)(options, reporter, terminal))
      },
    )
}

function addCompletionCommand(program: Command, { terminal, exit }: Run): void {
  program
    .command('completion')
    .description('print what makes a shell complete commands, options and codes')
    .addArgument(new Argument('<shell>', 'the shell').choices(['bash', 'zsh', 'fish']))
    .addHelpText('after', help.COMPLETION)
    .action(async (shell: 'bash' | 'zsh' | 'fish') => {
      const { completionFor } = await import('./completion.js')
      await terminal.write(completionFor(shell, program))
      exit(exitCodes.nothingFailed)
    })
}

function addSiteCommand(program: Command, { terminal, exit }: Run): void {
  program
    .command('site')
    .description('say how to get the site: every code, the decoder and the guides as pages')
    .action(async () => {
      await terminal.write(help.siteFrom(readManifest().repository.url.replace('git+', '')))
      exit(exitCodes.nothingFailed)
    })
}

function withOutput(command: Command): Command {
  const lang = new Option('--lang <tag>', `the language (default: that of the environment): ${languageTags.join(', ')}`)
  return command.addOption(lang.argParser(readTag)).option('--json', 'one JSON object per line')
}

const added = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]

function readTag(text: string): string {
  const tag = languageTag(text)
  if (tag === undefined) throw new InvalidArgumentError(`Allowed choices are ${languageTags.join(', ')}.`)
  return tag
}

function numberFrom(least: number, most: number): (text: string) => number {
  return (text) => {
    if (/^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most) return Number(text)
    throw new InvalidArgumentError(`It has to be a number from ${least} to ${most}.`)
  }
}

/** What of the package's manifest is shown. */
interface Manifest {
  readonly version: string
  readonly repository: { readonly url: string }
}

function readManifest(): Manifest {
  // The package refers to itself by name, from the built file and from this one alike; the manifest is its own.
  return createRequire(import.meta.url)('reactor-errors/package.json') as Manifest
}
