import { inspect } from 'node:util'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Failure } from '../../src/failure/failure.js'
import type { HeadersLike } from '../../src/failure/headers.js'
import { mask, maskFailures, maskText, maskUrl, secretsOf } from '../../src/failure/secrets.js'
import { reactor } from '../../src/index.js'
import { INNOCENT } from '../secrets/innocent.js'

const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJtZSJ9.c2lnbmF0dXJl'
const ID = 'SE0123456789abcdef0123456789abcdef'

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

describe('what looks like a credential is masked', () => {
  test.each([
    ['Authorization: Bearer abc.DEF-123_~+/==', 'Authorization: Bearer [redacted]'],
    ['bearer\tabc123x', 'bearer\t[redacted]'],
    ['Bearer%20abc123SECRET', 'Bearer%20[redacted]'],
    ['Bearer canary-bearer.', 'Bearer [redacted].'],
    ['Basic dXNlcjpwYXNz', 'Basic [redacted]'],
    ['Token 9944b09199c62bcf9418ad846dd0e4bbdfc6ee4b', 'Token [redacted]'],
    ['Api-Key abc123def456', 'Api-Key [redacted]'],
    ['Api Key abc123def456 is not valid', 'Api Key [redacted] is not valid'],
    ["token 'abc123def456' expired", "token '[redacted]' expired"],
    ['token “abc123def456” expired', 'token “[redacted]” expired'],
    ['token (abc123def456)', 'token ([redacted])'],
    ['password hunter2abc is wrong', 'password [redacted] is wrong'],
    ['DB_PASS=abc123', 'DB_PASS=[redacted]'],
    ['pass: abc123def', 'pass: [redacted]'],
    ['otp=123abc', 'otp=[redacted]'],
    ...['p8e-', 's8e-', 'ya29.'].map((start): [string, string] => [
      `Client ${start}abcDEF123abcDEF12 is gone`,
      'Client [redacted] is gone',
    ]),
    ['authorization: SharedKey acct:abc123def456==', 'authorization: SharedKey [redacted]'],
    ['Authorization: Basic canary4', 'Authorization: Basic [redacted]'],
    ['Authorization: abc123XYZdef', 'Authorization: [redacted]'],
    ['"authorization":"abc123SECRET"', '"authorization":"[redacted]"'],
    ['authorization=Bearer+abc123XYZ', 'authorization=Bearer+[redacted]'],
    ['Authorization: Digest username="maria", response="abc"\nnext', 'Authorization: Digest [redacted]\nnext'],
    [
      'Authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/2013, Signature=fe5f80',
      'Authorization: AWS4-HMAC-SHA256 [redacted]',
    ],
    ['X-Amz-Signature=fe5f80f77d5f', 'X-Amz-Signature=[redacted]'],
    ['X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F2013', 'X-Amz-Credential=[redacted]'],
    ['sv=2020&sig=abc%2Bdef', 'sv=2020&sig=[redacted]'],
    ['AccountKey=abc123+/==', 'AccountKey=[redacted]'],
    ['Cookie: sid=abc; b=c', 'Cookie: [redacted]'],
    ['Set-Cookie: sid=abc; Path=/\nnext', 'Set-Cookie: [redacted]\nnext'],
    [`the token ${JWT} has expired`, 'the token [redacted] has expired'],
    ['eyJhbGciOiJ', '[redacted]'],
    ['AKIAIOSFODNN7EXAMPLE', '[redacted]'],
    [`ghp_${'a1'.repeat(18)}`, '[redacted]'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIabc\n-----END RSA PRIVATE KEY-----', '[redacted]'],
    [
      '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0A1B\n\nMIIabc\n-----END RSA PRIVATE KEY-----',
      '[redacted]',
    ],
    [
      '-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: a-b\n\nlQHYBF\n=x\n-----END PGP PRIVATE KEY BLOCK----- is bad',
      '[redacted] is bad',
    ],
    ['-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl-_c\n--\nd', '[redacted]'],
    ['https://api.example/search?q=secret&page=2#top', 'https://api.example/search[redacted]'],
    ['https://api.example/search?only-a-code and more', 'https://api.example/search[redacted] and more'],
    ['(see /login?next=%2Fhome)', '(see /login[redacted])'],
    ['GET /things?filter[name]=EQ+x failed', 'GET /things[redacted] failed'],
    ['https://user:pass@host.example/', 'https://[redacted]@host.example/'],
    ['access_token=abc&x=1', 'access_token=[redacted]&x=1'],
    ['#access_token=abc', '#access_token=[redacted]'],
    ['{"refresh_token":"abc","x":1}', '{"refresh_token":"[redacted]","x":1}'],
    ["{'clientSecret': 'abc'}", "{'clientSecret': '[redacted]'}"],
    ['{"token":"Bearer abc123SECRET"}', '{"token":"[redacted]"}'],
    ['{"token":"abc', '{"token":"[redacted]'],
    [JSON.stringify({ body: '{"password":"hun\\"ter22"}' }), String.raw`{"body":"{\"password\":\"[redacted]\"}"}`],
    ['password%22%3A%22hunter22%22}', 'password%22%3A%22[redacted]%22}'],
    ['token%3Dabc123', 'token%3D[redacted]'],
    ['"password"=>"hunter22"', '"password"=>"[redacted]"'],
    ['client_secret = abc123XYZ', 'client_secret = [redacted]'],
    ['password: hunter2, please', 'password: [redacted], please'],
    ['passphrase=abc', 'passphrase=[redacted]'],
    ['["password"]=>\n  string(8) "abcdefgh"', '["password"]=>\n  string(8) "[redacted]"'],
    ['Config { password: Some("abcdefgh") }', 'Config { password: Some("[redacted]") }'],
    ['Object {"access_token": String("abcdefgh")}', 'Object {"access_token": String("[redacted]")}'],
    ['{\\"access_token\\": String(\\"abcdefgh\\")}', '{\\"access_token\\": String(\\"[redacted]\\")}'],
    ['a token (see "docs")', 'a token (see "docs")'],
    ['x-api-key: abc123d', 'x-api-key: [redacted]'],
    ['api_key: 123456789012', 'api_key: [redacted]'],
    [`secret: ${'aBcD'.repeat(8)}`, 'secret: [redacted]'],
    ['apikey=abc; sessionToken=def', 'apikey=[redacted]; sessionToken=[redacted]'],
    ['a?b token=abc', 'a?b token=[redacted]'],
    ['tok%65n=abc123', 'tok%65n=[redacted]'],
    ['Bearer%09abc123SECRET', 'Bearer%09[redacted]'],
    [`npm_${'a1'.repeat(18)}`, '[redacted]'],
    [`github_pat_${'a1'.repeat(12)}`, '[redacted]'],
    ['sk_live_abcdefgh', '[redacted]'],
    ['rk-test-abcdefgh', '[redacted]'],
    ['DPoP abc.DEF-123', 'DPoP [redacted]'],
    ['session_id=abc', 'session_id=[redacted]'],
    ['Bearer abcdedfghk', 'Bearer [redacted]'],
    ['Basic YWJjOmRl', 'Basic [redacted]'],
    ['Authorization: Basic abcd1', 'Authorization: Basic [redacted]'],
    ['authorization: bearer abcd1', 'authorization: bearer [redacted]'],
    ['{"token":"123456"}', '{"token":"[redacted]"}'],
    ['token: abc/def123', 'token: [redacted]'],
    ['token: x2024-01-02T10:11:12Z', 'token: [redacted]'],
    ['token: 2024-01-02T10:11:12Zx', 'token: [redacted]'],
    ['token: xv1.22.333', 'token: [redacted]'],
    ['token: v1.22.333x', 'token: [redacted]'],
    ['token: SE0123456789abcdefZ', 'token: [redacted]'],
    ['token: 9this-is-a-very-long-phrase-of-many-words', 'token: [redacted]'],
    ['token: this-is-a-very-long-phrase-of-many-words9', 'token: [redacted]'],
    ['Bearer abcdefghij，请重新登录。', 'Bearer [redacted]，请重新登录。'],
    ['“Bearer abcdefghij” was sent', '“Bearer [redacted]” was sent'],
    ['https%3A%2F%2Fa%2Fb%3Fq%3Dx1', 'https%3A%2F%2Fa%2Fb[redacted]'],
    ['https%253A%252F%252Fa%252Fb%253Fq%253Dx1', 'https%253A%252F%252Fa%252Fb[redacted]'],
    ['https%253A%252F%252Fme%253Apw1234%2540host', 'https%253A%252F%252F[redacted]%2540host'],
    ['tok%65n: abc123d', 'tok%65n: [redacted]'],
    ['pass%2577ord: abc123d', 'pass%2577ord: [redacted]'],
    ['token=abc%0Ax', 'token=[redacted]%0Ax'],
    ['token=abc%09x', 'token=[redacted]%09x'],
    [String.raw`{"a":"token:\"abc"}`, String.raw`{"a":"token:\"[redacted]"}`],
  ])('%s', (text, masked) => {
    expect(maskText(text)).toBe(masked)
    expect(maskText(masked)).toBe(masked)
  })
})

describe('what is no secret stays', () => {
  test.each([
    ...INNOCENT,
    ...[
      'What?no: see https://a.example/b',
      'and/or?maybe',
      'host eyjafjord-gh.example.com',
      'token=>abc',
      'token =abc',
    ],
    ...['Bearer token-v2-format', 'Bearer tokens/v2-format', 'Bearer auth-v2-abcdef', 'Basic authentication/v2'],
    ...['Token abcdefghij', 'DPoP abcdefghij', 'token: Bearer abc1'],
    ...['Bearer statement', 'Bearer gatekeeper', 'Bearer operator', 'Bearer certificate', 'Bearer credential'],
    ...['Digest of the day\nfoo="abcdef"', '{"token":"not a Digest token"}', 'Cookie: must not be blank, retry=1'],
    ...['Bearer scheme-v2-only', 'Bearer schemes-v2-only', 'Bearer {x}abcdefgh', 'Bearer abcdefgh{x}'],
    ...['Bearer permissions', 'Bearer statements', 'Bearer gatekeepers', 'Bearer operators', 'Bearer certificates'],
    ...[
      'Bearer credentials',
      'Bearer certification',
      'Basic YTpi',
      'Basic OmFhYWFh',
      'token: a1b2c3',
      'token: 12345678',
    ],
    ...[
      "Unexpected token 'abc123def456' in JSON",
      'tests: 3 pass, 4 fail',
      'Token "user" is missing',
      'compass: 12ab34cd',
    ],
    ...['token=unknown', 'token=boolean', 'token=refresh_token', 'token="wrong"'],
    ...['token: 2025-01-02T03:04:05', 'token: 2025-01-02T03:04:05.678+01:00', 'token: 2025-01-02T03:04:05-0100'],
    ...['token: v1.22.333', 'token: 10.22.333.4444', 'token: v12.345'],
  ])('%s', (text) => {
    expect(maskText(text)).toBe(text)
    const data = { meta: { text } }
    expect(mask(data)).toBe(data)
  })
})

test('what was masked once is not masked again', () => {
  const parts = [
    ...[
      'token',
      'password',
      'api_key',
      'Cookie',
      'Authorization',
      'sid',
      'Bearer',
      'Bearer ',
      'Basic+',
      'Digest',
      'OAuth ',
    ],
    ...[
      '=',
      ':',
      '=>',
      '%3D',
      '%22%3A%22',
      '\\"',
      '"',
      "'",
      ' ',
      '+',
      '%20',
      '\n',
      '&',
      ',',
      ';',
      '(',
      ')',
      '@',
      '://',
      '?',
      '/',
    ],
    ...[
      'abc123XYZ',
      'abcdefgh',
      'abcdefghijkl',
      'hunter2',
      'x',
      '12',
      'a=b',
      'https://a.example',
      JWT,
      ID,
      'xoxb-abcdefgh',
    ],
    ...[
      '-----BEGIN PRIVATE KEY-----',
      '-----END PRIVATE KEY-----',
      '[redacted]',
      'redacted',
      '%41',
      '%',
      '%25',
      'null',
      '.',
    ],
  ]
  const known = fc.constantFrom([], ['abcdefghijkl', 'redacted', '[redacted]', 'hunter2-hunter2'])
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 12 }), known, (given, secrets) => {
      for (const masking of [(text: string) => maskText(text, secrets), maskUrl]) {
        const masked = masking(given.join(''))
        expect(masking(masked)).toBe(masked)
      }
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['Bearer abc123XYZ?token=://a@', 'Bearer [redacted]'],
  ['Bearer abcdefghijklmnopq?token=x', 'Bearer [redacted]'],
  [String.raw`"password":"a\"token\":\"x=y z\""`, '"password":"[redacted]"'],
  ['"password":"-----BEGIN A PRIVATE KEY-----b c-----END A PRIVATE KEY-----=d"', '"password":"[redacted]"'],
])('where a mask shows what stands around it, that is masked at once: %s', (text, masked) => {
  expect(maskText(text)).toBe(masked)
})

