/**
 * Measures how fast the decoder's worker is beside Node: `npm run speed`, after `npm run build`. Both decode the same lines of
 * NDJSON by turns, and the medians are printed. For a number of lines other than 100,000: `npm run speed -- 20000`.
 */
import { readdirSync } from 'node:fs'
import { decodeInput } from '../browser/decode/read.js'
import { dist, startBrowser } from './browser.js'

const ROUNDS = 5
const count = Number(process.argv[2] ?? 100_000)

const responses = [
  { status: 200, body: { data: { type: 'hosts', id: '1', attributes: { name: 'x'.repeat(200) } } } },
  {
    status: 409,
    body: { errors: [{ status: '409', code: 'not-unique', source: { pointer: '/data/attributes/name' } }] },
  },
  {
    status: 200,
    body: { data: { type: 'builds', id: '1', meta: { status_details: [{ code: 'minification-error' }] } } },
  },
  { status: 403, body: { error_code: '403003', message: 'Api Key is invalid' } },
]
const block = responses.map((response) => `${JSON.stringify(response)}\n`).join('')
const text = block.repeat(Math.ceil(count / responses.length))

async function inNode(): Promise<number> {
  const began = performance.now()
  const { responses: found } = await decodeInput(new Blob([text]), '', () => undefined)
  if (found < count) throw new Error(`${found} responses were found in Node`)
  return performance.now() - began
}

const { browser, server } = await startBrowser()
// The page starts no other worker than its own, as its policy says.
const page = await browser.newPage({ bypassCSP: true })
await page.goto(`${server.url}en/decode/`)
const script = readdirSync(`${dist}/assets`).find((file) => file.startsWith('worker-'))

const inWorker = (): Promise<number> =>
  page.evaluate(
    async ({ input, worker, least }) => {
      const blob = new Blob([input])
      const decoder = new Worker(worker, { type: 'module' })
      // Once for the scripts to be there.
      for (const part of [blob.slice(0, 10_000), blob]) {
        const began = performance.now()
        decoder.postMessage({
          kind: 'decode',
          input: part,
          request: '',
          sentences: new URL('../sentences.json', location.href).href,
        })
        const found = await new Promise<number>((resolve, reject) => {
          decoder.onmessage = ({ data }) => {
            if (data.kind === 'result') resolve(data.result.responses)
            if (data.kind === 'stopped') reject(new Error(data.message))
          }
        })
        if (part !== blob) continue
        decoder.terminate()
        if (found < least) throw new Error(`${found} responses were found in the worker`)
        return performance.now() - began
      }
      return Number.NaN
    },
    { input: text, worker: `${server.url}assets/${script}`, least: count },
  )

const median = (times: readonly number[]): number => [...times].sort((one, other) => one - other)[ROUNDS >> 1] ?? 0

const times = { node: [] as number[], worker: [] as number[] }
await inNode()
for (let round = 0; round < ROUNDS; round++) {
  times.node.push(await inNode())
  times.worker.push(await inWorker())
}
await browser.close()
await server.close()
const [node, worker] = [median(times.node), median(times.worker)]
process.stdout.write(
  `${count} responses: ${Math.round(node)} ms in Node ${process.version}, ${Math.round(worker)} ms in the worker, ` +
    `${(node / worker).toFixed(2)} of its speed (medians of ${ROUNDS} rounds)\n`,
)
