import { describe, expect, test } from 'vitest'
import type { HeadersLike } from '../../src/failure/headers.js'
import { maskText, secretsOf } from '../../src/failure/secrets.js'

describe('the secrets of a request', () => {
  test.each<[what: string, headers: HeadersLike | undefined, secrets: readonly string[]]>([
    ['no headers', undefined, []],
    [
      'headers that hold none',
      { accept: 'application/json', 'User-Agent': 'curl/8.0.0', 'x-request-id': 'request-1' },
      [],
    ],
    ...[
      ...['if-modified-since', 'if-unmodified-since', 'if-none-match', 'upgrade', 'upgrade-insecure-requests'],
      ...['sec-ch-ua', 'sec-ch-ua-full-version-list', 'sec-ch-prefers-color-scheme', 'accept-language', 'accept'],
    ].map((name): [string, HeadersLike, readonly string[]] => [`the header ${name}`, { [name]: 'abcdef' }, []]),
    ...['x-accept', 'date-key', 'sec-ch-ua-9'].map((name): [string, HeadersLike, readonly string[]] => [
      `the header ${name}, which only resembles one`,
      { [name]: 'abcdef' },
      ['abcdef'],
    ]),
    ['spaces around one', { 'x-own': ' abcdef ' }, ['abcdef']],
    ['more spaces behind the scheme', { 'x-own': 'Own  abcdef' }, ['Own  abcdef', 'abcdef']],
    ['what begins like no scheme', { 'x-own': '/a abcdef' }, ['/a abcdef']],
    ['a value behind a sign alone', { 'x-own': '=abcdef' }, ['=abcdef', 'abcdef']],
    ['quotes in quotes', { 'x-own': 'k="ab"cdef"' }, ['k="ab"cdef"', 'ab"cdef']],
    [
      'user and password behind two spaces',
      { authorization: 'Basic  c29tZWJvZHk6cGFzc3dvcmQ=' },
      [
        ...['Basic  c29tZWJvZHk6cGFzc3dvcmQ=', 'c29tZWJvZHk6cGFzc3dvcmQ='],
        ...['somebody:password', 'somebody', 'password'],
      ],
    ],
    [
      'user and password in Base64 for URLs',
      { authorization: 'Basic Pz8_Pz8_Oj4-Pj4-Pg' },
      ['Basic Pz8_Pz8_Oj4-Pj4-Pg', 'Pz8_Pz8_Oj4-Pj4-Pg', '??????:>>>>>>', '??????', '>>>>>>'],
    ],
    [
      'another scheme that ends like Basic',
      { authorization: 'NonBasic c29tZWJvZHk6cGFzc3dvcmQ=' },
      ['NonBasic c29tZWJvZHk6cGFzc3dvcmQ=', 'c29tZWJvZHk6cGFzc3dvcmQ='],
    ],
    [
      'more behind user and password',
      { authorization: 'Basic c29tZWJvZHk6cGFzc3dvcmQ= x' },
      ['Basic c29tZWJvZHk6cGFzc3dvcmQ= x', 'c29tZWJvZHk6cGFzc3dvcmQ= x'],
    ],
    ['a bearer token', { Authorization: 'Bearer abc.def-ghi' }, ['Bearer abc.def-ghi', 'abc.def-ghi']],
    [
      'user and password',
      { authorization: 'Basic bWFyaWE6cGEkJHdvcmQ=' },
      ['Basic bWFyaWE6cGEkJHdvcmQ=', 'bWFyaWE6cGEkJHdvcmQ=', 'maria:pa$$word', 'pa$$word'],
    ],
    ['what claims to be both', { authorization: 'Basic ?' }, ['Basic ?']],
    ['a token without a scheme', { authorization: 'abcdefgh==' }, ['abcdefgh==']],
    [
      'parameters',
      { authorization: 'Digest username="somebody"' },
      ['Digest username="somebody"', 'username="somebody"', 'somebody'],
    ],
    ['cookies', { cookie: 'a=1; sid=session-1' }, ['a=1; sid=session-1', 'sid=session-1', 'session-1']],
    ...['x-api-key', 'api-key', 'x-auth-token', 'x-csrf-token', 'x-goog-api-key', 'x-session-id', 'X-Own'].map(
      (name): [string, HeadersLike, readonly string[]] => [`the header ${name}`, { [name]: 'abcdef' }, ['abcdef']],
    ),
    ['what is too short to be looked for', { 'x-api-key': 'abcde' }, []],
    ['Headers', new Headers({ authorization: 'abcdef' }), ['abcdef']],
    [
      'something that answers to names',
      { get: (name: string) => (name === 'x-api-key' ? 'abcdef' : null) },
      ['abcdef'],
    ],
    ['pairs', [['Authorization', 'abcdef']], ['abcdef']],
    ['a flat list', ['Authorization', 'abcdef', 'x-own', 'ghijkl'], ['abcdef', 'ghijkl']],
    ['a flat list of what is harmless', ['accept', 'text/html', 'content-type', 'application/json'], []],
    ['lists of values', { 'x-own': ['abcdef', 'ghijkl'], 'x-number': 1234567 }, ['abcdef', 'ghijkl', '1234567']],
    ['what no header can be', { 'x-own': Symbol('s') as never, 'x-api-key': 'abcdef' }, ['abcdef']],
    [
      'a value that throws',
      Object.defineProperty({}, 'x-own', {
        enumerable: true,
        get: () => {
          throw new Error('trap')
        },
      }),
      [],
    ],
    ['something that is no headers', 'abcdef' as never, []],
    ...['authorization', 'proxy-authorization', 'cookie', 'x-api-key', 'api-key', 'x-auth-token', 'x-csrf-token'].map(
      (name): [string, HeadersLike, string[]] => [
        `something that can only be asked, for ${name}`,
        { get: (asked) => (asked === name ? 'abcdefgh' : null) },
        ['abcdefgh'],
      ],
    ),
  ])('in %s', (_, headers, secrets) => {
    expect(secretsOf({ headers })).toEqual(secrets)
  })

  test.each<[what: string, url: unknown, secrets: readonly string[]]>([
    ['none', undefined, []],
    ['one without a query', 'https://example.com/token=abcdefgh', []],
    ['one with a query', '/properties?filter[name]=abcdefgh&a=b', ['abcdefgh']],
    [
      'one with a fragment',
      new URL('https://example.com/?code=ijklmnop#access_token=abcdefgh'),
      ['ijklmnop', 'abcdefgh'],
    ],
    ['one with a form', '/a?name=hello+world', ['hello+world', 'hello world']],
    ['one with a user', 'https://somebody:password@example.com/', ['somebody:password', 'somebody', 'password']],
    ['one whose scheme has a digit', 's3://somebody:password@host/', ['somebody:password', 'somebody', 'password']],
    ['a path that holds one', '/see:s3://somebody:password@host/', []],
    ['one with a key for a name', '/a?9f8e7d6c5b4a3=1', ['9f8e7d6c5b4a3']],
    ['something that is no URL', Object.create(null), []],
    ['something that only reads like one', { toString: () => '/a?b=abcdefgh' }, []],
  ])('in a URL: %s', (_, url, secrets) => {
    expect(secretsOf({ url })).toEqual(secrets)
  })
})

