import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jsonLines } from '../../cli/streams.js'
import { root } from '../../repository/source-files.js'
import { runInstalled, runShell } from './installed-cli.js'

let directory: string

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'reactor-errors-inputs-'))
})

afterAll(() => {
  rmSync(directory, { recursive: true })
})

/** A file with this content; its extension says nothing. */
function file(name: string, content: string | Uint8Array): string {
  const path = join(directory, name)
  writeFileSync(path, content)
  return path
}

describe('the program decodes', () => {
  test('what curl prints, from a pipe', async () => {
    const { code, stdout, stderr } = await runShell('cat examples/07-gateway-forbidden.http | reactor-errors decode')
    expect([code, stderr]).toEqual([1, ''])
    expect(`\n${stdout}`).toMatchInlineSnapshot(`
      "
      ✖ 403 error_code 403003 · Api Key is invalid
          from       the gateway in front of the Reactor API, not the API itself
          why        The API key in the x-api-key header is not one that this API
                     accepts.
                   ~ Usually it is mistyped, or the API was not added to its project.
          to do      Copy the client id from your Developer Console project into
                     x-api-key, and see that the Reactor API is part of that project.
          again      Once that is done.
          request    JQg96eNlQngPUXCMLZKo7RrU5YKyyQHx

      ~ our own reading: Adobe does not document it
      "
    `)
  })

  test('a response beside its request', async () => {
    const args = ['decode', 'examples/02-three-errors.http', '--request', 'examples/02-three-errors.request.json']
    const { code, stdout, stderr } = await runInstalled(args)
    expect([code, stderr]).toEqual([1, ''])
    expect(`\n${stdout}`).toMatchInlineSnapshot(`
      "
      ✖ 409 Conflict · 3 errors

          ╭ examples/02-three-errors.request.json
        6 │       "name": "Page Name",
          │               ^^^^^^^^^^^ not-unique, read-only
          ┆
        9 │       "settings": "{\\"path\\":\\"document.title\\""
          │                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ invalid-settings-syntax

        not-unique · Name Already In Use
          says       name has already been taken
          where      /data/attributes/name (attribute “name” of the resource)
          why        Another resource of this type bears the same name already, and
                     here names must differ.
          to do    ~ Choose another name, or find the resource that has it and use
                     that one.

        read-only · Resource Is Read-Only
          says       name cannot be changed on a revision
          where      /data/attributes/name (attribute “name” of the resource)
          why        The resource takes no changes.
                   ~ Usually it is a revision, or a library that has left the
                     development state.
          to do    ~ Make the change on the resource that the revision was made from.
                     Reject a library to return it to development, upload a new
                     version of a released package by POST, and of hosts change only
                     those of type sftp.

        invalid-settings-syntax · Settings JSON Syntax Error
          says       settings is not valid JSON
          where      /data/attributes/settings (attribute “settings” of the resource)
          why        The settings are not JSON that can be parsed.
                   ~ Usually their quotes were not escaped, or an object was sent
                     where a string of JSON belongs.
          to do    ~ Serialize the settings once, as JSON.stringify does, and send the
                     resulting string in the settings attribute.

          again    ~ Once that is done.
          request    U8JZpDE0iGXlD6gNCFbaEPFjbD0kH8Oo

      ~ our own reading: Adobe does not document it
      "
    `)
  })

  test('in colours where they are forced, and only there', async () => {
    const colored = await runInstalled(['decode', 'examples/10-unavailable.http'], { env: { FORCE_COLOR: '1' } })
    expect(`\n${colored.stdout.replaceAll('\u001b', '␛')}`).toMatchInlineSnapshot(`
      "
      ␛[31m✖␛[39m ␛[1m503 Service Unavailable␛[22m
          ␛[2mfrom     ␛[22m  unknown: an empty body does not say who sent it
          ␛[2mwhy      ␛[22m␛[2m~␛[22m The response has no body; its status is all that it says. Status
                     503: the service is not available at the moment.
          ␛[2mto do    ␛[22m␛[2m~␛[22m Wait, for as long as Retry-After says if the response has that
                     header, and try again.
          ␛[2magain    ␛[22m  In 2 min, as the server asks.

      ␛[2m~ our own reading: Adobe does not document it␛[22m
      "
    `)
    for (const env of [{}, { CI: 'true' }, { FORCE_COLOR: '1', NO_COLOR: '1' }, { FORCE_COLOR: '0' }]) {
      expect((await runInstalled(['decode', 'examples/10-unavailable.http'], { env })).stdout).not.toContain('\u001b')
    }
  })

  test('UTF-16 with CR LF, as Windows PowerShell saves it', async () => {
    const text = readFileSync(join(root, 'examples/01-not-found.json'), 'utf8').replaceAll('\n', '\r\n')
    const { code, stdout } = await runInstalled(['decode', file('utf16.txt', Buffer.from(`\ufeff${text}`, 'utf16le'))])
    expect(code).toBe(1)
    expect(stdout).toContain('404 not-found')
  })

  test('into lines for scripts', async () => {
    const { code, stdout } = await runInstalled(['decode', '--json', 'examples/05-list-two-failed.json'])
    expect(code).toBe(1)
    expect(jsonLines(stdout)).toMatchObject([
      { kind: 'failure', failure: { errors: [{ code: 'sftp-authentication-failed' }], delivery: 'deferred' } },
      { kind: 'failure', failure: { errors: [{ code: 'connection-refused' }] }, advice: { retry: 'later' } },
      { kind: 'summary', responses: 1, failures: 2, errors: 2 },
    ])
  })

  test('nothing that could take over the terminal, nor what is secret', async () => {
    const token = ['eyJhbGciOiJSUzI1NiJ9', 'eyJpZCI6IngifQ', 'c2lnbmF0dXJl'].join('.')
    const detail = `\u001b]0;owned\u0007\u001b[2J\u009b31m Bearer ${token} at https://example.com/x?api_key=opensesame`
    const body = JSON.stringify({ errors: [{ status: '401', title: 'No', detail, meta: { access_token: token } }] })
    for (const flags of [[], ['--json']]) {
      const { code, stdout } = await runInstalled(['decode', ...flags], {
        stdin: `HTTP/2 401\nset-cookie: ${token}\n\n${body}`,
      })
      expect(code).toBe(1)
      // Line breaks are the only control characters.
      expect(stdout).not.toMatch(/[^\P{Cc}\n]/u)
      expect(stdout).not.toMatch(/eyJ|opensesame/)
    }
  })
})

