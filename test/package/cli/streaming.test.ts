import { spawn } from 'node:child_process'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { expect, test } from 'vitest'
import { jsonLines } from '../../cli/streams.js'
import { program } from './installed-cli.js'

const MB = 2 ** 20
const failure = `${JSON.stringify({ errors: [{ status: '404', code: 'not-found', title: 'Record Not Found' }] })}\n`
const success = `${JSON.stringify({ data: { type: 'rules', id: 'RL1', attributes: { name: 'x'.repeat(2000) } } })}\n`

/** A megabyte of log, with one failure in it. */
const piece = Buffer.from(failure + success.repeat(Math.floor(MB / success.length)))

function* log(megabytes: number): Generator<Buffer> {
  for (let count = 0; count < megabytes; count++) yield piece
}

// Tells at the end how much memory the process had at most, in kilobytes.
const METER = 'process.on("exit", () => process.stderr.write(String(process.resourceUsage().maxRSS)))'

async function decodeLog(megabytes: number): Promise<{ summary: unknown; megabytes: number }> {
  const flags = ['--import', `data:text/javascript,${encodeURIComponent(METER)}`]
  const child = spawn(process.execPath, [...flags, program, 'decode', '--json'])
  let said = ''
  let kilobytes = ''
  child.stdout.on('data', (text) => {
    said = (said + text).slice(-2000)
  })
  child.stderr.on('data', (text) => {
    kilobytes += text
  })
  const closed = new Promise((resolve) => child.on('close', resolve))
  await pipeline(Readable.from(log(megabytes)), child.stdin)
  expect(await closed).toBe(1)
  return {
    summary: jsonLines(said.slice(said.lastIndexOf('\n', said.length - 2))).at(-1),
    megabytes: Number(kilobytes) / 1024,
  }
}

test('200 MB of NDJSON are decoded in memory that does not hold them', async () => {
  const { summary, megabytes } = await decodeLog(200)
  expect(summary).toMatchObject({ kind: 'summary', failures: 200, codes: [{ code: 'not-found', count: 200 }] })
  expect(megabytes).toBeLessThan(200)
})
