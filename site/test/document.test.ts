import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { reactor } from '../../src/reactor/index.js'
import { readDocument } from '../browser/decode/document.js'
import { failuresIn, readResponses } from '../browser/decode/forms.js'
import { exampleFiles } from '../data/examples.js'

/** What the readers of all forms find in a text. */
async function readAll(text: string): Promise<unknown> {
  const items = []
  for await (const batch of readResponses(new Blob([text]).stream())) items.push(...batch)
  return items.map((item) => (item.kind === 'response' ? { body: item.body, failures: failuresIn(item) } : item))
}

const files = exampleFiles.filter(({ pathname }) => /\d\d-[\w-]+\.json$/.test(pathname))
const documents = [
  ...files.map((file) => readFileSync(file, 'utf8')),
  '{"errors":[{"status":"409","code":"not-unique"}]}',
  '{"errors":[]}',
  '{"errors":{"code":"not-found"},"meta":{"request_id":"1"}}',
  '{"data":null,"links":{"self":"/hosts/1"}}',
  '{"data":[{"type":"builds","id":"1","meta":{"status_details":[{"code":"minification-error"}]}}]}',
]

test.each(documents)('a document says the same as by the readers of all forms: %.60j', async (text) => {
  const { body } = readDocument(text) ?? {}
  expect([{ body, failures: reactor.parse(body) }]).toEqual(await readAll(text))
})

test.each([
  ['', 'nothing'],
  ['{"errors":[{"code":"not-found"', 'JSON that breaks off'],
  ['{"data":{"type":"hosts","id":"1"}}\n{"data":null}', 'NDJSON'],
  ['[{"code":"not-found","title":"T"}]', 'a list of errors'],
  ['{"status":409,"body":{"errors":[]}}', 'a response with its status'],
  ['{"data":{"type":"hosts","id":"1"},"log":{"entries":[]}}', 'a HAR file with more in it'],
  ['{"data":[{"type":"log","attributes":{"level":"error","msg":"failed"}}]}', 'lines of a log'],
  ['{"code":"not-found","status":"404"}', 'an error by itself'],
  ['{"errors":[],"@context":"x"}', 'a document with members of others'],
  ['HTTP/1.1 404 Not Found\n\n{"errors":[]}', 'what curl prints'],
])('%j is left to them: %s', (text) => {
  expect(readDocument(text)).toBeUndefined()
})
