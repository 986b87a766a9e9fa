/** Inputs that come in pieces: every form that the command line reads, and bodies of requests and responses. */
import { Readable, Writable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { run } from '../../../src/cli/program.js'
import { readBody } from '../../../src/client/body.js'
import { errorFromResponse } from '../../../src/client/fetch.js'
import { readResponses } from '../../../src/input/responses.js'
import { readJson } from '../../../src/server/adaptors/web.js'
import { listed, type Row, repeated, row, rowOfAll } from '../row.js'

const STREAM = { to: 10 * 2 ** 20 }
const isStream = (what: string): boolean => what === 'lines of JSON'

const failed = (index: number) => ({
  errors: [{ status: '409', code: 'not-unique', detail: `The name ${index} is taken` }],
})
const lines = (item: (index: number) => unknown, size: number): string =>
  listed(item, size)
    .map((each) => `${typeof each === 'string' ? each : JSON.stringify(each)}\n`)
    .join('')
const entry = (index: number) => ({
  request: { method: 'GET', url: `https://a.example/${index}`, headers: [] },
  response: {
    status: 409,
    headers: [],
    content: { mimeType: 'application/json', text: JSON.stringify(failed(index)) },
  },
})

/** By what it is called: an input of about so many characters. */
const inputs: Readonly<Record<string, (size: number) => string | Uint8Array>> = {
  'lines of JSON': (size) => lines(failed, size),
  'lines of a log': (size) => lines((index) => `2024-01-01T00:00:00Z ERROR api ${JSON.stringify(failed(index))}`, size),
  'lines of text': (size) => lines((index) => `nothing ${index} of [note] {here}`, size),
  'lines of envelopes': (size) =>
    lines((index) => ({ level: 50, time: index, res: { statusCode: 409 }, body: failed(index) }), size),
  'lines that begin a value': (size) => lines(() => '{"a": [', size),
  'lines that break a value': (size) => lines((index) => `{"a": ${index},`, size),
  'lines of items': (size) => `[\n${lines((index) => `${JSON.stringify(failed(index))},`, size)}{}]`,
  'values over many lines': (size) => listed((index) => JSON.stringify(failed(index), null, 2), size).join('\n'),
  'one document': (size) => JSON.stringify({ errors: listed((index) => failed(index).errors[0], size) }),
  'one document over many lines': (size) =>
    JSON.stringify({ errors: listed((index) => failed(index).errors[0], size) }, null, 1),
  'one document, deep': (size) => `${repeated('{"a":[', size / 2)}1${repeated(']}', size / 6)}`,
  'one line that never ends': (size) => `{"a": "${repeated('x', size)}`,
  'empty lines': (size) => `${repeated('\n', size)}{}`,
  'messages of HTTP': (size) =>
    lines(
      (index) => `HTTP/1.1 409 Conflict\ncontent-type: application/json\n\n${JSON.stringify(failed(index))}\n`,
      size,
    ),
  'a message of many headers': (size) => `HTTP/1.1 409 Conflict\n${lines((index) => `x-${index}: ${index}`, size)}\n{}`,
  'what curl -v prints': (size) =>
    lines(
      (index) => `> GET /${index} HTTP/1.1\n> \n< HTTP/1.1 409 Conflict\n< \n${JSON.stringify(failed(index))}`,
      size,
    ),
  'a HAR file': (size) => JSON.stringify({ log: { entries: listed(entry, size) } }),
  'a HAR file of much that it says of itself': (size) =>
    JSON.stringify({ log: { creator: { name: repeated('x', size) }, entries: [entry(1)] } }),
  properties: (size) => `#S7Z OK\n${lines((index) => `image.p${index}=${index}`, size)}`,
  'a page': (size) => `<html>${repeated('<p>wrong</p>\n', size)}`,
  'packed lines': (size) => gzipSync(lines(failed, size)),
  'UTF-16': (size) => Buffer.from(`\ufeff${lines(failed, size)}`, 'utf16le'),
}

async function* inPieces(input: string | Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(input)
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}

async function all(items: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of items);
}

const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() })

const command =
  (...args: readonly string[]) =>
  (input: string | Uint8Array) =>
    run(args, { stdin: inPieces(input, 65_536), stdout: nowhere(), stderr: nowhere(), env: {} })

/** By what it is called: what is done with an input. */
const consumers: Readonly<Record<string, (input: string | Uint8Array) => unknown>> = {
  read: (input) => all(readResponses(inPieces(input, 65_536))),
  'read in small pieces': (input) => all(readResponses(inPieces(input, 509))),
  'decode as text': command('decode', '-'),
  'decode as JSON': command('decode', '--json', '-'),
  'validate as JSON': command('validate', '--json', '-'),
}

const limits = { maxBytes: Number.POSITIVE_INFINITY, timeout: 2 ** 30 }
// The types of Node and of the language differ in what they say of streams.
const streamOf = (input: string | Uint8Array, length: number) =>
  Readable.toWeb(Readable.from(inPieces(input, length))) as never
const json = { method: 'POST', headers: { 'content-type': 'application/json' } }

export const streams: readonly Row[] = [
  ...Object.entries(consumers).map(([name, run]) =>
    rowOfAll(`${name}: inputs of every form`, Object.values(inputs), run, 2 ** 16),
  ),
  ...Object.entries(inputs).map(([what, of]) =>
    row(`decode as JSON: ${what}`, of, command('decode', '--json', '-'), isStream(what) ? STREAM : {}),
  ),
  row(
    'read the body of a response in pieces of 65536',
    (size) => repeated('x', size),
    (body) => readBody({ body: streamOf(body, 65_536) }, limits),
    STREAM,
  ),
  ...[1, 700].flatMap((length) => [
    row(
      `read the body of a response in pieces of ${length}`,
      (size) => repeated('x', size / 4),
      (body) => readBody({ body: streamOf(body, length) }, limits),
    ),
    row(
      `read the body of a request in pieces of ${length}`,
      (size) => JSON.stringify(repeated('x', size / 4)),
      (body) =>
        readJson(
          { ...json, body: streamOf(body, length), arrayBuffer: async () => new ArrayBuffer() },
          { maxBytes: 2 ** 30 },
        ),
    ),
  ]),
  row(
    'read a packed body of a response',
    (size) => gzipSync(JSON.stringify(failed(1)).padEnd(size)),
    (body) => errorFromResponse(new Response(body, { status: 409 })),
  ),
]
