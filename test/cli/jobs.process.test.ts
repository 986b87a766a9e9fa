import { describe, expect, test } from 'vitest'
import { runCli } from './run-cli.js'

const failed = '{"errors":[{"code":"not-found","title":"Record Not Found"}]}'
const sound = `{"data":{"type":"rules","id":"RL1","attributes":{"name":"${'x'.repeat(1000)}"}}}`

/** A megabyte and a half of log, so that there are several blocks. */
const log = (...lines: readonly string[]): string =>
  [
    failed,
    ...Array.from({ length: 600 }, () => sound),
    ...lines,
    ...Array.from({ length: 600 }, () => sound),
    failed,
  ].join('\n')

describe('several threads write what one does', () => {
  test.each([
    ['NDJSON', log(failed)],
    ['NDJSON with broken lines', log('{"errors":', '{"errors":[{"code":"a"}]}', 'oops')],
    ['NDJSON with a document of several lines', log('{', '  "errors": [', '    {"code":"a"}', '  ]', '}')],
    [
      'a list that goes over blocks',
      log('[', ...Array.from({ length: 900 }, () => `${sound},`), '{"errors":[{"code":"a"}]}]'),
    ],
    ['what curl prints behind NDJSON', log('HTTP/1.1 404 Not Found', '')],
    ['a document', JSON.stringify(JSON.parse(`[${log().replaceAll('\n', ',')}]`), null, 2)],
    ['a HAR file', JSON.stringify({ log: { entries: [{ response: { status: 500, content: { text: log() } } }] } })],
    ['text', 'x\n'.repeat(530_000)],
    ['lines of a log', '{"level":30,"msg":"listening"}\n'.repeat(38_000)],
    ['little', failed],
    ['nothing', ''],
  ])('of %s', async (_name, stdin) => {
    for (const flags of [['--json'], []]) {
      const one = await runCli(['decode', ...flags], { stdin })
      // No thread can load these sources: each block is decoded by whoever asked for it.
      expect(await runCli(['decode', '--jobs', '2', ...flags], { stdin })).toEqual(one)
    }
  })

  test('with the pages of codes', async () => {
    const env = { REACTOR_ERRORS_SITE: 'https://example.com/errors' }
    const { stdout } = await runCli(['decode', '--json', '--jobs', '2'], { stdin: log(failed), env })
    expect(stdout).toContain('"page":"https://example.com/errors/en/not-found/"')
    expect(stdout).toBe((await runCli(['decode', '--json'], { stdin: log(failed), env })).stdout)
  })

  test('beside the request that the response answers', async () => {
    const stdin = log('{"errors":[{"code":"not-unique","source":{"pointer":"/data/attributes/name"}}]}')
    const args = ['decode', '--request', 'examples/02-three-errors.request.json']
    const { stdout } = await runCli([...args, '--jobs', '2'], { stdin })
    expect(stdout).toContain('^^^^^^^^^^^ not-unique')
    expect(stdout).toBe((await runCli(args, { stdin })).stdout)
  })

  test.each(['0', '65', 'many'])('and there have to be some: %s', async (jobs) => {
    expect(await runCli(['decode', '--jobs', jobs])).toMatchObject({ code: 2 })
  })
})
