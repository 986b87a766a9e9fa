import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from '../../src/cli/program.js'
import { runCli } from './run-cli.js'
import { ioOf, jsonLines } from './streams.js'

const root = mkdtempSync(join(tmpdir(), 'pictures-'))
const config = join(root, 'catalogs.ini')
beforeAll(async () => {
  await sharp({ create: { width: 9, height: 6, channels: 3, background: '#ff0000' } }).toFile(join(root, 'red.png'))
  writeFileSync(config, 'ErrorDetail=2\n[shoes]\nErrorImage=size=20,10\n')
})
afterAll(() => rmSync(root, { recursive: true }))

/** Runs the command in this process until it has said something, lets `use` have that, and interrupts it. */
async function emulateWhile(args: readonly string[], use: (said: string) => Promise<void>): Promise<number> {
  const io = ioOf()
  const ended = run(['emulate', 'image-serving', ...args], io)
  await expect.poll(() => io.stdout.text(), { interval: 5, timeout: 60_000 }).toContain('\n')
  await use(io.stdout.text())
  process.emit('SIGTERM')
  return ended
}

test('the address is printed, and answers over the folder until the command is interrupted', async () => {
  let url = ''
  const code = await emulateWhile(['--port', '0', '--root', root], async (said) => {
    url = /^Image Serving and Image Rendering are emulated at (http:\/\/127\.0\.0\.1:\d+)\n/.exec(said)?.[1] ?? ''
    expect((await fetch(`${url}/is/image/red`)).status).toBe(200)
    expect(await (await fetch(`${url}/is/image/none`)).text()).toBe('Image Not Found')
    // The lines that are printed can be pasted into a shell, and work.
    const curls = said.split('\n').filter((line) => line.startsWith('  curl '))
    const statuses = curls.map(async (line) => (await fetch(/http:[^']+/.exec(line)?.[0] ?? '')).status)
    expect(await Promise.all(statuses)).toEqual([200, 403, 403])
  })
  expect(code).toBe(0)
  await expect(fetch(`${url}/is/image/red`)).rejects.toThrow()
})

test('with --log each request is a line', async () => {
  const io = ioOf()
  const ended = run(['emulate', 'image-serving', '--root', root, '--log'], io)
  await expect.poll(() => io.stdout.text(), { interval: 5 }).toContain('http:')
  await (await fetch(`${/http:[/\d.:]+\d/.exec(io.stdout.text())?.[0]}/is/image/none?wid=2`)).text()
  process.emit('SIGTERM')
  expect(await ended).toBe(0)
  expect(io.stdout.text()).toContain('GET /is/image/none?wid=2 403 image-not-found\n')
})

test('attributes come from a file, and from the command line before that', async () => {
  await emulateWhile(
    ['--json', '--root', root, '--config', config, '--set', 'ErrorDetail=0', 'MaxPix=5,5'],
    async (said) => {
      const [{ url }] = jsonLines(said) as [{ url: string }]
      expect(await (await fetch(`${url}/is/image/red`)).text()).toBe('Image Too Large')
      expect((await fetch(`${url}/is/image/shoes/none`)).headers.get('content-type')).toMatch(/^text\/plain/)
    },
  )
})

test.each([
  [['--root', join(root, 'none')], 3, /none: there is no such file/],
  [['--root', config], 3, /catalogs.ini: is a file, not a directory/],
  [['--root', root, '--config', root], 3, /pictures-\w+: is a directory, not a file/],
  [['--root', root, '--set', 'nothing'], 2, /cannot start: The line that is set/],
  [['--root', root, '--set', 'ErrorDetail=9'], 2, /cannot start: The configuration is wrong: attribute::ErrorDetail/],
  [['--port', 'many'], 2, /--port/],
  [[], 2, /needs --root <folder>/],
  [['--root', root, '--causes'], 2, /--causes is an option of emulate reactor/],
] as const)('%j ends with %j', async (args, code, message) => {
  const ended = await runCli(['emulate', 'image-serving', ...args])
  expect([ended.code, ended.stdout]).toEqual([code, ''])
  expect(ended.stderr).toMatch(message)
})
