import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSecretName, safe, safeLine, visible } from '../../src/cli/safe-text.js'

describe('received text', () => {
  test.each([
    ['a terminal command', 'a\u001b[31mb\u001b]0;title\u0007', 'a␛[31mb␛]0;title␇'],
    ['a terminal command in one byte', 'a\u009b31m', 'a<U+009B>31m'],
    ['a deletion', 'a\u007f\b', 'a␡␈'],
    ['NUL', '\0', '␀'],
    ['a carriage return that would overwrite the line', 'safe\rfake', 'safe␍fake'],
    ['a turn of direction', 'a\u202eb\u2066', 'a<U+202E>b<U+2066>'],
    ['what is not seen', 'a\u200bb\ufeff', 'a<U+200B>b<U+FEFF>'],
    ['separators of lines', 'a\u2028b\u2029', 'a<U+2028>b<U+2029>'],
    ['half a character', '\ud83d and \ude00', '\ufffd and \ufffd'],
    ['tabs and line breaks', 'a\tb\r\nc\n', 'a b\nc\n'],
  ])('shows %s', (_name, text, shown) => {
    expect(visible(text)).toBe(shown)
  })

  test('of any language is shown as it is', () => {
    for (const text of ['Grüße “naïve” …', '한국어', 'فارسی', '👩‍👩‍👧', 'é']) expect(safe(text)).toBe(text)
  })

  test('has its tokens and query strings masked', () => {
    const token = `eyJ${'hbGciOiJI'}.eyJzdWIi.c2ln`
    expect(safe(`Bearer ${token}`)).not.toContain('eyJ')
    expect(safe(`see https://example.com/a?code=${token}&x=1 there`)).toBe('see https://example.com/a[redacted] there')
  })

  test('stands on one line where there is only one', () => {
    expect(safeLine('a \r\n\n  b\nc')).toBe('a b c')
  })

  test('never keeps a control character, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(safeLine(text)).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u)
      }),
    )
  })
})

test('members that hold secrets are known by their names', () => {
  const secret = [
    'password',
    'client_secret',
    'access_token',
    'token',
    'encrypted_private_key',
    'apiKey',
    'Authorization',
    'passphrase',
  ]
  for (const name of secret) expect(isSecretName(name), name).toBe(true)
  for (const name of ['name', 'settings', 'token_type', 'secrets', 'key', 'mytoken', ''])
    expect(isSecretName(name), name).toBe(false)
})
