import { expect, test } from 'vitest'
import { byNumber, visible, visibleMessage } from '../../src/jsonapi/visible.js'

test.each([
  ['what anybody can see', ' Plain ~ text, größer 日本 👍', ' Plain ~ text, größer 日本 👍'],
  ['controls', 'a\0b\u0085c', 'a\\u{0}b\\u{85}c'],
  ['a control among letters of other scripts', '日\u0007本', '日\\u{7}本'],
  ['what varies nothing, and a key with no digit', 'a\ufe0f\u20e3 *\ufe0f\u20e3', 'a\\u{FE0F}\u20e3 *\ufe0f\u20e3'],
  ['a joiner first', '\u200dx\u200c', '\\u{200D}x\\u{200C}'],
  ['only what can be seen before what cannot', 'plain\u202e', 'plain\\u{202E}'],
  ['only what can be seen behind what cannot', '\u202eplain', '\\u{202E}plain'],
  ['half a pair', '\ud800x', '\\u{D800}x'],
  ['what is no character', '\ufffe', '\\u{FFFE}'],
  ['breaks of lines', 'a\nb\u2028c\u2029d', 'a\\u{A}b\\u{2028}c\\u{2029}d'],
  ['what turns the direction of text', 'a\u202eb', 'a\\u{202E}b'],
  ['what has no width', 'a\u200bb\u2060c\ufeffd\u00ade', 'a\\u{200B}b\\u{2060}c\\u{FEFF}d\\u{AD}e'],
  ['joiners between letters that need none', 'a\u200db\u200cc', 'a\\u{200D}b\\u{200C}c'],
  [
    'joiners where scripts and pictures need them',
    '👩\u200d💻 می\u200cخواهم ❤\ufe0f',
    '👩\u200d💻 می\u200cخواهم ❤\ufe0f',
  ],
  ['the sign of a key, which is a picture of a digit', '1\ufe0f\u20e3 #\ufe0f\u20e3', '1\ufe0f\u20e3 #\ufe0f\u20e3'],
  ['a digit that only says so', '1\ufe0f', '1\\u{FE0F}'],
])('shows %s', (_, text, shown) => {
  expect(visible(text)).toBe(shown)
})

test('shows what cannot be seen as it is told to', () => {
  expect(visible('a\0\u0001', (character) => `<${character.charCodeAt(0)}>`)).toBe('a<0><1>')
  expect(byNumber('\u{e0001}')).toBe('\\u{E0001}')
})

test('keeps a message in one line', () => {
  expect(visibleMessage('a\tb\nc\rd\u0007')).toBe('a b c d\\u{7}')
})
