import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readCodes } from '../../scripts/read-codes.js'
import { isExplained, knownCodes } from '../../src/explain/explain.js'
import { en, explain } from '../../src/explain/index.js'

const catalog = readCodes(readFileSync(new URL('../../codes.json', import.meta.url), 'utf8'))

/** English in capitals, to see which language speaks. */
const loud = {
  ...en,
  tag: 'en-x-loud',
  codes: { ...en.codes, 'not-found': { title: 'NICHTS DA', cause: 'CAUSE.', remedy: 'REMEDY.' } },
  family: { title: 'BAD {attribute}', cause: '{attribute} IS BAD.', remedy: 'MEND {attribute}.' },
}

describe('a code of the catalog', () => {
  test.each(Object.entries(catalog.codes))('%s is explained with everything that codes.json says', (code, row) => {
    expect(explain(code)).toEqual({ ...row, code, kind: 'code', language: 'en' })
  })

  test.each(Object.entries(catalog.gateway))('%s of the gateway is explained', (code, row) => {
    expect(explain(code)).toEqual({ ...row, code, kind: 'gateway', language: 'en' })
  })

  test.each(Object.entries(catalog.ims))('%s of the identity service is explained', (code, row) => {
    expect(explain(code)).toEqual({ ...row, code, kind: 'ims', language: 'en' })
  })
})

describe('a code of images', () => {
  test.each(['images', 'imageServing', 'imageRendering'] as const)('of the table %s is explained', (kind) => {
    for (const [code, { fallbacks: _, ...row }] of Object.entries(catalog[kind])) {
      expect(explain(code)).toEqual({ ...row, code, kind, language: 'en' })
    }
  })
})

describe('a code that the catalog does not know', () => {
  test('is read by its form where that is invalid-<attribute>, and nothing of it passes for documented', () => {
    expect(explain('invalid-encrypted_private_key')).toEqual({
      code: 'invalid-encrypted_private_key',
      kind: 'family',
      title: 'Invalid encrypted private key',
      status: 422,
      delivery: 'immediate',
      category: 'validation',
      retry: 'after-fix',
      resources: [],
      pointer: null,
      cause:
        'The name of the code says that the value of encrypted_private_key was not accepted. This catalog does not know the code itself.',
      remedy: 'Read title and detail of the error, correct encrypted_private_key in the request, and send it again.',
      documented: [],
      language: 'en',
    })
  })

  test('is of the family only where it is wholly of its form', () => {
    const known = ['invalid-a', 'invalid-a-b_c-9']
    const unknown = ['invalid-', 'invalid', 'invalid version', 'invalid-A', 'invalid-a-', 'invalid-a__b', 'xinvalid-a']
    expect(known.map((code) => explain(code)?.kind)).toEqual(['family', 'family'])
    expect(unknown.map((code) => explain(code))).toEqual(unknown.map(() => undefined))
  })

  test('is not of the family where it is longer than any attribute', () => {
    expect(explain(`invalid-${'a'.repeat(72)}`)?.kind).toBe('family')
    expect(explain(`invalid-${'a'.repeat(73)}`)).toBeUndefined()
    expect(explain(`invalid-${'a-'.repeat(100_000)}`)).toBeUndefined()
  })

  test.each([
    '',
    'Not-Found',
    'not-found ',
    'no-such-code',
    '403',
    'constructor',
    'toString',
    '__proto__',
    'hasOwnProperty',
    '\ud800',
  ])('%j is not explained', (code) => {
    expect(explain(code)).toBeUndefined()
  })

  test.each([[undefined], [null], [404], [['not-found']], [{ toString: () => 'not-found' }], [Symbol('not-found')]])(
    'what is no string is not explained: %o',
    (code) => {
      // Callers without types pass anything.
      expect(explain(code as unknown as string)).toBeUndefined()
    },
  )
})

describe('another language', () => {
  test('brings its sentences and, if it has one, its title', () => {
    expect(explain('not-found', { language: loud })).toEqual({
      ...explain('not-found'),
      title: 'NICHTS DA',
      cause: 'CAUSE.',
      remedy: 'REMEDY.',
      language: 'en-x-loud',
    })
  })

  test('leaves the title in English where it has none', () => {
    expect(explain('not-unique', { language: loud })?.title).toBe('Name Already In Use')
  })

  test('reads the family too', () => {
    expect(explain('invalid-port', { language: loud })).toMatchObject({
      title: 'BAD port',
      cause: 'port IS BAD.',
      remedy: 'MEND port.',
    })
  })
})

test.each([
  ...knownCodes,
  ...[
    'invalid-',
    'invalid-embed_code',
    'invalid-port',
    'invalid-a--b',
    `invalid-${'a'.repeat(72)}`,
    `invalid-${'a'.repeat(80)}`,
    'constructor',
    '__proto__',
    '',
    '403',
  ],
])('%s is explained where it is said to be', (code) => {
  expect(isExplained(code)).toBe(explain(code) !== undefined)
})

test('an explanation survives JSON and structuredClone', () => {
  const explanation = explain('not-found')
  expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation)
  expect(structuredClone(explanation)).toEqual(explanation)
})
