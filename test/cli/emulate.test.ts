import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { run } from '../../src/cli/program.js'
import { causes } from '../../src/emulator/index.js'
import { runCli } from './run-cli.js'
import { ioOf, jsonLines } from './streams.js'

const headers = { 'x-api-key': 'key', authorization: 'Bearer token', 'x-gw-ims-org-id': 'A@AdobeOrg' }

/** A state of which nothing is looked at. */
const folder = mkdtempSync(join(tmpdir(), 'emulate-'))
const kept = join(folder, 'kept.json')
afterAll(() => rmSync(folder, { recursive: true }))

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
    // A parameter that nobody knows is overlooked, as by the API.
    expect((await fetch(`${url}/companies?a=1`, { headers })).status).toBe(200)
    expect(said.split('\n')).toContain('Try it:')
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
    expect(said).toMatch(/companies.*\b400\b/)
    expect(said).not.toContain('secret')
    expect(await readFile(state, 'utf8')).toContain('Emulated Company')
    await rm(folder, { recursive: true })
  },
)

test.each([[[]], [['--state', kept]]])('a fault that cannot be read is wrong use, with %j', async (more) => {
  const { code, stderr } = await runCli(['emulate', '--fault', 'not-fuond', ...more])
  expect([code, stderr]).toEqual([2, expect.stringMatching(/^reactor-errors: the emulator cannot start: .*not-fuond/)])
})

test.each<[how: string, tty: 'stdout'[], args: readonly string[], lines: number]>([
  ['on a terminal', ['stdout'], [], 1],
  ['elsewhere', [], [], 0],
  ['where that is asked for', [], ['--log'], 1],
])('requests are lines: %s', async (_how, tty, args, lines) => {
  const io = ioOf({ tty })
  const ended = run(['emulate', ...args], io)
  await expect.poll(() => io.stdout.text(), { interval: 5, timeout: 60_000 }).toContain('http:')
  await fetch(`${/http:[/\d.:]+\d/.exec(io.stdout.text())?.[0]}/companies`, { headers })
  process.emit('SIGTERM')
  await ended
  expect(io.stdout.text().match(/^GET \/companies 200$/gm) ?? []).toHaveLength(lines)
})

test.each([
  [['--delay', '0'], 'failed'],
  [[], 'pending'],
])('with %j a host that was just made is %s', async (args, status) => {
  await emulateWhile(args, async (said) => {
    const url = /http:[/\d.:]+\d/.exec(said)?.[0] ?? ''
    const send = async (path: string, type?: string, attributes?: object): Promise<Made> => {
      const body = type === undefined ? {} : { method: 'POST', body: JSON.stringify({ data: { type, attributes } }) }
      const sent = { ...headers, 'content-type': 'application/vnd.api+json' }
      return (await (await fetch(`${url}/${path}`, { ...body, headers: sent })).json()) as Made
    }
    const [company] = (await send('companies')).data as unknown as readonly Made['data'][]
    const property = { name: 'P', platform: 'web', domains: ['a.example'] }
    const { data: made } = await send(`companies/${company?.id}/properties`, 'properties', property)
    const server = { type_of: 'sftp', server: 'a.example', port: 22, username: 'u', encrypted_private_key: 'k' }
    const { data: host } = await send(`properties/${made.id}/hosts`, 'hosts', { name: 'H', ...server })
    const seen = async () => (await send(`hosts/${host.id}`)).data.attributes.status
    if (status === 'pending') expect(await seen()).toBe(status)
    else await expect.poll(seen).toBe(status)
  })
})

/** A resource, as far as it is looked at. */
interface Made {
  readonly data: { readonly id: string; readonly attributes: { readonly status: string } }
}

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
  for (const more of [[], ['--state', kept]]) {
    const { code, stdout, stderr } = await runCli(['emulate', '--port', port, ...more])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toBe(
      `reactor-errors: the emulator cannot start: another program listens on port ${port}; --port 0 picks one that is free\n`,
    )
  }
  expect(readdirSync(folder), 'no state is left behind').toEqual([])
  server.close()
})

test.each([
  ['EACCES', 'port 80 is not for everybody; those from 1024 up are'],
  ['EINVAL', 'listen EINVAL'],
])('a port that is refused by %s is wrong use, whatever else there is', async (code, why) => {
  const refused = Object.assign(new Error(`listen ${code}`), { code, syscall: 'listen' })
  const listen = vi.spyOn(Server.prototype, 'listen').mockImplementation(function (this: Server) {
    queueMicrotask(() => this.emit('error', refused))
    return this
  })
  for (const more of [[], ['--state', kept]])
    expect(await runCli(['emulate', '--port', '80', ...more])).toEqual({
      ...{ code: 2, stdout: '', stderr: `reactor-errors: the emulator cannot start: ${why}\n` },
    })
  listen.mockRestore()
})

test('a state that can no longer be written is told of at once, and when the emulator ends', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'emulate-'))
  const state = join(folder, 'state.json')
  const io = ioOf()
  const ended = run(['emulate', '--state', state], io)
  await expect.poll(() => io.stdout.text(), { interval: 5, timeout: 60_000 }).toContain('http:')
  await rm(folder, { recursive: true })
  await fetch(`${/http:[/\d.:]+\d/.exec(io.stdout.text())?.[0]}/companies`, { headers })
  const why = `reactor-errors: ${state}: there is no such folder to keep it in`
  await expect.poll(() => io.stderr.text()).toBe(`${why}; it is tried again with each change\n`)
  process.emit('SIGTERM')
  expect(await ended).toBe(3)
  expect(io.stderr.text()).toBe(`${why}; it is tried again with each change\n${why}\n`)
})

/** Longer than a name may be, so that nobody has to be asked for it (RFC 1035, section 2.3.4). */
const nowhere = 'x'.repeat(300)

test.each([
  [['--host', '192.0.2.1'], 2, 'the emulator cannot start: 192.0.2.1 is no address of this machine'],
  [['--host', nowhere, '--state', kept], 2, `the emulator cannot start: ${nowhere} is no address of this machine`],
  [['--state', '.'], 3, '.: is a directory, not a file'],
  [['--state', 'nowhere/state.json'], 3, 'nowhere/state.json: there is no such folder to keep it in'],
])('%j ends with %i, and says why', async (args, code, why) => {
  expect(await runCli(['emulate', ...args])).toEqual({ code, stdout: '', stderr: `reactor-errors: ${why}\n` })
})

test.each([
  ['{"data": [}', 'is no JSON from line 1, column 11, on.'],
  ['{"data": {}}', 'holds no state: A state is a JSON:API document whose data is a list of resources.'],
  ['{"data": [{"type": "rulez"}]}', 'holds no state: The state is wrong at /data/0/type: it is no type of resource.'],
])('a state file that holds %j cannot be read', async (text, why) => {
  const state = join(folder, 'broken.json')
  await writeFile(state, text)
  const stderr = `reactor-errors: ${state}: ${why}\n`
  expect(await runCli(['emulate', '--state', state])).toEqual({ code: 3, stdout: '', stderr })
  await rm(state)
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
