import { expect, test } from 'vitest'
import { hexId, uuid } from '../../src/testing/ids.js'

test('an id is the same every time', () => {
  expect(hexId('not-found')).toMatchInlineSnapshot(`"3013a18f7313ecbbae77dde370329947"`)
  expect(uuid('not-found')).toMatchInlineSnapshot(`"3013a18f-7313-8cbb-8e77-dde370329947"`)
})

test.each(['', 'a', 'ü', '\uD800', 'x'.repeat(10_000)])('any text has one: %#', (text) => {
  expect(hexId(text)).toMatch(/^[\da-f]{32}$/)
  expect(uuid(text)).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/)
})

test('ten thousand texts have as many ids', () => {
  const texts = Array.from({ length: 10_000 }, (_, index) => `text ${index}`)
  expect(new Set(texts.map(hexId)).size).toBe(texts.length)
})
