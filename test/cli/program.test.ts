import { readFileSync } from 'node:fs'
import { Writable } from 'node:stream'
import { describe, expect, test, vi } from 'vitest'
import { main, run } from '../../src/cli/program.js'
import type { OutputStream } from '../../src/cli/terminal.js'
import { runCli } from './run-cli.js'
import { ioOf, jsonLines } from './streams.js'

describe('the program', () => {
  test('runs on the process that it is loaded into', async () => {
    const host = { ...ioOf(), argv: ['node', 'cli.js', 'explain', 'not-fuond', 'not-found'], exitCode: undefined }
    await main(host, null)
    expect(host.stdout.text()).toMatch(/^not-found · /)
    expect(host.exitCode).toBe(2)
  })

  test('does not run in a thread that loads it', async () => {
    const host = { ...ioOf(), argv: ['node', 'cli.js', 'list'], exitCode: undefined }
    for (const data of [{}, undefined]) await main(host, data)
    expect([host.stdout.text(), host.exitCode]).toEqual(['', undefined])
    // This test runs in a thread.
    const written = vi.spyOn(process.stdout, 'write')
    await import('../../src/cli/main.js')
    expect(written).not.toHaveBeenCalled()
    written.mockRestore()
  })
})

describe('the arguments', () => {
  test('choose the command', async () => {
    expect((await runCli(['explain', 'not-found'])).stdout).toMatch(/^not-found · Record Not Found\n/)
    expect((await runCli(['list', '--retry', 'never', '--json'])).stdout).toContain('"code":"host-type-error"')
    expect((await runCli(['decode'], { stdin: '{"errors":[{}]}' })).code).toBe(1)
    expect((await runCli(['validate'], { stdin: '{"errors":[{}]}' })).code).toBe(1)
  })

  test('tell scripts what they asked for', async () => {
    const { stdout } = await runCli(['decode', '--json', '-'], { stdin: '{"data":[]}' })
    expect(jsonLines(stdout)).toMatchObject([{ kind: 'summary', responses: 1 }])
  })

  test('may name the request', async () => {
    const args = ['decode', 'examples/02-three-errors.http', '--request', 'examples/02-three-errors.request.json']
    expect((await runCli(args)).stdout).toContain('^^^^^^^^^^^ not-unique, read-only')
    expect(await runCli(['decode', '--request', 'missing.json', 'examples/01-not-found.json'])).toEqual({
      code: 3,
      stdout: '',
      stderr: 'reactor-errors: missing.json: there is no such file\n',
    })
  })

  test('may name standard input as the request', async () => {
    const stdin = readFileSync('examples/02-three-errors.request.json', 'utf8')
    const { code, stdout } = await runCli(['decode', '--request', '-', 'examples/02-three-errors.http'], { stdin })
    expect(code).toBe(1)
    expect(stdout).toContain('<stdin>')
    expect(stdout).toContain('^^^^^^^^^^^ not-unique, read-only')
    const broken = await runCli(['decode', '--request', '-', 'examples/02-three-errors.http'], { stdin: '{"data":}' })
    expect([broken.code, broken.stderr]).toEqual([3, expect.stringMatching(/^reactor-errors: <stdin>:1:9: /)])
  })

  test.each([[[]], [['-']], [['examples/02-three-errors.http', '-']]])(
    'may not name it as the request and as a response: %j',
    async (files) => {
      const told = 'standard input cannot be both the request and a response: name a file for one of them'
      expect(await runCli(['decode', '--request', '-', ...files], { stdin: '{}' })).toEqual({
        ...{ code: 2, stdout: '', stderr: `reactor-errors: ${told}\n` },
      })
    },
  )

  test.each([
    [[]],
    [['decode', '--nonsense']],
    [['explain']],
    [['list', '--category', 'fruit']],
    [['explode-', '--help']],
    [['help', 'explode']],
  ])('that make no sense are wrong use: %j', async (args) => {
    const { code, stdout, stderr } = await runCli(args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).not.toBe('')
  })

  test('ask for help on lines that fit', async () => {
    for (const columns of [60, 100]) {
      const { code, stdout } = await runCli(['--help'], { tty: ['stdout'], columns })
      expect(code).toBe(0)
      const lengths = stdout.split('\n').map((line) => line.length)
      expect(Math.max(...lengths)).toBeLessThanOrEqual(columns)
      expect(Math.max(...lengths)).toBeGreaterThan(columns - 15)
    }
  })
})

test('help that nobody asked for fits the terminal that it goes to', async () => {
  for (const columns of [50, 100]) {
    const { code, stderr } = await runCli([], { tty: ['stderr'], columns })
    const lengths = stderr.split('\n').map((line) => line.length)
    expect([code, Math.max(...lengths) <= columns, Math.max(...lengths) > columns - 15]).toEqual([2, true, true])
  }
})

