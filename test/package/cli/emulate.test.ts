import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'
import { program } from './installed-cli.js'

test('a process that emulates ends with 0 when it is interrupted', async () => {
  const child = spawn(process.execPath, [program, 'emulate'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const said = await new Promise<string>((resolve) => child.stdout.once('data', (text) => resolve(String(text))))
  const url = /http:\S+/.exec(said)?.[0]
  expect((await fetch(`${url}/emulator/causes`)).status).toBe(200)
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve([code, signal])))
  child.kill('SIGINT')
  expect(await ended).toEqual([0, null])
})
