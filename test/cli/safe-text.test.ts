import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shortLine, shortText, visible, visibleLine } from '../../src/cli/safe-text.js'

describe('received text', () => {
  test.each([
    ['a terminal command', 'a\u001b[31mb\u001b]0;title\u0007', 'a␛[31mb␛]0;title␇'],
    ['a terminal command in one byte', 'a\u009b31m', 'a\\u{9B}31m'],
    ['a deletion', 'a\u007f\b', 'a\\u{7F}␈'],
    ['NUL', '\0', '␀'],
    ['a carriage return that would overwrite the line', 'safe\rfake', 'safe␍fake'],
    ['a turn of direction', 'a\u202eb\u2066', 'a\\u{202E}b\\u{2066}'],
    ['what is not seen', 'a\u200bb\ufeff', 'a\\u{200B}b\\u{FEFF}'],
    ['what hides a word', 'pass\u00adword \u061c\ufff9', 'pass\\u{AD}word \\u{61C}\\u{FFF9}'],
    ['tags, which can say anything', 'a\u{e0001}\u{e0041}', 'a\\u{E0001}\\u{E0041}'],
    ['what is filled with nothing', 'a\u3164\u115f\u2800', 'a\\u{3164}\\u{115F}\u2800'],
    ['what joins or varies nothing', 'pay\u200dpal\u200c a\ufe0f', 'pay\\u{200D}pal\\u{200C} a\\u{FE0F}'],
    ['what no character is', 'a\uffff', 'a\\u{FFFF}'],
    ['separators of lines', 'a\u2028b\u2029', 'a\\u{2028}b\\u{2029}'],
    ['half a character', '\ud83d and \ude00', '\\u{D83D} and \\u{DE00}'],
    ['tabs and line breaks', 'a\tb\r\nc\n', 'a b\nc\n'],
  ])('shows %s', (_name, text, shown) => {
    expect(visible(text)).toBe(shown)
  })

  test('of any language is shown as it is', () => {
    for (const text of ['Grüße “naïve” …', '한국어', 'می‌خواهم', '👩‍👩‍👧', 'é', '1️⃣ #️⃣', '❤️', 'क्‍ष', '🇩🇪'])
      expect(visible(text)).toBe(text)
  })

  test('stands on one line where there is only one', () => {
    expect(visibleLine('a \r\n\n  b\nc')).toBe('a b c')
  })

  test('never keeps a control character, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visibleLine(text)).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u)
      }),
    )
  })
})

test('of a text of any length the beginning is shown', () => {
  const spaces = ' '.repeat(160_000)
  expect(shortLine(`a${spaces}b`)).toBe('a…')
  expect(shortLine('x'.repeat(1_000_000))).toBe(`${'x'.repeat(1000)}…`)
  expect(shortText(`a\n${'b'.repeat(2000)}`)).toBe(`a\n${'b'.repeat(998)}…`)
  expect([shortLine('a\n b'), shortText('a\n b')]).toEqual(['a b', 'a\n b'])
})
