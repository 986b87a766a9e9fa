import { describe, expect, test } from 'vitest'
import { suggestCode, valuesOf } from '../../src/cli/codes.js'
import { explain } from '../../src/explain/index.js'
import { codes } from '../../src/reactor/codes.generated.js'
import { reactor } from '../../src/reactor/index.js'
import { runCli } from './run-cli.js'
import { jsonLines, type Setting } from './streams.js'

const run = (names: readonly string[], { json = false, ...setting }: Setting & { json?: boolean } = {}) =>
  runCli(['explain', ...names, ...(json ? ['--json'] : [])], setting)

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
          comes      with the response to the request
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
    expect(stdout).toContain('Adobe’s identity service (IMS) or the token server')
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

  test('by its letters rather than by its form', async () => {
    expect((await run(['invalid-data-element'])).stdout).toMatch(/^invalid-data_element · /)
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

test.each(['not-found', 'NOT-FOUND', 'not_found', 'notFound', ' Not Found', 'Record Not Found', 'record not found.'])(
  'a code is known by its letters, and by those of its title: %s',
  async (typed) => {
    expect(await run([typed])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^not-found · Record Not Found\n/),
    })
  },
)

test('a code is known by its title in the language that is asked for', async () => {
  const { stdout } = await runCli(['explain', 'name bereits vergeben', '--lang', 'de'])
  expect(stdout).toMatch(/^not-unique · /)
})

describe('what is no code', () => {
  test.each([
    ['not-fuond', 'there is no code "not-fuond"; did you mean not-found?'],
    ['429', 'there is no code "429"; with that status come 429050'],
    ['504', 'there is no code "504"; with that status come sftp-connection-timeout, timeout-error'],
    ['xyzzy', 'there is no code "xyzzy"; reactor-errors list shows them all'],
    [
      'timeout',
      'there is no code "timeout"; did you mean session-timeout or sftp-connection-timeout or timeout-error?',
    ],
    ['constructor', 'there is no code "constructor"; reactor-errors list shows them all'],
    ['\u001b[2J', 'there is no code "␛[2J"; reactor-errors list shows them all'],
  ])('%j is answered with what may have been meant', async (code, line) => {
    expect(await run([code])).toEqual({ code: 2, stdout: '', stderr: `reactor-errors: ${line}\n` })
  })

  test('does not keep the others from being explained', async () => {
    const { code, stdout, stderr } = await run(['xyzzy', 'read-only'])
    expect([code, stderr.split('\n').length]).toEqual([2, 2])
    expect(stdout).toContain('read-only · ')
    expect(stdout.endsWith('\n~ our own reading: Adobe does not document it\n')).toBe(true)
  })
})

/** Options as they are typed. */
const typed = (options: Record<string, string>): string[] =>
  Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])
const list = (options: Record<string, string> = {}, ...flags: readonly string[]) =>
  runCli(['list', ...typed(options), ...flags])

const codesIn = async (options: Record<string, string>) =>
  // The lines of this command have these members.
  (jsonLines((await list(options, '--json')).stdout) as { code: string }[]).map(({ code }) => code)

describe('the codes are listed', () => {
  test('all of them, each once', async () => {
    const codes = await codesIn({})
    expect(codes).toEqual(expect.arrayContaining([...reactor.codes, '403025', 'invalid_token', 'image-not-found']))
    expect(new Set(codes).size).toBe(codes.length)
    const { code, stdout } = await list()
    expect(code).toBe(0)
    for (const name of codes) expect(stdout).toContain(`  ${name} `)
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
  })

  test('by category, with status, delivery and retry', async () => {
    expect((await list({ category: 'host-connection', retry: 'after-fix' })).stdout).toMatchInlineSnapshot(`
      "host-connection
        sftp-authentication-failed  422  deferred   after-fix

      1 code; reactor-errors explain <code> says more of each
      "
    `)
  })

  test('in the language that is asked for', async () => {
    const { stdout } = await list({ category: 'not-found', lang: 'de' }, '--json')
    expect(jsonLines(stdout)).toMatchObject([{ code: 'not-found', language: 'de' }])
    expect((await runCli(['explain', 'NOT_FOUND', '--lang', 'de'])).stdout).toMatch(/^not-found · (?!Record)/)
  })

  test('for scripts with everything that is known of them', async () => {
    expect(jsonLines((await list({ category: 'not-found' }, '--json')).stdout)).toEqual([
      { ...explain('not-found'), kind: 'code', sender: 'code' },
    ])
  })
})

describe('a filter lets through', () => {
  test('what it says, and nothing else', async () => {
    for (const category of valuesOf('category')) {
      for (const code of await codesIn({ category })) expect(explain(code)?.category).toBe(category)
    }
    for (const retry of valuesOf('retry')) {
      for (const code of await codesIn({ retry })) expect(explain(code)?.retry).toBe(retry)
    }
  })

  test('codes that come either way as immediate and as deferred ones', async () => {
    const [either, immediate, deferred] = await Promise.all(
      ['either', 'immediate', 'deferred'].map((delivery) => codesIn({ delivery })),
    )
    expect(either).toContain('internal-error')
    expect(immediate).toEqual(expect.arrayContaining([...(either ?? []), 'not-found']))
    expect(deferred).toEqual(expect.arrayContaining([...(either ?? []), 'minification-error']))
    expect(deferred).not.toContain('not-found')
  })

  test('nothing where two of them exclude each other', async () => {
    expect((await list({ category: 'not-found', retry: 'never' })).stdout).toBe(
      '\n0 codes; reactor-errors explain <code> says more of each\n',
    )
  })
})

test.each([
  ['not-fuond', 'not-found'],
  ['notfound', 'not-found'],
  ['Not Found', 'not-found'],
  ['  NOT_FOUND ', 'not-found'],
  ['invalid-data-element', 'invalid-data_element'],
  ['authentification-failure', 'authentication-failure'],
  ['readonly', 'read-only'],
  ['403004', '403000'],
  ['invalid-token', 'invalid_token'],
  ['autentikasion-failur', 'authentication-failure'],
])('%j is near %s', (typed, code) => {
  expect(suggestCode(typed)[0]).toBe(code)
})

test('a part of a code finds the codes that contain it, three at most', () => {
  expect(suggestCode('timeout')).toEqual(['session-timeout', 'sftp-connection-timeout', 'timeout-error'])
  expect(suggestCode('sftp')).toHaveLength(3)
})

test('values of filters are given in the order of the alphabet', () => {
  expect(valuesOf('delivery')).toEqual(['deferred', 'either', 'immediate'])
  expect(valuesOf('retry')).toEqual(['after-fix', 'after-sign-in', 'later', 'never'])
})

test('a part of a code is near from its third letter on', () => {
  expect(suggestCode('sft')).toHaveLength(3)
  expect(suggestCode('sf')).toEqual([])
  expect(suggestCode('SFTP')).toEqual(suggestCode('sftp'))
})

test.each(Object.keys(codes))('%s itself comes first', (code) => {
  expect(suggestCode(code)[0]).toBe(code)
})

test.each(['', ' ', 'zq', 'constructor', 'the quick brown fox', '😀', '\ud800', 'x'.repeat(1_000_000)])(
  'nothing is near %j',
  (typed) => {
    expect(suggestCode(typed)).toEqual([])
  },
)
