import { expect, test } from 'vitest'
import { inputsOf } from '../../src/cli/inputs.js'
import { bytesOf, collect, ioOf } from './streams.js'

test('a paste is interrupted by Ctrl-C, which ends this process, and the terminal is as it was', async () => {
  const signals: unknown[] = []
  process.once('SIGINT', (signal) => signals.push(signal))
  const io = ioOf({ stdin: ['1\u00032'], tty: ['stdin', 'stderr'] })
  const modes: boolean[] = []
  const stdin = Object.assign(io.stdin, { setRawMode: (isRaw: boolean) => modes.push(isRaw) })
  const [input] = inputsOf([], { stdin, stderr: io.stderr })
  expect(Buffer.concat(await collect(input?.open() ?? bytesOf())).toString()).toBe('1')
  expect(modes).toEqual([true, false])
  await expect.poll(() => signals).toEqual(['SIGINT'])
})
