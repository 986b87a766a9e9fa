import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '../../src/cli/program.js'
import { causes } from '../../src/emulator/index.js'
import { runCli } from './run-cli.js'
import { ioOf, jsonLines } from './streams.js'

const headers = { 'x-api-key': 'key', authorization: 'Bearer token', 'x-gw-ims-org-id': 'A@AdobeOrg' }

/** Runs the command in this process until it has said something, lets `use` have that, and interrupts it. */
async function emulateWhile(args: readonly string[], use: (said: string) => Promise<void>): Promise<number> {
  const io = ioOf()
  const ended = run(['emulate', ...args], io)
  await expect.poll(() => io.stdout.text(), { interval: 5, timeout: 60_000 }).toContain('\n')
  await use(io.stdout.text())
  process.emit('SIGTERM')
  return ended
}

/** Does what a line of curl does: this machine may have none. */
function curl(line: string): Promise<Response> {
  const sent = [...line.matchAll(/-H '([^:]+): ([^']+)'/g)].map(([, name = '', value = '']): [string, string] => [
    name,
    value,
  ])
  return fetch(/http:\S+/.exec(line)?.[0] ?? '', { headers: sent })
}

test('the address is printed, and answers until the command is interrupted', async () => {
  let url = ''
  const code = await emulateWhile(['--port', '0', '--delay', '0'], async (said) => {
    url = /^The Reactor API is emulated at (http:\/\/127\.0\.0\.1:\d+)\n/.exec(said)?.[1] ?? ''
    expect((await fetch(`${url}/companies`, { headers })).status).toBe(200)
    // What is printed can be pasted into a shell, and works.
    const curls = said.split('\n').filter((line) => line.startsWith('  curl '))
    expect(curls).toHaveLength(2)
    for (const line of curls) expect((await curl(line)).status, line).toBe(200)
  })
  expect(code).toBe(0)
  await expect(fetch(`${url}/companies`, { headers })).rejects.toThrow()
  expect([process.listenerCount('SIGTERM'), process.listenerCount('SIGINT')]).toEqual(before)
})

const before = [process.listenerCount('SIGTERM'), process.listenerCount('SIGINT')]

test('with --json the address is an object', async () => {
  await emulateWhile(['--json'], async (said) => {
    expect(jsonLines(said)).toEqual([{ kind: 'emulator', url: expect.stringMatching(/^http:/) }])
  })
})

test.each([[], ['--json']])(
  'with --log %j each request is a line, faults come, and the state is kept',
  async (...more) => {
    const folder = await mkdtemp(join(tmpdir(), 'emulate-'))
    const state = join(folder, 'state.json')
    const io = ioOf()
    const args = ['emulate', '--log', '--strict', '--state', state, '--fault', 'GET /profile 502 html', ...more]
    const ended = run(args, io)
    await expect.poll(() => io.stdout.text(), { interval: 5, timeout: 60_000 }).toContain('http:')
    const url = /http:[/\d.:]+\d/.exec(io.stdout.text())?.[0] ?? ''
    for (const path of ['/companies?a=secret', '/profile', '/rules/RL1']) await fetch(url + path, { headers })
    process.emit('SIGTERM')
    expect(await ended).toBe(0)
    const said = io.stdout.text()
    expect(said).toContain(more.length > 0 ? '"path":"/profile","status":502,"codes":["502"]' : 'GET /profile 502 502')
    expect(said).toContain('not-found')
    expect(said).not.toContain('secret')
    expect(await readFile(state, 'utf8')).toContain('Emulated Company')
    await rm(folder, { recursive: true })
  },
)

test('a fault that cannot be read is wrong use', async () => {
  const { code, stderr } = await runCli(['emulate', '--fault', 'not-fuond'])
  expect([code, stderr]).toEqual([2, expect.stringContaining('not-fuond')])
})

test('--causes says how to get each code', async () => {
  const { code, stdout } = await runCli(['emulate', '--causes'])
  expect(code).toBe(0)
  for (const name of Object.keys(causes)) expect(stdout.split('\n')).toContain(name)
  expect(stdout).toMatch(/deferred {3}Build a library with custom code that has a syntax error\./)
  const lines = jsonLines((await runCli(['emulate', '--causes', '--json'])).stdout)
  expect(lines).toEqual(Object.entries(causes).map(([name, cause]) => ({ kind: 'cause', code: name, ...cause })))
})

test('a port that is taken is wrong use', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? String(address?.port) : ''
  const { code, stdout, stderr } = await runCli(['emulate', '--port', port])
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toBe(
    `reactor-errors: the emulator cannot start: another program listens on port ${port}; --port 0 picks one that is free\n`,
  )
  server.close()
})

test('a state that can no longer be written is told of when the emulator ends', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'emulate-'))
  const state = join(folder, 'state.json')
  const io = ioOf()
  const ended = run(['emulate', '--state', state], io)
  await expect.poll(() => io.stdout.text(), { interval: 5, timeout: 60_000 }).toContain('http:')
  await rm(folder, { recursive: true })
  await fetch(`${/http:[/\d.:]+\d/.exec(io.stdout.text())?.[0]}/companies`, { headers })
  process.emit('SIGTERM')
  expect(await ended).toBe(3)
  expect(io.stderr.text()).toBe(`reactor-errors: ${state}: there is no such folder to keep it in\n`)
})

test.each([
  [['--host', '192.0.2.1'], 2, 'the emulator cannot start: 192.0.2.1 is no address of this machine'],
  [['--state', '.'], 3, '.: is a directory, not a file'],
  [['--state', 'nowhere/state.json'], 3, 'nowhere/state.json: there is no such folder to keep it in'],
])('%j ends with %i, and says why', async (args, code, why) => {
  expect(await runCli(['emulate', ...args])).toEqual({ code, stdout: '', stderr: `reactor-errors: ${why}\n` })
})

test('options of the other system are refused', async () => {
  for (const [name, value] of [
    ['--root', '.'],
    ['--config', 'x'],
    ['--set', 'a=b'],
  ]) {
    const { code, stderr } = await runCli(['emulate', 'reactor', String(name), String(value)])
    expect([code, stderr]).toEqual([
      2,
      `reactor-errors: ${name} is an option of emulate image-serving, not of reactor\n`,
    ])
  }
})

test.each([['--port', '65536'], ['--port', 'many'], ['--delay', '-1'], ['--speed', '2'], ['image'], ['--host']])(
  '%s %s is wrong use',
  async (...args) => {
    const { code, stdout, stderr } = await runCli(['emulate', ...args])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).not.toBe('')
  },
)
