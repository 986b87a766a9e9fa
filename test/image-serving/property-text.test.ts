import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readJavaScriptProperties, readTextProperties } from '../../src/image-serving/property-text.js'

describe('properties as text', () => {
  test.each<[what: string, text: string, properties: object]>([
    ['nothing', '', {}],
    [
      'a head and properties',
      '#S7Z OK\n#Mon Jul 25 17:28:32 PDT 2014\nimage.width=100\nimage.height=50\n',
      { 'image.width': '100', 'image.height': '50' },
    ],
    [
      'line breaks of Windows',
      '#S7Z OK\r\nimage.width=100\r\n\r\nimage.height=50',
      { 'image.width': '100', 'image.height': '50' },
    ],
    ['an empty value', 'image.modifier=\nimage.x=1', { 'image.modifier': '', 'image.x': '1' }],
    ['space on all sides', ' \t image.width \t=  100 \nx = 1 ', { 'image.width': '100', x: '1' }],
    ['quotes of both kinds', `a="x y"\nb='it is'\nc="\nd='x"\ne=""`, { a: 'x y', b: 'it is', c: '"', d: `'x"`, e: '' }],
    ['escapes', String.raw`a=1\n2\t3\:4\\5\u00e9\q\=`, { a: '1\n2\t3:4\\5\u00e9q=' }],
    ['escapes of all kinds of white space', String.raw`a=1\n2\t3\r4\f5`, { a: '1\n2\t3\r4\f5' }],
    ['escapes in a name', String.raw`a\=b\:c=d`, { 'a=b:c': 'd' }],
    ['escapes that are none', 'a=\\u12zz\nb=x\\', { a: '\\u12zz', b: 'x\\' }],
    ['an equals sign in a value', 'a=b=c\n', { a: 'b=c' }],
    ['a name that comes twice', 'a=1\na=2', { a: '2' }],
    ['a comment behind space', '  # a=1\nb=2', { b: '2' }],
    ['a value that looks like a comment', 'a=#1', { a: '#1' }],
    ['a name that is empty', '=1', { '': '1' }],
  ])('with %s are read', (_what, text, properties) => {
    expect(readTextProperties(text)).toEqual({ properties })
  })

  test.each([
    ['a=1\nb', 2],
    ['\n\n  no properties', 3],
    ['a=1\nb\nc=2\n', 2],
    ['b\na=1', 1],
    ['a\\=1', 1],
  ])('are refused with the line that is none: %j', (text, line) => {
    expect(readTextProperties(text)).toEqual({
      problem: 'a line is neither a comment nor of the form name=value',
      line,
    })
  })

  test('keep __proto__ as a name like any other', () => {
    const read = readTextProperties('__proto__=1\nconstructor=2\ntoString=3')
    expect(read).toHaveProperty('properties')
    const { properties } = read as { properties: object }
    expect(Object.entries(properties)).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
      ['toString', '3'],
    ])
    expect(Object.getOwnPropertyDescriptor(properties, '__proto__')).toEqual(
      Object.getOwnPropertyDescriptor({ ['__proto__']: '1' }, '__proto__'),
    )
    expect(Object.getPrototypeOf(properties)).toBe(Object.prototype)
    expect(Object.hasOwn(Object.prototype, '1')).toBe(false)
  })

  test('that are written with escapes are read as they were', () => {
    const written = (text: string) =>
      text.replace(/[\\=:#\s'"]/g, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`)
    const name = fc.string({ unit: 'binary', minLength: 1 })
    fc.assert(
      fc.property(fc.dictionary(name, fc.string({ unit: 'binary' })), (data) => {
        const text = Object.entries(data)
          .map(([key, value]) => `${written(key)}=${written(value)}`)
          .join('\n')
        // What is not above a space counts as one at the ends, where only what was escaped survives.
        fc.pre(!/[\0-\x20]/.test(text.replaceAll('\n', '')))
        expect(readTextProperties(text)).toEqual({ properties: { ...data } })
      }),
    )
  })
})

describe('properties as JavaScript', () => {
  test.each<[what: string, text: string, properties: object]>([
    ['assignments', "image.width='100'\nimage.height='50'", { 'image.width': '100', 'image.height': '50' }],
    ['semicolons and space', " a.b = 'c' ; \r\n\n\te='f';", { 'a.b': 'c', e: 'f' }],
    ['quotes', "a='it''s'\nb=''''\nc=''", { a: "it's", b: "'", c: '' }],
    [
      'escapes',
      `${String.raw`a='C:\\new\n\u00e9'`}\nb = 'it''s\\n'\n c='\\t' `,
      { a: 'C:\\new\né', b: "it's\n", c: '\t' },
    ],
    ['an equals sign in a value', "a='b=c'", { a: 'b=c' }],
    ['__proto__', "x.__proto__='1'", { 'x.__proto__': '1' }],
  ])('with %s are read', (_what, text, properties) => {
    expect(readJavaScriptProperties(text)).toEqual({ properties })
  })

  test.each([
    'alert(1)',
    "a='b';alert('c')",
    "a='b'+c",
    'a=1',
    "a='b",
    "a=b'",
    "a=''' ",
    "='x'",
    "a b='c'",
    'a="b"',
    "a='b'c'",
    "a='b'c",
    "a='",
    "a;b='c'",
    '//a',
  ])('are refused where a line is anything else: %s', (line) => {
    expect(readJavaScriptProperties(`ok='1'\n${line}`)).toEqual({
      problem: "a line is not of the form object.name='value'",
      line: 2,
    })
  })
})
