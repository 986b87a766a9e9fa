import { describe, expect, test } from 'vitest'
import { readContext } from '../../../src/dialect/reader.js'
import { readOpaque, textErrors } from '../../../src/dialect/readers/opaque.js'
import type { ErrorObject } from '../../../src/jsonapi/document.js'

const read = (body: unknown, status?: number) => readOpaque(body, readContext({ status }))

test.each([
  ['application/vnd.api+json; charset=utf-8', 1],
  ['Application/JSON', 1],
  ['text/plain', 0],
  ['text/csv', 0],
  [undefined, 0],
])('text with the status of a success failed where it came as JSON: as %s', (type, count) => {
  const headers = type === undefined ? {} : { 'content-type': type }
  const context = readContext({ status: 200, headers })
  expect(readOpaque('upstream connect error', context)).toHaveLength(count)
  expect(readOpaque('', context)).toEqual([])
})

describe('a response in no language of errors', () => {
  test.each<[what: string, body: unknown, status: number | undefined, format: string, error: ErrorObject]>([
    ['nothing', '', 503, 'empty', { status: '503', title: 'Service Unavailable' }],
    ['whitespace', ' \r\n', 500, 'empty', { status: '500', title: 'Internal Server Error' }],
    [
      'a text',
      'upstream\n  timed out',
      504,
      'text',
      { status: '504', title: 'Gateway Timeout', detail: 'upstream timed out' },
    ],
    ['a text without a status', 'boom', undefined, 'text', { title: 'Text Instead Of JSON', detail: 'boom' }],
    [
      'a text with a status that has no name',
      'boom',
      520,
      'text',
      { status: '520', title: 'Text Instead Of JSON', detail: 'boom' },
    ],
    ['nothing with a status that has no name', '', 599, 'empty', { status: '599', title: 'Empty Response' }],
    [
      'a page',
      '<html><head><title>502  Bad\nGateway</title>',
      502,
      'html',
      { status: '502', title: 'Bad Gateway', detail: '502 Bad Gateway' },
    ],
    [
      'a page in capitals',
      '<HTML><TITLE lang=en>Down</TITLE>',
      502,
      'html',
      { status: '502', title: 'Bad Gateway', detail: 'Down' },
    ],
    [
      'a page with a headline',
      '<html><h1 class="x"><b>So</b> sorry</h1>',
      502,
      'html',
      { status: '502', title: 'Bad Gateway', detail: 'So sorry' },
    ],
    [
      'a page with an empty title and a headline',
      '<title> </title><h1>Sorry</h1>',
      502,
      'html',
      { status: '502', title: 'Bad Gateway', detail: 'Sorry' },
    ],
    ['a page that says nothing', '<html>', 502, 'html', { status: '502', title: 'Bad Gateway' }],
    ['a page whose title does not end', '<title>Bad', 502, 'html', { status: '502', title: 'Bad Gateway' }],
    ['a page whose title does not begin', '<title', 502, 'html', { status: '502', title: 'Bad Gateway' }],
    ['XML', '<?xml version="1.0"?><Error/>', 403, 'xml', { status: '403', title: 'Forbidden' }],
    [
      'a page as a success',
      '<html><title>Sign in</title>',
      200,
      'html',
      { status: '200', title: 'HTML Instead Of JSON', detail: 'Sign in' },
    ],
    [
      'broken JSON',
      '{"a":',
      500,
      'malformed',
      { status: '500', title: 'Internal Server Error', meta: { received: '{"a":' } },
    ],
    [
      'broken JSON as a success',
      '[1,',
      200,
      'malformed',
      { status: '200', title: 'Malformed JSON', meta: { received: '[1,' } },
    ],
    ['XML as a success', '<?xml version="1.0"?><Foo/>', 200, 'xml', { status: '200', title: 'XML Instead Of JSON' }],
    ['bytes as a success', '\0\x01', 200, 'binary', { status: '200', title: 'Bytes Instead Of JSON' }],
    [
      'a problem in XML',
      '<problem><title>T</title><status>403</status></problem>',
      500,
      'problem',
      { status: '403', title: 'T' },
    ],
    ['a problem in XML without a status', '<problem><title>T</title></problem>', 500, 'problem', { title: 'T' }],
    [
      'SOAP, beside words in its head',
      '<Envelope><Header><Error><Message>No</Message></Error></Header><Body><Fault><faultstring>Yes</faultstring></Fault></Body></Envelope>',
      500,
      'xml',
      { status: '500', title: 'Internal Server Error', detail: 'Yes' },
    ],
    ['an empty object', {}, 404, 'json', { status: '404', title: 'Not Found' }],
    ['an empty list', [], 404, 'json', { status: '404', title: 'Not Found' }],
    ['null', null, 404, 'json', { status: '404', title: 'Not Found' }],
    ['a number', 5, 404, 'json', { status: '404', title: 'Not Found', meta: { received: 5 } }],
    ['a list', ['a'], 404, 'json', { status: '404', title: 'Not Found', detail: 'a', meta: { received: ['a'] } }],
    ['a list of numbers', [1], 404, 'json', { status: '404', title: 'Not Found', meta: { received: [1] } }],
    [
      'a status that is no failure of its own',
      { a: 1 },
      418,
      'json',
      { status: '418', title: 'Request Failed', meta: { received: { a: 1 } } },
    ],
  ])('is told by what it is: %s', (_, body, status, format, error) => {
    const expected = { errors: [error], delivery: 'immediate', origin: 'received', format, ...(status && { status }) }
    expect(read(body, status)).toStrictEqual([expected])
  })

  test.each<[what: string, body: object, code: string | undefined, detail: string | undefined]>([
    ['a message', { message: 'm' }, undefined, 'm'],
    ['a detail before a message', { message: 'm', detail: 'd', code: 'c' }, 'c', 'd'],
    ['an error_message', { error_message: 'm' }, undefined, 'm'],
    ['an error', { error: 'e', code: 5 }, '5', 'e'],
    ['a description', { description: 'd' }, undefined, 'd'],
    ['an error with a message', { error: { message: 'm' } }, undefined, 'm'],
    ['a list of messages', { message: ['m'] }, undefined, 'm'],
    ['nothing that is known', { ground: 'g' }, undefined, undefined],
  ])('keeps its JSON and says what it says: %s', (_, body, code, detail) => {
    const error: ErrorObject = { status: '400', title: 'Bad Request', meta: { received: body } }
    const said = { ...(code !== undefined && { code }), ...(detail !== undefined && { detail }) }
    expect(read(body, 400)).toMatchObject([{ errors: [{ ...error, ...said }] }])
    expect(Object.keys(read(body, 400)[0]?.errors[0] ?? {})).toHaveLength(3 + Object.keys(said).length)
  })

  test.each<[format: string, body: string, contentType?: string]>([
    ...['\x00', '\x08', '\x0e', '\x1a', '\x1c', '\x1f', '\ufffd\ufffdabcdefgh'].map((text): [string, string] => [
      'binary',
      `abc${text}`,
    ]),
    ...['\t', '\n', '\x0b', '\r', '\x1b', ' ', '\ufffdabcdef'].map((text): [string, string] => ['text', `abc${text}`]),
    ['text', `${'x'.repeat(4096)}\0`],
    ['text', `${' '.repeat(5000)}x`],
    ['empty', ' '.repeat(5000)],
    ['malformed', '  {"a'],
    ['html', '<foo><error>x</error></foo>'],
    ['xml', '<foo/>', 'application/xml'],
    ['xml', ' <foo/>', 'image/svg+XML'],
    ['html', '<foo/>', 'text/plain'],
    ['html', '<h1>x</h1>', 'application/xml'],
    ['html', '<?xml version="1.0"?><html/>', 'application/xhtml+xml'],
  ])('is %s: %j', (format, body, contentType) => {
    const context = readContext({ status: 500, headers: { 'content-type': contentType } })
    expect(readOpaque(body, context)).toMatchObject([{ format }])
  })

  test('in XML tells no more errors than are read', () => {
    expect(read(`<errors>${'<error>x</error>'.repeat(1001)}</errors>`, 500)).toMatchObject([
      { errors: { length: 1000 } },
    ])
  })

  test.each<[what: string, body: unknown, status: number | undefined]>([
    ['nothing', '', 204],
    ['nothing, without a status', '', undefined],
    ['a text as a success', 'OK', 200],
    ['JSON as a success', { a: 1 }, 200],
    ['JSON without a status', { message: 'm' }, undefined],
    ['a redirection', '', 302],
  ])('did not fail: %s', (_, body, status) => {
    expect(read(body, status)).toStrictEqual([])
  })

  test('is cut where it is long', () => {
    const [text] = read('word '.repeat(1000), 500)
    expect(text?.errors[0].detail).toHaveLength(300)
    const [page] = read(`<title>${'word '.repeat(1000)}</title>`, 500)
    expect(page?.errors[0].detail).toHaveLength(300)
    const [broken] = read(`{"a":"${'word '.repeat(1000)}`, 500)
    expect(broken?.errors[0].meta?.['received']).toHaveLength(301)
  })

  test('is cut without leaving half a secret, which could no longer be told', () => {
    const text = `${'x'.repeat(270)} https://user:swordfish@x.example/a`
    const spaced = `It said ${' '.repeat(1140)} https://user:swordfish@x.example/a ${'word '.repeat(100)}`
    for (const body of [text, spaced, `<title>${text}</title>`, { message: text }]) {
      expect(JSON.stringify(read(body, 500))).not.toMatch(/sword(?!fish@)/)
    }
  })

  test('is not searched for a title beyond its first 64 KB', () => {
    expect(read(`<!--${' '.repeat(65_536)}--><title>late</title>`, 500)[0]?.errors[0]).not.toHaveProperty('detail')
  })

  test('is data as it came: only an error made of it is masked', () => {
    expect(JSON.stringify(read('GET /things?key=canary42', 500))).toContain('canary42')
    expect(JSON.stringify(read(`GET /things?key=canary42 ${'word '.repeat(100)}`, 500))).toContain('canary42')
    expect(JSON.stringify(read({ message: 'm', headers: { authorization: 'canary42' } }, 500))).toContain('canary42')
  })
})

