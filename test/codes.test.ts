import { existsSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { type CodeRow, readCodes } from '../scripts/read-codes.js'
import { catalogEntry } from '../src/dialect/catalog.js'
import { codes as english, gateway as englishGateway, ims as englishIms } from '../src/explain/en.generated.js'
import { gateway, ims } from '../src/explain/foreign.generated.js'
import { images as englishImages } from '../src/explain/images.generated.js'
import { retryClassOf } from '../src/failure/retry.js'
import { fallbacks, images, rendering, serving } from '../src/image-serving/codes.generated.js'
import { codes } from '../src/reactor/codes.generated.js'
import { foreignRetry } from '../src/reactor/foreign-codes.generated.js'

const root = new URL('../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')
const text = read('codes.json')
const catalog = readCodes(text)
const schema = JSON.parse(read('schemas/codes.schema.json'))
const rows = Object.entries(catalog.codes)
const foreign = Object.entries({ ...catalog.gateway, ...catalog.ims })
const imageTables = [catalog.images, catalog.imageServing, catalog.imageRendering]
const imageRows = imageTables.flatMap((table) => Object.entries(table))
const everyRow = [...rows, ...foreign, ...imageRows]

const members = [
  'title',
  'status',
  'delivery',
  'category',
  'retry',
  'resources',
  'pointer',
  'cause',
  'remedy',
  'documented',
]

/** The codes of the table in https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/guides/error-handling, in its order. */
const documentedCodes = `
  authentication-failure connection-refused decrypt-bad-passphrase decrypt-failed decrypt-no-data
  delegate-descriptor-unresolved deleted-resources environment-in-use environment-required extension-not-found
  extension-package-path-error extension-package-transform-definition-error extension-package-zip-error host-in-use
  host-required host-type-error illegal-custom-code-transform ims-not-authorized ims-session-error internal-error
  invalid-data_element invalid-embed_code invalid-extension invalid-extension_package_id invalid-new-owner-org-id
  invalid-org invalid-rule invalid-settings-syntax library-file-not-found minification-error multiple-revisions
  no-available-orgs not-authorized not-found not-unique public-release-not-authorized read-only session-timeout
  sftp-authentication-failed sftp-connection-timeout sftp-exception sftp-status-exception socket-error ssh-disconnect
  timeout-error unknown-error unsupported-custom-code-language upgraded-extension-required upstream-build-required
`
  .trim()
  .split(/\s+/)

describe('codes.json', () => {
  test('names 49 codes as documented: those of Adobe’s table, in its order', () => {
    expect(documentedCodes).toHaveLength(49)
    expect(rows.filter(([, row]) => row.documented.includes('code')).map(([code]) => code)).toEqual(documentedCodes)
  })

  test('adds invalid-name, of which Adobe documents nothing', () => {
    expect(rows.map(([code]) => code)).toEqual([...documentedCodes, 'invalid-name'].sort())
    expect(catalog.codes['invalid-name']?.documented).toEqual([])
  })

  test('fills every member of every code, in one order', () => {
    for (const [code, row] of everyRow) {
      expect([code, Object.keys(row).filter((member) => !['fallbacks', 'deprecated'].includes(member))]).toEqual([
        code,
        members,
      ])
    }
  })

  test('lists what is documented in the order of the members, each once', () => {
    for (const [code, { documented }] of everyRow) {
      const inOrder = ['code', ...members].filter((member) => documented.includes(member))
      expect([code, documented]).toEqual([code, inOrder])
    }
  })

  test('takes title, status, delivery and pointer of no code but not-found for documented', () => {
    for (const member of ['title', 'status', 'delivery', 'pointer', 'category', 'resources']) {
      const holders = rows.filter(([, row]) => row.documented.includes(member)).map(([code]) => code)
      expect([member, holders]).toEqual([member, ['category', 'resources'].includes(member) ? [] : ['not-found']])
    }
    expect(catalog.codes['not-found']).toMatchObject({ title: 'Record Not Found', status: 404, pointer: '/data' })
  })

  test('takes cause for documented wherever the code is, and remedy only where the description tells what to do', () => {
    for (const [code, { documented }] of rows) {
      expect([code, documented.includes('cause')]).toEqual([code, documented.includes('code')])
    }
    const told = (member: string): string[] =>
      rows.filter(([, row]) => row.documented.includes(member)).map(([code]) => code)
    // The table tells what to do about not-found but not when to retry; about DTM embed codes it only states the rule.
    const withRetry = told('retry').filter((code) => code !== 'invalid-embed_code')
    expect(told('remedy').filter((code) => code !== 'not-found')).toEqual(withRetry)
    expect(told('remedy')).toHaveLength(21)
  })

  test('holds the identity service and the gateway apart from the codes of the API', () => {
    expect(Object.keys(catalog.gateway).every((code) => /^[4-5]\d{5}$/.test(code))).toBe(true)
    expect(Object.keys(catalog.ims).every((code) => /^[a-z]+_[a-z]+$/.test(code))).toBe(true)
    for (const [code, { status }] of Object.entries(catalog.gateway)) expect(code.startsWith(String(status))).toBe(true)
    for (const [code, { documented }] of foreign) expect([code, documented[0]]).toEqual([code, 'code'])
  })

  test('names the errors of images itself, and takes nothing else of them for documented', () => {
    const documented = imageRows.flatMap(([code, row]) => row.documented.map((member) => `${code}: ${member}`))
    expect(documented).toEqual(['request-refused: title', 'path-retired: status', 'save-failed: status'])
    const names = [...rows, ...foreign, ...imageRows].map(([code]) => code)
    expect(new Set(names).size).toBe(names.length)
    expect(imageRows.every(([, { delivery, pointer }]) => delivery === 'immediate' && pointer === null)).toBe(true)
  })

  test('stands in alphabetical order', () => {
    for (const table of [catalog.codes, catalog.gateway, catalog.ims, ...imageTables]) {
      expect(Object.keys(table)).toEqual(Object.keys(table).sort())
    }
  })

  test('names its schema by a path that exists', () => {
    const named: unknown = JSON.parse(text)['$schema']
    expect(named).toBe('./schemas/codes.schema.json')
    expect(existsSync(new URL(String(named), root))).toBe(true)
  })
})

describe('the schema of codes.json', () => {
  const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema)
  const row = { ...catalog.codes['not-found'] }
  const without = (member: string): object =>
    Object.fromEntries(Object.entries(row).filter(([name]) => name !== member))

  test('is of draft 2020-12 and finds nothing wrong with codes.json', () => {
    expect(schema).toHaveProperty('$schema', 'https://json-schema.org/draft/2020-12/schema')
    validate(JSON.parse(text))
    expect(validate.errors ?? []).toEqual([])
  })

  test('takes a code that is deprecated', () => {
    expect(validate({ codes: { x: { ...row, deprecated: 'Since 2.0.0; use y.' } } })).toBe(true)
  })

  test.each([
    ['a catalog without codes', {}],
    ['a member that it does not know at the top', { codes: {}, extra: {} }],
    ...members.map((member): [string, unknown] => [`a code without ${member}`, { codes: { x: without(member) } }]),
    ['a member that it does not know in a code', { codes: { x: { ...row, titel: 'x' } } }],
    ['an empty title', { codes: { x: { ...row, title: '' } } }],
    ['a cause of nothing but space', { codes: { x: { ...row, cause: ' ' } } }],
    ['a status of success', { codes: { x: { ...row, status: 200 } } }],
    ['a status as a string', { codes: { x: { ...row, status: '404' } } }],
    ['a delivery that does not exist', { codes: { x: { ...row, delivery: 'both' } } }],
    ['a retry class that does not exist', { codes: { x: { ...row, retry: 'fix' } } }],
    ['a category in capitals', { codes: { x: { ...row, category: 'Host' } } }],
    ['a resource that is no type', { codes: { x: { ...row, resources: ['Rule'] } } }],
    ['a pointer that is none', { codes: { x: { ...row, pointer: 'data' } } }],
    ['a documented member that does not exist', { codes: { x: { ...row, documented: ['detail'] } } }],
    ['a fallback that does not exist', { codes: { x: { ...row, fallbacks: ['retry'] } } }],
    ['a code of images without members', { codes: {}, images: { 'image-corrupt': {} } }],
    ['a gateway code without members', { codes: {}, gateway: { '403000': {} } }],
    ['an IMS code without members', { codes: {}, ims: { invalid_token: {} } }],
  ])('refuses %s', (_what, value) => {
    expect(validate(value)).toBe(false)
  })

  test('describes every property, for editors', () => {
    for (const properties of [schema.properties, schema.$defs.code.properties]) {
      const without = Object.entries<{ description?: string }>(properties).filter(
        ([, property]) => !property.description,
      )
      expect(without).toEqual([])
    }
  })
})

