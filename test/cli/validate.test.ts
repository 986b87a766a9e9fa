import { describe, expect, test } from 'vitest'
import { createTerminal } from '../../src/cli/terminal.js'
import { validate } from '../../src/cli/validate.js'
import { bytesOf, ioOf, jsonLines, reporterOf, type Setting } from './streams.js'

interface Case extends Setting {
  readonly json?: boolean
  readonly spec?: '1.0' | '1.1'
  readonly names?: readonly string[]
}

async function run(
  content: Setting['stdin'],
  { json = false, spec = '1.1', names = ['a.json'], ...setting }: Case = {},
) {
  const io = ioOf(setting)
  const inputs = names.map((name) => ({ name, open: () => bytesOf(content) }))
  const code = await validate(inputs, spec, reporterOf(io, { json }), createTerminal(io))
  return { code, stdout: io.stdout.text(), stderr: io.stderr.text() }
}

const sound = '{"errors":[{"status":"404","code":"not-found","title":"Record Not Found"}]}'

describe('violations are shown', () => {
  test('one to a line, with file, line, column, level, rule and link', async () => {
    const text =
      '{\n  "errors": [\n    { "status": 404, "code": "x" },\n    { "title": "t", "source": { "pointer": "name" } }\n  ]\n}'
    const { code, stdout, stderr } = await run(text)
    expect([code, stderr]).toEqual([1, ''])
    const [status, given, pointer, summary] = stdout.split('\n')
    expect(status).toMatch(/^a\.json:3:17 {2}error {4}[a-z-]+ {2}\S.* {2}\(https:\/\/jsonapi\.org\/\S+\)$/)
    expect(given).toMatch(/^a\.json:4:5 {2}warning {2}[a-z-]+ {2}\S.* {2}\(https:\/\/jsonapi\.org\/\S+\)$/)
    expect(pointer).toMatch(/^a\.json:4:44 {2}error {4}[a-z-]+ {2}\S/)
    expect(summary).toBe('✖ 1 document checked, 2 errors, 1 warning')
  })

  test('in the order in which they stand', async () => {
    const { stdout } = await run('{"errors":[{"status":404},\n{"id":1},\n{}], "included": []}', { json: true })
    const places = jsonLines(stdout).flatMap((line) => {
      // Violations have these members, and the summary has neither.
      const { line: at, column } = line as { line?: number; column?: number }
      return at === undefined || column === undefined ? [] : [at * 1000 + column]
    })
    expect(places.length).toBeGreaterThan(3)
    expect(places).toEqual([...places].sort((a, b) => a - b))
  })

  test('on lines that fit where a person looks at them', async () => {
    const { stdout } = await run('{"errors":[{"status":404}]}', {
      tty: ['stdout'],
      columns: 40,
      env: { NO_COLOR: '1' },
    })
    expect(stdout).toMatch(/^a\.json:1:22 {2}error {2}error-status\n {4}\S.*\n(?: {4}.*\n)* {4}https:/)
  })

  test('in colours where those are wanted', async () => {
    const { stdout } = await run('{"errors":[{}]}', { env: { FORCE_COLOR: '1' } })
    expect(stdout).toContain('\u001b[1ma.json:1:12\u001b[22m  \u001b[31merror  \u001b[39m')
  })

  test('for scripts', async () => {
    const { code, stdout } = await run('{"errors":[{"status":404}]}', { json: true })
    expect(code).toBe(1)
    expect(jsonLines(stdout)).toEqual([
      {
        kind: 'violation',
        input: 'a.json',
        line: 1,
        column: 22,
        rule: expect.any(String),
        level: 'error',
        pointer: '/errors/0/status',
        message: expect.any(String),
        see: expect.stringMatching(/^https:\/\/jsonapi\.org\//),
      },
      { kind: 'summary', documents: 1, errors: 1, warnings: 0, problems: 0 },
    ])
  })
})

describe('a document is found', () => {
  test('behind the headers of a response', async () => {
    const { stdout } = await run(`HTTP/1.1 404 Not Found\r\nA: b\r\n\r\n{"errors":[\n{}]}`)
    expect(stdout).toMatch(/^a\.json:5:1 {2}error/)
  })

  test('on each line of NDJSON', async () => {
    const { stdout } = await run(`${sound}\n{"errors":[{}]}\n`)
    expect(stdout).toMatch(/^a\.json:2:12 {2}error/)
    expect(stdout).toContain('2 documents checked')
  })

  test('in an envelope', async () => {
    const { stdout } = await run(`{"status":404, "body":{"errors":[{}]}}`)
    expect(stdout).toMatch(/^a\.json:1:34 {2}error/)
  })
})

describe('what a document is held to', () => {
  test('is JSON:API 1.1, or 1.0 on request', async () => {
    const text = '{"errors":[{"status":"404","source":{"header":"Accept"}}]}'
    expect((await run(text)).code).toBe(0)
    const { stdout } = await run(text, { spec: '1.0' })
    expect(stdout).toMatch(/1 error|1 warning|[2-9] (?:error|warning)s/)
  })

  test('is never met by what is no object', async () => {
    for (const text of ['null', '5', '[]', '"x"']) expect((await run(text)).code).toBe(1)
  })

  test('leaves nothing to say of a sound one', async () => {
    expect(await run(sound)).toEqual({
      code: 0,
      stdout: '✔ 1 document checked, nothing to find fault with\n',
      stderr: '',
    })
  })
})

describe('what is no document', () => {
  test('is found like anything else that is wrong, but with another exit code', async () => {
    const { code, stdout, stderr } = await run('{\n"errors": [}')
    expect([code, stderr]).toEqual([3, ''])
    expect(stdout).toMatch(/^a\.json:2:12 {2}error {4}json {2}not valid JSON: a value is missing\n/)
    expect(await run('HTTP/2 502\n\n<html>')).toMatchObject({
      code: 3,
      stdout: expect.stringMatching(/^a\.json:3:1 {2}error {4}json/),
    })
    const { stdout: lines } = await run('{', { json: true })
    expect(jsonLines(lines)).toEqual([
      { kind: 'problem', input: 'a.json', line: 1, column: 2, message: 'not valid JSON: it breaks off' },
      { kind: 'summary', documents: 0, errors: 0, warnings: 0, problems: 1 },
    ])
  })

  test('is complained about where it is no text, and other inputs are still checked', async () => {
    const { code, stdout, stderr } = await run('', { names: ['a.json', 'b.json'] })
    expect(code).toBe(3)
    const empty = 'is empty (curl -i would show the status of a response without a body)'
    expect(stderr).toBe(`reactor-errors: a.json: ${empty}\nreactor-errors: b.json: ${empty}\n`)
    expect(stdout).toBe('✖ 0 documents checked, 0 errors, 0 warnings, 2 places could not be read\n')
  })

  test.each([
    ['{"errors":[{"status":"404"}]} trailing', 1],
    ['{"errors":[{"status":"404"}]}}', 1],
    ['{"errors":[{"status":"404"}]}\nnope', 2],
    ['garbage\n{"errors":[{"status":"404"}]}', 1],
    ['{"data":null}\nGET: {"errors":[{"status":"404"}]}', 2],
  ])('is other text around a document: %j', async (text, line) => {
    const { code, stdout } = await run(text)
    expect([code, stdout]).toEqual([
      3,
      expect.stringContaining(`a.json:${line}:1  error    json  not valid JSON: there is other text\n`),
    ])
  })

  test('is not the fence that a document was quoted in', async () => {
    expect((await run('```json\n{"errors":[{"status":"404"}]}\n```')).code).toBe(0)
  })

  test('is told for each input, whatever the others are', async () => {
    const unknown =
      'nothing in it is recognised: it may be JSON, also in lines of a log, what curl -i prints, or a HAR file'
    expect(await run('no\nJSON', { names: ['a', 'b'] })).toMatchObject({
      code: 3,
      stderr: `reactor-errors: a: ${unknown}\nreactor-errors: b: ${unknown}\n`,
    })
    expect(await run(`${sound}\nno\n`, { names: ['a', 'b'] })).toMatchObject({ stderr: '' })
  })

  test('does not keep the rest of its input from being checked', async () => {
    const { code, stdout, stderr } = await run(`{"errors":\n${sound}\n{"errors":[{}]}\n`)
    expect([code, stderr]).toEqual([3, ''])
    expect(stdout).toMatch(/^a\.json:1:11 {2}error {4}json .*\na\.json:3:12 {2}error/)
    expect(stdout).toMatch(/\n✖ 2 documents checked, 1 error, 1 warning, 1 place could not be read\n$/)
    expect((await run(`${sound}\n{"errors":`, { names: ['a'] })).stderr).toBe('')
  })

  test('may be a HAR file, and is told once', async () => {
    const entry = { response: { status: 404 } }
    const { code, stderr } = await run(JSON.stringify({ log: { entries: [{}, entry, entry] } }))
    const told = 'reactor-errors: a.json: is a HAR file, not a document; decode can read it\n'
    expect([code, stderr]).toEqual([3, told])
    const unanswered = { request: { method: 'GET', url: 'https://a.example/' }, response: { status: 0 } }
    for (const first of [unanswered, { response: { status: 404, content: { text: sound } } }])
      expect((await run(JSON.stringify({ log: { entries: [first, entry] } }))).stderr).toBe(told)
  })

  test('cannot take over the terminal', async () => {
    const { stdout } = await run(`{"errors":[{"\u009b31m\u202e":1,"bad\u007fname":{}}]}`)
    expect(stdout).not.toMatch(/[^\P{Cc}\n]|\u202e/u)
  })
})

test('a document of 100,000 levels is checked', async () => {
  const deep = `{"errors":[{"meta":{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}}]}`
  expect((await run(deep)).stderr).toBe('')
})

test('reading ends when the reader of the output has gone', async () => {
  let pieces = 0
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (;;) {
      pieces += 1
      yield Buffer.from(`${sound}\n`)
    }
  }
  const io = ioOf()
  const terminal = createTerminal(io)
  await validate([{ name: 'endless', open: endless }], '1.1', reporterOf(io), {
    ...terminal,
    isClosed: () => pieces > 10,
  })
  expect(pieces).toBeLessThan(20)
})
