/** The blocks that threads are given, and what comes of them; jobs.process.test.ts has more forms of input. */
import { EventEmitter } from 'node:events'
import { describe, expect, test, vi } from 'vitest'
import {
  type Block,
  decodeBlock,
  decodeInThreads,
  type Manner,
  type Outcome,
  type Started,
  serve,
} from '../../src/cli/jobs.js'
import { runCli } from './run-cli.js'
import { bytesOf, collect, jsonLines } from './streams.js'

const manner: Manner = { input: 'log', language: 'en', isJson: true }
const failed = '{"errors":[{"code":"not-found","title":"Record Not Found"}]}'
/** How large the blocks of these tests are, in bytes. */
const size = 1000
/** A line of more than half a block. */
const wide = `{"data":{"type":"rules","id":"RL1","attributes":{"name":"${'x'.repeat(0.6 * size)}"}}}`
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

  test('may have lines that end as those of Windows do', async () => {
    const outcome = await decodeBlock(
      block(`HTTP/1.1 404 Not Found\r\nA: b\r\n\r\n${failed}\r\n`, { isLast: true }),
      manner,
    )
    expect(outcome?.problems).toEqual([])
    expect(jsonLines(`${outcome?.written}`)).toMatchObject([{ line: 8, failure: { status: 404 } }])
  })
})

/** A thread that works in this one, by the code that a thread of its own would run. */
class Double extends EventEmitter implements Started {
  readonly received: Block[] = []
  isEnded = false
  readonly #port = new EventEmitter()

  constructor(data: unknown) {
    super()
    serve(Object.assign(this.#port, { postMessage: (decoded: unknown) => void this.emit('message', decoded) }), data)
  }

  postMessage(block: Block): void {
    this.received.push(block)
    this.#port.emit('message', block)
  }

  terminate(): void {
    this.isEnded = true
  }
}

/** The outcomes of an input in several threads, those threads, and what is left for one. */
async function decoded(
  pieces: readonly string[],
  isEnough: (outcomes: number) => boolean = () => false,
  start: (data: unknown) => Double = (data) => new Double(data),
) {
  const outcomes: Outcome[] = []
  const threads: Double[] = []
  const take = async (outcome: Outcome) => {
    outcomes.push(outcome)
    return !isEnough(outcomes.length)
  }
  const noting = (data: unknown) => {
    const thread = start(data)
    threads.push(thread)
    return thread
  }
  const rest = await decodeInThreads(bytesOf(pieces), manner, 2, take, { start: noting, size })
  const left = rest && Buffer.concat(await collect(rest.bytes)).toString()
  return { outcomes, threads, first: rest?.first, left }
}

/** The lines of the failures in outcomes. */
const linesOf = (outcomes: readonly Outcome[]): readonly number[] =>
  outcomes.flatMap(({ written }) => jsonLines(written.join('')) as { line: number }[]).map(({ line }) => line)

/** A block of its own: a failure, and space behind it. */
const piece = `${failed}${' '.repeat(size)}\n`

describe('a thread', () => {
  const six = Array.from({ length: 6 }, () => piece)
  const lines = [1, 2, 3, 4, 5, 6]

  test('is one of as many as are asked for, takes its turn, and is ended', async () => {
    const { outcomes, threads } = await decoded(six)
    expect(linesOf(outcomes)).toEqual(lines)
    expect(threads.map(({ received }) => received.map(({ line }) => line))).toEqual([
      [1, 3, 5],
      [2, 4, 6],
    ])
    expect(threads.map(({ isEnded }) => isEnded)).toEqual([true, true])
  })

  test('is given no more than two blocks ahead', async () => {
    const { threads, first } = await decoded(six, () => true)
    expect(threads.map(({ received }) => received.length)).toEqual([2, 2])
    expect(first).toBe(1)
  })

  test.each(['error', 'exit'])('that dies by an %s leaves its blocks to whoever asked for them', async (event) => {
    const { outcomes, threads } = await decoded(
      six,
      undefined,
      (data) =>
        new (class extends Double {
          override postMessage(block: Block): void {
            if (this.received.push(block) === 2) this.emit(event)
          }
        })(data),
    )
    expect(linesOf(outcomes)).toEqual(lines)
    expect(threads.map(({ received }) => received.length)).toEqual([2, 2])
  })

  test('of others, who load the same file, is left alone', () => {
    for (const data of [null, undefined, 'reactor-errors.decode', {}, { other: manner }]) {
      const port = Object.assign(new EventEmitter(), { postMessage: () => undefined })
      serve(port, data)
      expect(port.listenerCount('message')).toBe(0)
    }
    expect(() => serve(null, { 'reactor-errors.decode': manner })).not.toThrow()
  })
})

describe('NDJSON', () => {
  test.each<[what: string, pieces: readonly string[]]>([
    ['as one piece', [log + log]],
    ['line by line', [failed, '\n', wide, '\n', wide, '\n', failed, '\n', log]],
  ])('is cut into blocks of whole lines, which come back in order: %s', async (_, pieces) => {
    const { outcomes, first, left } = await decoded(pieces)
    expect([first, left]).toEqual([undefined, undefined])
    expect(outcomes.length).toBeGreaterThan(1)
    expect(linesOf(outcomes)).toEqual([1, 4, 5, 8])
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
  ['less than a block', `${failed}\n`],
  ['a list in its first line', `[${failed}]\n${wide}\n${wide}\n${failed}`],
  ['nothing', ''],
  ['a HAR file', `{"log":{"entries":[]}}\n${wide}\n${wide}\n${failed}`],
  ['a document over many lines', `{\n"a":${wide},\n"b":${wide}\n}`],
  ['lines of a log', `2024 ${failed}\n${wide}\n${wide}\n${failed}`],
])('%s is left for one thread, all of it', async (_, text) => {
  expect(await decoded([text])).toEqual({ outcomes: [], threads: [], first: 1, left: text })
})

test('an input without lines to cut at costs no more than its length', async () => {
  const chunk = Buffer.alloc(size, ' ')
  const pieces = Array.from({ length: 12 }, () => chunk)
  const concat = vi.spyOn(Buffer, 'concat')
  await decodeInThreads(bytesOf(pieces), manner, 2, async () => true, { size })
  const copied = concat.mock.calls.flatMap(([parts]) => parts.map(({ length }) => length))
  concat.mockRestore()
  expect(copied.reduce((sum, length) => sum + length, 0)).toBeLessThan(3 * pieces.length * chunk.length)
})

test.each([[['--json']], [['--request', 'examples/02-three-errors.request.json']]])(
  'several threads write what one does: %j',
  async (flags) => {
    const blamed = '{"errors":[{"code":"not-unique","source":{"pointer":"/data/attributes/name"}}]}'
    const space = ' '.repeat(2 ** 20)
    const stdin = [`${blamed}\n${failed}${space}\n${failed}\n[${failed},\n`, space, `\n${failed}]\noops`]
    const setting = { stdin, env: { REACTOR_ERRORS_SITE: 'https://example.com/' } }
    const one = await runCli(['decode', ...flags, '--lang', 'de'], setting)
    expect(await runCli(['decode', '--jobs', '2', ...flags, '--lang', 'de'], setting)).toEqual(one)
    expect(one.stdout).toContain(
      flags.length > 1 ? '^^^^^^^^^^^ not-unique' : '"page":"https://example.com/de/not-found/"',
    )
  },
)