describe('what is masked in data', () => {
  const shared = ['abc123X']

  test.each<[what: string, data: unknown, masked: unknown]>([
    ['a secret of the request', ['id s3cret! twice s3cret!'], ['id [redacted] twice [redacted]']],
    ['two in one list', ['s3cret! a', 'between', 's3cret! b'], ['[redacted] a', 'between', '[redacted] b']],
    ['a number that is one', { n: 1_234_567, m: 12 }, { n: 0, m: 12 }],
    ['a name that is one', { 'a: s3cret! b': 1, a: 2 }, { 'a: [redacted] b 0': 1, a: 2 }],
    ['a credential by its looks', { detail: 'Bearer abcdefg1 was sent' }, { detail: 'Bearer [redacted] was sent' }],
    [
      'the value of a member that is named like one',
      { accessToken: 'x', a: { apikey: 'y' } },
      { accessToken: '[redacted]', a: { apikey: '[redacted]' } },
    ],
    [
      'a long name that is one, and no short one, which is a word of an API',
      { 'long-s3cret!!': 1, 's3cret!': 1 },
      { 'long-[redacted]! 0': 1, 's3cret!': 1 },
    ],
    ...[
      ...[
        'passwd',
        'password',
        'passwords',
        'passphrase',
        'passphrases',
        'pass',
        'DB_PASS',
        'otp',
        'passkey',
        'shared_key',
        'private keys',
        'api--key',
      ],
      ...['_token_', 'my_token', 'myToken', 'oauth2Token', 'HTTPToken', 'CSRFToken', 'X-API-Key', 'AWSAccessKeyId'],
      ...['sid', 'sig', 'session_id', 'sessionId', 'signature', 'cookie', 'jwt'],
    ].map((name): [string, unknown, unknown] => [`the name ${name}`, { [name]: 'x' }, { [name]: '[redacted]' }]),
    [
      'the same list under a name of one and under another',
      { a: shared, token: shared },
      { a: ['abc123X'], token: ['[redacted]'] },
    ],
    [
      'the value of a header, as HAR, Postman and others write them',
      [
        { name: 'Authorization', value: 'x' },
        { key: 'x-api-key', value: 'y' },
        { header: 'Cookie', value: 'z' },
      ],
      [
        { name: 'Authorization', value: '[redacted]' },
        { key: 'x-api-key', value: '[redacted]' },
        { header: 'Cookie', value: '[redacted]' },
      ],
    ],
    [
      'the value of a header in a pair, and in a list of names and values',
      { headers: [['x-api-key', 'abc123X']], rawHeaders: ['Host', 'a.example', 'X-Api-Key', 'abc123X'] },
      { headers: [['x-api-key', '[redacted]']], rawHeaders: ['Host', 'a.example', 'X-Api-Key', '[redacted]'] },
    ],
    ['a name that begins as one that says which', { token: { idx: 'abc123X' } }, { token: { idx: '[redacted]' } }],
    [
      'each of several below such a name',
      { cookies: { sid: 'abc123X', n: 1 }, tokens: ['abc123X'] },
      { cookies: { sid: '[redacted]', n: 1 }, tokens: ['[redacted]'] },
    ],
    [
      '__proto__, as any other',
      JSON.parse('{"__proto__":{"token":"abc"}}'),
      JSON.parse('{"__proto__":{"token":"[redacted]"}}'),
    ],
  ])('%s', (_, data, masked) => {
    const before = JSON.stringify(data)
    expect(mask(data, ['s3cret!', '1234567'])).toEqual(masked)
    expect(JSON.stringify(data)).toBe(before)
  })

  test.each<[what: string, data: unknown]>([
    ['nothing', { detail: 'Not found', n: 1, list: [null, true, undefined], none: undefined }],
    ['objects without a prototype', Object.assign(Object.create(null), { detail: 'x' })],
    ['numbers', { tokens_remaining: 0, max_tokens: 100_000_000, password: 12 }],
    [
      'names that only hold one',
      { secret_id: 'abc123XYZ', token_type: 'abc123XYZ', authorization_url: '/abc123XYZ', tokenized: 'abc' },
    ],
    ['a relationship', { secret: { data: { type: 'secrets', id: ID, status: 'abc123XYZ' } } }],
    ['what validators say', { password: ['is too short'], token: 'invalid', api_key: 'must not be blank' }],
  ])('and not %s: then the data itself is given back', (_, data) => {
    expect(mask(data, ['s3cret!'])).toBe(data)
  })

  const revoked = Proxy.revocable({}, {})
  revoked.revoke()
  const circle: Record<string, unknown> = {}
  circle['circle'] = circle
  const throwing = {
    get detail(): string {
      throw new Error('x')
    },
  }
  const bottomless: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)

  test.each<[what: string, data: unknown, copy: unknown]>([
    [
      'an object of a class',
      new (class {
        detail = 'x'
      })(),
      { detail: 'x' },
    ],
    ['a circle', circle, { circle: '[circular]' }],
    ['a getter that throws', throwing, { detail: '[unreadable]' }],
    ['a revoked proxy', { list: [revoked.proxy] }, { list: ['[unreadable]'] }],
    [
      'what JSON cannot say',
      { big: 12n, call: circleOf, at: new Date(0) },
      { big: '12', call: '[function]', at: '1970-01-01T00:00:00.000Z' },
    ],
    ['a list that is nearly empty', { list: Object.assign(new Array(1e8), { 5: 'x' }) }, { list: ['x'] }],
  ])('is copied whole where it holds %s', (_, data, copy) => {
    const masked = mask(data)
    // What shows a value to say where it differs would trip over these.
    expect(masked === data).toBe(false)
    expect(masked).toEqual(copy)
  })

  test('may lie deeper than there is stack, and in more places than can be counted', () => {
    expect(JSON.stringify(mask(bottomless))).toContain('[too deep]')
    const shared = Array.from({ length: 60 }).reduce<object>((inner) => ({ a: inner, b: inner }), { detail: 'x' })
    const few = Array.from({ length: 12 }).reduce<object>((inner) => ({ a: inner, b: inner }), { detail: 'x' })
    expect(mask(few)).toBe(few)
    expect(JSON.stringify(mask(shared)).length).toBeLessThan(4_000_000)
    const long = Array.from({ length: 6000 }, () => circle)
    expect(mask(long)).toHaveLength(6000)
    const data = Array.from({ length: 6000 }, (_, id) => ({ id }))
    expect(mask(data)).toBe(data)
    expect(mask([...data, { token: 'x' }]).at(-1)).toEqual({ token: '[redacted]' })
  })
})

