import { expect, test } from 'vitest'
import { literal, wrapComment } from '../../scripts/source-text.js'

test.each(['plain', "it's", 'a "quoted" word', 'back\\slash', '\\"', "\\'", 'line\nbreak', '\u2028', '', '’', '😀'])(
  '%j becomes a literal that evaluates to itself',
  (text) => {
    // The text is one of the list above.
    expect(new Function(`return ${literal(text)}`)()).toBe(text)
  },
)

test('paragraphs become a doc comment with an empty line between them', () => {
  expect(wrapComment(['One.', 'Two.'], '  ')).toBe('  /**\n   * One.\n   *\n   * Two.\n   */')
})

test('what would end the comment is broken up', () => {
  expect(wrapComment(['a */ b'], '')).toBe('/**\n * a *\\/ b\n */')
})

test('a word that starts with @ is quoted, but a tag at the start is not', () => {
  expect(wrapComment(['npx @adobe/x, a@b.c', '@deprecated Use y.'], '')).toBe(
    '/**\n * npx `@adobe/x`, a@b.c\n *\n * @deprecated Use y.\n */',
  )
})
