import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readLines } from '../../src/input/lines.js'
import { collect } from '../cli/streams.js'

async function* chunked(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
}

async function linesOf(text: string, { size = 1000, limit = 1000 }: { size?: number; limit?: number } = {}) {
  return (await collect(readLines(chunked(text, size), () => limit))).flat()
}

test('a stream is cut into its lines, however it comes in pieces', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: fc.constantFrom('a', '{', '\n', '\r\n', ' ') }),
      fc.integer({ min: 1, max: 7 }),
      async (text, size) => {
        const expected = text.split('\n').map((line, index) => ({ text: line.replace(/\r$/, ''), line: index + 1 }))
        // What is behind the last line break is a line where there is anything.
        if (text.endsWith('\n') || text === '') expected.pop()
        expect(await linesOf(text, { size })).toEqual(expected)
      },
    ),
  )
})

test('a line that is too long is cut off, and those behind it are not', async () => {
  const text = `short\n${'x'.repeat(5000)}\nafter\n${'y'.repeat(5000)}`
  // Of the pieces that a line comes in, the last is kept, too.
  expect(await linesOf(text, { size: 50, limit: 200 })).toEqual([
    { text: 'short', line: 1 },
    { text: expect.stringMatching(/^x{100,150}$/), line: 2, tooLong: true },
    { text: 'after', line: 3 },
    { text: expect.stringMatching(/^y{100,150}$/), line: 4, tooLong: true },
  ])
})

test('each line may be as long as its number allows', async () => {
  const lines = (await collect(readLines(chunked('xxxx\nyyyy', 1), (line) => (line === 1 ? 10 : 2)))).flat()
  expect(lines).toMatchObject([{ text: 'xxxx' }, { line: 2, tooLong: true }])
  expect(await linesOf('xx\nyyy', { size: 1, limit: 2 })).toEqual([
    { text: 'xx', line: 1 },
    { text: 'yyy', line: 2, tooLong: true },
  ])
})

test('colours are left out, and other escapes stay', async () => {
  expect(await linesOf('\u001b[1;31mred\u001b[0m\u001b[K \u001b]0;title\u0007')).toEqual([
    { text: 'red \u001b]0;title\u0007', line: 1 },
  ])
})

test('an escape that only holds a colour is no colour', async () => {
  expect(await linesOf('\u001bx[0mred')).toEqual([{ text: '\u001bx[0mred', line: 1 }])
})

test('no batch is empty', async () => {
  expect(await collect(readLines(chunked('ab\nc', 1), () => 9))).toEqual([
    [{ text: 'ab', line: 1 }],
    [{ text: 'c', line: 2 }],
  ])
})
