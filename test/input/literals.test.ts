import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { LiteralLines, readLiteral } from '../../src/input/literals.js'

describe('what a language prints is read', () => {
  test.each<[what: string, text: string, value: object | undefined]>([
    ['names without quotes', '{ a: 1, b_c: -1.5e3, $d: 12n, 1: 1_000 }', { a: 1, b_c: -1500, $d: 12, 1: 1000 }],
    ['texts in three kinds of quotes', `['a"\\'', "b'", \`c\`]`, [`a"'`, "b'", 'c']],
    ['escapes', `['\\n\\u00e9\\xe9\\u{1f600}\\u{ffffff}\\q']`, ['\néé\u{1f600}\ufffdq']],
    ['texts that are added', `{ a: 'b' +\n  'c' }`, { a: 'bc' }],
    [
      'words for nothing, yes and no',
      '{a: [None, nil, null, undefined, NULL, NaN, True, False, true, false]}',
      { a: [null, null, null, null, null, null, true, false, true, false] },
    ],
    [
      'other words',
      '{ at: 2026-01-31T12:00:00.000Z, kind: Infinity }',
      { at: '2026-01-31T12:00:00.000Z', kind: 'Infinity' },
    ],
    [
      'tuples, sets and bytes of Python',
      `{'a': (1, 2), 'b': {1, 2}, 'c': b'd', 'e': ()}`,
      { a: [1, 2], b: [1, 2], c: 'd', e: [] },
    ],
    [
      'classes around groups',
      `{a: OrderedDict({'b': 1}), c: Map(1) { 'd' => 2 }, e: Foo { }}`,
      { a: { b: 1 }, c: { d: 2 }, e: {} },
    ],
    ['hashes of Ruby', '{"a"=>1, :b=>:c, :"d e" => :"f", g: nil}', { a: 1, b: 'c', 'd e': 'f', g: null }],
    ['arrays of PHP', "['a' => array(0 => 'b', 1 => 'c'), 'd' => [1 => 'e']]", { a: ['b', 'c'], d: { 1: 'e' } }],
    [
      'numbers as names, which JavaScript has too',
      `{ a: { 0: 'b' }, b: { '0': 'c' } }`,
      { a: { 0: 'b' }, b: { 0: 'c' } },
    ],
    [
      'what var_dump of PHP prints',
      `array(2) {\n  ["a"]=>\n  string(3) "b-c"\n  ["d"]=>\n  object(stdClass)#5 (1) {\n    [0]=>\n    int(4)\n  }\n}`,
      { a: 'b-c', d: [4] },
    ],
    [
      'texts of var_dump, by their size',
      `array(3) {\n  ["a"]=>\n  string(25) "unexpected "}" at line 3!"\n  ["b"]=>\n  string(8) "é€\\n""\n  ["c"]=>\n  string(9) "of \\ less"\n}`,
      { a: 'unexpected "}" at line 3!', b: 'é€\\n"', c: 'of \\ less' },
    ],
    [
      'texts of var_dump that hold quotes before other letters, or end with brackets',
      `array(3) {\n  ["a"]=>\n  string(4) "a"é"\n  ["b"]=>\n  string(4) "{ab}"\n  ["c"]=>\n  int(1)\n}`,
      { a: 'a"é', b: '{ab}', c: 1 },
    ],
    [
      'objects of var_dump, however many there are',
      'array(1) {\n  ["a"]=>\n  object(A)#12 (1) {\n    ["b"]=>\n    int(4)\n  }\n}',
      { a: { b: 4 } },
    ],
    ['texts of var_dump that have another size', `array(1) {\n  ["a"]=>\n  string(5) "b c"\n}`, { a: 'b c' }],
    [
      'what {:?} of Rust prints',
      `Object {"a": Array [Object {"b": String("c d"), "e": Number(1), "f": Null, "g": Bool(true)}]}`,
      { a: [{ b: 'c d', e: 1, f: null, g: true }] },
    ],
    [
      'instances',
      `[#<Set: 1>, <Buffer 7b>, <ref *1> { a: [Circular *1] }, [Object: null prototype] { b: 1 }]`,
      [null, null, { a: null }, { b: 1 }],
    ],
    [
      'what was left out',
      '{ a: [Object], b: [ [Array], ... 3 more items ], [c]: [Function: f] }',
      { a: null, b: [null], c: null },
    ],
    [
      'whatever else was left out',
      `{ a: [[Array], [Circular *1], [Getter/Setter], [Setter], [Getter: 'a'], [class A extends B], [AsyncFunction: f], [Function (anonymous)]] }`,
      { a: Array(8).fill(null) },
    ],
    ['lists of names that only begin as what is left out', '[[Objects, Arrays]]', [['Objects', 'Arrays']]],
    ['every escape', `['\\n\\r\\t\\b\\f\\v\\e\\0\\\\']`, ['\n\r\t\b\f\v\u001b\0\\']],
    [
      'errors with stacks',
      '{ a: TypeError: no\n    at f (a.js:1:2)\n    at g {\n    b: 1\n  },\n  c: Error [E]: plain,\n}',
      { a: { message: 'no', b: 1 }, c: { message: 'plain' } },
    ],
    ['an error whose message has brackets and commas', '[\n  Error: a {b}, c {d\n]', [{ message: 'a {b}, c {d' }]],
    [
      'numbers, however they are written',
      '{ a: 1.25, b: 1e-10, c: 2E+12, d: 3e5 }',
      { a: 1.25, b: 1e-10, c: 2e12, d: 3e5 },
    ],
    [
      'words that only look like numbers or texts',
      '{ a: x1, b: 1x, c: 1.2.3, d: subr, e: break }',
      { a: 'x1', b: '1x', c: '1.2.3', d: 'subr', e: 'break' },
    ],
    ['texts that Python marks', `{'a': u'b', 'c': R"d", 'e': br}`, { a: 'b', c: 'd', e: 'br' }],
    ['words that only begin or end as those of JSON', '[nullable]', ['nullable']],
    ['words that only end as those of JSON', '[is_true]', ['is_true']],
    ['hashes whose names and values stand in double quotes', '{"a" => "b"}', { a: 'b' }],
    ['the last character that there is', `['\\u{10ffff}\\u{110000}']`, ['\u{10ffff}\ufffd']],
    ['an object in parentheses', '(a: 1)', { a: 1 }],
    ['names and values in parentheses', "(a: 1, 'b')", { a: 1 }],
    ['texts that are added without spaces', "['b'+'c']", ['bc']],
    ['long texts in backticks', '[`ab cd`]', ['ab cd']],
    ['references of two figures', '[<ref *12> Foo { a: 1 }]', [{ a: 1 }]],
    ['words that end or begin as marks of texts', '{ a: numb"x", b: breadth"y" }', { a: 'numb', b: 'breadth' }],
    ['words that are called as marks of texts', '{ a: b, c: "x" }', { a: 'b', c: 'x' }],
    ['more than ten that were left out', "['a', ... 12 more items]", ['a']],
    ['times without a zone', '[2026-01-31T12:00:00]', ['2026-01-31T12:00:00']],
    ['large numbers', '{ a: 1.5e+21, b: -12.25E+3 }', { a: 1.5e21, b: -12250 }],
    ['codes of errors', '{ a: Error [ERR_X]: no,\n}', { a: { message: 'no' } }],
    [
      'classes with or without a space behind them',
      '{ a: Foo{ b: 1 }, c: Foo  { b: 2 } }',
      { a: { b: 1 }, c: { b: 2 } },
    ],
    ['symbols among texts', '["a", :b]', ['a', 'b']],
    ['nothing of a word for nothing', 'None', undefined],
    ['no JSON that is wrong, with spaces', '{"a" : 1,}', undefined],
    ['members no deeper than anybody looks', '{ a: '.repeat(100) + '}'.repeat(100), undefined],
    ['classes no deeper than anybody looks', `${'A('.repeat(100)}${')'.repeat(100)}`, undefined],
    ['lists as deep as anybody looks', `${'['.repeat(60)}'a'${']'.repeat(60)}`, expect.any(Array)],
    ['lists no deeper', `${'['.repeat(61)}'a'${']'.repeat(61)}`, undefined],
    ['no JSON that has only its own words', '[true, false, null, 1, "a"]', undefined],
    ['no number and no text', '1', undefined],
    ['nothing at all', '', undefined],
    ['nothing of a text alone', "'a'", undefined],
    ['nothing that is null', '[Object]', undefined],
    ['nothing of a sign where a value is missing', '{ a: }', { a: null }],
    ['no JSON that is wrong', '{"a":1,}', undefined],
    ['no brackets that do not end', '{ a: [1 }', undefined],
    ['nothing deeper than anybody looks', `${'['.repeat(100)}'a'${']'.repeat(100)}`, undefined],
    ['nothing of strange signs', '{ a: > }', undefined],
    ['nothing of a lone sign', `['a', >]`, undefined],
    ['nothing of a sign without an end', `['a', <b]`, undefined],
    ['nothing of a colon without a name', `['a', : ]`, undefined],
  ])('%s', (_, text, value) => {
    expect(readLiteral(text)).toEqual(value)
  })

  test('an error as Node prints it, whole', () => {
    const error = Object.assign(
      new Error('Request failed', { cause: Object.assign(new Error('inner'), { code: 'E' }) }),
      {
        status: 409,
        errors: [
          { code: 'not-unique', detail: "It's taken", meta: { at: new Date(0), seen: new Set([1]), skip() {} } },
        ],
      },
    )
    const text = inspect(error, { depth: 9 })
    const errors = [
      { code: 'not-unique', detail: "It's taken", meta: { at: '1970-01-01T00:00:00.000Z', seen: [1], skip: null } },
    ]
    expect(readLiteral(text.slice(text.indexOf('{\n')))).toEqual({
      ...{ status: 409, errors, cause: { message: 'inner', code: 'E' } },
    })
  })
})

