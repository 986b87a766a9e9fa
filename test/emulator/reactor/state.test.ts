import { lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type StateDocument, startReactorEmulator } from '../../../src/emulator/index.js'
import {
  act,
  at,
  build,
  companyOf,
  coreOf,
  create,
  createDataElement,
  createEnvironment,
  createLibrary,
  createProperty,
  createWorld,
  errorsOf,
  named,
  packageFiles,
  post,
  resourceIn,
  resourcesIn,
  sftpHost,
  upload,
  type World,
  zip,
} from './world.js'

const USUAL = { 'x-gw-ims-org-id': 'EMULATED@AdobeOrg' }

/** A world with something of everything in it, some of it under way. */
async function inhabited(options = {}): Promise<World> {
  const world = await createWorld(options)
  const property = await createProperty(world)
  const environment = await createEnvironment(world, property)
  const element = await createDataElement(world, property)
  const library = await createLibrary(world, property, { environment, holds: [element, await coreOf(world, property)] })
  await build(world, library)
  await post(world, property, 'hosts', sftpHost())
  await upload(world, zip(packageFiles({ main: 'lost.js' })))
  await create(world, element, 'notes', { attributes: { text: 'Why' } })
  const edge = await createProperty(world, 'edge')
  const secret = {
    name: 'S',
    type_of: 'oauth2-client_credentials',
    credentials: { client_id: 'i', client_secret: 's', token_url: 'https://t.example' },
  }
  const relationships = { environment: named(await createEnvironment(world, edge)) }
  await create(world, edge, 'secrets', { attributes: secret, relationships })
  return world
}

const withoutTime = (document: StateDocument): unknown =>
  JSON.parse(JSON.stringify(document), (_name, value: unknown) =>
    typeof value === 'string' ? value.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time') : value,
  )

test('a state can be looked at, and another emulator starts with it', async () => {
  const world = await inhabited()
  const { body } = await world.call('GET', '/emulator/state')
  expect(body).toEqual(JSON.parse(JSON.stringify(world.emulator.state())))
  // What GET /emulator/state gives is such a document.
  const copy = await createWorld({ seed: body as StateDocument })
  expect(withoutTime(copy.emulator.state())).toEqual(withoutTime(body as StateDocument))
  for (const one of [world, copy]) one.emulator.settle()
  expect(withoutTime(copy.emulator.state())).toMatchObject({ data: expect.any(Array) })
  const statuses = (one: World) =>
    (one.emulator.state().data as readonly { type: string; attributes: { status?: unknown } }[])
      .filter(({ type }) => type !== 'audit_events')
      .map(({ type, attributes }) => [type, attributes.status])
  expect(statuses(copy)).toEqual(statuses(world))
  expect(statuses(copy)).toContainEqual(['builds', 'succeeded'])
  expect(statuses(copy)).toContainEqual(['extension_packages', 'failed'])
  // What has ended is not begun again.
  const later = await createWorld({ seed: copy.emulator.state() })
  expect(later.emulator.state()).toEqual(copy.emulator.state())
})

test('what work of an earlier start says is told from what requests say', async () => {
  const data = [{ type: 'hosts', id: 'HT1', attributes: { name: 'H', type_of: 'sftp', status: 'pending' } }]
  const world = await createWorld({ seed: { data } })
  world.emulator.settle()
  const response = await world.call('GET', '/hosts/HT1', { headers: USUAL })
  expect(errorsOf(response)).toMatchObject([{ code: 'decrypt-no-data', meta: { request_id: 'resumed' } }])
})

