/** Whatever a response, a file name or an argument holds: nothing comes to a terminal or a pipe that is not seen there. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCli } from './run-cli.js'

/** Of every kind, each by what it is. */
const UNSEEN: readonly (readonly [what: string, character: string])[] = [
  ['an escape of terminals', '\u001b[2J'],
  ['a control of C1, which terminals obey as well', '\u009b31m'],
  ['a backspace', '\b\b\b'],
  ['NUL', '\0'],
  ['the last control', '\u007f'],
  ['a soft hyphen', '\u00ad'],
  ['the Arabic letter mark', '\u061c'],
  ['a turn of direction', '\u202e'],
  ['an isolate', '\u2066'],
  ['a mark of direction', '\u200f'],
  ['a zero-width space', '\u200b'],
  ['a joiner that joins nothing', '\u200d'],
  ['a byte order mark', '\ufeff'],
  ['an interlinear annotation', '\ufff9\ufffb'],
  ['a Hangul filler', '\u3164'],
  ['a separator of lines', '\u2028'],
  ['tags, which can say anything', '\u{e0001}\u{e0041}\u{e007f}'],
  ['a variation selector of the second plane', '\u{e0100}'],
  ['no character', '\uffff\u{1fffe}'],
]
const SHOWN = /[^\P{Cc}\n]|[\p{Cf}\p{Cs}\p{DI}\p{NChar}\u2028\u2029]/u

/** A document with a text in all of it. */
const documentOf = (text: string) => ({
  errors: [
    {
      ...{ id: text, code: text, title: text, detail: `${text} of news`, source: { pointer: `/${text}` } },
      ...{ links: { about: text }, meta: { request_id: text, [text]: text }, [text]: text },
    },
    { status: text, source: { parameter: text }, [`@${text}`]: text },
    { source: { header: text } },
  ],
  jsonapi: { version: text, [text]: text },
  [text]: text,
})
const resourceOf = (text: string) => ({
  data: {
    type: text,
    id: text,
    attributes: { status: 'failed' },
    meta: { status_details: { errors: [{ code: text }] } },
  },
})

/** The forms in which responses come to the command line. */
const inputs: readonly (readonly [form: string, make: (text: string) => string])[] = [
  ['a document', (text) => JSON.stringify(documentOf(text))],
  ['a document over many lines', (text) => JSON.stringify(documentOf(text), null, 2)],
  ['a failed resource', (text) => JSON.stringify(resourceOf(text))],
  ['a document that breaks off', (text) => JSON.stringify(documentOf(text)).slice(0, -3)],
  ['broken JSON', (text) => `{"errors": [{"code": "${text}", ${text}`],
  ['text', (text) => `something ${text} went wrong`],
  ['a page', (text) => `<html><title>${text}</title><h1>${text}</h1><p>${text}</p></html>`],
  ['problem details', (text) => JSON.stringify({ type: text, title: text, status: 400, detail: text, [text]: text })],
  ['other words', (text) => JSON.stringify({ error: text, error_description: text, message: text, path: text })],
  ['properties', (text) => `#S7Z ERROR\nerror.title=${text}\nerror.message=${text}\nerror.${text}=1`],
  [
    'what curl prints',
    (text) =>
      `> GET /a${text} HTTP/1.1\n> \n< HTTP/1.1 409 ${text}\n< x-request-id: ${text}\n< \n${JSON.stringify(documentOf(text))}`,
  ],
  ['a log', (text) => `2024-01-01 ERROR ${text} ${JSON.stringify(documentOf(text))}\n${text}`],
  ['envelopes', (text) => JSON.stringify({ status: 409, url: text, method: text, time: text, body: documentOf(text) })],
]

const commands = [['decode'], ['decode', '--json'], ['decode', '--lang', 'de'], ['validate'], ['validate', '--json']]

describe.each(UNSEEN)('%s', (_, character) => {
  const text = `a${character}b`

  test.each(commands.flatMap((args) => inputs.map(([form, make]) => [args, form, make] as const)))(
    'is shown, and not printed, by %s of %s',
    async (args, _form, make) => {
      const { stdout, stderr } = await runCli(args, { stdin: make(text) })
      expect(stdout + stderr).not.toMatch(SHOWN)
      expect((stdout + stderr).length).toBeGreaterThan(0)
    },
  )

  test.each([['explain'], ['decode'], ['validate'], ['check-image'], ['emulate'], ['completion'], ['--lang'], ['-x']])(
    'is shown, and not printed, where it is an argument of %s',
    async (...args) => {
      for (const more of [[text], ['--json', text], [`--${text}`], ['--lang', text]]) {
        const { stdout, stderr } = await runCli([...args, ...more])
        expect(stdout + stderr).not.toMatch(SHOWN)
      }
    },
  )
})

describe('a server of images that sends them', () => {
  const server = createServer((request, response) => {
    const text = decodeURIComponent(`${request.url}`.slice(1))
    response.setHeader(
      'x-request-id',
      Buffer.from(text)
        .toString('latin1')
        .replace(/[^\t -~\x80-\xff]/g, ''),
    )
    response.writeHead(403, 'no').end(`#S7Z ERROR\nerror.title=${text}\nerror.message=${text}\n`)
  })
  let origin = ''
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    server.close()
    server.closeAllConnections()
  })

  test.each(UNSEEN)('is told of without %s', async (_, character) => {
    for (const args of [[], ['--json']]) {
      const url = `${origin}/${encodeURIComponent(`a${character}b`)}`
      const { code, stdout, stderr } = await runCli(['check-image', ...args, url])
      expect(stdout + stderr).not.toMatch(SHOWN)
      expect(code).not.toBe(0)
    }
  })
})