function circleOf(): void {}

test('names of fields in a list, and values beside other names, stay', () => {
  const data = [
    ['password', 'username', 'token'],
    [{ toString: '' }, 'abc123X'],
    { name: 'colour', value: 'abc123X' },
    { name: 1, value: 'abc123X' },
  ]
  expect(mask(data)).toBe(data)
})

describe('a URL that people have to recognise', () => {
  test.each([
    ['https://a.example/is/image/a?wid=200&fmt=png', 'https://a.example/is/image/a?wid=200&fmt=png'],
    ['https://me:hunter2@a.example/a?wid=2', 'https://[redacted]@a.example/a?wid=2'],
    ['https://me:hunter2@a.example/a', 'https://[redacted]@a.example/a'],
    ['/a?wid=2&token=abc&hei=3', '/a?wid=2&token=[redacted]&hei=3'],
    [`/a?k=${'a1'.repeat(16)}&b=2`, '/a?k=[redacted]&b=2'],
    [`/a?${'a1'.repeat(16)}`, '/a?[redacted]'],
    [`/a?k=${'a1'.repeat(15)}x`, `/a?k=${'a1'.repeat(15)}x`],
    [`/a?k=${'word-'.repeat(8)}word`, `/a?k=${'word-'.repeat(8)}word`],
  ])('loses what looks like a credential, and nothing else: %s', (url, masked) => {
    expect(maskUrl(url)).toBe(masked)
  })
})

