import { expect, test } from 'vitest'
import type { FontSet } from '../../../src/image-serving/render/font.js'
import { markupOf } from '../../../src/image-serving/render/text.js'

const main = { family: 'Unifont', file: 'unifont.ttf' }

test.each([
  ['a <b>&amp;</b> "\'', 'a &lt;b&gt;&amp;amp;&lt;/b&gt; &quot;&apos;'],
  ['</span><span size="99999">', '&lt;/span&gt;&lt;span size=&quot;99999&quot;&gt;'],
  ['a\r\nb\rc\n\td', 'a\nb\nc\n\td'],
  ['\0\x07\x7f', '\ufffd\ufffd\ufffd'],
  ['😀𐌰❤\ufe0f\ud800\ue000', '\ufffd\ufffd❤\ufe0f\ufffd\ufffd'],
  ['한 é \u200d', '한 é \u200d'],
])('%j becomes %j', (text, markup) => {
  expect(markupOf(text, '#000000', { main })).toBe(
    `<span foreground="#000000" fallback="false" insert_hyphens="false">${markup}</span>`,
  )
})

test('emoji and what lies beyond the first plane are in the fonts that have them', () => {
  const fonts: FontSet = { main, beyond: { family: 'Ex', file: 'e' }, emoji: { family: 'A & B', file: 'b' } }
  expect(markupOf('a👩‍👩‍👧𐌰<❤\ufe0f🇰🇷1', '#000000', fonts)).toContain(
    '>a<span font_family="A &amp; B">👩‍👩‍👧</span><span font_family="Ex">𐌰</span>&lt;<span font_family="A &amp; B">❤\ufe0f</span><span font_family="A &amp; B">🇰🇷</span>1</span>',
  )
})