describe('a text that a resource gives as its reason', () => {
  test.each<[what: string, text: string, errors: readonly ErrorObject[]]>([
    ['is told as it is', 'Not found', [{ detail: 'Not found' }]],
    ['is told as it is, however long', 'Connection refused by host', [{ detail: 'Connection refused by host' }]],
    [
      'is told by what its title shows, where it is a page',
      '<html><head><title>Gone</title></head></html>',
      [{ detail: 'Gone', meta: { received: '<html><head><title>Gone</title></head></html>' } }],
    ],
    [
      'is told as it is where it is XML that says nothing',
      '<?xml version="1.0"?><a/>',
      [{ detail: '<?xml version="1.0"?><a/>' }],
    ],
    ['is told as it is where it is a page that says nothing', '<html>', [{ detail: '<html>' }]],
    [
      'is told by what it shows, where it is a page',
      '<h1>Gone</h1>',
      [{ detail: 'Gone', meta: { received: '<h1>Gone</h1>' } }],
    ],
    [
      'is told by what it says, where it is XML',
      '<Error><Code>E1</Code><Message>Gone</Message></Error>',
      [{ code: 'E1', detail: 'Gone', meta: { received: '<Error><Code>E1</Code><Message>Gone</Message></Error>' } }],
    ],
    [
      'is told by each of its errors',
      '<errors><error>a</error><error>b</error></errors>',
      [{ detail: 'a', meta: { received: '<errors><error>a</error><error>b</error></errors>' } }, { detail: 'b' }],
    ],
  ])('%s', (_, text, errors) => {
    expect(textErrors(text)).toEqual({ errors })
  })
})
