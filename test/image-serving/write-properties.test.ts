import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseProperties } from '../../src/image-serving/properties.js'
import type { PropertyFormat } from '../../src/image-serving/request-types.js'
import { type PropertyWriting, writeProperties } from '../../src/image-serving/write-properties.js'

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
      const answer = parseProperties(written({ 'a.b': value, 'a.c': 'x' }, { format }), { format })
      expect(answer).toMatchObject({ ok: true, properties: { 'a.b': value, 'a.c': 'x' } })
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
