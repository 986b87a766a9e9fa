import { describe, expect, test, vi } from 'vitest'
import { decode } from '../../src/cli/decode.js'
import type { Input } from '../../src/cli/inputs.js'
import { createTerminal, type Io } from '../../src/cli/terminal.js'
import { explain } from '../../src/explain/index.js'
import { openSource } from '../../src/input/source.js'
import { bytesOf, ioOf, jsonLines, reporterOf, type Setting, sink } from './streams.js'

const notFound = '{"errors":[{"status":"404","code":"not-found","title":"Record Not Found"}]}'
const success = '{"data":{"type":"properties","id":"PR1"}}'

const input = (name: string, content: Setting['stdin']): Input => ({ name, open: () => bytesOf(content) })

/** Why a code comes and what to do, as `--json` has it. */
function explained(code: string) {
  const { cause, usually, remedy, language } = explain(code) ?? {}
  return { code, cause, ...(usually && { usually }), remedy, language }
}

async function run(inputs: readonly Input[], { json = false, ...setting }: Setting & { json?: boolean } = {}) {
  const io = ioOf(setting)
  const code = await decode(inputs, reporterOf(io, { json }), createTerminal(io))
  return { code, stdout: `\n${io.stdout.text()}`, stderr: io.stderr.text() }
}

