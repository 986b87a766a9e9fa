import fc from 'fast-check'
import picocolors from 'picocolors'
import { describe, expect, test } from 'vitest'
import { cutEnd, cutStart, labelled, pad, refit, textWidth, wrap } from '../../src/cli/layout.js'

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
    ['at the joints of words that are longer than a line', 'to one-two-three', 8, ['to one-', 'two-', 'three']],
    ['as one word that just fits', 'a one-two b', 7, ['a', 'one-two', 'b']],
    ['beside what is left of a word', '12345678901 b', 4, ['1234', '5678', '901', 'b']],
    ['without the spaces at either end', '  one  two ', 9, ['one two']],
    ['to one empty line where there is none', '', 10, ['']],
    ['even where nothing fits', '日本', 1, ['日', '本']],
  ])('%s', (_name, text, width, lines) => {
    expect(wrap(text, width)).toEqual(lines)
  })

  test.each([...'-_/.:,;=&?@{}[]"|'])('behind %s where a word does not fit', (joint) => {
    expect(wrap(`abc${joint}def`, 5)).toEqual([`abc${joint}`, 'def'])
    expect(wrap(`abc${joint}def`, 7)).toEqual([`abc${joint}def`])
  })

  test.each([...'、。」』】ぁゃゅっョヮー々！），．：；？｝'])('not before %s', (end) => {
    expect(wrap(`日本${end}`, 5)).toEqual(['日', `本${end}`])
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
  expect([
    cutStart('abcdef', 4),
    cutStart('abcdef', 6),
    cutStart('abcdef', 2),
    cutStart('abcdef', 1),
    cutStart('abcdef', 0),
  ]).toEqual(['…def', 'abcdef', '…f', '…', ''])
  expect([cutEnd('日本語', 4), cutEnd('日本語', 6), cutStart('日本語', 4)]).toEqual(['日…', '日本語', '…語'])
  expect(cutEnd('abcdef', 2)).toBe('a…')
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

const colors = picocolors.createColors(false)

test.each<[what: string, label: string, text: string, width: number, ours: boolean, lines: string[]]>([
  ['beside it', 'why', `${'a'.repeat(45)} b`, 60, false, [`    why        ${'a'.repeat(45)}`, `${' '.repeat(15)}b`]],
  ['beside it, marked as ours', 'why', 'a\nb', 60, true, ['    why      ~ a', `${' '.repeat(15)}b`]],
  ['beside none', '', 'a', 60, false, [`${' '.repeat(15)}a`]],
  ['beside a long one', 'unterschied', 'a\nb', 80, false, ['    unterschied   a', `${' '.repeat(18)}b`]],
  ['below it', 'why', `${'a'.repeat(53)} b`, 59, false, ['    why', `      ${'a'.repeat(53)}`, '      b']],
  ['below it, marked as ours', 'why', 'a\nb', 59, true, ['    why', '    ~ a', '      b']],
  ['below none', '', 'a', 40, true, ['    ~ a']],
])('a text with a label stands %s', (_, label, text, width, ours, lines) => {
  expect(labelled(label, text, { colors, width }, ours)).toEqual(lines)
  if (!ours) expect(labelled(label, text, { colors, width })).toEqual(lines)
})

test('labels and marks are dim, and nothing else', () => {
  const colored = { colors: picocolors.createColors(true), width: 60 }
  const dim = (text: string) => `\u001b[2m${text}\u001b[22m`
  expect(labelled('why', 'a', colored, true)).toEqual([`    ${dim('why      ')}${dim('~')} a`])
  expect(labelled('why', 'a', { ...colored, width: 59 })).toEqual([`    ${dim('why')}`, '      a'])
})

test('of a ready text the lines that are too long go on where they began', () => {
  expect(refit('  one two three \n\nfour\n  five six', 9)).toBe('  one two\n  three\n\nfour\n  five\n  six')
  expect(refit('  one two', 9)).toBe('  one two')
  expect(refit('one  two three', 9)).toBe('one two\nthree')
})
