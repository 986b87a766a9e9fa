import { describe, expect, test } from 'vitest'
import { maskText } from '../../src/failure/secrets.js'

const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJtZSJ9.c2lnbmF0dXJl'

describe('secrets are masked', () => {
  test.each([
    ['Authorization: Bearer abc.DEF-123_~+/==', 'Authorization: Bearer [redacted]'],
    ['bearer\tabc', 'bearer [redacted]'],
    ['Basic dXNlcjpwYXNz', 'Basic [redacted]'],
    [`the token ${JWT} has expired`, 'the token [redacted] has expired'],
    ['eyJhbGciOiJ', '[redacted]'],
    ['https://api.example/search?q=secret&page=2#top', 'https://api.example/search[redacted]'],
    ['https://api.example/search?only-a-code and more', 'https://api.example/search[redacted] and more'],
    ['(see /login?next=%2Fhome)', '(see /login[redacted])'],
    ['GET /things?filter[name]=EQ+x failed', 'GET /things[redacted] failed'],
    ['https://user:pass@host.example/', 'https://[redacted]@host.example/'],
    ['access_token=abc&x=1', 'access_token=[redacted]&x=1'],
    ['#access_token=abc', '#access_token=[redacted]'],
    ['{"refresh_token":"abc","x":1}', '{"refresh_token":"[redacted]","x":1}'],
    ["{'clientSecret': 'abc'}", "{'clientSecret': '[redacted]'}"],
    ['client_secret = abc', 'client_secret = [redacted]'],
    ['password: hunter2, please', 'password: [redacted], please'],
    ['passphrase=abc', 'passphrase=[redacted]'],
    ['x-api-key: abc', 'x-api-key: [redacted]'],
    ['apikey=abc; sessionToken=def', 'apikey=[redacted]; sessionToken=[redacted]'],
  ])('%s', (text, masked) => {
    expect(maskText(text)).toBe(masked)
  })
})

describe('what is no secret stays', () => {
  test.each([
    'Oauth token is not valid',
    'Bearer token is missing',
    'Bearer authentication is required',
    'Basic auth is not supported',
    'Unexpected token: punc (})',
    'Is the name taken? Yes = no.',
    'The pattern is ^a?b$',
    'secretary: Bob',
    'https://api.example/things/1',
    'me@example.com',
    'eyJ',
    '',
  ])('%s', (text) => {
    expect(maskText(text)).toBe(text)
  })
})

// A regular expression that tries again at every character would take hours here, and the test its time-out.
describe('a text of 1 MB takes no longer than it is', () => {
  test.each(
    [
      ...['a', '?', '://', 'Bearer ', 'bearer', 'eyJ', '-eyJ', 'eyJ.', 'token', '?a', '&a=', 'token=', '@:', '\n'],
      ...['://a', 'https://a?', '?=', 'password', 'Basic\t', 'api_key ', '"\'', '(', 'x@'],
    ].map((part) => [part]),
  )('of "%s" over and over', (part) => {
    const text = part.repeat(1_000_000 / part.length)
    expect(typeof maskText(text)).toBe('string')
    expect(typeof maskText(`://${text}`)).toBe('string')
    expect(typeof maskText(`Bearer${text}`)).toBe('string')
    expect(typeof maskText(`${text}?`)).toBe('string')
  })
})
