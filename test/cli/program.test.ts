import { describe, expect, test } from 'vitest'
import { run } from '../../src/cli/program.js'
import { runCli } from './run-cli.js'
import { ioOf, jsonLines } from './streams.js'

describe('the arguments', () => {
  test('choose the command', async () => {
    expect((await runCli(['explain', 'not-found'])).stdout).toMatch(/^not-found · Record Not Found\n/)
    expect((await runCli(['list', '--retry', 'never', '--json'])).stdout).toContain('"code":"host-type-error"')
    expect((await runCli(['decode'], { stdin: '{"errors":[{}]}' })).code).toBe(1)
    expect((await runCli(['validate'], { stdin: '{"errors":[{}]}' })).code).toBe(1)
  })

  test('tell scripts what they asked for', async () => {
    const { stdout } = await runCli(['decode', '--json', '-'], { stdin: '{"data":[]}' })
    expect(jsonLines(stdout)).toMatchObject([{ kind: 'summary', answers: 1 }])
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

  test.each([[[]], [['decode', '--nonsense']], [['explain']], [['list', '--category', 'fruit']]])(
    'that make no sense are wrong use: %j',
    async (args) => {
      const { code, stdout, stderr } = await runCli(args)
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr).not.toBe('')
    },
  )

  test('ask for help on lines that fit', async () => {
    for (const columns of [60, 100]) {
      const { code, stdout } = await runCli(['--help'], { tty: ['stdout'], columns })
      expect(code).toBe(0)
      expect(stdout).toContain('decode')
    }
  })
})

test.each(['decode', 'validate'])(
  '%s says what to do where nothing is named and a person sits at the terminal',
  async (command) => {
    const { code, stdout, stderr } = await runCli([command], { tty: ['stdin'] })
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toBe(
      'reactor-errors: nothing to read; name a file, or pipe an answer in: curl -sSi … | reactor-errors decode\n',
    )
  },
)

test('output that cannot be written is told, with the exit code of what cannot be read', async () => {
  const io = ioOf({ stdin: '{"data":[]}' })
  const done = run(['decode'], io)
  io.stdout.emit('error', Object.assign(new Error('no space left'), { code: 'ENOSPC' }))
  expect(await done).toBe(3)
  expect(io.stderr.text()).toContain('the output could not be written (ENOSPC)')
})

test('what goes wrong in a command is not taken for a mistake in its arguments', async () => {
  const io = ioOf()
  io.stdout.write = () => {
    throw new Error('nowhere to write')
  }
  await expect(run(['list'], io)).rejects.toThrow('nowhere to write')
})
