import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createCounter, createProgress } from '../../src/cli/progress.js'
import { sink } from './streams.js'

const MB = 1e6

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

test('a long input of known length is shown as a bar on a terminal', () => {
  const stream = sink(80)
  const progress = createProgress(stream, 100 * MB)
  progress.advance(MB / 2)
  expect(stream.text()).toBe('')
  progress.advance(49.5 * MB)
  progress.hide()
  expect(stream.text()).toContain(`  ${'█'.repeat(15)}${'░'.repeat(15)} 50 %  50 MB of 100 MB`)
})

test('an input of unknown length is counted', () => {
  const stream = sink(80)
  const progress = createProgress(stream)
  progress.advance(1500 * MB)
  progress.hide()
  expect(stream.text()).toContain('  1,500 MB read')
})

test('the bar leaves the screen as if it had never been there, and comes back after a while', () => {
  const stream = sink(80)
  const progress = createProgress(stream, 100 * MB)
  progress.hide()
  expect(stream.text()).toBe('')
  progress.advance(20 * MB)
  progress.hide()
  const shown = stream.text()
  // The last thing that happens is that the line is cleared.
  expect(shown.endsWith('\u001b[2K')).toBe(true)
  progress.advance(20 * MB)
  expect(stream.text()).toBe(shown)
  vi.advanceTimersByTime(200)
  progress.advance(20 * MB)
  expect(stream.text().slice(shown.length)).toContain('60 %')
  progress.advance(90 * MB)
  vi.advanceTimersByTime(200)
  progress.advance(1)
  // The file has grown meanwhile.
  expect(stream.text()).toContain('100 %  150 MB of 100 MB')
})

test('nothing is written where nobody watches', () => {
  const stream = sink()
  const progress = createProgress(stream, 100 * MB)
  progress.advance(50 * MB)
  progress.hide()
  expect(stream.text()).toBe('')
})

test('reading on moves the bar on', () => {
  const stream = sink(80)
  const progress = createProgress(stream, 100 * MB)
  progress.advance(20 * MB)
  vi.advanceTimersByTime(200)
  progress.advance(55 * MB)
  progress.hide()
  expect(stream.text()).toContain('75 %  75 MB of 100 MB')
})

const CLEAR = '\r\u001b[2K'

test('the bar comes with the first megabyte, and moves ten times a second', () => {
  const stream = sink(80)
  const progress = createProgress(stream, 100 * MB)
  progress.advance(2 ** 20 - 1)
  expect(stream.text()).toBe('')
  progress.advance(1)
  const first = `${CLEAR}  ${'░'.repeat(30)} 1 %  1 MB of 100 MB`
  expect(stream.text()).toBe(first)
  vi.advanceTimersByTime(99)
  progress.advance(MB)
  expect(stream.text()).toBe(first)
  vi.advanceTimersByTime(1)
  progress.advance(MB)
  expect(stream.text()).toBe(`${first}${CLEAR}  █${'░'.repeat(29)} 3 %  3 MB of 100 MB`)
  progress.hide()
  progress.hide()
  expect(stream.text().endsWith(`of 100 MB${CLEAR}`)).toBe(true)
})

test('what is counted is shown from the first on', () => {
  const stream = sink(80)
  const counter = createCounter(stream, (done) => `${done} done`)
  counter.advance(1)
  counter.hide()
  expect(stream.text()).toBe(`${CLEAR}1 done${CLEAR}`)
})
