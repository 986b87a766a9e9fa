/** One row of the table of growth: an input that can be as long as one likes, and what is done with it. */

/** What is measured. */
export interface Row {
  readonly name: string
  /** Makes an input of about so many characters, never the same object twice. */
  readonly of: (size: number) => unknown
  readonly run: (input: never) => unknown
  /** The size of the largest input; default: 1 MB. */
  readonly to?: number
  /** Where the work may grow faster than its input: with which power of it, and why. */
  readonly exception?: { readonly power: number; readonly why: string }
}

/** A row whose types fit each other. */
export const row = <Input>(
  name: string,
  of: (size: number) => Input,
  run: (input: Input) => unknown,
  more: Pick<Row, 'to' | 'exception'> = {},
): Row => ({ name, of, run, ...more })

/** One row for many inputs: whatever of them grows fast outgrows the rest. */
export const rowOfAll = <Input>(
  name: string,
  makers: readonly ((size: number) => Input)[],
  run: (input: Input) => unknown,
  to: number,
): Row =>
  row(
    name,
    (size) => makers.map((make) => make(size)),
    async (inputs) => {
      for (const input of inputs) await run(input)
    },
    { to },
  )

/** `part` again and again, up to about `size` characters. */
export const repeated = (part: string, size: number): string => part.repeat(Math.ceil(size / part.length))

/** As many items as are `size` characters long as JSON. */
export function listed<Item>(item: (index: number) => Item, size: number): Item[] {
  const { length } = JSON.stringify(item(100_000)) ?? ''
  return Array.from({ length: Math.ceil(size / (length + 1)) }, (_, index) => item(index))
}

/** `inner` in so many levels of `wrap` that all are about `size` characters long as JSON. */
export function nested(wrap: (inner: unknown) => unknown, inner: unknown, size: number): unknown {
  const { length } = JSON.stringify(wrap(0)) ?? ''
  let value = inner
  for (let level = 0; level < size / length; level++) value = wrap(value)
  return value
}

/** Whatever runs, even if it throws: refusing is work as well. */
export function attempt(run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    return error
  }
}

/** Pieces of text that parsers, patterns and masks stumble over when they come again and again. */
export const pieces: readonly string[] = [
  ...[
    '{',
    '[',
    '"',
    '\\',
    ' ',
    '\n',
    '\r\n',
    '\t',
    '<',
    '>',
    '&',
    '?',
    '/',
    ':',
    '%',
    '=',
    ',',
    ';',
    "'",
    '(',
    '-',
    '0',
    '.',
  ],
  ...[
    'a',
    'A',
    'é',
    '😀',
    '\ud800',
    '\0',
    '\ufffd',
    '"a',
    '\\"',
    '{"a":',
    '[{"errors":',
    '[[',
    '{"a":1}',
    '{"a":1}\n',
    '"x",',
  ],
  ...[
    '<a>',
    '</a>',
    '<p>',
    '<!--',
    '<![CDATA[',
    '<a b="',
    '<title>',
    '<script>',
    '<svg/>',
    '&amp;',
    '&#x41;',
    '&#',
    '&a',
  ],
  ...[
    '://',
    '://x',
    '://x@',
    'a@',
    '/?a=',
    '?a=b&',
    '%25',
    '%2525',
    '%3D',
    '\\u0041',
    '\\\\',
    '../',
    '%2e%2e/',
    '~',
    '~0',
    '/a',
  ],
  ...[
    'token=',
    'token: ',
    'token":"',
    'token\\":\\"',
    'Bearer ',
    'Bearer a',
    'basic:',
    'Digest ',
    'cookie: ',
    'eyJ',
    'eyJ.',
  ],
  ...[
    '-----BEGIN A PRIVATE KEY-----',
    'key',
    'api key ',
    'authorization',
    'AKIA',
    'ghp_',
    'unexpected ',
    'secret=null ',
  ],
  ...[
    'a=b\n',
    'a="',
    "a='b'\n",
    'a = b\\\n',
    'a b ',
    'x.y.z',
    'HTTP/1.1 200 OK\n\n',
    'HTTP/1.1 ',
    '< HTTP/2 200\n',
    ':status: 200\n',
  ],
  ...[
    'a/b,',
    'a/b;q=',
    'a/b;c="',
    '*/*,',
    'en-',
    'de,',
    'q=0.',
    'W/"',
    '\u001b[',
    '\u001b]8;;',
    '\u0300',
    '字',
    'at a (b:1:1)\n',
  ],
  ...[
    'a.b[0]',
    "['a']",
    '$.',
    '#/',
    'Mon, ',
    '1,',
    'is{',
    '{{',
    '}}',
    '$a$',
    '${',
    '=\n',
    '=?',
    ' \n',
    '\n at ',
    'password is ',
  ],
]
