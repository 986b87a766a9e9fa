/** What strangers send: values and texts, made of the examples, of what broke something once, and of anything. */
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { errorDocument, json } from '../failure/arbitrary.js'
import { hostileTexts, hostileValues } from '../failure/hostile.js'

const folder = new URL('../../examples/', import.meta.url)

/** The texts of examples/. */
const examples: readonly string[] = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ name }) => readFileSync(new URL(name, folder), 'utf8'))

/** Pieces that mean something somewhere. */
const PIECES = [
  ...['{"errors":[', '{"data":', ']}', '"', '\\', '\0', '\r\n\r\n', 'HTTP/1.1 503 Busy', '> GET /a?b=c HTTP/1.1', ' '],
  ...[
    '\u202e',
    '\u{e0041}',
    '\ud800',
    '%',
    '%2',
    '<html>',
    '<title>',
    '&#',
    'Bearer abc123XYZ',
    '?token=',
    '://a@',
    '~2',
  ],
  ...[
    '__proto__',
    'constructor',
    '-0',
    '1e999',
    'null',
    '[',
    '{',
    ',',
    ':',
    '\ufeff',
    '/0',
    'token:"',
    'Retry-After: -1',
  ],
]
const piece = fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 8 }))

/** An example, cut somewhere, with something put in. */
const mutated = fc
  .tuple(
    fc.constantFrom(...examples),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.array(piece, { maxLength: 4 }),
    fc.nat(40),
  )
  .map(([text, share, pieces, skipped]) => {
    const at = Math.floor(share * text.length)
    return text.slice(0, at) + pieces.join('') + text.slice(at + skipped)
  })

/** Texts that broke something once, no longer than a run of many can take. */
const hostile = fc.constantFrom(...hostileTexts).map(([, make]) => make().slice(0, 2000))

/** Any text. */
export const text: fc.Arbitrary<string> = fc.oneof(
  mutated,
  hostile,
  fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
  fc.oneof(errorDocument, json).map((value) => `${JSON.stringify(value)}`),
)

const all = hostileValues.flatMap(([, family]) => family)

const MAKE: unique symbol = Symbol('make')

/** A value that is made when it is used: the library that draws inputs looks into them, which some do not survive. */
interface Made {
  readonly [MAKE]: () => unknown
}

/** What stands for `make()` until it is used. */
export const late = (make: () => unknown): Made => ({ [MAKE]: make })

/** An input with what was to be made in it made. */
export function used(input: unknown): unknown {
  if (Array.isArray(input)) return input.map(used)
  const isMade = typeof input === 'object' && input !== null && MAKE in input
  return isMade ? (input as Made)[MAKE]() : input
}

/** Any value. */
export const value: fc.Arbitrary<Made> = fc.oneof(
  fc.constantFrom(...all).map(([, make]) => late(make)),
  fc
    .oneof(
      errorDocument,
      json,
      fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSparseArray: true }),
      text.map((given) => {
        try {
          return JSON.parse(given) as unknown
        } catch {
          return given
        }
      }),
    )
    .map((given) => late(() => given)),
)

/** Any status, or something in the place of one. */
export const status: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(200, 400, 404, 429, 503),
  fc.integer(),
  fc.anything(),
)