test('what a seed leaves out is as in a new resource, and what it says stays', async () => {
  const property = { type: 'properties', id: 'PR1', attributes: { name: 'P', platform: 'web', token: 'abc' } }
  const one = (type: string, id: string) => ({ data: { type, id } })
  const packageOf = { type: 'extension_packages', id: 'EP1', attributes: { name: 'own', version: '1.0.0' } }
  const extension = (id: string, attributes: object) => ({
    type: 'extensions',
    id,
    attributes,
    relationships: { property: one('properties', 'PR1'), extension_package: one('extension_packages', 'EP1') },
  })
  const host = { type: 'hosts', id: 'HT1', attributes: { name: 'H', type_of: 'akamai' } }
  const rule = { type: 'rules', attributes: { name: 'R', status: 'pending' } }
  const element = (id: string, more: object) => ({
    type: 'data_elements',
    id,
    attributes: { name: id },
    relationships: { property: one('properties', 'PR1'), extension: one('extensions', 'EX1'), ...more },
  })
  const elements = [element('DE1', {}), element('DE2', { updated_with_extension: one('extensions', 'EX2') })]
  const environment = { type: 'environments', id: 'EN1', attributes: { name: 'E', stage: 'production' } }
  const data = [
    ...elements,
    environment,
    property,
    packageOf,
    extension('EX1', {}),
    extension('EX2', { version: '0.9.0' }),
    host,
    rule,
  ]
  const { emulator } = await createWorld({ seed: { data } })
  const stored = emulator.state().data as readonly {
    type: string
    id: string
    attributes: unknown
    relationships: object
  }[]
  expect(stored.filter(({ type }) => type === 'extension_packages')).toHaveLength(1)
  const byId = (id: string) => stored.find((resource) => resource.id === id)
  const created = '2026-01-01T00:00:00.000Z'
  expect(byId('HT1')).toEqual({
    type: 'hosts',
    id: 'HT1',
    attributes: {
      created_at: created,
      updated_at: created,
      name: 'H',
      type_of: 'akamai',
      path: null,
      port: null,
      server: null,
      skip_symlinks: false,
      status: 'succeeded',
      username: null,
    },
    relationships: {},
    meta: { emulator: { org: 'EMULATED@AdobeOrg', hidden: {} } },
  })
  expect(byId('PR1')).toMatchObject({ attributes: { token: 'abc', enabled: true } })
  expect(byId('EX1')).toMatchObject({
    attributes: { name: 'own', version: '1.0.0', revision_number: 0 },
    relationships: { origin: one('extensions', 'EX1') },
  })
  expect(byId('DE1')).toMatchObject({ relationships: { updated_with_extension: one('extensions', 'EX1') } })
  expect(byId('DE2')).toMatchObject({ relationships: { updated_with_extension: one('extensions', 'EX2') } })
  expect(byId('EN1')).toMatchObject({
    attributes: { library_name: expect.stringMatching(/^launch-[\da-f]+\.min\.js$/) },
  })
  expect(byId('EX2')).toMatchObject({ attributes: { name: 'own', version: '0.9.0' } })
})

test('a seed needs to say little', async () => {
  const property = { type: 'properties', id: 'PR1', attributes: { name: 'Seeded', platform: 'web' } }
  const leads = { property: { data: { type: 'properties', id: 'PR1' } } }
  const rule = { type: 'rules', attributes: { name: 'Rule' }, relationships: { ...leads, ignored: {} } }
  const component = {
    type: 'rule_components',
    attributes: { name: 'C', delegate_descriptor_id: 'core::events::click' },
    relationships: { ...leads, rules: { data: [{ type: 'rules', id: 'RL1' }] }, extension: { data: null } },
  }
  const world = await createWorld({ seed: { data: [property, { ...rule, id: 'RL1' }, component, rule] } })
  const [company] = resourcesIn(await world.call('GET', '/companies', { headers: USUAL }))
  const found = await world.call('GET', `/companies/${company?.id}/properties`, { headers: USUAL })
  expect(resourcesIn(found)).toMatchObject([
    { id: 'PR1', attributes: { name: 'Seeded', enabled: true, created_at: '2026-01-01T00:00:00.000Z' } },
  ])
  const rules = resourcesIn(await world.call('GET', '/properties/PR1/rules', { headers: USUAL }))
  expect(rules).toMatchObject([{ id: 'RL1' }, { id: expect.stringMatching(/^RL\w{32}$/) }])
  expect(resourcesIn(await world.call('GET', '/rules/RL1/rule_components', { headers: USUAL }))).toHaveLength(1)
})

test('a property of a seed is in the company that it names, or in that of its organization', async () => {
  const companiesFor = async (relationships: object) => {
    const property = { type: 'properties', attributes: { name: 'P', platform: 'web' }, relationships }
    const { emulator } = await createWorld({ seed: { data: [property] } })
    const all = emulator.state().data as readonly { type: string; attributes: object }[]
    return all.filter(({ type }) => type === 'companies')
  }
  expect(await companiesFor({ company: { data: { type: 'companies', id: 'CO1' } } })).toEqual([])
  expect(await companiesFor({})).toMatchObject([{ attributes: { org_id: 'EMULATED@AdobeOrg' } }])
})

test('an emulator is reset to its seed', async () => {
  const world = await inhabited({
    seed: { data: [{ type: 'companies', id: 'CO1', meta: { emulator: { org: 'TEST@AdobeOrg' } } }] },
  })
  expect((await world.call('POST', '/emulator/reset')).status).toBe(204)
  world.clock.advance(100_000)
  expect(resourcesIn(await world.call('GET', '/audit_events'))).toEqual([])
  expect(await companyOf(world)).toMatchObject({ id: 'CO1' })
  expect(resourcesIn(await world.call('GET', '/companies/CO1/properties'))).toEqual([])
})

