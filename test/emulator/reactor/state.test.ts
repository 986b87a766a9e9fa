import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
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

test('an emulator is reset to its seed', async () => {
  const world = await inhabited({
    seed: { data: [{ type: 'companies', id: 'CO1', meta: { emulator: { org: 'TEST@AdobeOrg' } } }] },
  })
  expect((await world.call('POST', '/emulator/reset')).status).toBe(204)
  world.clock.advance(100_000)
  expect(await companyOf(world)).toMatchObject({ id: 'CO1' })
  expect(resourcesIn(await world.call('GET', '/companies/CO1/properties'))).toEqual([])
})

test.each([
  { data: {}, message: /data is a list/ },
  { data: [{ type: 'rules', relationships: [] }], message: /\/data\/0\/relationships/ },
  { data: [1], message: /\/data\/0: .*resource object/ },
  { data: [{ type: 'constructor' }], message: /\/data\/0\/type/ },
  { data: [{ type: 'rules', id: 1 }], message: /\/data\/0\/id: .*text/ },
  {
    data: [
      { type: 'rules', id: 'a' },
      { type: 'rules', id: 'a' },
    ],
    message: /\/data\/1\/id: .*twice/,
  },
  { data: [{ type: 'rules', attributes: [] }], message: /\/data\/0\/attributes: .*object/ },
  { data: [{ type: 'rules', meta: { emulator: { org: 1 } } }], message: /\/data\/0\/meta\/emulator\/org/ },
  { data: [{ type: 'rules', meta: { emulator: [] } }], message: /\/data\/0\/meta\/emulator/ },
  { data: [{ type: 'rules', relationships: { property: { data: 'PR1' } } }], message: /relationships\/property\/data/ },
  { data: [{ type: 'rules', relationships: { a: { data: [{ type: 'x', id: 'y' }] } } }], message: /\/a\/data\/0/ },
  { data: [{ type: 'rules', id: '' }], message: /\/data\/0\/id: .*text/ },
  { data: [{ type: 'rules', id: 'a/b' }], message: /\/data\/0\/id: .*path/ },
  { data: [{ type: 'rules', attributes: { name: 1 } }], message: /\/attributes\/name: it has to be text/ },
  {
    data: [{ type: 'properties', attributes: { platform: 'tv' } }],
    message: /\/attributes\/platform: it has to be one of/,
  },
  { data: [{ type: 'rules', relationships: { 'a/b': 'PR1' } }], message: /\/relationships\/a~1b: .*object/ },
  { data: [{ type: 'rules', relationships: { 'a/b': { data: 1 } } }], message: /\/relationships\/a~1b\/data/ },
  { data: [{ type: 'rules', relationships: { property: { data: [] } } }], message: /of type properties/ },
  {
    data: [{ type: 'rules', relationships: { property: { data: { type: 'rules', id: 'a' } } } }],
    message: /of type properties/,
  },
  {
    data: [{ type: 'libraries', relationships: { rules: { data: null } } }],
    message: /rules\/data: it has to be a list/,
  },
  { data: [{ type: 'rules', attributes: { name: 'a', count: 1n } }], message: /BigInt/ },
])('the state $data is refused: $message', async ({ data, message }) => {
  // The type says a list; what comes from a file may be anything.
  const started = startReactorEmulator({ seed: { data } as unknown as StateDocument })
  await expect(started).rejects.toThrow(message)
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