describe('what programs decide by in a failure stays', () => {
  const failure: Failure = {
    ...{ errors: [{ status: '404', code: 'not-found', source: { pointer: '/data/keyword', parameter: 'keyword' } }] },
    ...{ delivery: 'immediate', format: 'json:api', field: 'status_details', origin: 'received', status: 404 },
    ...{ resource: { type: 'secrets', id: ID }, request: { method: 'OPTIONS', url: '/hosts' } },
    repairs: [{ pointer: '/errors/0/code', message: 'It was mended', received: 5 }],
  }
  const whole: Failure = { ...failure, attempts: [failure], document: { errors: failure.errors } }
  const words = [
    'immediate',
    'json:api',
    'status_details',
    'received',
    'secrets',
    'OPTIONS',
    'not-found',
    '/data/keyword',
    '/errors/0/code',
  ]

  test('whatever the request carried', () => {
    expect(maskFailures([whole], words, (code) => code === 'not-found')).toEqual([whole])
  })

  test('but no code that nobody knows, and nothing that is no type or pointer', () => {
    const odd: Failure = {
      ...{
        errors: [{ code: 'Bearer abc123XYZ', source: { pointer: 'token=abc' } }],
        delivery: 'deferred',
        format: 'x',
      },
      resource: { type: 'Bearer abc123XYZ', id: '1' },
    }
    expect(maskFailures([odd])).toEqual([
      {
        ...{
          errors: [{ code: 'Bearer [redacted]', source: { pointer: 'token=[redacted]' } }],
          delivery: 'deferred',
          format: 'x',
        },
        resource: { type: 'Bearer [redacted]', id: '1' },
      },
    ])
    expect(maskFailures([failure], ['not-found'])[0].errors[0].code).toBe('[redacted]')
  })
})

