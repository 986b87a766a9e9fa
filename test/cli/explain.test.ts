import { describe, expect, test } from 'vitest'
import { explainCodes } from '../../src/cli/codes.js'
import { createTerminal } from '../../src/cli/terminal.js'
import { explain } from '../../src/explain/index.js'
import { reactor } from '../../src/reactor/index.js'
import { ioOf, jsonLines, type Setting } from './streams.js'

async function run(codes: readonly string[], { json = false, ...setting }: Setting & { json?: boolean } = {}) {
  const io = ioOf(setting)
  const code = await explainCodes(codes, { json }, createTerminal(io))
  return { code, stdout: io.stdout.text(), stderr: io.stderr.text() }
}

describe('a code is explained', () => {
  test('with everything that is known of it, and a mark on what Adobe does not document', async () => {
    const { code, stdout, stderr } = await run(['not-found'])
    expect([code, stderr]).toEqual([0, ''])
    expect(`\n${stdout}`).toMatchInlineSnapshot(`
      "
      not-found · Record Not Found
          why        There is no record under the id that was asked for.
                   ~ Usually the id is mistyped, or belongs to another type of
                     resource or another organization.
          to do      Check the id of the resource that the request is about. Where GET
                     /companies gives this error, the organization in the
                     x-gw-ims-org-id header has no companies.
          again      Once that is done.
          status     404
          comes      with the answer to the request
          about    ~ not-found
          pointer    /data
          from       the Reactor API

      ~ our own reading: Adobe does not document it
      "
    `)
  })

  test('whoever sends it', async () => {
    const { stdout } = await run(['403025', 'invalid_token', 'sftp-exception', 'invalid-settings-syntax'])
    expect(stdout).toContain('the gateway in front of the Reactor API, as error_code')
    expect(stdout).toContain('Adobe’s identity service (IMS), as error')
    expect(stdout).toContain('later, in the status details of a resource')
    expect(stdout).toMatch(/pointer\s+~ \/data\/attributes\/settings/)
    expect(stdout).toMatch(/concerns\s+~ hosts, builds/)
  })

  test('of servers of images, which send none, is known for ours', async () => {
    const { code, stdout } = await run(['image-not-found', 'media-set-nesting', 'selection-failed'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/from +~ nobody: our name for an error of Image Serving and Image/)
    expect(stdout).toContain('our name for an error of Image Serving, which')
    expect(stdout).toContain('our name for an error of Image Rendering,')
  })

  test('by its form if it is of a known one, with the codes that may have been meant', async () => {
    const { code, stdout } = await run(['invalid-extnsion'])
    expect(code).toBe(0)
    expect(stdout).toContain('the catalog does not know this code')
    expect(stdout).toMatch(/near\s+invalid-extension/)
  })

  test('for scripts as a line of JSON', async () => {
    const { stdout } = await run(['not-found', '403025'], { json: true })
    expect(jsonLines(stdout)).toEqual([
      { ...explain('not-found'), kind: 'code', sender: 'code' },
      { ...explain('403025'), kind: 'code', sender: 'gateway' },
    ])
  })

  test('on lines that fit, whatever the code', async () => {
    for (const columns of [40, 80]) {
      const { stdout } = await run(reactor.codes, { tty: ['stdout'], columns, env: { NO_COLOR: '1' } })
      const long = stdout.split('\n').filter((line) => line.length > columns && /^ /.test(line))
      expect(long).toEqual([])
    }
  })
})

describe('what is no code', () => {
  test.each([
    ['not-fuond', 'there is no code "not-fuond"; did you mean not-found?'],
    ['xyzzy', 'there is no code "xyzzy"; reactor-errors list shows them all'],
    ['constructor', 'there is no code "constructor"; reactor-errors list shows them all'],
    ['\u001b[2J', 'there is no code "␛[2J"; reactor-errors list shows them all'],
  ])('%j is answered with what may have been meant', async (code, line) => {
    expect(await run([code])).toEqual({ code: 2, stdout: '', stderr: `reactor-errors: ${line}\n` })
  })

  test('does not keep the others from being explained', async () => {
    const { code, stdout, stderr } = await run(['xyzzy', 'read-only'])
    expect([code, stderr.split('\n').length]).toEqual([2, 2])
    expect(stdout).toContain('read-only · ')
  })
})
