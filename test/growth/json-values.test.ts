/** JSON values in long texts: no text makes the scanner go over it again and again. */
import { expect, test } from 'vitest'
import { JsonScanner } from '../../src/input/json-values.js'

test('every character is looked at a few times at most, however a text is made', () => {
  const original = String.prototype.charCodeAt
  let looks = 0
  const pieces = ['{', '[', '{"', '"{\\"', '[{"a":', '"[\\"', '{"a":{', '{"\\x', '[1,', '"', '{}']
  try {
    String.prototype.charCodeAt = function (this: string, index: number) {
      looks += 1
      return original.call(this, index)
    }
    for (const piece of pieces) {
      const text = piece.repeat(100_000)
      looks = 0
      new JsonScanner().scan(text)
      expect(looks, piece).toBeLessThan(4 * text.length)
    }
  } finally {
    String.prototype.charCodeAt = original
  }
})
