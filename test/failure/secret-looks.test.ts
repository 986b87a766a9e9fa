import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mask, maskText, maskUrl } from '../../src/failure/secrets.js'
import { INNOCENT } from '../secrets/innocent.js'

const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJtZSJ9.c2lnbmF0dXJl'
const ID = 'SE0123456789abcdef0123456789abcdef'

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
