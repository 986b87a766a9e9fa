/** What strangers send: values and texts, made of the examples, of what broke something once, and of anything. */
import { readdirSync, readFileSync } from 'node:fs'
import { hostileContexts, hostileTexts, hostileValues } from '../failure/hostile.js'
import { either, pick, type Random, several } from './random.js'

const folder = new URL('../../examples/', import.meta.url)

/** The texts of examples/, and those that broke something once, no longer than a run of many can take. */
const seeds: readonly string[] = [
  ...readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => readFileSync(new URL(name, folder), 'utf8')),
  ...hostileTexts.map(([, make]) => make()),
].map((each) => each.slice(0, 3000))

/** Pieces that mean something somewhere. */
const PIECES: readonly string[] = [
  ...['{"errors":[', '{"data":', ']}', '"', '\\', '\0', '\r\n\r\n', 'HTTP/1.1 503 Busy', '> GET /a?b=c HTTP/1.1', ' '],
  ...[
    '\u202e',
    '\u{e0041}',
    '\ud800',
    '%',
    '%2',
    '%c0%ae',
    '<html>',
    '<title>',
    '<h1>',
    '&#',
    '&#x0;',
    '/',
    '../',
    '%2e%2e',
  ],
  ...[
    'Bearer abc123XYZ',
    '?token=',
    '://a@',
    '~2',
    '~0',
    '~1',
    '#',
    '#/',
    ';',
    ',',
    '=',
    'q=0.',
    'a/b',
    '*/*',
    'ext="',
  ],
  ...['__proto__', 'constructor', '-0', '1e999', 'null', 'true', '[', '{', ',', ':', '\ufeff', '/0', 'token:"', '-1'],
  ...[
    'Retry-After: -1',
    'Mon, 01 Jan 2024 00:00:00 GMT',
    'image.width=',
    '#S7Z OK\n',
    's7jsonError(',
    '<prop-group>',
    'src=is{',
  ],
  ...[
    '/properties',
    '/is/image/',
    '/content/',
    'req=props',
    'fmt=',
    'x=1&',
    '&layer=1',
    'filter[name]=',
    'page[size]',
    '(',
    ')',
  ],
  ...[
    'not-found',
    'failed',
    'status_details',
    'error',
    'message',
    'application/vnd.api+json',
    'gzip',
    'chunked',
    '\n',
    '\t',
  ],
]

/** Names that some reader looks for. */
const NAMES: readonly string[] = [
  ...['errors', 'error', 'data', 'included', 'meta', 'links', 'source', 'pointer', 'parameter', 'header', 'type', 'id'],
  ...['attributes', 'relationships', 'status', 'code', 'title', 'detail', 'message', 'status_details', 'entity'],
  ...['refresh_status_details', 'refresh_status', 'republish_status', 'build_status', 'state', 'test_exchange'],
  ...[
    'error_code',
    'error_description',
    'request_id',
    'jsonapi',
    'delivery',
    'format',
    'failures',
    'attempts',
    'repairs',
  ],
  ...['cause', 'stack', 'name', 'instance', 'keyword', 'instancePath', 'schemaPath', 'params', 'path', 'about', 'href'],
  ...[
    'token',
    'authorization',
    'password',
    'log',
    'entries',
    'request',
    'response',
    'headers',
    'body',
    'issues',
    'value',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'then',
    'toJSON',
    'length',
    '0',
    '@a',
    'a:b',
    '',
    'self',
    'method',
    'url',
  ],
]

const LEAVES: readonly unknown[] = [
  ...[null, true, false, 0, -1, 404, 503, 1e308, Number.NaN, 5n, undefined, '', 'a', '404', '-', 'failed', 'immediate'],
  ...['deferred', 'json:api', 'not-found', 'text', '/data/attributes/name', 'https://a.example/?b=c', Symbol('s')],
  ...[() => 'called', async () => 'promised', /a/, new Date(Number.NaN), new Map([['a', 1]]), new Uint8Array([0xff])],
]

/** Those that are large are drawn seldom. */
const isLarge = ([name]: readonly [string, unknown]): boolean => /levels deep|bomb/.test(name)
const hostile = hostileValues.flatMap(([, family]) => family)
const [large, small] = [hostile.filter(isLarge), hostile.filter((each) => !isLarge(each))]

/** Texts that led to something new, which those to come are made of. */
const learnt: string[] = []
const outcomes = new Set<string>()
const MOST_LEARNT = 3000

/** Keeps a text that led to an outcome which no text before it had. */
export function learn(outcome: string, text: string): void {
  if (outcomes.size >= MOST_LEARNT || outcomes.has(outcome)) return
  outcomes.add(outcome)
  learnt.push(text)
}

/** Forgets what was learnt, so that a run begins like any other. */
export function forget(): void {
  learnt.length = 0
  outcomes.clear()
}