describe('the exit code is', () => {
  test('0 where nothing failed', async () => {
    const { code, stdout } = await runInstalled(['decode'], { stdin: '{"data":[]}' })
    expect([code, stdout]).toEqual([0, '✔ 1 response read, nothing failed\n'])
  })

  test('1 where errors were found', async () => {
    expect((await runInstalled(['decode', 'examples/01-not-found.json'])).code).toBe(1)
  })

  test.each([
    ['an unknown command', ['explode'], /unknown command 'explode'/],
    ['a near miss of a command', ['decod'], /Did you mean decode\?/],
    ['an unknown option', ['decode', '--jsno'], /unknown option '--jsno'\n\(Did you mean --json\?\)/],
    ['no argument where there must be one', ['explain'], /missing required argument 'code'/],
    ['an unknown code', ['explain', 'not-fuond'], /there is no code "not-fuond"; did you mean not-found\?/],
    [
      'a value that a filter does not take',
      ['list', '--retry', 'often'],
      /Allowed choices are after-fix, after-sign-in, later, never/,
    ],
    ['no command at all', [], /Usage: reactor-errors/],
  ])('2 with %s', async (_name, args, said) => {
    const { code, stdout, stderr } = await runInstalled(args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(said)
  })

  test.each([
    ['a missing file', () => join(directory, 'missing.json'), 'there is no such file'],
    ['a directory', () => directory, 'is a directory, not a file'],
    [
      'binary data',
      () => file('image.json', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0, 0, 1)),
      'is binary data, not text',
    ],
    [
      'damaged packed data',
      () => file('packed.json', gzipSync('{}').subarray(0, 12)),
      'is compressed with gzip, and cannot be unpacked: it is damaged or breaks off',
    ],
    [
      'an empty file',
      () => file('empty.json', ''),
      'is empty (curl -i would show the status of a response without a body)',
    ],
    [
      'other text',
      () => file('notes.json', 'Notes\n'),
      'nothing in it is recognised: it may be JSON, also in lines of a log, what curl -i prints, or a HAR file',
    ],
  ])('3 with %s, and one line says so', async (_name, path, message) => {
    const name = path()
    for (const command of ['decode', 'validate']) {
      const { code, stderr } = await runInstalled([command, name])
      expect([code, stderr]).toEqual([3, `reactor-errors: ${name}: ${message}\n`])
    }
  })

  test('3 with bad JSON, and one line says where', async () => {
    const name = file('bad.json', '{\n  "errors": [,]\n}')
    expect(await runInstalled(['decode', name])).toEqual({
      code: 3,
      stdout: '',
      stderr: `reactor-errors: ${name}:2:14: not valid JSON: a value is missing\n`,
    })
    const { code, stderr } = await runInstalled(['decode', 'examples/01-not-found.json', '--request', name])
    expect([code, stderr]).toEqual([3, `reactor-errors: ${name}:2:14: not valid JSON: a value is missing\n`])
  })
})

describe('the program', () => {
  test('says its version', async () => {
    // The shape is that of our own package.json.
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    expect(await runInstalled(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
  })

  test.each([[], ['decode'], ['validate'], ['explain'], ['list']])('explains itself: %s --help', async (...command) => {
    const { code, stdout, stderr } = await runInstalled([...command, '--help'])
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/Exit codes:/)
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
  })

  test('ends without a word when the reader of its output has gone', async () => {
    const line = readFileSync(join(root, 'examples/01-not-found.json'), 'utf8').replaceAll('\n', '')
    const log = file('long.log', `${line}\n`.repeat(50_000))
    const { stdout, stderr } = await runShell(
      `reactor-errors decode '${log}' | head -n 2; echo "exit \${PIPESTATUS[0]}"`,
    )
    expect([stdout, stderr]).toEqual([
      '✖ 404 not-found · Record Not Found\n    where      /data (the resource)\nexit 1\n',
      '',
    ])
  })

  test('reads files in the order in which they are named, and standard input among them', async () => {
    const { stdout } = await runInstalled(
      ['decode', 'examples/01-not-found.json', '-', 'examples/10-unavailable.http'],
      {
        stdin: '{"data":null}',
      },
    )
    expect(
      stdout
        .split('\n')
        .filter((line) => line.startsWith('──'))
        .map((line) => line.split(' ')[1]),
    ).toEqual(['examples/01-not-found.json', '<stdin>', 'examples/10-unavailable.http'])
  })
})