const wrong = (pointer: string, what: string) => `The state is wrong at /data/${pointer}: it ${what}.`
const NO_STATE = 'A state is a JSON:API document whose data is a list of resources.'
const NO_OBJECT = 'has to be an object'
const NO_ID = 'has to be text that fits into a path'
const NO_PROPERTY = 'has to name a resource of type properties by type and id'

test.each([
  { data: {}, message: NO_STATE },
  { data: [{ type: 'rules', relationships: [] }], message: wrong('0/relationships', NO_OBJECT) },
  { data: [1], message: wrong('0', 'has to be a resource object') },
  { data: [{ type: 'constructor' }], message: wrong('0/type', 'is no type of resource') },
  { data: [{ id: 'RL1' }], message: wrong('0/type', 'is no type of resource') },
  ...[1, '', 'a/b', 'a?b', 'a#b', 'a b'].map((id) => ({
    data: [{ type: 'rules', id }],
    message: wrong('0/id', NO_ID),
  })),
  {
    data: [
      { type: 'rules', id: 'a' },
      { type: 'hosts', id: 'a' },
      { type: 'rules', id: 'a' },
    ],
    message: wrong('2/id', 'is there twice'),
  },
  { data: [{ type: 'rules', attributes: [] }], message: wrong('0/attributes', NO_OBJECT) },
  { data: [{ type: 'rules', meta: [] }], message: wrong('0/meta', NO_OBJECT) },
  {
    data: [{ type: 'rules', meta: { emulator: { org: 1 } } }],
    message: wrong('0/meta/emulator/org', 'has to be text'),
  },
  { data: [{ type: 'rules', meta: { emulator: [] } }], message: wrong('0/meta/emulator', NO_OBJECT) },
  {
    data: [{ type: 'rules', meta: { emulator: { hidden: 1 } } }],
    message: wrong('0/meta/emulator/hidden', NO_OBJECT),
  },
  { data: [{ type: 'rules', attributes: { name: 1 } }], message: wrong('0/attributes/name', 'has to be text') },
  {
    data: [{ type: 'properties', attributes: { platform: 'tv' } }],
    message: wrong('0/attributes/platform', 'has to be one of web, mobile, edge'),
  },
  ...['PR1', [], { type: 'rules', id: 'a' }, { type: 'properties' }, { id: 'PR1' }].map((data) => ({
    data: [{ type: 'rules', relationships: { property: { data } } }],
    message: wrong('0/relationships/property/data', NO_PROPERTY),
  })),
  {
    data: [{ type: 'rules', relationships: { a: { data: [{ type: 'x', id: 'y' }] } } }],
    message: wrong('0/relationships/a/data/0', 'has to name a resource by type and id'),
  },
  {
    data: [{ type: 'rule_components', relationships: { rules: { data: [{ type: 'hosts', id: 'y' }] } } }],
    message: wrong('0/relationships/rules/data/0', 'has to name a resource of type rules by type and id'),
  },
  { data: [{ type: 'rules', relationships: { 'a/b': 'PR1' } }], message: wrong('0/relationships/a~1b', NO_OBJECT) },
  {
    data: [{ type: 'rules', relationships: { 'a/b': { data: 1 } } }],
    message: wrong('0/relationships/a~1b/data', 'has to name a resource by type and id'),
  },
  ...[null, { type: 'rules', id: 'a' }].map((data) => ({
    data: [{ type: 'libraries', relationships: { rules: { data } } }],
    message: wrong('0/relationships/rules/data', 'has to be a list'),
  })),
  { data: [{ type: 'rules', attributes: { name: 'a', count: 1n } }], message: /BigInt/ },
])('the state $data is refused: $message', async ({ data, message }) => {
  // The type says a list; what comes from a file may be anything.
  const started = startReactorEmulator({ seed: { data } as unknown as StateDocument })
  await expect(started).rejects.toThrow(typeof message === 'string' ? new TypeError(message) : message)
})

test.each([null, [], 'text'])('the state %j is none', async (seed) => {
  // Programs without types may say anything.
  const started = startReactorEmulator({ seed: seed as unknown as StateDocument })
  await expect(started).rejects.toThrow(/data is a list/)
})

