import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutEnd, cutStart, pad, textWidth, wrap } from '../../src/cli/layout.js'

test.each([
  ['', 0],
  ['abc', 3],
  ['naïve', 5],
  ['nai\u0308ve', 5],
  ['한국어', 6],
  ['日本', 4],
  ['（）', 4],
  ['👍', 2],
  ['…“”·', 4],
])('%j takes %i columns', (text, width) => {
  expect(textWidth(text)).toBe(width)
  expect(textWidth(pad(text, 12))).toBe(12)
})

describe('text is wrapped', () => {
  test.each([
    ['between words', 'one two three', 8, ['one two', 'three']],
    ['inside words that are longer than a line', 'a 12345678901 b', 4, ['a', '1234', '5678', '901', 'b']],
    ['inside text without spaces', '日本語日本語', 5, ['日本', '語日', '本語']],
    ['between Japanese characters, beside words that are not', 'SFTP でサーバーに', 12, ['SFTP でサー', 'バーに']],
    ['not before what ends a phrase', '接続。再試行', 5, ['接', '続。', '再試', '行']],
    ['between Korean words', '이름이 서로 달라야', 12, ['이름이 서로', '달라야']],
    ['at its own line breaks', 'one\n\ntwo', 80, ['one', '', 'two']],
    ['not at all where it fits', 'one two', 7, ['one two']],
    ['to one empty line where there is none', '', 10, ['']],
    ['even where nothing fits', '日本', 1, ['日', '本']],
  ])('%s', (_name, text, width, lines) => {
    expect(wrap(text, width)).toEqual(lines)
  })

  test('with nothing lost and no line too long, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 20 }), (text, width) => {
        const lines = wrap(text, width)
        expect(lines.join('').replaceAll(/[ \n]/g, '')).toBe(text.replaceAll(/[ \n]/g, ''))
        const isOne = (line: string) => Array.from(new Intl.Segmenter().segment(line)).length === 1
        // One character is never cut, however wide it is.
        for (const line of lines) if (!isOne(line)) expect(textWidth(line)).toBeLessThanOrEqual(width)
      }),
    )
  })
})

test('text is cut at either end, and says so', () => {
  expect([cutEnd('abcdef', 4), cutEnd('abcdef', 6), cutEnd('abcdef', 1), cutEnd('abcdef', 0)]).toEqual([
    'abc…',
    'abcdef',
    '…',
    '',
  ])
  expect([cutStart('abcdef', 4), cutStart('abcdef', 6), cutStart('abcdef', 0)]).toEqual(['…def', 'abcdef', ''])
  expect(cutEnd('日本語', 4)).toBe('日…')
})

test.each<[what: string, text: string, width: number]>([
  ['a flag', '🇩🇪', 2],
  ['a skin tone', '👍🏽', 2],
  ['a family', '👨‍👩‍👧', 2],
  ['a heart with a variation selector', '❤️', 2],
  ['Hangul', '각', 2],
  ['Hangul in jamo', '\u1100\u1161\u11a8', 2],
  ['Devanagari', 'नमस्ते', 4],
  ['an accent of its own', 'e\u0301', 1],
  ['Japanese', '日本', 4],
])('%s is as wide as it looks, and is never cut', (_, text, width) => {
  expect(textWidth(text)).toBe(width)
  const lines = wrap(text.repeat(3), Math.max(width, 2))
  expect(lines.join('')).toBe(text.repeat(3))
  const characters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment)
  for (const line of lines)
    for (const { segment } of new Intl.Segmenter().segment(line)) expect(characters).toContain(segment)
})
