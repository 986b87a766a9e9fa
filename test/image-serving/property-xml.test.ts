import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readXmlProperties } from '../../src/image-serving/property-xml.js'

const inGroup = (content: string) => `<prop-group><prop-group name="image">${content}</prop-group></prop-group>`

describe('properties as XML', () => {
  test.each<[what: string, text: string, properties: object]>([
    [
      'groups and properties',
      inGroup('<property name="width" value="100"/>\n<property name="height" value="" />'),
      { 'image.width': '100', 'image.height': '' },
    ],
    [
      'a declaration',
      `\n <?xml version="1.0" encoding="UTF-8"?>\n${inGroup('<property name="a" value="b"/>')}\n`,
      { 'image.a': 'b' },
    ],
    [
      'comments',
      `<!-- a -->${inGroup('<!-- <property --><property name="a" value="b"/><!---->')}<!-- z -->`,
      { 'image.a': 'b' },
    ],
    [
      'single quotes, and attributes in any order',
      inGroup("<property\n value='1 > \"0\"'  name = 'a'\t/>"),
      { 'image.a': '1 > "0"' },
    ],
    ['an end of its own', inGroup('<property name="a" value="b"> </property>'), { 'image.a': 'b' }],
    [
      'groups without content or name',
      `<prop-group ><prop-group name="x"/><prop-group/><property name="a" value="b"/></prop-group >`,
      { a: 'b' },
    ],
    [
      'references',
      inGroup('<property name="a&amp;b" value="&lt;&gt;&quot;&apos;&#65;&#x1F600;&#xe9;"/>'),
      { 'image.a&b': '<>"\'A😀é' },
    ],
    ['__proto__', '<prop-group><property name="__proto__" value="1"/></prop-group>', JSON.parse('{"__proto__":"1"}')],
    ['no properties', '<prop-group/>', {}],
  ])('with %s are read', (_what, text, properties) => {
    const read = readXmlProperties(text)
    expect(read).toEqual({ properties })
    expect('properties' in read && Object.entries(read.properties)).toEqual(Object.entries(properties))
  })

  test.each<[what: string, text: string]>([
    ['nothing', ''],
    ['a document type', '<!DOCTYPE prop-group>\n<prop-group/>'],
    ['an entity of its own', '<!DOCTYPE x [<!ENTITY a "b">]><prop-group><property name="a" value="&a;"/></prop-group>'],
    ['an entity that nobody defined', inGroup('<property name="a" value="&nbsp;"/>')],
    ['entities in capitals', inGroup('<property name="a" value="&AMP;"/>')],
    ['a bare ampersand', inGroup('<property name="a" value="b & c"/>')],
    ['an ampersand in a name', inGroup('<property name="&" value="b"/>')],
    ['a reference to no character', inGroup('<property name="a" value="&#0;"/>')],
    ['a reference to half a character', inGroup('<property name="a" value="&#xD800;"/>')],
    ['a reference beyond all characters', inGroup('<property name="a" value="&#x110000;"/>')],
    ['a reference with too many digits', inGroup('<property name="a" value="&#00000000065;"/>')],
    ['a bare ampersand for a value', inGroup('<property name="a" value="&"/>')],
    ['a bare ampersand for the name of a group', '<prop-group name="&"></prop-group>'],
    ['a reference that is not allowed in the name of a group', '<prop-group name="&nbsp;"/>'],
    ['a declaration of another kind', `<?xmlx ?>${inGroup('')}`],
    ['a tag without its beginning', inGroup('xproperty name="a" value="b"/>')],
    ['a comment that is too short', '<prop-group/><!-->'],
    ['an end of a property at the end', '<prop-group></property>'],
    ['a property that something else ends', inGroup('<property name="a" value="b"></Property>')],
    ['a colon in place of an equals sign', inGroup('<property name :"a" value="b"/>')],
    ['letters in place of quotes', inGroup('<property name=aba value="b"/>')],
    ['a processing instruction', `<?php echo ?>${inGroup('')}`],
    ['a declaration that does not end', '<?xml version="1.0"'],
    ['CDATA', inGroup('<![CDATA[x]]>')],
    ['text', inGroup('text')],
    ['another element', inGroup('<script/>')],
    ['an element whose name only begins so', inGroup('<property-x name="a" value="b"/>')],
    ['an attribute too many', inGroup('<property name="a" value="b" x="c"/>')],
    ['an attribute twice', inGroup('<property name="a" name="a" value="b"/>')],
    ['no space between attributes', inGroup('<property name="a"value="b"/>')],
    ['an attribute without quotes', inGroup('<property name=a value="b"/>')],
    ['an attribute without a value', inGroup('<property name value="b"/>')],
    ['an attribute without an equals sign', inGroup('<property name "a" value="b"/>')],
    ['a quote that does not end', inGroup("<property name='a value=")],
    ['a tag in a value', inGroup('<property name="a" value="<b>"/>')],
    ['a property without a value', inGroup('<property name="a"/>')],
    ['a property without a name', inGroup('<property value="a"/>')],
    ['a property with content', inGroup('<property name="a" value="b">x</property>')],
    ['a property outside', '<property name="a" value="b"/>'],
    ['a group with a value', '<prop-group value="x"/>'],
    ['an end that is empty', '<prop-group></prop-group/>'],
    ['an end with a name', '<prop-group></prop-group name="a">'],
    ['an end of a property', '<prop-group></property></prop-group>'],
    ['an end without a beginning', '</prop-group>'],
    ['a group that does not end', '<prop-group><prop-group name="a">'],
    ['a second root', '<prop-group/><prop-group/>'],
    ['text behind the root', '<prop-group/>x'],
    ['a comment that does not end', '<prop-group/><!-- x'],
    ['a tag that does not end', '<prop-group '],
    ['100,000 levels', '<prop-group>'.repeat(100_000)],
    ['33 levels', '<prop-group name="a">'.repeat(33) + '</prop-group>'.repeat(33)],
  ])('are refused with %s', (_what, text) => {
    expect(readXmlProperties(text)).toEqual({ problem: expect.stringMatching(/^this /), line: expect.any(Number) })
  })

  test.each([
    ...[9, 10, 13, 0x20, 0xd7ff, 0xe000, 0xfffd, 0x10000, 0x10ffff].map((point) => [point, true] as const),
    ...[0, 8, 11, 12, 14, 0x1f, 0xd800, 0xdfff, 0xfffe, 0xffff, 0x110000].map((point) => [point, false] as const),
  ])('may refer to the character %i: %j', (point, isAllowed) => {
    for (const reference of [`&#${point};`, `&#x${point.toString(16)};`])
      expect(readXmlProperties(inGroup(`<property name="a" value="${reference}"/>`))).toEqual(
        isAllowed
          ? { properties: { 'image.a': String.fromCodePoint(point) } }
          : { problem: 'this is not the XML of properties', line: 1 },
      )
  })

  test('may be nested in 32 groups', () => {
    const text = `${'<prop-group name="a">'.repeat(32)}<property name="b" value="c"/>${'</prop-group>'.repeat(32)}`
    expect(readXmlProperties(text)).toEqual({ properties: { [`${'a.'.repeat(32)}b`]: 'c' } })
  })

  test('name the line that is wrong', () => {
    expect(readXmlProperties('<prop-group>\n<prop-group>\n<b/>')).toEqual({
      problem: 'this is not the XML of properties',
      line: 3,
    })
    expect(readXmlProperties('<prop-group>\n')).toEqual({ problem: 'this breaks off', line: 2 })
    expect(readXmlProperties('<prop-group/>\n\n<!-- x')).toMatchObject({ line: 3 })
    expect(readXmlProperties('\n\n<?xml version')).toMatchObject({ line: 3 })
    expect(readXmlProperties('\n<property name="a" value="b"/>')).toEqual({
      problem: 'this is not the XML of properties',
      line: 2,
    })
  })

  test('that are written with references are read as they were', () => {
    const written = (text: string) => text.replace(/[<&"]/g, (found) => `&#${found.charCodeAt(0)};`)
    const word = fc.string({ unit: 'grapheme' })
    fc.assert(
      fc.property(fc.dictionary(word, word), (data) => {
        const tags = Object.entries(data).map(
          ([name, value]) => `<property name="${written(name)}" value="${written(value)}"/>`,
        )
        expect(readXmlProperties(`<prop-group>${tags.join('')}</prop-group>`)).toEqual({ properties: { ...data } })
      }),
    )
  })
})
