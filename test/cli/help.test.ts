import { expect, test } from 'vitest'
import { valuesOf } from '../../src/cli/codes.js'
import { runCli } from './run-cli.js'

/** The help of a command, without what stands behind its options. */
async function helpFor(...args: readonly string[]): Promise<string> {
  const { code, stdout } = await runCli([...args, '--help'])
  expect(code).toBe(0)
  const [usage = '', options = ''] = stdout.split('\n\nOptions:\n')
  return `\n${usage}\n\nOptions:\n${options.split('\n\n')[0]?.trimEnd()}\n`
}

test('the program says which commands there are', async () => {
  expect(`\n${(await runCli(['--help'])).stdout}`).toMatchInlineSnapshot(`
    "
    Usage: reactor-errors [options] [command]

    Every error of Adobe’s Reactor API, explained.

    Options:
      -v, --version                   output the version number
      -h, --help                      display help for command

    Commands:
      explain [options] <code...>     say what codes mean, why they come, and what
                                      to do
      list [options]                  list the codes
      decode [options] [file...]      show what failed in responses of the API,
                                      where, why, and what to do
      validate [options] [file...]    check error documents against JSON:API
      check-image [options] [url...]  find the broken pictures: error images look
                                      like pictures, and come with the status 200
      emulate [options] [system]      run an emulator of the API, or of Image
                                      Serving, which answers every code
      completion <shell>              print what makes a shell complete commands,
                                      options and codes
      site                            say how to get the site: every code, the
                                      decoder and the guides as pages
      help [command]                  display help for command

      curl -sSi https://reactor.adobe.io/... | reactor-errors decode

    Exit codes:
      0  nothing failed
      1  errors found
      2  wrong use
      3  unreadable or not recognised input (whatever else was found, save for
         check-image: see its help)
    "
  `)
})

test('explain says what it takes', async () => {
  expect(await helpFor('explain')).toMatchInlineSnapshot(`
    "
    Usage: reactor-errors explain [options] <code...>

    say what codes mean, why they come, and what to do

    Arguments:
      code          codes of the Reactor API, its gateway or IMS; other spellings
                    and titles will do

    Options:
      --lang <tag>  the language (default: that of the environment): en, de, es, fr,
                    it, ja, ko, nl, pt-BR, sv, zh-Hans, zh-Hant
      --json        one JSON object per line
      -h, --help    display help for command
    "
  `)
})

test('list says what it takes', async () => {
  expect(await helpFor('list')).toMatchInlineSnapshot(`
    "
    Usage: reactor-errors list [options]

    list the codes

    Options:
      --category <name>  only codes about this
      --delivery <way>   only codes that come this way
      --retry <when>     only codes to be retried then
      --lang <tag>       the language (default: that of the environment): en, de,
                         es, fr, it, ja, ko, nl, pt-BR, sv, zh-Hans, zh-Hant
      --json             one JSON object per line
      -h, --help         display help for command
    "
  `)
})

test('decode says what it takes', async () => {
  expect(await helpFor('decode')).toMatchInlineSnapshot(`
    "
    Usage: reactor-errors decode [options] [file...]

    show what failed in responses of the API, where, why, and what to do

    Arguments:
      file              files; - or nothing for standard input

    Options:
      --request <file>  the JSON body of the request, to show the lines that errors
                        point at; - for standard input
      --jobs <number>   how many threads decode NDJSON (default: 1)
      --lang <tag>      the language (default: that of the environment): en, de, es,
                        fr, it, ja, ko, nl, pt-BR, sv, zh-Hans, zh-Hant
      --json            one JSON object per line
      -h, --help        display help for command
    "
  `)
})

test('validate says what it takes', async () => {
  expect(await helpFor('validate')).toMatchInlineSnapshot(`
    "
    Usage: reactor-errors validate [options] [file...]

    check error documents against JSON:API

    Arguments:
      file              files; - or nothing for standard input

    Options:
      --spec <version>  the version of JSON:API (choices: "1.0", "1.1", default:
                        "1.1")
      --json            one JSON object per line
      -h, --help        display help for command
    "
  `)
})

test('check-image says what it takes', async () => {
  expect(await helpFor('check-image')).toMatchInlineSnapshot(`
    "
    Usage: reactor-errors check-image [options] [url...]

    find the broken pictures: error images look like pictures, and come with the
    status 200

    Arguments:
      url                     URLs of pictures, files that list them, sitemaps; - or
                              nothing for standard input

    Options:
      --sitemap <url>         a sitemap, or an index of them, whose pictures are
                              checked; may be repeated
      --concurrency <number>  how many pictures of one host at a time (default: 2)
      --timeout <ms>          how long a response may take (default: 60000)
      --resume <file>         what --json has written before: pictures in it are not
                              checked again
      --json                  one JSON object per line
      -h, --help              display help for command
    "
  `)
})

test('emulate says what it takes', async () => {
  expect(await helpFor('emulate')).toMatchInlineSnapshot(`
    "
    Usage: reactor-errors emulate [options] [system]

    run an emulator of the API, or of Image Serving, which answers every code

    Arguments:
      system             what to emulate (choices: "reactor", "image-serving",
                         default: "reactor")

    Options:
      --port <number>    the port to listen on; 0 picks one (default: 0)
      --host <address>   the address to listen on; others than this machine may
                         reach it (default: "127.0.0.1")
      --delay <ms>       reactor: how long builds and other work takes
      --causes           reactor: only say how to get each code
      --state <file>     reactor: the file that keeps everything from one start to
                         the next
      --fault <rule...>  reactor: what goes wrong on purpose: 'GET /properties* 502
                         html 10%'
      --strict           reactor: refuse what the API overlooks
      --log              write each request (default: on a terminal)
      --root <folder>    image-serving: the folder of the pictures
      --config <file>    image-serving: catalogs and attributes
      --set <line...>    image-serving: attributes of the default catalog:
                         ErrorDetail=2
      --json             one JSON object per line
      -h, --help         display help for command
    "
  `)
})

test('completion says what it takes', async () => {
  expect(await helpFor('completion')).toMatchInlineSnapshot(`
    "
    Usage: reactor-errors completion [options] <shell>

    print what makes a shell complete commands, options and codes

    Arguments:
      shell       the shell (choices: "bash", "zsh", "fish")

    Options:
      -h, --help  display help for command
    "
  `)
})

test('site takes nothing', async () => {
  expect(await helpFor('site')).toMatchInlineSnapshot(`
    "
    Usage: reactor-errors site [options]

    say how to get the site: every code, the decoder and the guides as pages

    Options:
      -h, --help  display help for command
    "
  `)
})

test.each(['explain', 'list', 'decode', 'validate', 'check-image', 'emulate', 'completion'])(
  '%s says which exit codes it has, and which objects --json writes',
  async (name) => {
    const { stdout } = await runCli([name, '--help'])
    expect(stdout).toMatch(/\n\nExit codes: 0 [^,]+, /)
    expect(/With --json, each line is an object:\n {2}"kind": "/.test(stdout)).toBe(name !== 'completion')
  },
)

test('list says which values its filters take', async () => {
  const said = (await runCli(['list', '--help'])).stdout.replace(/\s+/g, ' ')
  expect(said).toContain(`Categories: ${valuesOf('category').join(', ')} Ways`)
  expect(said).toContain(`Ways: ${valuesOf('delivery').join(', ')} Times to retry: ${valuesOf('retry').join(', ')} `)
})
