import { expect, test } from 'vitest'
import { markupOf } from '../../../src/image-serving/render/text.js'

test.each([
  ['a <b>&amp;</b> "\'', 'a &lt;b&gt;&amp;amp;&lt;/b&gt; &quot;&apos;'],
  ['</span><span size="99999">', '&lt;/span&gt;&lt;span size=&quot;99999&quot;&gt;'],
  ['a\r\nb\rc\n\td', 'a\nb\nc\n\td'],
  ['\0\x07\x7f', '\ufffd\ufffd\ufffd'],
  ['😀\ud800\ue000', '\ufffd\ufffd\ufffd'],
  ['한 é \u200d', '한 é \u200d'],
])('%j becomes %j', (text, markup) => {
  expect(markupOf(text, '#000000')).toBe(
    `<span foreground="#000000" fallback="false" insert_hyphens="false">${markup}</span>`,
  )
})