describe('for people', () => {
  test('one failure is one block', async () => {
    expect(await run([input('a.json', notFound)])).toMatchInlineSnapshot(`
      {
        "code": 1,
        "stderr": "",
        "stdout": "
      ✖ 404 not-found · Record Not Found
          why        There is no record under the id that was asked for.
                   ~ Usually the id is mistyped, or belongs to another type of
                     resource or another organization.
          to do      Check the id of the resource that the request is about. Where GET
                     /companies gives this error, the organization in the
                     x-gw-ims-org-id header has no companies.
          again      Once that is done.

      ~ our own reading: Adobe does not document it
      ",
      }
    `)
  })

  test('an error of a server of images is told with who sends no codes', async () => {
    const jsonp = '/*jsonp*/s7jsonError({"message":"No /opt/s7/a.tif","title":"Image Too Large"},"");'
    expect((await run([input('a.js', jsonp)])).stdout).toMatchInlineSnapshot(`
      "
      ✖ 403 image-too-large · Image Too Large
          from       Image Serving, which sends no codes: this one is our reading
          says       No [path]
          with       {"service":"image-serving","format":"json","detailLevel":2}
          why        The response would be wider or higher than the attribute MaxPix
                     allows, or have more pixels than IS::MaxRenderRgnPixels; or a
                     source that is no pyramid TIFF has more pixels than
                     IS::MaxNonDsfSize.
          to do    ~ Ask for fewer pixels with wid=, hei= or scl=. Where large
                     responses are wanted, raise MaxPix in the catalog or for the
                     rule; keep large sources as pyramid TIFFs.
          again    ~ Once that is done.

      ~ our own reading: Adobe does not document it
      "
    `)
  })

  test('an error of a server of images is found in every input, and its absence too', async () => {
    const text = '#S7Z ERROR\nerror.title=Image Corrupt\n'
    const request = { method: 'GET', url: 'https://images.example/ir/render/a?req=props' }
    const har = { log: { entries: [{ request, response: { status: 403, content: { text: 'Selection Failed' } } }] } }
    const code = async (content: string) => {
      const { stdout } = await run([input('x', content)], { json: true })
      const [first] = jsonLines(stdout.trim()) as { failure?: { errors: { code: string }[] } }[]
      return first?.failure?.errors[0]?.code
    }
    expect(await code(text)).toBe('image-corrupt')
    expect(await code(`HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n${text}`)).toBe('image-corrupt')
    expect(await code(JSON.stringify({ status: 200, body: text }))).toBe('image-corrupt')
    expect(await code(JSON.stringify(har))).toBe('selection-failed')
    expect(
      await code(
        '<prop-group><prop-group name="error"><property name="title" value="Image Corrupt"/></prop-group></prop-group>',
      ),
    ).toBe('image-corrupt')
    expect(await code('#S7Z OK\ncatalogRecord.exists=0')).toBeUndefined()
    expect(await code("error.title='Image Corrupt'\nerror.message='x'")).toBe('image-corrupt')
    expect(await code('s7jsonResponse({"catalogRecord.exists":"0"},"")')).toBeUndefined()
  })

  test('a response in which nothing failed is a line', async () => {
    expect(await run([input('a.json', success)])).toEqual({
      code: 0,
      stdout: '\n✔ 1 response read, nothing failed\n',
      stderr: '',
    })
  })

  test('NDJSON ends in a summary, and tells each reason once', async () => {
    const log = [notFound, success, notFound, '{"status":503,"body":""}', '{"errors":[{}]}'].join('\n')
    expect((await run([input('log', log)])).stdout).toMatchInlineSnapshot(`
      "
      ✖ 404 not-found · Record Not Found
          why        There is no record under the id that was asked for.
                   ~ Usually the id is mistyped, or belongs to another type of
                     resource or another organization.
          to do      Check the id of the resource that the request is about. Where GET
                     /companies gives this error, the organization in the
                     x-gw-ims-org-id header has no companies.
          again      Once that is done.

      line 3
      ✖ 404 not-found · Record Not Found
          again      Once that is done.

      line 4
      ✖ 503 Service Unavailable
          from       unknown: an empty body does not say who sent it
          why      ~ The response has no body; its status is all that it says. Status
                     503: the service is not available at the moment.
          to do    ~ Wait, for as long as Retry-After says if the response has that
                     header, and try again.
          again    ~ Later, as it is.

      line 5
      ✖ an error without code and title
          with       {"received":{}}
          why      ~ The response does not say why the request failed.
          to do    ~ Repeat the request with curl -i, and look at the status, the
                     headers and the body.
          again    ~ Once that is done.
          repaired   /errors/0: An error object must not be empty

      ~ our own reading: Adobe does not document it
      ✖ 5 responses read, 4 failures with 4 errors
        not-found  2  ████████████████████████████████████████
        (no code)  2  ████████████████████████████████████████
      "
    `)
  })

  test('several inputs have headings, each with the lines of its own request', async () => {
    const source = openSource('request.json', '{"data":\n{}}')
    const blaming = '{"errors":[{"code":"read-only","source":{"pointer":"/data"}}]}'
    const inputs = [
      input('a.json', success),
      { ...input('b.json', blaming), ...(source && { source }) },
      input('c.json', '{'),
    ]
    expect(await run(inputs, { columns: 60, tty: ['stdout'], env: { NO_COLOR: '1' } })).toMatchInlineSnapshot(`
      {
        "code": 3,
        "stderr": "reactor-errors: c.json:1:2: not valid JSON: it breaks off
      ",
        "stdout": "
      ── a.json ──────────────────────────────────────────────────
      ✔ nothing failed

      ── b.json ──────────────────────────────────────────────────
      ✖ read-only · Resource Is Read-Only

          ╭ request.json
        2 │ {}}
          │ ^^ read-only

          where      /data (the resource)
          why        The resource takes no changes.
                   ~ Usually it is a revision, or a library that
                     has left the development state.
          to do    ~ Make the change on the resource that the
                     revision was made from. Reject a library to
                     return it to development, upload a new
                     version of a released package by POST, and of
                     hosts change only those of type sftp.
          again    ~ Once that is done.

      ── c.json ──────────────────────────────────────────────────
      ~ our own reading: Adobe does not document it
      ✖ 2 responses read, 1 failure with 1 error, 1 place could
        not be read
        read-only  1  ████████████████████████████████████████
      ",
      }
    `)
  })

  test('answers of a HAR file are named by method and path', async () => {
    const request = { method: 'GET', url: 'https://reactor.adobe.io/builds/BL1?token=abc' }
    const content = { mimeType: 'application/json', text: notFound }
    const entries = [
      { request, response: { status: 404, content } },
      { request, response: { status: 0 } },
    ]
    const { code, stdout } = await run([input('a.har', JSON.stringify({ log: { entries } }))])
    expect(code).toBe(1)
    expect(stdout).toContain('\nGET /builds/BL1\n✖ 404 not-found')
    expect(stdout).toContain('1 request without a response')
    expect(stdout).not.toContain('abc')
  })

  test('what cannot be read is told on stderr, and the exit code says so whatever else was found', async () => {
    const { code, stderr } = await run([input('log', `${notFound}\n{"errors":\n${success}`), input('empty', '')])
    expect(code).toBe(3)
    expect(stderr).toBe(
      'reactor-errors: log:2:11: not valid JSON: it breaks off\n' +
        'reactor-errors: empty: is empty (curl -i would show the status of a response without a body)\n',
    )
  })

  test('what is nothing that is known is told in full', async () => {
    expect((await run([input('a', '{"a":1}')])).stderr).toBe(
      'reactor-errors: a:1: not recognised: neither a document, nor a resource, nor an error\n',
    )
    expect((await run([input('a', 'no\nJSON')])).stderr).toBe(
      'reactor-errors: a: nothing in it is recognised: it may be JSON, also in lines of a log, what curl -i prints, or a HAR file\n',
    )
    expect((await run([input('a', '2024 INFO {"level":30}\n2024 INFO {"level":30}\n')])).stderr).toBe(
      'reactor-errors: a: nothing in it is recognised: it may be JSON, also in lines of a log, what curl -i prints, or a HAR file\n',
    )
  })

  test('where nothing could be read there is nothing to sum up', async () => {
    expect(await run([input('a', '')])).toMatchObject({ code: 3, stdout: '\n' })
  })
})