test('what validate finds is wrapped where a person looks at it, and whole elsewhere', async () => {
  const setting = { stdin: '{"errors":[{}]}', columns: 40, env: { NO_COLOR: '1' } }
  expect((await runCli(['validate'], setting)).stdout).toMatch(/^<stdin>:1:12 {2}error {4}error-not-empty {2}Found/)
  expect((await runCli(['validate'], { ...setting, tty: ['stdout'] })).stdout).toMatch(
    /^<stdin>:1:12 {2}error {2}error-not-empty\n {4}Found/,
  )
})

test('site says how to get the site, since the package does not hold it', async () => {
  const { code, stdout, stderr } = await runCli(['site'])
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/git clone https:\/\/\S+\.git /)
  expect(stdout).toContain('npm run site')
})

test('explain names the page of a code where somebody says where the site stands', async () => {
  const env = { REACTOR_ERRORS_SITE: 'https://example.com/errors' }
  const page = async (code: string, env: Record<string, string>): Promise<string | undefined> =>
    /https:\S+/.exec((await runCli(['explain', code, '--lang', 'ko'], { env })).stdout)?.[0]
  expect(await page('not-found', env)).toBe('https://example.com/errors/ko/not-found/')
  expect(await page('not-found', {})).toBeUndefined()
  expect(await page('not-found', { REACTOR_ERRORS_SITE: '' })).toBeUndefined()
  expect(await page('invalid-colour', env)).toBeUndefined()
})

test('an address of the site may end in any number of slashes', async () => {
  for (const end of ['', '/', '///']) {
    const env = { REACTOR_ERRORS_SITE: `https://example.com/errors${end}` }
    expect((await runCli(['explain', 'not-found'], { env })).stdout).toContain(
      ' https://example.com/errors/en/not-found/\n',
    )
  }
})

