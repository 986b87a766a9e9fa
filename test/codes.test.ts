import { existsSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { type CodeRow, readCodes } from '../scripts/read-codes.js'
import { catalogEntry } from '../src/dialect/catalog.js'
import { en } from '../src/explain/index.js'
import { retryClassOf } from '../src/failure/retry.js'
import { fallbacks, images, rendering, serving } from '../src/image-serving/codes.generated.js'
import { codes } from '../src/reactor/codes.generated.js'
import { gateway, ims } from '../src/reactor/foreign-codes.generated.js'
import { foreignRetry } from '../src/reactor/foreign-retry.generated.js'

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

/** The ports of https://experienceleague.adobe.com/en/docs/experience-platform/tags/publish/hosts/sftp-host. */
const sftpPorts = '21 22 80 200 201 443 2002 2018 2022 2200 2222 2333 2939 4343 8080 8888'.split(' ')

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
      const optional = ['usually', 'fallbacks', 'deprecated']
      expect([code, Object.keys(row).filter((member) => !optional.includes(member))]).toEqual([code, members])
    }
  })

  test('lists what is documented in the order of the members, each once', () => {
    for (const [code, { documented }] of everyRow) {
      const inOrder = ['code', ...members].filter((member) => documented.includes(member))
      expect([code, documented]).toEqual([code, inOrder])
    }
  })

  test.each<[member: keyof CodeRow, holders: string[]]>([
    ['title', ['not-found']],
    ['status', ['not-found']],
    ['pointer', ['not-found']],
    ['delivery', ['extension-not-found', 'minification-error', 'not-found']],
    ['resources', ['minification-error']],
    ['category', []],
  ])('takes the %s of a code for documented only where a page states it', (member, holders) => {
    expect(rows.filter(([, row]) => row.documented.includes(member)).map(([code]) => code)).toEqual(holders)
  })

  test('states what Adobe’s sample of an error states', () => {
    expect(catalog.codes['not-found']).toMatchObject({ title: 'Record Not Found', status: 404, pointer: '/data' })
  })

  test('takes the cause for documented wherever the code is, and nothing that usually holds', () => {
    for (const [code, { documented, cause, usually = 'Usually so.' }] of everyRow) {
      expect([code, /usually/i.test(cause), /^Usually[ ,]/.test(usually)]).toEqual([code, false, true])
      expect([code, documented]).not.toContain('usually')
    }
    for (const [code, { documented }] of rows) {
      expect([code, documented.includes('cause')]).toEqual([code, documented.includes('code')])
    }
  })

  test('takes a remedy for documented only where Adobe’s pages state every sentence of it', () => {
    const told = rows.filter(([, { documented }]) => documented.includes('remedy')).map(([code]) => code)
    expect(told).toEqual([
      'authentication-failure',
      'connection-refused',
      'decrypt-failed',
      'decrypt-no-data',
      'environment-in-use',
      'environment-required',
      'extension-not-found',
      'extension-package-transform-definition-error',
      'host-required',
      'illegal-custom-code-transform',
      'ims-session-error',
      'no-available-orgs',
      'not-found',
      'public-release-not-authorized',
      'session-timeout',
      'sftp-connection-timeout',
      'sftp-status-exception',
      'unknown-error',
      'upgraded-extension-required',
      'upstream-build-required',
    ])
  })

  test.each<[code: string, member: keyof CodeRow, facts: string[]]>([
    ['connection-refused', 'remedy', ['34.227.138.75', '44.194.43.191', '3.215.163.18', '2025-06-23', ...sftpPorts]],
    ['sftp-connection-timeout', 'remedy', ['34.227.138.75', '44.194.43.191', '3.215.163.18', ...sftpPorts]],
    ['sftp-status-exception', 'remedy', ['creates a folder', 'writes a file', 'skip_symlinks']],
    ['extension-package-transform-definition-error', 'remedy', ['function, file or remove', 'manifest guide']],
    ['read-only', 'remedy', ['Reject a library', 'POST', 'sftp']],
    ['not-found', 'remedy', ['GET /companies']],
    ['minification-error', 'cause', ['module code of extensions']],
    ['invalid-name', 'cause', ['does not document', '@adobe/reactor-uploader']],
  ])('says of %s in its %s what Adobe’s pages say', (code, member, facts) => {
    for (const fact of facts) expect(String(catalog.codes[code]?.[member])).toContain(fact)
  })

  test('reads what no page states from the best evidence there is', () => {
    expect(catalog.codes['read-only']).toMatchObject({ status: 409, category: 'conflict', retry: 'after-fix' })
    expect(catalog.codes['unsupported-custom-code-language']).toMatchObject({ category: 'validation' })
    expect(catalog.gateway['403023']).toMatchObject({ title: 'Profile Not Valid', documented: ['code', 'cause'] })
  })

  test('holds the identity service and the gateway apart from the codes of the API', () => {
    expect(Object.keys(catalog.gateway).every((code) => /^[4-5]\d{5}$/.test(code))).toBe(true)
    expect(Object.keys(catalog.ims).every((code) => /^[a-z]+(?:_[a-z]+)+$/.test(code))).toBe(true)
    for (const [code, { status }] of Object.entries(catalog.gateway)) expect(code.startsWith(String(status))).toBe(true)
    const undocumented = foreign.flatMap(([code, { documented }]) => (documented[0] === 'code' ? [] : code))
    // https://www.rfc-editor.org/rfc/rfc6749#section-5.2 has them, and Adobe's list of IMS errors does not.
    expect(undocumented).toEqual(['invalid_grant', 'invalid_request', 'unauthorized_client', 'unsupported_grant_type'])
  })

  test('knows every error of a token server', () => {
    const codes =
      'invalid_request invalid_client invalid_grant unauthorized_client unsupported_grant_type invalid_scope'
    for (const code of codes.split(' ')) expect(catalog.ims[code]).toMatchObject({ delivery: 'either' })
  })

  test('names the errors of images itself, and takes for documented what their reference states', () => {
    const documented = imageRows.flatMap(([code, row]) => row.documented.map((member) => `${code}: ${member}`))
    // The causes are those that the reference states of a single attribute or command.
    expect(documented).toEqual([
      ...['format-mismatch', 'image-too-large', 'locked-request'].map((code) => `${code}: cause`),
      ...['request-refused: title', 'request-refused: cause', 'direct-access-refused: cause'],
      ...['direct-url-refused', 'fit-not-applicable', 'font-not-found', 'foreign-source-invalid'].map(
        (code) => `${code}: cause`,
      ),
      ...['layer-name-invalid: cause', 'media-set-nesting: cause', 'path-retired: status', 'path-retired: cause'],
      ...['save-failed: status', 'save-failed: cause', 'type-mismatch: cause', 'unknown-locale: cause'],
      'selection-failed: cause',
    ])
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
    ['an empty usually', { codes: { x: { ...row, usually: '' } } }],
    ['a documented usually', { codes: { x: { ...row, documented: ['usually'] } } }],
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
  const sentencesOf = (member: 'cause' | 'usually' | 'remedy'): (readonly [code: string, text: string])[] =>
    everyRow.flatMap(([code, { [member]: text }]) => (text === undefined ? [] : [[code, text] as const]))

  test.each([
    ['cause', 2],
    ['usually', 1],
    ['remedy', 3],
  ] as const)('of %s are whole, at most %i, short and without stray characters', (member, most) => {
    for (const [code, text] of sentencesOf(member)) {
      expect([code, text]).toEqual([code, expect.stringMatching(/^\p{Lu}|^extension\.json /u)])
      expect([code, text]).toEqual([code, expect.stringMatching(/\.$/)])
      // Lists of ports and addresses count for nothing.
      const words = text.replaceAll(/\d[\d., ]*/g, '')
      expect([code, words.length > 15 && words.length <= 250]).toEqual([code, true])
      // Typographic apostrophes only; no double space, no line break, no markup.
      expect([code, text]).toEqual([code, expect.not.stringMatching(/['"`<>*]|\s{2}|[^\S ]/)])
      expect([code, text.split(/\.\s/).length <= most]).toEqual([code, true])
    }
  })

  test.each(['cause', 'remedy'] as const)('of %s are no two the same', (member) => {
    const texts = sentencesOf(member).map(([, text]) => text)
    expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([])
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
      const { cause: _c, usually: _u, remedy: _r, deprecated: _d, ...data } = catalog.codes[code] ?? {}
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
      const { cause: _c, usually: _u, remedy: _r, ...data } = { ...catalog.gateway, ...catalog.ims }[code] ?? {}
      expect(catalogEntry(code, definition)).toEqual({ code, ...data })
    }
  })

  test('holds the same codes of images, and what may take the place of each', () => {
    expect([images, serving, rendering].map(Object.keys)).toEqual(imageTables.map(Object.keys))
    const found: Record<string, unknown> = { ...fallbacks }
    for (const [code, definition] of Object.entries({ ...images, ...serving, ...rendering })) {
      const row: Partial<CodeRow> = Object.fromEntries(imageRows)[code] ?? {}
      const { cause: _c, usually: _u, remedy: _r, fallbacks: expected, ...data } = row
      expect(catalogEntry(code, definition)).toEqual({ code, ...data })
      expect(found[code]).toEqual(expected)
      delete found[code]
    }
    expect(found).toEqual({})
  })

  test('holds the sentences as they are', () => {
    const prose = (table: typeof catalog.gateway): object =>
      Object.fromEntries(
        Object.entries(table).map(([code, { cause, usually, remedy }]) => [
          code,
          { cause, ...(usually === undefined ? {} : { usually }), remedy },
        ]),
      )
    expect(en.codes).toEqual(prose(catalog.codes))
    expect(en.gateway).toEqual(prose(catalog.gateway))
    expect(en.ims).toEqual(prose(catalog.ims))
    expect(en.images).toEqual(Object.assign({}, ...imageTables.map(prose)))
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

  test('is repeated in docs/codes.md, row by row', () => {
    const cells = [...read('docs/codes.md').matchAll(/^\| (\**`.*) \|$/gm)].map(([, row = '']) => row.split(' | '))
    const plain = cells.map((row) => row.map((cell) => cell.replaceAll(/[*`]/g, '')))
    expect(plain).toEqual(
      everyRow.map(([code, { title, status, delivery, retry }]) => [code, title, String(status), delivery, retry]),
    )
    const bold = cells.map((row) => row.map((cell) => cell.startsWith('**')))
    expect(bold).toEqual(
      everyRow.map(([, { documented }]) =>
        ['code', 'title', 'status', 'delivery', 'retry'].map((member) => documented.includes(member)),
      ),
    )
    expect(read('docs/codes.md')).toContain('What Adobe documents is **bold**')
  })
})
