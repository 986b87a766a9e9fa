/** The blocks that threads are given, and what comes of them; jobs.process.test.ts has more forms of input. */
import { describe, expect, test } from 'vitest'
import { type Block, decodeBlock, decodeInThreads, type Manner, type Outcome, serve } from '../../src/cli/jobs.js'
import { runCli } from './run-cli.js'
import { bytesOf, collect, jsonLines } from './streams.js'

const manner: Manner = { input: 'log', language: 'en', isJson: true }
const failed = '{"errors":[{"code":"not-found","title":"Record Not Found"}]}'
/** A line of more than half a block. */
const wide = `{"data":{"type":"rules","id":"RL1","attributes":{"name":"${'x'.repeat(600_000)}"}}}`
/** A log of two blocks, the second from its last line but one on. */
const log = `${failed}\n${wide}\n${wide}\n${failed}\n`

const block = (text: string, more: Partial<Block> = {}): Block => ({
  ...{ bytes: Buffer.from(text), line: 5, isLast: false },
  ...more,
})

describe('a block', () => {
  test('is decoded with the lines that it has in its input', async () => {
    const outcome = await decodeBlock(block(`${failed}\r\n\n${failed}\n`), manner)
    expect(outcome?.problems).toEqual([])
    expect(outcome?.tally).toMatchObject({ responses: 2, failures: 2, mostCodes: Number.POSITIVE_INFINITY })
    expect(jsonLines(`${outcome?.written}`)).toMatchObject([
      { kind: 'failure', input: 'log', label: 'line 5', line: 5 },
      { kind: 'failure', input: 'log', label: 'line 7', line: 7 },
    ])
  })

  test('names no line for the first value of its input', async () => {
    const outcome = await decodeBlock(block(failed, { line: 1 }), manner)
    expect(`${outcome?.written}`).toContain('"input":"log","line":1')
  })

  test('comes as reports where it is to be put into words elsewhere', async () => {
    const outcome = await decodeBlock(block(failed), { ...manner, isJson: false })
    expect(outcome?.written).toMatchObject([{ kind: 'failure', input: 'log', label: 'line 5', line: 5 }])
  })

  test('is explained in the language and with the site that are asked for', async () => {
    const site = 'https://example.com/'
    const outcome = await decodeBlock(block(failed), { ...manner, language: 'de', site })
    expect(`${outcome?.written}`).toContain('"language":"de","page":"https://example.com/de/not-found/"')
  })

  test('that ends in the midst of a value has no outcome, unless it is the last', async () => {
    expect(await decodeBlock(block(`${failed}\n{`), manner)).toBeUndefined()
    expect(await decodeBlock(block(`${failed}\n{`, { isLast: true }), manner)).toMatchObject({
      problems: [{ line: 6 }],
    })
  })

  test('that is sent to a thread comes back decoded', async () => {
    let send: (block: Block) => void = () => undefined
    const events: string[] = []
    const outcome = new Promise((resolve) => {
      const on = (event: string, listener: (block: Block) => void): unknown => {
        events.push(event)
        send = listener
        return undefined
      }
      serve({ on, postMessage: resolve }, manner)
    })
    send(block(failed))
    expect(await outcome).toEqual(await decodeBlock(block(failed), manner))
    expect(events).toEqual(['message'])
  })
})

/** The outcomes of an input in several threads, and what is left for one. */
async function decoded(pieces: readonly string[], isEnough: (outcomes: number) => boolean = () => false) {
  const outcomes: Outcome[] = []
  const rest = await decodeInThreads(bytesOf(pieces), manner, 2, async (outcome) => {
    outcomes.push(outcome)
    return !isEnough(outcomes.length)
  })
  const left = rest && Buffer.concat(await collect(rest.bytes)).toString()
  return { outcomes, first: rest?.first, left }
}

describe('NDJSON', () => {
  test.each<[what: string, pieces: readonly string[]]>([
    ['as one piece', [log + log]],
    ['line by line', [failed, '\n', wide, '\n', wide, '\n', failed, '\n', log]],
  ])('is cut into blocks of whole lines, which come back in order: %s', async (_, pieces) => {
    const { outcomes, first, left } = await decoded(pieces)
    expect([first, left]).toEqual([undefined, undefined])
    expect(outcomes.length).toBeGreaterThan(1)
    const lines = outcomes.flatMap(({ written }) => jsonLines(written.join('')) as { line: number }[])
    expect(lines.map(({ line }) => line)).toEqual([1, 4, 5, 8])
    expect(outcomes.reduce((sum, { tally }) => sum + tally.responses, 0)).toBe(8)
  })

  test('that goes over blocks is left for one thread from there on', async () => {
    const list = [`${failed}\n[\n`, `${wide},\n`, `${wide},\n${failed}]`]
    const { outcomes, first, left } = await decoded([`${failed}\n${wide}\n${wide}\n`, ...list])
    expect([outcomes.length, first]).toEqual([1, 3])
    expect(left).toBe(`${wide}\n${list.join('')}`)
  })

  test('is left where nobody wants more of it', async () => {
    const { outcomes, first, left } = await decoded([log, log, log], () => true)
    expect([outcomes.length, first]).toEqual([1, 1])
    expect(left).toBe(log + log + log)
  })
})

test.each<[what: string, text: string]>([
  ['less than a block', failed],
  ['nothing', ''],
  ['a HAR file', `{"log":{"entries":[]}}\n${wide}\n${wide}\n${failed}`],
  ['a document over many lines', `{\n"a":${wide},\n"b":${wide}\n}`],
  ['lines of a log', `2024 ${failed}\n${wide}\n${wide}\n${failed}`],
])('%s is left for one thread, all of it', async (_, text) => {
  expect(await decoded([text])).toEqual({ outcomes: [], first: 1, left: text })
})

test.each([[['--json']], [[]]])('several threads write what one does: %j', async (flags) => {
  const stdin = [log, `${log}oops`]
  const one = await runCli(['decode', ...flags], { stdin })
  expect(await runCli(['decode', '--jobs', '2', ...flags], { stdin })).toEqual(one)
  expect(one.stdout.length).toBeGreaterThan(100)
})
