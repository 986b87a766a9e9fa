import { expect, test } from 'vitest'
import { parseProperties } from '../../src/image-serving/properties.js'
import type { PropertyEncoding } from '../../src/image-serving/request-types.js'
import { encodeXml, writeXmlProperties } from '../../src/image-serving/write-xml-properties.js'

test('groups are named by what stands before the last dot', () => {
  expect(writeXmlProperties({ x: '1', 'a.b.c': '2', 'a.b.d': '3', '.e': '4' }, 'UTF-8')).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<prop-group>\n<prop-group name="">\n<property name="x" value="1"/>\n' +
      '<property name="e" value="4"/>\n</prop-group>\n<prop-group name="a.b">\n<property name="c" value="2"/>\n' +
      '<property name="d" value="3"/>\n</prop-group>\n</prop-group>\n',
  )
})

test('no text leaves the attribute that it stands in', () => {
  const text = writeXmlProperties({ 'a"><x/>.b<': '"/>&<!-- \n\t\r\0\ud800\uffff' }, 'UTF-8')
  expect(text).toContain('<prop-group name="a&quot;&gt;&lt;x/&gt;">')
  expect(text).toContain('<property name="b&lt;" value="&quot;/&gt;&amp;&lt;!-- &#10;&#9;&#13;\ufffd\ufffd\ufffd"/>')
})

test.each<[PropertyEncoding, number[]]>([
  ['UTF-8', [60, 195, 169, 237, 149, 156, 240, 159, 152, 128]],
  ['UTF-16', [254, 255, 0, 60, 0, 233, 213, 92, 216, 61, 222, 0]],
  ['UTF-16BE', [0, 60, 0, 233, 213, 92, 216, 61, 222, 0]],
  ['UTF-16LE', [60, 0, 233, 0, 92, 213, 61, 216, 0, 222]],
  ['ISO-8859-1', [60, 233, ...'&#54620;&#128512;'.split('').map((character) => character.charCodeAt(0))]],
])('%s has the bytes %j', (encoding, bytes) => {
  expect([...encodeXml('<é한😀', encoding)]).toEqual(bytes)
  const answer = parseProperties(encodeXml(writeXmlProperties({ 'a.b': 'é한😀' }, encoding), encoding), {
    headers: { 'content-type': `text/xml;charset=${encoding}` },
  })
  expect(answer).toMatchObject({ ok: true, format: 'xml', properties: { 'a.b': 'é한😀' } })
})
