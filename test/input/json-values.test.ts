import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { JsonScanner } from '../../src/input/json-values.js'

/** The values in a text, and the beginnings of those that are none. */
function scan(text: string) {
  const scanner = new JsonScanner()
  const found = [...text.split('\n').map((line) => scanner.scan(line)), scanner.abandon()]
  return {
    values: found.flatMap(({ values }) => values).map(({ start, end }) => text.slice(start, end)),
    broken: found.flatMap(({ broken }) => broken),
  }
}

describe('values are found', () => {
  test.each([
    ['', [], []],
    ['no JSON at all', [], []],
    ['{}', ['{}'], []],
    ['{"a":[1,-2.5e+3,true,false,null,"\\u00e4\\n"]}', ['{"a":[1,-2.5e+3,true,false,null,"\\u00e4\\n"]}'], []],
    ['{}{}[]', ['{}', '{}', '[]'], []],
    ['{"a":1,"b":2}', ['{"a":1,"b":2}'], []],
    ['{"a",1}', [], [0]],
    ['[1.25e10, 1E5, 1e-12, 0.5, -0]', ['[1.25e10, 1E5, 1e-12, 0.5, -0]'], []],
    ['["\\u12"]', [], [0]],
    ['["\\u00fg"]', [], [0]],
    ['["a\tb"]', [], [0]],
    ['one {"a":1} two [2] three', ['{"a":1}', '[2]'], []],
    ['{\n "a":\n [\n ]\n}\n{ }', ['{\n "a":\n [\n ]\n}', '{ }'], []],
    ['[error] {"a":1}', ['{"a":1}'], [0]],
    ['{a: 1} {"b":2}', ['{"b":2}'], [0]],
    ['{"a":{"b":1},oops {"c":2}', ['{"b":1}', '{"c":2}'], [0]],
    ['[{"a":1},{"b":', ['{"a":1}'], [0]],
    ['[1,]', [], [0]],
    ['{"a" 1}', [], [0]],
    ['{"a":1 "b":2}', [], [0]],
    ['[01]', [], [0]],
    ['{"a":"x\n"}', [], [0]],
    ['{"a":"\\x"}', [], [0]],
    ['body="{\\"a\\":1}" end', ['"{\\"a\\":1}"'], []],
    ['body="[\\n  {\\"a\\":1}\\n]" end', ['"[\\n  {\\"a\\":1}\\n]"'], []],
    ['body="{\\"a\\":1', [], []],
    ['body="{"a":1}"', ['{"a":1}'], []],
    ['"quoted {\\"a\\":1}"', [], [8]],
  ])('in %j', (text, values, broken) => {
    expect(scan(text)).toEqual({ values, broken })
  })

  test('that parse, every one, whatever the text', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '\\',
      '\\"',
      'n',
      '1',
      '-',
      'true',
      ' ',
      '\n',
      'x',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        for (const value of scan(pieces.join('')).values) JSON.parse(value)
      }),
      { numRuns: 2000 },
    )
  })

  test('that were written, whatever they are, and however they are laid out', () => {
    const values = fc.array(fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue())))
    fc.assert(
      fc.property(
        values,
        fc.constantFrom(undefined, 1, '\t'),
        fc.constantFrom('', '\n', ' and '),
        (written, space, between) => {
          const texts = written.map((value) => JSON.stringify(value, null, space))
          expect(scan(texts.join(between)).values).toEqual(texts)
        },
      ),
    )
  })
})