describe('a state file', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'state-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('keeps everything from one start to the next, and is for its owner alone', async () => {
    const stateFile = join(folder, 'kept.json')
    const world = await inhabited({ stateFile })
    await act(world, await createDataElement(world, await createProperty(world)), 'revise')
    const before = world.emulator.state()
    await world.emulator.close()
    expect((await stat(stateFile)).mode & 0o777).toBe(0o600)
    expect((await readdir(folder)).filter((name) => name.startsWith('kept'))).toEqual(['kept.json'])
    const again = await createWorld({ stateFile, seed: { data: [] } })
    expect(withoutTime(again.emulator.state())).toEqual(withoutTime(before))
    expect(at(await again.call('GET', '/companies'), '/data/0/attributes/name')).toBe('Emulated Company')
  })

  test('that is broken says where, and is left as it is', async () => {
    const stateFile = join(folder, 'broken.json')
    await writeFile(stateFile, '{"data": [\n  {"type": "rules",,}\n]}')
    await expect(startReactorEmulator({ stateFile })).rejects.toThrow(
      /broken\.json is no JSON from line 2, column 20, on/,
    )
    await writeFile(stateFile, '{"data": [{"type": "rulez"}]}')
    await expect(startReactorEmulator({ stateFile })).rejects.toThrow(/\/data\/0\/type/)
    expect(await readFile(stateFile, 'utf8')).toBe('{"data": [{"type": "rulez"}]}')
  })

  test('that cannot be read or written is an error', async () => {
    await expect(startReactorEmulator({ stateFile: folder })).rejects.toMatchObject({ code: 'EISDIR' })
    const place = join(folder, 'place')
    const stateFile = join(place, 'state.json')
    await expect(startReactorEmulator({ stateFile })).rejects.toMatchObject({ code: 'ENOENT' })
    await mkdir(place)
    const emulator = await startReactorEmulator({ stateFile })
    await rm(place, { recursive: true })
    await fetch(`${emulator.url}/companies`, {
      headers: { 'x-api-key': 'k', 'x-gw-ims-org-id': 'A@AdobeOrg', authorization: 'Bearer t' },
    })
    await expect(emulator.close()).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('that can no longer be written is told of at once, and once until it can be again', async () => {
    const place = join(folder, 'gone')
    await mkdir(place)
    const told: unknown[] = []
    const stateFile = join(place, 'state.json')
    const world = await createWorld({ stateFile, onStateError: (error) => told.push(error) })
    await rm(place, { recursive: true })
    await createProperty(world)
    await expect.poll(() => told).toMatchObject([{ code: 'ENOENT' }])
    await createProperty(world)
    await mkdir(place)
    const property = await createProperty(world)
    await expect.poll(() => readFile(stateFile, 'utf8').catch(() => '')).toContain(property.id)
    expect(await readdir(place), 'what was begun is not left behind').toEqual(['state.json'])
    await rm(place, { recursive: true })
    await createProperty(world)
    await expect.poll(() => told).toHaveLength(2)
    await mkdir(place)
  })

  test('that a second emulator writes is not replaced by the first', async () => {
    const stateFile = join(folder, 'shared.json')
    const first = await startReactorEmulator({ stateFile })
    const second = await startReactorEmulator({ stateFile })
    const text = await readFile(stateFile, 'utf8')
    await fetch(`${first.url}/emulator/reset`, { method: 'POST' })
    await expect(first.close()).rejects.toThrow(
      `${stateFile} was written by another program, such as a second emulator, and is left as it is.`,
    )
    expect(await readFile(stateFile, 'utf8')).toBe(text)
    await second.close()
    expect((await readdir(folder)).filter((name) => name.startsWith('shared'))).toEqual(['shared.json'])
  })

  test('may be a symbolic link, which stays one', async () => {
    const [stateFile, target] = [join(folder, 'link.json'), join(folder, 'target.json')]
    await writeFile(target, '{"data":[]}')
    await symlink(target, stateFile)
    const emulator = await startReactorEmulator({ stateFile })
    await emulator.close()
    expect((await lstat(stateFile)).isSymbolicLink()).toBe(true)
    expect(await readFile(target, 'utf8')).toContain('extension_packages')
  })

  test('is whole at any moment, however often it is written', async () => {
    const stateFile = join(folder, 'often.json')
    const world = await createWorld({ stateFile })
    const property = await createProperty(world)
    for (let index = 0; index < 20; index++) {
      resourceIn(await post(world, property, 'rules', { attributes: { name: `Rule ${index}` } }))
      const text = await readFile(stateFile, 'utf8').catch(() => '{"data":[]}')
      expect(JSON.parse(text)).toMatchObject({ data: expect.any(Array) })
    }
    await world.emulator.close()
    const { data } = JSON.parse(await readFile(stateFile, 'utf8')) as { data: readonly { type: string }[] }
    expect(data.filter(({ type }) => type === 'rules')).toHaveLength(20)
  })
})
