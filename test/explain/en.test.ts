import { expect, test } from 'vitest'
import { en } from '../../src/explain/index.js'

const prose = [...Object.values(en.situations), en.family]

test('sentences for errors without a code are whole and short', () => {
  for (const { cause, usually = 'Usually so.', remedy } of prose) {
    for (const sentence of [cause, usually, remedy]) {
      expect(sentence).toMatch(/^\p{Lu}[^'"`]*\.$/u)
      expect(sentence.length).toBeLessThanOrEqual(160)
    }
  }
})

test('no two situations are explained the same', () => {
  for (const member of ['cause', 'remedy'] as const) {
    expect(new Set(prose.map((one) => one[member])).size).toBe(prose.length)
  }
})