describe('in a failure', () => {
  const made = (members: object): [Failure] => [
    { errors: [{ title: 'x' }], delivery: 'immediate', format: 'x', ...members },
  ]

  test('what its document says once more is masked once', () => {
    const errors = [{ detail: 'Bearer abc123XYZ' }]
    const [masked] = maskFailures(made({ errors, document: { errors } }))
    expect(masked.errors).toEqual([{ detail: 'Bearer [redacted]' }])
    expect(masked.document?.errors).toBe(masked.errors)
  })

  test('the same list is masked as what it is in each place', () => {
    const list = [{ code: 'not-found' }]
    const [masked] = maskFailures(made({ errors: list, repairs: list }), ['not-found'], () => true)
    expect(masked).toMatchObject({ errors: [{ code: 'not-found' }], repairs: [{ code: '[redacted]' }] })
  })

  test('a type or a pointer loses what is a token and no word', () => {
    const members = {
      errors: [{ source: { pointer: '/data/9f8e7d6c5b4a' } }],
      resource: { type: 'a9f8e7d6c5b4a', id: '1' },
    }
    expect(maskFailures(made(members), ['9f8e7d6c5b4a', 'a9f8e7d6c5b4a'])[0]).toMatchObject({
      errors: [{ source: { pointer: '/data/[redacted]' } }],
      resource: { type: '[redacted]' },
    })
  })

  test('an unknown member with the name of a secret of the request loses it', () => {
    const [masked] = maskFailures(made({ errors: [{ 'x-9f8e7d6c5b4a': 1 }] }), ['9f8e7d6c5b4a'])
    expect(masked.errors).toEqual([{ 'x-[redacted] 0': 1 }])
  })

  test('nothing need have the type that it should', () => {
    const odd = made({ errors: [{ code: 5, source: 'x' }], format: 7, resource: 'y', repairs: null, attempts: 'z' })
    expect(maskFailures(odd)).toBe(odd)
  })
})