test('decode names the page of each code it explains, once, where somebody says where the site stands', async () => {
  const env = { REACTOR_ERRORS_SITE: 'https://example.com/errors/' }
  const page = 'https://example.com/errors/de/not-found/'
  const body = '{"errors":[{"code":"not-found"}]}'
  const args = ['decode', '--lang', 'de']
  const pages = (text: string): readonly string[] => text.match(/https:\/\/example[^\s"]+/g) ?? []
  expect(pages((await runCli(args, { env, stdin: `${body}\n${body}` })).stdout)).toEqual([page])
  expect(pages((await runCli(args, { env: {}, stdin: body })).stdout)).toEqual([])
  // Neither a code that is made of an attribute's name nor one that nobody knows has a page.
  for (const code of ['invalid-colour', 'out-of-stock'])
    expect(pages((await runCli(args, { env, stdin: body.replace('not-found', code) })).stdout)).toEqual([])
  const [failure] = jsonLines((await runCli([...args, '--json'], { env, stdin: body })).stdout)
  expect(failure).toMatchObject({ explanations: [{ code: 'not-found', page }] })
  expect(jsonLines((await runCli(['explain', 'not-found', '--json', '--lang', 'de'], { env })).stdout)).toMatchObject([
    { code: 'not-found', page },
  ])
})

test('decode and validate take a paste where nothing is named and a person sits at the terminal', async () => {
  const stdin = ['{"errors":[{"code":"not-found"}]}\u0004']
  const decoded = await runCli(['decode'], { stdin, tty: ['stdin'] })
  expect([decoded.code, decoded.stderr]).toEqual([1, expect.stringMatching(/^Paste a response, then press Ctrl-D/)])
  expect(decoded.stdout).toMatch(/^✖ not-found /)
  expect(await runCli(['validate'], { stdin, tty: ['stdin'] })).toMatchObject({ code: 0 })
  const nothing = await runCli(['decode'], { stdin: '\u0004', tty: ['stdin'] })
  expect([nothing.code, nothing.stderr]).toEqual([3, expect.stringContaining('reactor-errors: <paste>: is empty')])
})

test('complaints begin alike, whoever makes them, and fit the terminal', async () => {
  const said = async (...args: readonly string[]) =>
    (await runCli(args, { tty: ['stderr'], columns: 40, env: { NO_COLOR: '1' } })).stderr
  for (const args of [
    ['explode'],
    ['decod'],
    ['decode', '--jsno'],
    ['explain'],
    ['explain', 'not-fuond'],
    ['explain', 'x', '--lang', 'tlh'],
    ['list', '--retry', 'often'],
    ['decode', 'no-such-file'],
    ['validate', 'no-such-file'],
    ['emulate', '--port', 'many'],
    ['emulate', 'reactor', '--root', 'x'],
    ['emulate', 'image-serving'],
    ['completion', 'tcsh'],
  ]) {
    const text = await said(...args)
    expect(text, args.join(' ')).toMatch(/^reactor-errors: \S/)
    for (const line of text.split('\n')) expect(line.length, text).toBeLessThanOrEqual(40)
  }
})

test('output that cannot be written is told, with the exit code of what cannot be read', async () => {
  const io = ioOf({ stdin: '{"data":[]}' })
  const done = run(['decode'], io)
  io.stdout.emit('error', Object.assign(new Error('no space left'), { code: 'ENOSPC' }))
  expect(await done).toBe(3)
  expect(io.stderr.text()).toContain('the output could not be written (ENOSPC)')
})

test.each([['list'], ['explain', 'not-found'], ['completion', 'bash'], ['site'], ['--help'], ['--version']])(
  'a device that is full is told of, however late it says so: %s',
  async (...args) => {
    const full: OutputStream = new Writable({
      write: (_chunk, _encoding, done) => setImmediate(done, Object.assign(new Error('full'), { code: 'ENOSPC' })),
    })
    const io = ioOf()
    expect(await run(args, { ...io, stdout: full })).toBe(3)
    expect(io.stderr.text()).toBe('reactor-errors: the output could not be written (ENOSPC)\n')
  },
)

test.each([
  [['explode', '--help'], 'explode'],
  [['help', 'explode'], 'explode'],
  [['', '-h'], ''],
])('help for a command that does not exist is wrong use: %j', async (args, name) => {
  const io = ioOf()
  expect([await run(args, io), io.stdout.text()]).toEqual([2, ''])
  expect(io.stderr.text()).toContain(`reactor-errors: unknown command '${name}'\n`)
})

test.each([
  ['', "'': there is no such file"],
  ['no\nsuch\u001b[31m', 'no such␛[31m: there is no such file'],
])('whatever a file is called, what is wrong with it stands on one line: %j', async (name, said) => {
  expect(await runCli(['decode', name])).toEqual({ code: 3, stdout: '', stderr: `reactor-errors: ${said}\n` })
})

test.each([['help'], ['help', 'help'], ['help', 'decode'], ['decode', '--help']])(
  '%s %s is no mistake',
  async (...args) => {
    const io = ioOf()
    expect([await run(args.filter(Boolean), io), io.stderr.text()]).toEqual([0, ''])
    expect(io.stdout.text()).toContain('Usage: reactor-errors')
  },
)

test('what goes wrong in a command is not taken for a mistake in its arguments', async () => {
  const io = ioOf()
  io.stdout.write = () => {
    throw new Error('nowhere to write')
  }
  await expect(run(['list'], io)).rejects.toThrow('nowhere to write')
})

test.each([
  [['decode', '--jobs', '0'], 1, 64],
  [['decode', '--jobs', '65'], 1, 64],
  [['decode', '--jobs', 'x1'], 1, 64],
  [['decode', '--jobs', '1x'], 1, 64],
  [['check-image', '--concurrency', '1001'], 1, 1000],
  [['check-image', '--timeout', '3600001'], 1, 3_600_000],
  [['emulate', '--port', '65536'], 0, 65_535],
  [['emulate', '--delay', '3600001'], 0, 3_600_000],
])('a number that is none, or none of those that there are, is wrong use: %j', async (args, least, most) => {
  const { code, stdout, stderr } = await runCli(args)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain(`It has to be a number from ${least} to ${most}.`)
})

test('a number may be the least or the most that there is', async () => {
  for (const jobs of ['1', '64'])
    expect((await runCli(['decode', '--jobs', jobs], { stdin: '{"data":[]}' })).code).toBe(0)
})

test('mistakes are told in full', async () => {
  const said = async (...args: readonly string[]) => (await runCli(args)).stderr
  expect(await said('list', '--retry', 'often')).toBe(
    "reactor-errors: --retry takes no 'often'. Allowed choices are after-fix, after-sign-in, later, never.\n",
  )
  expect(await said('explain', 'x', '--lang', 'tlh')).toMatch(
    /is invalid\. Allowed choices are en, de, .*, zh-Hant\.\n$/,
  )
  expect(await said('check-image', '--sitemap')).toContain("option '--sitemap <url>' argument missing")
  expect(await said('emulate', 'image-serving')).toBe(
    'reactor-errors: emulate image-serving needs --root <folder>, the folder of the pictures\n',
  )
  expect(await said('help', 'error: x')).toContain("unknown command 'error: x'")
})
