import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isJsonApiMediaType, isJsonMediaType, parseMediaType } from '../../src/jsonapi/media-type.js'

const ATOMIC = 'https://jsonapi.org/ext/atomic'

describe('a media type', () => {
  test('without parameters has no extensions and no profiles', () => {
    expect(parseMediaType('text/html')).toMatchObject({ ext: [], profile: [] })
  })

  test('is taken apart, with its extensions and profiles', () => {
    const text = `Application/VND.api+json; EXT="${ATOMIC} https://example.com/ext"; profile="https://example.com/p"`
    expect(parseMediaType(text)).toEqual({
      type: 'application',
      subtype: 'vnd.api+json',
      essence: 'application/vnd.api+json',
      parameters: new Map([
        ['ext', `${ATOMIC} https://example.com/ext`],
        ['profile', 'https://example.com/p'],
      ]),
      ext: [ATOMIC, 'https://example.com/ext'],
      profile: ['https://example.com/p'],
    })
  })

  test.each([
    ['text/html', []],
    [' \ttext/html\t ', []],
    ['text/html;', []],
    ['text/html;;  ; ', []],
    ['text/html;charset=utf-8', [['charset', 'utf-8']]],
    [
      'text/html ; Charset=UTF-8 ; q=0.5',
      [
        ['charset', 'UTF-8'],
        ['q', '0.5'],
      ],
    ],
    ['application/vnd.api+json;revision=1', [['revision', '1']]],
    ['a/b;x=1;X=2', [['x', '1']]],
    ['a/b;x=""', [['x', '']]],
    [
      'a/b;x="";y=2',
      [
        ['x', ''],
        ['y', '2'],
      ],
    ],
    ['a/b;x="a;b=c, d/e"', [['x', 'a;b=c, d/e']]],
    ['a/b;x="\\"\\\\\\a"', [['x', '"\\a']]],
    ['a/b;x="\ttab \u00e9"', [['x', '\ttab \u00e9']]],
    [
      'a/b;__proto__=1;constructor=2',
      [
        ['__proto__', '1'],
        ['constructor', '2'],
      ],
    ],
    ["a/b;!#$%&'*+-.^_`|~=!#$%&'*+-.^_`|~", [["!#$%&'*+-.^_`|~", "!#$%&'*+-.^_`|~"]]],
  ])('is read from %j', (text, parameters) => {
    expect([...(parseMediaType(text)?.parameters ?? ['none'])]).toEqual(parameters)
  })

  test('keeps several spaces between URIs from becoming URIs', () => {
    expect(parseMediaType('a/b;ext="  x:1   x:2 ";profile=""')).toMatchObject({ ext: ['x:1', 'x:2'], profile: [] })
  })

  test('may be a range', () => {
    expect(parseMediaType('*/*;q=0.1')?.essence).toBe('*/*')
  })

  test.each([
    '',
    ' ',
    ';',
    'text',
    'text/',
    '/html',
    'text /html',
    'text/ html',
    'text/html/x',
    'text/html charset=utf-8',
    'text/html;charset',
    'text/html;charset=',
    'text/html;=utf-8',
    'text/html;charset =utf-8',
    'text/html;charset= utf-8',
    'text/html;x="open',
    'text/html;x="open\\"',
    'text/html;x="a"b',
    'text/html;x="\n"',
    'text/html;x="\\\n"',
    'text/html;x="\u{1f600}"',
    'text/html, text/plain',
    'text/html\n',
    'text/html charset=utf-8; x=1',
    'text/html; x=1 y=2; z=3',
    'text/html; x="a" b; z=3',
    't\u00e9xt/html',
    ';x=1;text/html',
  ])('is not read from %j', (text) => {
    expect(parseMediaType(text)).toBeUndefined()
    expect(isJsonMediaType(text)).toBe(false)
    expect(isJsonApiMediaType(text)).toBe(false)
  })

  test.each([[undefined], [null], [7], [{}], [['text/html']], [new String('text/html')]])('is not %o', (value) => {
    expect(parseMediaType(value)).toBeUndefined()
    expect(isJsonMediaType(value)).toBe(false)
    expect(isJsonApiMediaType(value)).toBe(false)
  })

  test('is read or refused, but nothing is thrown, whatever the text', () => {
    const unit = fc.constantFrom('a', '/', ';', '=', '"', '\\', ' ', '\t', '\n', ',', '\u00e9', '\ud800')
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        const parsed = parseMediaType(text)
        if (parsed !== undefined) expect(text.trim().startsWith(parsed.essence)).toBe(true)
      }),
    )
  })

  test('keeps any value that can be quoted', () => {
    const value = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((unit) => String.fromCharCode(unit)) })
    fc.assert(
      fc.property(value, (text) => {
        const quoted = text.replace(/["\\]/g, '\\$&')
        expect(parseMediaType(`a/b;x="${quoted}"`)?.parameters.get('x')).toBe(text)
      }),
    )
  })

  test('of a megabyte is read or refused like a short one', () => {
    const long = 'x'.repeat(1_000_000)
    expect(parseMediaType(`a/b;x="${long}"`)?.parameters.get('x')).toHaveLength(1_000_000)
    expect(parseMediaType(`a/b;x="${'\\x'.repeat(1_000_000)}"`)?.parameters.get('x')).toHaveLength(1_000_000)
    expect(parseMediaType(`a/b;x="${'\\x'.repeat(1_000_000)}`)).toBeUndefined()
    expect(parseMediaType(`a/b;${long}`)).toBeUndefined()
    expect(parseMediaType(`a/b${' '.repeat(1_000_000)}c`)).toBeUndefined()
    expect(parseMediaType(`a/b${';'.repeat(1_000_000)}`)?.parameters.size).toBe(0)
  })
})

describe('JSON', () => {
  test.each([
    ['application/json', true, false],
    ['Application/JSON; charset=utf-8', true, false],
    ['text/json', true, false],
    ['application/problem+json', true, false],
    ['image/svg+json;x=1', true, false],
    ['application/vnd.api+json', true, true],
    ['application/vnd.api+json;revision=1', true, true],
    [`application/VND.API+JSON; ext="${ATOMIC}"`, true, true],
    ['application/vnd.api', false, false],
    ['application/json-seq', false, false],
    ['application/x-ndjson', false, false],
    ['image/json', false, false],
    ['context/json', false, false],
    ['text/html', false, false],
  ])('%j: JSON %j, JSON:API %j', (text, json, jsonApi) => {
    expect(isJsonMediaType(text)).toBe(json)
    expect(isJsonApiMediaType(text)).toBe(jsonApi)
  })
})