test('a request that got no response did not go well', async () => {
  const entries = [{ request: { method: 'GET', url: 'https://a.example/' }, response: { status: 0, content: {} } }]
  const { code, stdout } = await run([input('a.har', JSON.stringify({ log: { entries } }))])
  expect([code, stdout.trim()]).toEqual([1, '✖ 0 responses read, 1 request without a response'])
})

test.each([
  ['2026-01-31T12:00:00Z curl: (28) Operation timed out after 5001 milliseconds with 0 bytes received', 1],
  ['curl: (6) Could not resolve host: a.example', 1],
  ['curl: (23) Failure writing output to destination', 0],
])('curl says whether a response came: %s', async (said, code) => {
  const { stdout, ...decoded } = await run([input('log', `{"data":[]}\n${said}\n`)])
  expect([decoded.code, stdout.includes('1 request without a response')]).toEqual([code, code === 1])
})

describe('for scripts', () => {
  test('each failure is a line, and so is the summary', async () => {
    const log = `${notFound}\n${success}\n{"errors":`
    const { code, stdout, stderr } = await run([input('log', log)], { json: true })
    expect([code, stderr]).toEqual([3, 'reactor-errors: log:3:11: not valid JSON: it breaks off\n'])
    expect(jsonLines(stdout)).toEqual([
      {
        kind: 'failure',
        input: 'log',
        line: 1,
        failure: {
          errors: [{ status: '404', code: 'not-found', title: 'Record Not Found' }],
          delivery: 'immediate',
          format: 'json:api',
          origin: 'received',
          status: 404,
        },
        advice: { retry: 'after-fix', because: 'code' },
        explanations: [explained('not-found')],
      },
      { kind: 'problem', input: 'log', line: 3, column: 11, message: 'not valid JSON: it breaks off' },
      {
        kind: 'summary',
        responses: 2,
        failures: 1,
        errors: 1,
        problems: 1,
        unanswered: 0,
        unread: 0,
        passed: 0,
        codes: [{ code: 'not-found', count: 1 }],
      },
    ])
  })

  test('several inputs have no headings', async () => {
    const { stdout } = await run([input('a', success), input('b', success)], { json: true })
    expect(jsonLines(stdout)).toMatchObject([{ kind: 'summary', responses: 2, failures: 0 }])
  })
})

describe('the progress of a long input', () => {
  const long = `{"data":{"attributes":{"name":"${'x'.repeat(2 ** 20)}"}}}\n`
  const CLEAR = '\r\u001b[2K'

  /** What stands on the terminal in the end, with a bar where the next piece of the input was asked for. */
  async function shown(pieces: readonly string[], tty: readonly ('stdout' | 'stderr')[], size?: number) {
    const io = ioOf({ tty, env: { NO_COLOR: '1' } })
    const screen = sink(tty.includes('stderr') ? 80 : undefined)
    const streams: Io = { ...io, stderr: screen, ...(tty.includes('stdout') && { stdout: screen }) }
    async function* open(): AsyncGenerator<Uint8Array> {
      for (const piece of pieces) {
        yield Buffer.from(piece)
        screen.write('|')
      }
    }
    // Within a moment the bar is shown once.
    const now = vi.spyOn(Date, 'now').mockReturnValue(1_700_000_000_000)
    await decode([{ name: 'a', open, ...(size && { size }) }], reporterOf(io), createTerminal(streams))
    now.mockRestore()
    return screen.text().replaceAll(CLEAR, '<')
  }

  test('is shown on the terminal, and taken away in the end', async () => {
    expect(await shown([long, success], ['stderr'])).toBe('<  1 MB read||<')
    expect(await shown([long], ['stderr'], 4 * long.length)).toBe(
      `<  ${'█'.repeat(8)}${'░'.repeat(22)} 25 %  1 MB of 4 MB|<`,
    )
    expect(await shown([long], [])).toBe('|')
  })

  test('does not stand in the way of what is printed on the same screen', async () => {
    expect(await shown([long, `${notFound}\n`, success], ['stdout', 'stderr'])).toMatch(
      /^< {2}1 MB read\|<\n?.*✖[^|]*\|\|/s,
    )
    expect(await shown([long, `${notFound}\n`, success], ['stderr'])).toBe('<  1 MB read|||<')
    expect(await shown([long, '{"errors":\n', `${success}\n`], ['stderr'])).toMatch(
      /^< {2}1 MB read\|\|<reactor-errors: .*\|$/s,
    )
  })
})

test('reading ends when the reader of the output has gone', async () => {
  let pieces = 0
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (;;) {
      pieces += 1
      yield Buffer.from(`${notFound}\n`)
    }
  }
  const io: Io = ioOf()
  const terminal = createTerminal(io)
  io.stdout.on('pipe', () => undefined)
  const done = decode([{ name: 'endless', open: endless }], reporterOf(io), {
    ...terminal,
    isClosed: () => pieces > 10,
  })
  expect(await done).toBe(1)
  expect(pieces).toBeLessThan(20)
})