/** The cause of an error that was made with it. */
const maskError = (cause: unknown): unknown => reactor.error('not-found', { cause }).cause

describe('the cause of an error', () => {
  test.each<[what: string, cause: unknown]>([
    [
      'an error',
      new TypeError('fetch failed', { cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) }),
    ],
    ['several', new AggregateError([new Error('a'), new Error('b')], 'two')],
    ['one of another realm', runInNewContext('new Error("x")')],
    ['one of the host', new DOMException('Aborted', 'AbortError')],
    ['data', { a: 1 }],
    ['nothing', undefined],
  ])('is given back as it is where it holds no secret: %s', (_, cause) => {
    expect(maskError(cause)).toBe(cause)
  })

  test('loses its secrets, and stays an error of its class', () => {
    class ClientError extends Error {
      readonly code = 'ERR_BAD'
      readonly password = 'hunter'
      readonly config = { headers: { authorization: 'abc123XYZ' } }
      readonly request = new (class ClientRequest {
        header = 'authorization: abc123XYZ'
      })()
    }
    const inner = new RangeError('token=abc123XYZ')
    const error = new ClientError('GET /a?key=abc123XYZ failed', { cause: new AggregateError([inner, new Error('b')]) })
    const masked = maskError(error) as ClientError
    expect(masked).toBeInstanceOf(ClientError)
    expect(masked).toMatchObject({
      ...{ message: 'GET /a[redacted] failed', code: 'ERR_BAD', config: { headers: { authorization: '[redacted]' } } },
      ...{
        request: '[ClientRequest]',
        password: '[redacted]',
        cause: { errors: [{ message: 'token=[redacted]' }, { message: 'b' }] },
      },
    })
    expect((masked.cause as AggregateError).errors[0]).toBeInstanceOf(RangeError)
    expect(masked.stack?.split('\n')[0]).toBe('Error: GET /a[redacted] failed')
    expect(masked.stack?.split('\n').slice(1)).toEqual(error.stack?.split('\n').slice(1))
    expect(error.message).toContain('abc123XYZ')
  })

  test('has members that are listed and changed as before', () => {
    const masked = maskError(Object.assign(new Error('token=abc123XYZ'), { code: 'E' }))
    expect(Object.getOwnPropertyDescriptors(masked)).toMatchObject({
      message: { value: 'token=[redacted]', enumerable: false, configurable: true, writable: true },
      code: { value: 'E', enumerable: true, configurable: true, writable: true },
    })
    expect(maskError(Object.assign(new Error('x'), { code: 'token=abc123XYZ' }))).toMatchObject({ message: 'x' })
  })

  test('is read eight errors deep', () => {
    let deep: unknown = new Error('token=abc123XYZ')
    for (let level = 0; level < 8; level++) deep = new Error(`${level}`, { cause: deep })
    const masked = inspect(maskError(deep), { depth: 20 })
    expect([masked.includes('token=[redacted]'), masked.includes('[too deep]')]).toEqual([true, false])
    expect(inspect(maskError(new Error('8', { cause: deep })), { depth: 20 })).toContain('[too deep]')
  })

  test('keeps the name of those that keep it elsewhere', () => {
    const masked = maskError(new DOMException('token=abc123XYZ', 'AbortError'))
    expect(masked).toMatchObject({ name: 'AbortError', message: 'token=[redacted]' })
    expect(masked).toBeInstanceOf(Error)
  })

  test('may lie deeper than anybody looks, or hold itself', () => {
    const error = new Error('token=abc123XYZ')
    error.cause = error
    expect(JSON.stringify(maskError(error), ['message', 'cause'])).not.toContain('abc123XYZ')
  })

  test('may be one of many that hold each other: each is copied once, and so many of them', () => {
    const error = new AggregateError([])
    error.errors = Array.from({ length: 60 }, () => error)
    expect((maskError(error) as AggregateError).errors).toEqual(new Array(60).fill('[circular]'))
    const many = new AggregateError(Array.from({ length: 1200 }, () => new Error('token=abc123XYZ')))
    expect((maskError(many) as AggregateError).errors.slice(998, 1000)).toEqual([expect.any(Error), '[left out]'])
    let deep = new Error('token=abc123XYZ')
    for (let level = 0; level < 12; level++) deep = new Error(`${level}`, { cause: deep })
    expect(inspect(maskError(deep), { depth: 20 })).toContain('[too deep]')
  })

  test('may have a stack of any form', () => {
    const masked = (stack: unknown) =>
      (maskError(Object.assign(new Error('token=abc123XYZ'), { stack })) as Error).stack
    expect(masked('Error: token=abc123XYZ')).toBe('Error: token=[redacted]')
    expect(masked('Error\nload@https://a.example/x.js?v=1:2:3')).toBe('Error\nload@https://a.example/x.js?v=1:2:3')
    expect(masked(7)).toBe(7)
    for (const frame of ['\n    at a (/b?c=d:1:2)', '\n\tat a (/b?c=d:1:2)', '\na@/b?c=d:1:2', '\n at /b?c=d']) {
      expect(masked(`Error: token=abc123XYZ${frame}`)).toBe(`Error: token=[redacted]${frame}`)
      expect(masked(frame)).toBe(frame)
    }
    for (const line of ['\nat token=abc123XYZ', '\nme@token=abc123XYZ', '\nxat token=abc123XYZ']) {
      expect(masked(`Error${line}`)).toBe(`Error${line.replace('abc123XYZ', '[redacted]')}`)
    }
  })

  test('keeps members of any kind', () => {
    const odd = Object.create(Object.create(null))
    const bare = Object.assign(Object.create(null), { a: 'token=abc123XYZ' })
    const masked = maskError(
      Object.assign(new RangeError('token=abc123XYZ'), { none: null, call: circleOf, odd, bare }),
    )
    expect(masked).toBeInstanceOf(RangeError)
    expect(masked).toMatchObject({
      none: null,
      call: '[Function]',
      odd: '[undefined]',
      bare: { a: 'token=[redacted]' },
    })
  })

  test('may have its message from its class', () => {
    class Told extends Error {
      override get message(): string {
        return 'token=abc123XYZ'
      }
    }
    const error = Object.defineProperty(new Told(), 'stack', { value: 'Told' })
    expect(maskError(error)).toMatchObject({ message: 'token=[redacted]' })
  })

  test('may be one that cannot be read', () => {
    const trap = () => {
      throw new Error('trap')
    }
    expect(maskError(Object.defineProperty(new Error('e'), 'message', { get: trap }))).toEqual({})
  })
})

test('a wait is no secret, though a parameter of the request is the same number', () => {
  const failure = { errors: [{ meta: { timeout: 600_000 } }], delivery: 'immediate', format: 'json:api' } as const
  const given = { ...failure, status: 429, retryAfter: 600_000, attempts: [{ ...failure, retryAfter: 600_000 }] }
  const [masked] = maskFailures([given], ['600000'])
  expect(masked).toMatchObject({ retryAfter: 600_000, attempts: [{ retryAfter: 600_000 }] })
  expect(masked.errors[0].meta).toEqual({ timeout: 0 })
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
