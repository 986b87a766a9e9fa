import { describe, expect, test } from 'vitest'
import { LogReader } from '../../src/input/log-reader.js'
import type { RecordItem } from '../../src/input/records.js'

const printed = ['{', '  "errors": [', '    { "code": "gone" }', '  ]', '}']
const value = { errors: [{ code: 'gone' }] }

function read(lines: readonly string[], limit = 1000): readonly RecordItem[] {
  const reader = new LogReader(limit)
  return [...lines.flatMap((text, index) => reader.take({ text, line: index + 1 })), ...reader.end()]
}

const logged = (texts: readonly string[], name = 'msg'): string[] =>
  texts.map((text) => JSON.stringify({ [name]: text }))

describe('a value that was logged line by line is one', () => {
  test.each(['log', 'MESSAGE', 'message', 'msg'])('in %s', (name) => {
    const ended = name === 'log' ? printed.map((line) => `${line}\n`) : printed
    expect(read(logged(ended, name))).toMatchObject([{ kind: 'json', value, line: 1 }])
  })

  test('behind text, and between what else was logged', () => {
    const lines = logged(['starting', 'failed: {', ...printed.slice(1), 'ended'])
    expect(read(lines)).toMatchObject([
      { value: { msg: 'starting' } },
      { value, line: 2 },
      { value: { msg: 'ended' }, line: 7 },
    ])
  })

  test('behind text on the line on which it begins, written closely', () => {
    expect(read(logged(['failed: {"errors": [', '{ "code": "gone" }', ']}']))).toMatchObject([{ value, line: 1 }])
  })

  test('and what stands behind it is text', () => {
    const lines = logged([...printed.slice(0, -1), '} (3 tries)'])
    expect(read(lines)).toEqual([
      expect.objectContaining({ kind: 'json', value, lead: lines[0] }),
      { kind: 'text', text: '(3 tries)', line: 5 },
    ])
  })

  test('that begins in the second of two objects of a line', () => {
    const [first, ...others] = logged(printed)
    const before = logged(['failed: {"a":1}']).join()
    expect(read([`${before} ${first}`, ...others])).toMatchObject([{ value: JSON.parse(before) }, { value, line: 1 }])
  })

  test('with the time of its first line', () => {
    const first = '{"time":"2026-01-31T12:00:00Z","log":"{"}'
    expect(read([first, ...logged(printed.slice(1))])).toMatchObject([{ value, lead: first }])
  })

  test('behind the lead that each line has', () => {
    const lines = logged(printed).map((line) => `web-1 ${line}`)
    expect(read(lines)).toMatchObject([{ value }])
  })

  test('where it breaks off, as far as it goes', () => {
    const cut = [...printed.slice(0, 2), '    { "code": "go']
    expect(read(logged(cut))).toMatchObject([{ kind: 'broken', text: cut.join('\n') }])
  })
})

test('an object by itself, in a line or as one, ends a value that was cut off', () => {
  for (const next of [JSON.stringify({ msg: '{"a":1}' }), '{"status":503}'])
    expect(read([...logged(printed.slice(0, 2)), next])).toMatchObject([
      { kind: 'broken', line: 1 },
      { value: JSON.parse(next), line: 3 },
    ])
})

test('a value that stands whole in one line stays what was logged', () => {
  const lines = logged(['failed: {"errors":[]} (3 tries)', 'on [::]:3000', 'missing { in a template'])
  const reader = new LogReader(1000)
  for (const [index, text] of lines.entries()) {
    expect(reader.take({ text, line: index + 1 })).toMatchObject([{ value: JSON.parse(text) }])
    expect(reader.isOpen).toBe(false)
  }
})

test('lines that only end with a bracket stay what they are', () => {
  const lines = logged(['function f() {', 'return 1', 'const a = ['])
  expect(read(lines)).toMatchObject(lines.map((line) => ({ value: JSON.parse(line) })))
})

test('a reading is open until the value is complete', () => {
  const reader = new LogReader(1000)
  const states = logged(printed).map((text, index) => {
    reader.take({ text, line: index + 1 })
    return reader.isOpen
  })
  expect(states).toEqual([true, true, true, true, false])
})

test('a value is no longer than one in plain lines may be', () => {
  expect(() => read(logged(printed), 20)).toThrow('is too long for one document')
})