const character = (random: Random): string =>
  either(
    random,
    [6, () => String.fromCharCode(random(128))],
    [2, () => String.fromCharCode(random(0x10000))],
    [1, () => String.fromCodePoint(random(0x110000))],
  )

/** `text` with something put in, left out, or put twice. */
function mutated(random: Random, text: string): string {
  let made = text
  for (let changes = 1 + random(4); changes > 0; changes--) {
    const at = random(made.length + 1)
    const [before, rest] = [made.slice(0, at), made.slice(at)]
    made = either(
      random,
      [4, () => before + pick(random, PIECES) + rest],
      [2, () => before + character(random) + rest.slice(random(2))],
      [2, () => before + rest.slice(random(40))],
      [1, () => before],
      [1, () => before + rest.slice(0, random(100)) + rest],
      [1, () => `${before}${JSON.stringify(pick(random, NAMES))}:${rest}`],
      [1, () => before + pick(random, seeds).slice(random(200), 200 + random(400)) + rest],
    )
  }
  return made.slice(0, 5000)
}

/** Any text. */
export function text(random: Random): string {
  return either(
    random,
    [5, () => mutated(random, pick(random, seeds))],
    [learnt.length > 0 ? 5 : 0, () => mutated(random, pick(random, learnt))],
    [3, () => several(random, 12, () => pick(random, PIECES)).join('')],
    [1, () => several(random, 20, () => character(random)).join('')],
    [2, () => json(random)],
  )
}

function json(random: Random): string {
  try {
    return `${JSON.stringify(tree(random, 4))}`
  } catch {
    return '{}' // BigInt, and what JSON cannot write.
  }
}

/** Objects and lists in each other, with names that readers look for. */
function tree(random: Random, depth: number): unknown {
  return either<unknown>(
    random,
    [depth > 0 ? 6 : 0, () => members(random, depth)],
    [depth > 0 ? 2 : 0, () => several(random, 4, () => tree(random, depth - 1))],
    [3, () => pick(random, LEAVES)],
    [1, () => pick(random, PIECES)],
  )
}

const members = (random: Random, depth: number): object =>
  Object.fromEntries(several(random, 5, () => [pick(random, NAMES), tree(random, depth - 1)]))

/** Any value. */
export function value(random: Random): unknown {
  return either<unknown>(
    random,
    [5, () => tree(random, 5)],
    [4, () => pick(random, small)[1]()],
    [random(200) === 0 ? 1 : 0, () => pick(random, large)[1]()],
    [3, () => parsed(text(random))],
    [1, () => Object.defineProperties(new Error(text(random), { cause: tree(random, 3) }), descriptors(random))],
    [
      1,
      () =>
        new AggregateError(
          several(random, 3, () => tree(random, 3)),
          text(random),
        ),
    ],
  )
}

/** Without what Node itself reads of an error to show it, and trusts. */
function descriptors(random: Random): PropertyDescriptorMap {
  const own = Object.entries(members(random, 3)).filter(([name]) => !/^(?:stack|name|message|toString)$/.test(name))
  return Object.getOwnPropertyDescriptors(Object.fromEntries(own))
}

function parsed(given: string): unknown {
  try {
    return JSON.parse(given)
  } catch {
    return given
  }
}

/** Any bytes: of a text, most of them. */
export function bytes(random: Random): Uint8Array<ArrayBuffer> {
  return either<Uint8Array<ArrayBuffer>>(
    random,
    [4, () => new Uint8Array(Buffer.from(text(random)))],
    [1, () => new Uint8Array(Buffer.from(text(random), 'utf16le'))],
    [1, () => Uint8Array.from({ length: random(60) }, () => random(256))],
    [1, () => Uint8Array.from([0x1f, 0x8b, 8, ...several(random, 40, () => random(256))])],
  )
}

/** Any status, or something in the place of one. */
export function status(random: Random): unknown {
  return either<unknown>(
    random,
    [4, () => pick(random, [200, 204, 302, 400, 401, 404, 409, 429, 500, 503])],
    [1, () => random(1000)],
    [1, () => pick(random, LEAVES)],
  )
}

/** The header of a response or request, by names that readers look for. */
export function headers(random: Random): Record<string, string> {
  const names = [
    'content-type',
    'accept',
    'retry-after',
    'date',
    'x-request-id',
    'accept-language',
    'authorization',
    'cookie',
  ]
  return Object.fromEntries(several(random, 4, () => [pick(random, names), text(random).slice(0, 300)]))
}

/** The headers that can be sent: in one line, of one byte each. */
export function sendable(random: Random): Record<string, string> {
  const lines = Object.entries(headers(random)).map(([name, given]) => [
    name,
    given.replace(/[^\t\x20-\x7e\x80-\xff]/g, '').trim(),
  ])
  return Object.fromEntries(lines)
}

/** What `parse` is told of a response. */
export function context(random: Random): object {
  return either<unknown>(
    random,
    [5, () => ({ status: status(random), headers: headers(random) })],
    [1, () => pick(random, hostileContexts)[1]()],
  ) as object
}
