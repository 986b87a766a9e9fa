/** Long texts for the expressions that search them: one that tries again at every character runs into the time-out of its test. */
import { describe, expect, test } from 'vitest'
import { maskText, secretsOf } from '../../src/failure/secrets.js'
import { LONGEST_TARGET } from '../../src/image-serving/commands.js'
import { maskPaths } from '../../src/image-serving/failure.js'
import { parseProperties } from '../../src/image-serving/index.js'
import { readXmlProperties } from '../../src/image-serving/property-xml.js'
import { readImageRequest } from '../../src/image-serving/request.js'

describe('masking comes to an end in a long text', () => {
  const secrets = secretsOf({ headers: { 'x-own': 'tok-ABCDEFGHIJKLMNOPQRSTUVWX', 'x-same': 'a'.repeat(200) } })

  test.each(
    [
      ...['a', '?', '://', 'Bearer ', 'bearer', 'eyJ', '-eyJ', 'eyJ.', 'token', '?a', '&a=', 'token=', '@:', '\n', ' '],
      ...[
        '://a',
        'https://a?',
        '?=',
        'password',
        'Basic\t',
        'api_key ',
        '"\'',
        '(',
        'x@',
        '/?',
        '/a?b',
        '?/',
        '?a#token',
      ],
      ...[
        'token="',
        'token:\\"',
        'token="\\',
        'token%22',
        'token=.',
        '....',
        'cookie:',
        'Authorization: Digest ',
        '%',
        '&',
      ],
      ...['-----BEGIN PRIVATE KEY-----', 'tok-ABCDEFG', '%41', '\\', ' \n', 'AKIA', '&amp;'],
    ].map((part) => [part]),
  )('of "%s" over and over', (part) => {
    const text = part.repeat(100_000 / part.length)
    for (const each of [text, `://${text}`, `Bearer${text}`, `?a#${text}=`, `${text}?`]) {
      expect(typeof maskText(each, secrets)).toBe('string')
    }
  })
})

test.each(['/', '/a', ' /a', '(/a', '\\', 'a ', 'C:', ' C:\\', '/a ', "'/"])(
  'paths are masked in "%s" over and over',
  (part) => {
    const text = part.repeat(100_000)
    expect(maskPaths(text).length).toBeLessThanOrEqual(text.length)
  },
)

test.each(['<', ' ', '<!--', '<property ', 'name="', '<property name="a" ', '&', '&#1', '<prop-group', '"'])(
  'XML of "%s" over and over has no properties',
  (part) => {
    const text = part.repeat(200_000)
    for (const xml of [text, `<prop-group><prop-group name="image"><property name="${text}</prop-group></prop-group>`])
      expect(readXmlProperties(xml)).not.toHaveProperty('properties.a')
  },
)

test.each(['{', 'layer=1&'])('a request of "%s" over and over is read', (part) => {
  const target = `/is/image/a?${part.repeat(LONGEST_TARGET / part.length - 3)}`
  expect(readImageRequest(target.slice(0, LONGEST_TARGET))).toMatchObject({ object: 'a' })
})

test('fifty megabytes of properties are read in little more memory than they take', () => {
  const line = (i: number) => `image${i}.width=${'x'.repeat(85)}\n`
  const text = `#S7Z OK\n${Array.from({ length: 500_000 }, (_, i) => line(i)).join('')}`
  expect(text.length).toBeGreaterThan(50_000_000)
  const before = process.memoryUsage().heapUsed
  const response = parseProperties(text)
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(300 * 2 ** 20)
  expect(response.ok && Object.keys(response.properties).length).toBe(500_000)
})