test('texts are added up, however many there are', () => {
  expect(readLiteral(`{ a: ${"'b' + ".repeat(100_000)}'c' }`)).toEqual({ a: `${'b'.repeat(100_000)}c` })
})

describe('its lines are collected', () => {
  test('up to the bracket that ends it, whatever stands in texts', () => {
    const lines = new LiteralLines("{ a: ['}', `}`, \"}\", don't")
    expect([lines.isOpen, lines.text]).toEqual([true, undefined])
    lines.take('] } rest {')
    expect([lines.isOpen, lines.text]).toEqual([false, "{ a: ['}', `}`, \"}\", don't\n] }\n"])
  })

  test('with apostrophes within words, which begin no text', () => {
    expect(new LiteralLines("{ a: it's }").text).toBe("{ a: it's }\n")
    expect(new LiteralLines("{ a: '}' }").text).toBe("{ a: '}' }\n")
    expect(new LiteralLines("{ a: 'b}' }").text).toBe("{ a: 'b}' }\n")
    expect(new LiteralLines("{ a: '\"}' }").text).toBe("{ a: '\"}' }\n")
  })

  test('with texts of var_dump, whose size stands right before them', () => {
    for (const text of ['[string(2) ""]"]', '{ kind: string(5) | "b" | "}" }'])
      expect(new LiteralLines(text).text).toBe(`${text}\n`)
  })

  test('as long as anybody looks at it', () => {
    const lines = new LiteralLines('{ a: ')
    lines.take('x'.repeat(2 ** 20 - 8))
    expect(lines.isOpen).toBe(true)
    lines.take('')
    expect([lines.isOpen, lines.text]).toEqual([false, undefined])
  })
})
