/** Arbitrary valid error objects and documents, as plain JSON data. */
import fc from 'fast-check'
import type { ErrorDocument, ErrorLinks, ErrorObject, ErrorSource, Link } from '../../src/jsonapi/document.js'

/** Names that mean something somewhere, so that code which confuses them is found out. */
const NAMES = [
  ...['type', 'title', 'status', 'detail', 'instance', 'id', 'code', 'pointer', 'parameter', 'header', 'errors'],
  ...['jsonapi', 'links', 'source', 'meta', 'received', 'error', 'error_code', 'data', 'included', 'request_id'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', '0', '1', '', '@at', 'ns:member', 'höhe'],
]

/** Any string at all, lone surrogates included. */
const anyText = fc.string({ unit: 'binary' })
const text = fc.oneof(anyText, fc.string(), fc.constantFrom('about:blank', '', '\u{d800}', 'a\udc00'))
const name = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...NAMES) }, { weight: 1, arbitrary: text })

/** Any JSON value, as `JSON.parse` gives it: `-0` and `undefined` are none. */
export const json: fc.Arbitrary<unknown> = fc
  .anything({ key: name, values: [text, fc.double(), fc.integer(), fc.boolean(), fc.constant(null)], maxDepth: 3 })
  .map((value) => JSON.parse(JSON.stringify(value) ?? 'null') as unknown)

/** Objects made of pairs, so that `__proto__` becomes a member like any other. */
const members = (value: fc.Arbitrary<unknown>): fc.Arbitrary<Record<string, unknown>> =>
  fc.array(fc.tuple(name, value), { maxLength: 5 }).map((pairs) => Object.fromEntries(pairs) as Record<string, unknown>)

const meta = members(json)

const link: fc.Arbitrary<Link> = fc.oneof(
  text,
  fc.constant(null),
  fc.record(
    { href: text, rel: text, title: text, type: text, hreflang: fc.oneof(text, fc.array(text)), meta, '@at': json },
    { requiredKeys: ['href'] },
  ),
)

const at = fc.record({ '@at': json, '@id': json }, { requiredKeys: [] })

const links: fc.Arbitrary<ErrorLinks> = fc.oneof(
  fc.record({ about: link, type: link }, { requiredKeys: [] }),
  fc.record({ about: text, type: text }, { requiredKeys: [] }),
  fc.record({ about: link, '@at': json }),
)

/** Pointers that are valid, and texts that a server may take for pointers. */
const pointer = fc.oneof(
  fc.array(text).map((tokens) => tokens.map((each) => `/${each.replace(/~/g, '~0').replace(/\//g, '~1')}`).join('')),
  fc.constantFrom('', '/', '/data', '/data/attributes/name', '/data/100%25', '/a~1b~0c', '/%ff', '/#', '#/data', '#'),
  text,
)

const source: fc.Arbitrary<ErrorSource> = fc.oneof(
  fc.record({ pointer }),
  fc.record({ pointer, parameter: text, header: text, '@at': json }, { requiredKeys: [] }),
)

const status = fc.oneof(
  fc.constantFrom('400', '401', '404', '409', '422', '500', '503', '99', '600', '0404', '4e2', ' 404', 'NaN', ''),
  text,
)

const extension = fc.record({ 'atomic:at': json, 'version:id': json }, { requiredKeys: [] })

/** A valid error object (JSON:API 1.1, “Error Objects”), its members in any order. */
export const errorObject: fc.Arbitrary<ErrorObject> = fc
  .tuple(
    fc.record({ id: text, links, status, code: text, title: text, detail: text, source, meta }, { requiredKeys: [] }),
    fc.oneof(fc.constant({}), at),
    fc.oneof(fc.constant({}), extension),
    fc.integer(),
  )
  .filter(([own]) => Object.keys(own).length > 0)
  .map(([own, ats, extensions, order]) => shuffled({ ...own, ...ats, ...extensions }, order))

/** A valid document of one or more errors (JSON:API 1.1, “Top Level”), its members in any order. */
export const errorDocument: fc.Arbitrary<ErrorDocument> = fc
  .tuple(
    fc.record(
      {
        errors: fc.array(errorObject, { minLength: 1, maxLength: 4 }),
        meta,
        jsonapi: fc.record({ version: text, ext: fc.array(text), meta }, { requiredKeys: [] }),
        links: fc.dictionary(fc.constantFrom('self', 'related', 'describedby'), link),
      },
      { requiredKeys: ['errors'] },
    ),
    fc.oneof(fc.constant({}), at),
    fc.oneof(fc.constant({}), extension),
    fc.integer(),
  )
  .map(([own, ats, extensions, order]) => shuffled({ ...own, ...ats, ...extensions }, order))

/** `value` as it comes off the wire: plain objects, whatever prototypes it was made with. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

/** The same object with its members in another order, which `seed` decides. */
function shuffled<T extends object>(object: T, seed: number): T {
  const entries = Object.entries(object)
  const turn = Math.abs(seed) % (entries.length || 1)
  const turned = [...entries.slice(turn), ...entries.slice(0, turn)]
  // Has the members of T and no others.
  return plain(Object.fromEntries(seed < 0 ? turned.reverse() : turned) as T)
}
