import { Writable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { createTerminal, type OutputStream, wantsColors } from '../../src/cli/terminal.js'
import { ioOf, sink } from './streams.js'

describe('colours', () => {
  test.each([
    ['are not for pipes', undefined, {}, false],
    ['are for terminals', 80, {}, true],
    ['are not for dumb terminals', 80, { TERM: 'dumb' }, false],
    ['are not wanted with NO_COLOR', 80, { NO_COLOR: '1' }, false],
    ['are wanted with an empty NO_COLOR', 80, { NO_COLOR: '' }, true],
    ['are forced by FORCE_COLOR', undefined, { FORCE_COLOR: '1' }, true],
    ['are forced by an empty FORCE_COLOR', undefined, { FORCE_COLOR: '' }, true],
    ['are switched off by FORCE_COLOR=0', 80, { FORCE_COLOR: '0' }, false],
    ['are switched off by FORCE_COLOR=false', 80, { FORCE_COLOR: 'false' }, false],
    ['are switched off by NO_COLOR, whatever FORCE_COLOR says', 80, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    ['are not switched on by CI', undefined, { CI: 'true' }, false],
  ])('%s', (_name, columns, env, wanted) => {
    expect(wantsColors(sink(columns), env)).toBe(wanted)
    expect(createTerminal({ ...ioOf(), stdout: sink(columns), env }).colors.isColorSupported).toBe(wanted)
  })

  test('of complaints go by stderr', async () => {
    const io = ioOf({ tty: ['stderr'] })
    const terminal = createTerminal(io)
    await terminal.complain('no')
    expect(io.stderr.text()).toBe('\u001b[31mreactor-errors:\u001b[39m no\n')
    expect(terminal.colors.isColorSupported).toBe(false)
  })
})

test.each([
  [undefined, 80],
  [30, 40],
  [64, 64],
  [500, 100],
  [0, 80],
])('a terminal of %s columns is filled to %i', (columns, width) => {
  expect(createTerminal({ ...ioOf(), stdout: sink(columns) }).width).toBe(width)
})

describe('output', () => {
  test('waits for its reader', async () => {
    const written: string[] = []
    let release = (): void => undefined
    const slow = new Writable({
      highWaterMark: 1,
      decodeStrings: false,
      write(chunk, _encoding, done) {
        written.push(String(chunk))
        release = done
      },
    })
    const { write } = createTerminal({ ...ioOf(), stdout: slow })
    let printed = false
    const done = write('one\n').then(() => {
      printed = true
    })
    await Promise.resolve()
    expect([written, printed]).toEqual([['one\n'], false])
    release()
    await done
    expect(printed).toBe(true)
  })

  test('is written where there is some, and somebody to read it', async () => {
    const written: unknown[] = []
    const io = ioOf()
    io.stdout.write = (text: unknown) => written.push(text) > 0
    const { write } = createTerminal(io)
    await write('')
    await write('a')
    io.stdout.emit('error', Object.assign(new Error('gone'), { code: 'EPIPE' }))
    await write('b')
    expect(written).toEqual(['a'])
  })

  test('stops waiting when its reader goes', async () => {
    const leaving: OutputStream = new Writable({
      highWaterMark: 1,
      write: (_chunk, _encoding, done) => setImmediate(done, Object.assign(new Error('gone'), { code: 'EPIPE' })),
    })
    const terminal = createTerminal({ ...ioOf(), stdout: leaving })
    await terminal.write('too much')
    expect([terminal.isClosed(), await terminal.failure()]).toEqual([true, undefined])
  })

  test('of complaints goes on where nobody reads those', async () => {
    const io = ioOf()
    const terminal = createTerminal(io)
    io.stderr.emit('error', Object.assign(new Error('gone'), { code: 'EPIPE' }))
    await terminal.write('still here\n')
    expect([io.stdout.text(), terminal.isClosed()]).toEqual(['still here\n', false])
  })

  test.each([
    ['EPIPE', undefined],
    ['ENOSPC', 'ENOSPC'],
    [undefined, 'it broke'],
  ])('ends without a word where its reader has gone, and tells other failures: %s', async (code, told) => {
    const broken: OutputStream = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('it broke'), { code })),
    })
    const terminal = createTerminal({ ...ioOf(), stdout: broken, stderr: broken })
    expect(terminal.isClosed()).toBe(false)
    await terminal.write('x'.repeat(100_000))
    await terminal.write('more')
    await terminal.complain('and that')
    expect([await terminal.failure(), terminal.isClosed()]).toEqual([told, true])
  })
})