describe('the sentences', () => {
  test.each(['cause', 'remedy'] as const)('of %s are whole, short and without stray characters', (member) => {
    for (const [code, row] of everyRow) {
      const sentence = row[member]
      expect([code, sentence]).toEqual([code, expect.stringMatching(/^\p{Lu}|^extension\.json /u)])
      expect([code, sentence]).toEqual([code, expect.stringMatching(/\.$/)])
      expect([code, sentence.length > 20 && sentence.length <= 210]).toEqual([code, true])
      // Typographic apostrophes only; no double space, no line break, no markup.
      expect([code, sentence]).toEqual([code, expect.not.stringMatching(/['"`<>*]|\s{2}|[^\S ]/)])
      expect([code, sentence.split(/\.\s/).length <= 3]).toEqual([code, true])
    }
  })

  test('of cause are at most two', () => {
    for (const [code, { cause }] of everyRow) expect([code, cause.split(/\.\s/).length <= 2]).toEqual([code, true])
  })

  test.each(['cause', 'remedy'] as const)('of %s are no two the same', (member) => {
    const sentences = everyRow.map(([, row]) => row[member])
    expect(sentences.filter((sentence, index) => sentences.indexOf(sentence) !== index)).toEqual([])
  })

  test('of titles are short, capitalised, and no two the same', () => {
    const titles = rows.map(([, { title }]) => title)
    expect(new Set(titles).size).toBe(titles.length)
    for (const title of everyRow.map(([, row]) => row.title)) {
      expect(title).toMatch(/^(?:\p{Lu}|customCode )[^.]*[^. ]$/u)
      expect(title.length).toBeLessThanOrEqual(45)
    }
  })

  test('of remedies begin by telling what to do', () => {
    // No finite verb in the third person, no pronoun, no article: what begins with none of them is an imperative or a when.
    for (const [code, { remedy }] of everyRow) {
      expect([code, remedy]).toEqual([
        code,
        expect.not.stringMatching(/^(?:The|A|An|It|This|There|You|Your|Usually)\b/),
      ])
    }
  })
})

describe('what is generated from codes.json', () => {
  test('holds the same codes with the same data, in the same order', () => {
    expect(Object.keys(codes)).toEqual(rows.map(([code]) => code))
    for (const [code, definition] of Object.entries(codes)) {
      const { cause: _cause, remedy: _remedy, deprecated: _deprecated, ...data } = catalog.codes[code] ?? {}
      expect(catalogEntry(code, definition)).toEqual({ code, ...data })
    }
  })

  test('leaves out what equals the defaults', () => {
    for (const { delivery, retry, status, resources, pointer, documented } of Object.values(codes)) {
      expect(delivery).not.toBe('immediate')
      expect(retry).not.toBe(retryClassOf(status))
      expect([resources?.length, documented?.length]).not.toContain(0)
      expect(pointer).not.toBeNull()
    }
  })

  test('holds the same gateway and IMS codes', () => {
    expect(Object.keys(gateway)).toEqual(Object.keys(catalog.gateway))
    expect(Object.keys(ims)).toEqual(Object.keys(catalog.ims))
    for (const [code, definition] of Object.entries({ ...gateway, ...ims })) {
      const { cause: _cause, remedy: _remedy, ...data } = { ...catalog.gateway, ...catalog.ims }[code] ?? {}
      expect(catalogEntry(code, definition)).toEqual({ code, ...data })
    }
  })

  test('holds the same codes of images, and what may take the place of each', () => {
    expect([images, serving, rendering].map(Object.keys)).toEqual(imageTables.map(Object.keys))
    const found: Record<string, unknown> = { ...fallbacks }
    for (const [code, definition] of Object.entries({ ...images, ...serving, ...rendering })) {
      const row: Partial<CodeRow> = Object.fromEntries(imageRows)[code] ?? {}
      const { cause: _cause, remedy: _remedy, fallbacks: expected, ...data } = row
      expect(catalogEntry(code, definition)).toEqual({ code, ...data })
      expect(found[code]).toEqual(expected)
      delete found[code]
    }
    expect(found).toEqual({})
  })

  test('holds the sentences as they are', () => {
    const prose = (table: typeof catalog.gateway): object =>
      Object.fromEntries(Object.entries(table).map(([code, { cause, remedy }]) => [code, { cause, remedy }]))
    expect(english).toEqual(prose(catalog.codes))
    expect(englishGateway).toEqual(prose(catalog.gateway))
    expect(englishIms).toEqual(prose(catalog.ims))
    expect(englishImages).toEqual(Object.assign({}, ...imageTables.map(prose)))
  })

  test('says of foreign codes when to retry them, exactly where the status misleads', () => {
    const misled = foreign.filter(([, { retry, status }]) => retry !== retryClassOf(status))
    expect(foreignRetry).toEqual(Object.fromEntries(misled.map(([code, { retry }]) => [code, retry])))
    expect(foreignRetry).toEqual({
      '403010': 'after-sign-in',
      invalid_client: 'after-fix',
      invalid_token: 'after-sign-in',
    })
  })

  test('is repeated in README.md, row by row', () => {
    const table = read('README.md').split('<!-- codes:start -->')[1]?.split('<!-- codes:end -->')[0] ?? ''
    const cells = [...table.matchAll(/^\| (\**`.*) \|$/gm)].map(([, row = '']) => row.split(' | '))
    const plain = cells.map((row) => row.map((cell) => cell.replaceAll(/[*`]/g, '')))
    expect(plain).toEqual(
      rows.map(([code, { title, status, delivery, retry }]) => [code, title, String(status), delivery, retry]),
    )
    const bold = cells.map((row) => row.map((cell) => cell.startsWith('**')))
    expect(bold).toEqual(
      rows.map(([, { documented }]) =>
        ['code', 'title', 'status', 'delivery', 'retry'].map((member) => documented.includes(member)),
      ),
    )
    expect(table).toContain('What Adobe documents is **bold**')
  })
})