describe('a secret of the request is masked', () => {
  const secret = 'tok-ABCDEFGHIJKLMNOPQRSTUVWX"yz/&é'
  const secrets = secretsOf({ headers: { 'x-own': secret, 'x-short': 'sh0rt-1' } })
  const inBase64 = (text: string) => Buffer.from(text).toString('base64')

  test.each<[how: string, text: string]>([
    ['as it is', secret],
    ['in another case', secret.toLowerCase()],
    ['in another case, beside a letter that has no single one', `İ${secret.toUpperCase()}`.replace('É', 'é')],
    ['percent-encoded', encodeURIComponent(secret)],
    ['percent-encoded twice', encodeURIComponent(encodeURIComponent(secret))],
    ['in JSON', JSON.stringify(secret)],
    ['in JSON in JSON', JSON.stringify(JSON.stringify({ a: secret }))],
    ['in JSON in JSON in a query', encodeURIComponent(JSON.stringify(JSON.stringify({ a: secret })))],
    ['in JSON that escapes letters', secret.replace(/[A-F]/g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`)],
    ['in HTML', secret.replace('"', '&quot;').replace('&é', '&amp;&#233;')],
    ['in HTML by number', secret.replace('"', '&#34;').replace('T', '&#x54;')],
    ['its first dozen', secret.slice(0, 12)],
    ['any dozen of it', secret.slice(7, 19)],
    ['its beginning, in brackets', `(${secret.slice(0, 20)}…)`],
    ['wrapped', `${secret.slice(0, 9)}\r\n    ${secret.slice(9)}`],
    ['wrapped in quoted-printable', `${secret.slice(0, 9)}=\n${secret.slice(9)}`],
    ['wrapped in JSON', JSON.stringify(`${secret.slice(0, 9)}\n${secret.slice(9)}`)],
    ['wrapped and indented in JSON', JSON.stringify(`${secret.slice(0, 9)}\n    ${secret.slice(9)}`)],
    ['a short one, whole', 'sh0rt-1'],
    ['percent-encoded wrongly', `%ff%${secret.charCodeAt(0).toString(16)}${secret.slice(1)}`],
    ['twice', `${secret} and ${secret}`],
  ])('%s', (_, text) => {
    const masked = maskText(`before ${text} after`, secrets)
    expect(masked).toMatch(/^before .*\[redacted\].* after$/s)
    for (let at = 0; at + 8 <= secret.length; at++) expect(masked).not.toContain(secret.slice(at, at + 8))
    expect(masked).not.toMatch(/tok|sh0rt|uvwx|UVWX/i)
  })

  const signs = 'a/b"c&d/e"f&g<h>i'
  const each = (written: (code: number) => string) =>
    signs.replace(/\W/g, (character) => written(character.charCodeAt(0)))
  const hex = (code: number) => code.toString(16)

  test.each<[how: string, text: string]>([
    ['percent-encoded', each((code) => `%${hex(code)}`)],
    ['percent-encoded four times', each((code) => `%252525${hex(code)}`)],
    ['in JSON', signs.replace(/["/]/g, '\\$&')],
    ['by number in JSON', each((code) => `\\u00${hex(code).toUpperCase()}`)],
    ['by number in programs', each((code) => `\\u{${hex(code)}}`)],
    ['by byte in programs', each((code) => `\\x${hex(code)}`)],
    [
      'by name in HTML',
      signs.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&GT;').replace(/"/g, '&quot;'),
    ],
    ['by number in HTML', each((code) => `&#${code};`)],
    ['by number in HTML, with zeros', each((code) => `&#00${code};`)],
    ['by hexadecimal number in HTML', each((code) => `&#X00${hex(code)};`)],
    ['with what is not seen between', [...signs].join('\u200b')],
    ['wrapped all the time', [...signs].join('\r\n \t ')],
    ['wrapped in quoted-printable all the time', [...signs].join('=\r\n')],
  ])('that is full of signs, %s', (_, text) => {
    expect(maskText(`before ${text} after`, [signs])).toBe('before [redacted] after')
  })

  test.each<[what: string, secrets: readonly string[], text: string, masked: string]>([
    ['of letters beyond ASCII, percent-encoded', ['äöüéèàçñ'], encodeURIComponent('äöüéèàçñ'), '[redacted]'],
    ['of letters beyond ASCII, in another case', ['Ärger-Über-Öl'], 'ÄRGER-ÜBER-ÖL', '[redacted]'],
    ['behind escapes in escapes', ['abcdefgh'], 'a%2520b%2520abcdefgh%2520c', 'a%2520b%2520[redacted]%2520c'],
    ['in which another is', ['abcdefghijk', 'bcdefg'], '<abcdefghijk>', '<[redacted]>'],
    ['before what nobody sees, which stays', ['abcdefghijklmn'], 'abcdefghijklmn\0x', '[redacted]\0x'],
    ['in Base64 for URLs', ['>>>???>>>???'], Buffer.from('>>>???>>>???').toString('base64url'), '[redacted]'],
    ['in Base64', ['>>>???>>>???'], Buffer.from('>>>???>>>???').toString('base64'), '[redacted]'],
    ['that is a part of the mask, which stays', ['redact'], 'redacted', 'redacted'],
    ['that is too short, which stays in Base64 too', ['abcd'], 'abcd YWJjZA', 'abcd YWJjZA'],
  ])('%s', (_, own, text, masked) => {
    expect(maskText(text, own)).toBe(masked)
  })

  test.each([0, 1, 2, 3, 4, 5])('and a dozen of it from place %i on, right behind it', (place) => {
    expect(maskText(`(${secret}${secret.slice(place, place + 12)})`, secrets)).toBe('([redacted][redacted])')
  })

  test('but not escaped five times, as nobody does', () => {
    const text = each((code) => `%25252525${hex(code)}`)
    expect(maskText(text, [signs])).toBe(text)
  })

  test('that is no UTF-8, percent-encoded', () => {
    expect(maskText('before a%e9b%e9c%e9d%e9 after', ['aébécédé'])).toBe('before [redacted] after')
  })

  test.each(['', 'x', 'xy', 'xyz'])('in Base64, behind "%s"', (before) => {
    const masked = maskText(inBase64(`${before}${secret}zz`), secrets)
    expect(masked).toContain('[redacted]')
    expect(masked.length).toBeLessThan(22)
    const forUrls = Buffer.from(`${before}${secret}zz`).toString('base64url')
    expect(maskText(forUrls, secrets).length).toBeLessThan(22)
  })

  test('and what is shorter than a dozen characters of it is not', () => {
    expect(maskText(secret.slice(0, 11), secrets)).toBe(secret.slice(0, 11))
    expect(maskText('sh0rt-', secrets)).toBe('sh0rt-')
  })

  test('of six characters, which is the shortest that is looked for, also where it is all that was said', () => {
    expect(maskText('k3y-77', secretsOf({ headers: { 'x-own': 'k3y-77' } }))).toBe('[redacted]')
    expect(maskText('k3y-7', secretsOf({ headers: { 'x-own': 'k3y-7' } }))).toBe('k3y-7')
  })

  test('but not in hexadecimal digits, and not with spaces in it', () => {
    for (const written of [Buffer.from(secret).toString('hex'), secret.replace(/.../g, '$& ')]) {
      expect(maskText(`<${written}>`, secrets)).toBe(`<${written}>`)
    }
  })

  test.each(['%', '&#', '%\n', '\\x', '%25'])('behind "%s", which makes an escape of its beginning', (before) => {
    const own = secretsOf({ headers: { 'x-own': '60abcdefghij' } })
    expect(maskText(`${before}60abcdefghij`, own)).toBe(`${before}[redacted]`)
  })

  test('the longest part of it, where it repeats itself', () => {
    const repeating = secretsOf({ headers: { 'x-own': 'abcabcabcabcabcabcabcabcabcabcX' } })
    expect(maskText('abcabcabcabcabcabcabcabcabcabcX', repeating)).toBe('[redacted]')
    expect(maskText('abcabcabcabcX', repeating)).toBe('[redacted]')
  })

  test('and two that overlap give one mask', () => {
    expect(maskText('abcdefghij', ['abcdef', 'defghij'])).toBe('[redacted]')
    expect(maskText('abcdefghijkl', ['abcdef', 'cdef'])).toBe('[redacted]ghijkl')
  })
})

test.each(
  [
    ...['\0', '\u0007', '\u007f', '\u0085', '\u034f', '\u061c', '\u180e', '\u200e', '\u202e', '\u2062', '\u2066'],
    ...['\u3164', '\ufe0f', '\ufff9', '\u{e0001}', '\u{1d173}'],
  ].map((sign) => [`U+${sign.codePointAt(0)?.toString(16)}`, sign]),
)('a secret with %s between its characters is masked', (_, sign) => {
  const text = `Key ${[...'tk-Zq8Wm2Lp9Xv4'].join(sign)} refused`
  expect(maskText(text, ['tk-Zq8Wm2Lp9Xv4'])).toBe('Key [redacted] refused')
})

test.each([
  ["corre'cthorse1", 'corre&apos;cthorse1'],
  ['парольнаясила', [...'парольнаясила'].map((sign) => `&#${sign.codePointAt(0)};`).join('')],
  ['парольнаясила', [...'парольнаясила'].map((sign) => `&#x${sign.codePointAt(0)?.toString(16)};`).join('')],
  ['ключ😀секрет', 'ключ&#128512;секрет'],
  ['ключ😀секрет', 'ключ\\u{1F600}секрет'],
])('the secret %s is masked as %s', (secret, written) => {
  expect(maskText(`Password ${written} refused`, [secret])).toBe('Password [redacted] refused')
})

test('a reference to a character that is none is no reason to stop', () => {
  expect(maskText('&#9999999999; &#xffffffff; \\u{FFFFFF} tk-Zq8Wm2Lp9Xv4', ['tk-Zq8Wm2Lp9Xv4'])).toBe(
    '&#9999999999; &#xffffffff; \\u{FFFFFF} [redacted]',
  )
})
