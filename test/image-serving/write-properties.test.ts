import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseProperties } from '../../src/image-serving/properties.js'
import type { PropertyEncoding, PropertyFormat } from '../../src/image-serving/services.js'
import {
  encodeXml,
  type PropertyWriting,
  writeProperties,
  writeXmlProperties,
} from '../../src/image-serving/write-properties.js'

const now = new Date(Date.UTC(2014, 6, 25, 17, 28, 32))
const written = (properties: Record<string, string>, more: Partial<PropertyWriting> = {}): string =>
  writeProperties(properties, {
    format: 'text',
    encoding: 'UTF-8',
    handler: 's7jsonResponse',
    id: '',
    heading: 'OK',
    now,
    ...more,
  })

const properties = { 'image.width': '300', 'image.name': "it's a:b", 'catalogRecord.exists': '1' }

test.each<[PropertyFormat, string]>([
  ['text', "#S7Z OK\n#Fri Jul 25 17:28:32 UTC 2014\nimage.width=300\nimage.name=it's a\\:b\ncatalogRecord.exists=1\n"],
  ['javascript', "image.width='300'\nimage.name='it''s a:b'\ncatalogRecord.exists='1'\n"],
  [
    'xml',
    '<?xml version="1.0" encoding="UTF-8"?>\n<prop-group>\n<prop-group name="image">\n<property name="width" value="300"/>\n' +
      '<property name="name" value="it&apos;s a:b"/>\n</prop-group>\n<prop-group name="catalogRecord">\n' +
      '<property name="exists" value="1"/>\n</prop-group>\n</prop-group>\n',
  ],
  ['json', '/*jsonp*/s7jsonResponse({"image.width":"300","image.name":"it\'s a:b","catalogRecord.exists":"1"},"");'],
])('properties as %s, byte by byte', (format, text) => {
  expect(written(properties, { format })).toBe(text)
})

test('handler and id are part of JSON', () => {
  expect(written({ a: 'b' }, { format: 'json', handler: 'show', id: '7"\u2028</script>' })).toBe(
    '/*jsonp*/show({"a":"b"},"7\\"\\u2028\\u003c/script>");',
  )
})

const texts = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom(
        "'",
        '"',
        '\\',
        '\n',
        '\r',
        '\t',
        ' ',
        '<',
        '</script>',
        ']]>',
        '\u2028',
        ':',
        '=',
        '#',
        'é',
        '한',
        '😀',
      ),
    )
    .map((parts) => parts.join('')),
)

test.each(['text', 'xml', 'json'] as const)('what is written as %s is read as it was', (format) => {
  fc.assert(
    fc.property(texts, (value) => {
      const response = parseProperties(written({ 'a.b': value, 'a.c': 'x' }, { format }), { format })
      expect(response).toMatchObject({ ok: true, properties: { 'a.b': value, 'a.c': 'x' } })
    }),
  )
})

test('no value leaves the string of a script that it stands in', () => {
  fc.assert(
    fc.property(texts, (value) => {
      const json = written({ a: value }, { format: 'json', handler: 'show', id: value })
      const seen: unknown[] = []
      runInNewContext(json, { show: (data: { a: string }, id: string) => seen.push(data.a, id) })
      expect(seen).toEqual([value, value])
      const script = written({ 'a.b': `';alert(1)//${value}` }, { format: 'javascript' })
      expect(script.split('\n')).toHaveLength(2)
      expect(`${script}${json}`).not.toMatch(/<|\u2028/)
      let called = false
      try {
        runInNewContext(script, {
          a: {},
          alert: () => {
            called = true
          },
        })
      } catch {
        // A doubled quote is documented, and no JavaScript.
      }
      expect(called).toBe(false)
    }),
  )
})

test.each(["\\';alert(1)//", "\\\\';alert(1)//", "\n';alert(1)//"])('the text %j calls nothing', (value) => {
  let called = false
  try {
    runInNewContext(written({ 'a.b': value }, { format: 'javascript' }), {
      a: {},
      alert: () => {
        called = true
      },
    })
  } catch {
    // As above.
  }
  expect(called).toBe(false)
})

test('text is ASCII, and keeps space and quotes at its ends', () => {
  expect(written({ a: ' "é한😀\0\x7f\' ' }).split('\n')[2]).toBe(
    'a=\\u0020"\\u00e9\\ud55c\\ud83d\\ude00\\u0000\\u007f\'\\u0020',
  )
  expect(written({ a: '"x"' }).split('\n')[2]).toBe('a=\\u0022x\\u0022')
})

test('what has an escape of its own is written with that', () => {
  expect(written({ a: '\\:\n\t\r' }).split('\n')[2]).toBe(String.raw`a=\\\:\n\t\r`)
  expect(written({ a: 'C:\\new\n\r<\ud800' }, { format: 'javascript' })).toBe(
    `${String.raw`a='C:\\new\n\u000d\u003c\ud800'`}\n`,
  )
})

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
  const response = parseProperties(encodeXml(writeXmlProperties({ 'a.b': 'é한😀' }, encoding), encoding), {
    headers: { 'content-type': `text/xml;charset=${encoding}` },
  })
  expect(response).toMatchObject({ ok: true, format: 'xml', properties: { 'a.b': 'é한😀' } })
})
