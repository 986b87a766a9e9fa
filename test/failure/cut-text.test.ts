import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutText } from '../../src/failure/cut-text.js'
import { maskText, secretsOf } from '../../src/failure/secrets.js'
import { byLooks, byValue } from '../secrets/kinds.js'

describe('a text', () => {
  test.each<[what: string, text: string, longest: number, cut: string]>([
    ['that is no longer than it may be stays', 'one two', 7, 'one two'],
    ['is cut behind a word', 'one two three', 9, 'one two…'],
    ['is cut behind a word that ends where it may', 'one two three', 7, 'one two…'],
    ['is cut behind its lines', 'one\ntwo\nthree', 8, 'one\ntwo…'],
    ['has nothing left of one long word with signs', 'https://example.com/a', 8, '…'],
    ['has its beginning left of one long word of letters', 'x'.repeat(60), 50, `${'x'.repeat(50)}…`],
    ['has it left in quotes', `is "${'7'.repeat(60)}"`, 50, `is "${'7'.repeat(46)}…`],
    ['has none of it left where that is short', `is ${'x'.repeat(60)}`, 42, 'is…'],
    ['in JSON without spaces is cut between its members', '{"a":1,"b":"two","c":3}', 19, '{"a":1,"b":"two",…'],
    ['in Chinese is cut behind a mark', '没有找到资源。请稍后，再试。', 9, '没有找到资源。…'],
    ['in Chinese without marks is cut between characters', '没'.repeat(60), 50, `${'没'.repeat(50)}…`],
    ['keeps characters of two halves whole', '😀'.repeat(60), 81, `${'😀'.repeat(40)}…`],
    ['keeps letters with their marks', 'ü\u0323'.repeat(30), 41, `${'ü\u0323'.repeat(20)}…`],
    ['may have nothing left', 'one', 0, '…'],
  ])('%s', (_, text, longest, cut) => {
    expect(cutText(text, longest)).toBe(cut)
  })

  test('has no more characters than it may, beside the ellipsis', () => {
    const text = fc.string({ unit: 'binary', maxLength: 200 })
    fc.assert(
      fc.property(text, fc.nat(210), (text, longest) => {
        const cut = cutText(text, longest)
        if (text.length <= longest) return cut === text
        return cut.endsWith('…') && cut.length <= longest + 1 && text.startsWith(cut.slice(0, -1))
      }),
    )
  })
})

/** The pieces of a secret that masking leaves in no place of the whole text. */
function piecesOf(secret: string, masked: string): readonly string[] {
  const size = Math.min(4, secret.length)
  const pieces = Array.from({ length: secret.length - size + 1 }, (_, at) => secret.slice(at, at + size))
  return pieces.filter((piece) => !masked.includes(piece))
}

/** Each cut after which a piece of a secret can be read that cannot be read in the whole text. */
function leaksOf(text: string, given: readonly string[], secrets: readonly string[] = []): readonly string[] {
  const masked = maskText(text, secrets)
  const pieces = given.flatMap((secret) => piecesOf(secret, masked))
  return Array.from({ length: text.length }, (_, longest) => maskText(cutText(text, longest), secrets)).filter((told) =>
    pieces.some((piece) => told.includes(piece)),
  )
}

describe('wherever a text is cut, masking it afterwards leaves no part of a secret', () => {
  test.each([...byLooks, ...byValue])('%s', (_, { text, secret, headers, target }) => {
    const secrets = secretsOf({ headers, url: target })
    for (const whole of [text, JSON.stringify({ errors: [{ id: '1', detail: text }] }), `无效，${text}，重试。`])
      expect(leaksOf(whole, [secret], secrets)).toEqual([])
  })

  test.each([
    ['a token for a user', 'https://0123456789abcdef0123456789abcdef01234567@example.com/a.git', '0123456789abcdef'],
    ['a URL with a secret in its middle', 'https://example.com/a?b=c&sig=cAnary7Qk&d=e', 'cAnary7Qk'],
    ['a path with a secret in its middle', '/a/b?code=cAnary7Qk&d=e', 'cAnary7Qk'],
    ['several parameters', 'Authorization: Digest username="me", realm="a b", response="cAnary7Qk", nc=1', 'cAnary7Qk'],
    ['cookies', 'Cookie: theme=dark; sid=cAnary7Qk; lang=en', 'cAnary7Qk'],
    ['a name before its value', 'access_token: cAnary7QkZx9', 'cAnary7QkZx9'],
    ['a name before its value, in JSON', '{"a": 1, "access_token" : "cAnary7Qk"}', 'cAnary7Qk'],
    [
      'words of a key',
      '-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIB AAKC\nAQEAuV1x\n-----END RSA PRIVATE KEY-----',
      'AQEAuV1x',
    ],
    ['letters alone', `Bearer ${'abcdefghij'.repeat(8)}`, 'abcdefghij'],
  ])('%s', (_, text, secret) => {
    expect(maskText(text)).not.toContain(secret)
    expect(leaksOf(`Refused: ${text} was sent`, [secret])).toEqual([])
  })

  const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
  const text = (signs: string, minLength: number, maxLength: number) =>
    fc.string({ unit: fc.constantFrom(...LETTERS, ...signs), minLength, maxLength })
  const secret = fc.oneof(text('', 12, 90), text('-_', 12, 90), text('+/-_~.', 12, 90), text('!$%^*#-_+=.:/', 8, 30))
  const WRITTEN: readonly ((secret: string) => string)[] = [
    (it) => it,
    (it) => `Authorization: Bearer ${it}`,
    (it) => `Authorization: Basic ${btoa(`me:${it}`)}`,
    (it) => `OAuth oauth_consumer_key="abc", oauth_signature="${it}"`,
    (it) => `token=${it}`,
    (it) => `token: ${it}`,
    (it) => `{"password":"${it}"}`,
    (it) => `{'api-key': '${it}'}`,
    (it) => `https://user:${encodeURIComponent(it)}@example.com/a?b=c`,
    (it) => `https://example.com/a?b=c&sig=${encodeURIComponent(it)}&d=e`,
    (it) => `Set-Cookie: sid=${it}; Path=/`,
    (it) => `sk_live_${it}`,
  ]
  const AROUND: readonly ((text: string) => string)[] = [
    (it) => `It said: ${it} and more`,
    (it) => `${'x'.repeat(45)} ${it}`,
    (it) => `${'错误'.repeat(25)}，“${it}”`,
    (it) => JSON.stringify({ a: 1, b: it, c: [it, 'x'] }),
    (it) => JSON.stringify({ a: JSON.stringify({ b: it, c: 1 }) }),
    (it) => encodeURIComponent(`${it} and more`),
    (it) => `(${it}),[${it}]`,
  ]

  test('of any form, in any text', () => {
    const written = fc.constantFrom(...WRITTEN)
    const around = fc.constantFrom(...AROUND)
    fc.assert(
      fc.property(secret, written, around, fc.boolean(), (secret, write, put, isKnown) => {
        const secrets = isKnown ? secretsOf({ headers: { 'x-own': secret } }) : []
        return leaksOf(put(write(secret)), [secret, encodeURIComponent(secret)], secrets).length === 0
      }),
      { numRuns: 400 },
    )
  })
})
