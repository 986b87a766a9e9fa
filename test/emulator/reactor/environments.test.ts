import { expect, test } from 'vitest'
import {
  create,
  createEnvironment,
  createLibrary,
  createProperty,
  createWorld,
  named,
  patch,
  resourceIn,
  sftpHost,
} from './world.js'

const tags = '//assets.adobedtm.com/launch-EN1234-development.min.js'
const dtm = '<script src="//assets.adobedtm.com/a1/satelliteLib-b2.js"></script>'

test.each([
  { stage: 'production', code: dtm, refused: false },
  { stage: 'production', code: tags, refused: false },
  { stage: 'development', code: tags, refused: false },
  { stage: 'development', code: `<script src="https:${tags}" async></script>`, refused: false },
  { stage: 'development', code: `http:${tags}`, refused: false },
  { stage: 'development', code: `<script  src="${tags}">  </script>`, refused: false },
  { stage: 'development', code: tags.padStart(1000), refused: false },
  { stage: 'development', code: null, refused: false },
  { stage: 'development', code: tags.padStart(1001), refused: true },
  { stage: 'development', code: `see ${tags}`, refused: true },
  { stage: 'development', code: '//assets.adobedtm.com/launch-<EN>.js', refused: true },
  { stage: 'development', code: '//assets.adobedtm.com/launch-EN.css', refused: true },
  { stage: 'development', code: '//assets.adobedtm.com/launch-EN/other.js', refused: true },
  { stage: 'development', code: `<p><script src="${tags}"></script>`, refused: true },
  { stage: 'development', code: `<script src="${tags}"></script></p>`, refused: true },
  { stage: 'development', code: dtm, refused: true },
  { stage: 'staging', code: dtm, refused: true },
  { stage: 'production', code: '<script src="https://example.com/a.js"></script>', refused: true },
  { stage: 'production', code: '', refused: true },
])('the embed code $code is refused in $stage: $refused', async ({ stage, code, refused }) => {
  const world = await createWorld()
  const environment = await createEnvironment(world, await createProperty(world), { stage })
  const { failures } = await patch(world, environment, { attributes: { embed_code: code } })
  const why = code === dtm ? 'Embed codes of DTM link to production environments only.' : 'This is no embed code.'
  const error = { code: 'invalid-embed_code', detail: why, source: { pointer: '/data/attributes/embed_code' } }
  expect(failures).toMatchObject(refused ? [{ errors: [error] }] : [])
})

test('an environment names its files by its stage, and keeps its passphrase to itself', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const production = await createEnvironment(world, property, { stage: 'production' })
  expect(production.attributes['library_name']).toMatch(/^launch-\w{12}\.min\.js$/)
  const attributes = { name: 'Archive', archive: true, archive_passphrase: 'pass12345' }
  const archive = await create(world, property, 'environments', { attributes })
  expect(archive.attributes['library_name']).toMatch(/^launch-\w{12}-development\.min\.js$/)
  expect(archive.meta).toEqual({ archive_encrypted: true })
  expect(JSON.stringify(archive)).not.toContain('pass12345')
})

test('the relationship to the host has a URL of its own, and can change with the environment', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const environment = await createEnvironment(world, property)
  const host = await create(world, property, 'hosts', { attributes: { name: 'Other', type_of: 'akamai' } })
  const changed = await patch(world, environment, { relationships: { host: named(host) } })
  expect(resourceIn(changed).relationships['host']).toMatchObject({ data: named(host) })
  const links = {
    related: `${world.emulator.url}/environments/${environment.id}/host`,
    self: `${world.emulator.url}/environments/${environment.id}/relationships/host`,
  }
  const response = await world.call('GET', `/environments/${environment.id}/relationships/host`)
  expect(response.body).toEqual({ data: named(host), links })
})

test('an environment keeps the path that it was given, and has no script where the host is not Adobe’s', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const host = await create(world, property, 'hosts', sftpHost())
  const attributes = { name: 'Own', path: '/var/www' }
  const environment = await create(world, property, 'environments', {
    attributes,
    relationships: { host: named(host) },
  })
  expect(environment.attributes['path']).toBe('/var/www')
  expect(environment.meta).toEqual({ archive_encrypted: false })
})

test('an environment stays in its stage', async () => {
  const world = await createWorld()
  const environment = await createEnvironment(world, await createProperty(world))
  const changed = await patch(world, environment, { attributes: { name: 'Renamed', stage: 'production' } })
  expect(resourceIn(changed).attributes).toMatchObject({ name: 'Renamed', stage: 'development' })
})

test('an environment that is deleted leaves its library without one', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const environment = await createEnvironment(world, property)
  const library = await createLibrary(world, property, { environment })
  expect((await world.get(environment)).relationships['library']).toMatchObject({ data: named(library) })
  await world.call('DELETE', `/environments/${environment.id}`)
  expect((await world.get(library)).relationships['environment']).toMatchObject({ data: null })
  expect(await world.call('GET', `/libraries/${library.id}/environment`)).toMatchObject({ body: { data: null } })
})

test('a library that is deleted leaves its environment free', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const environment = await createEnvironment(world, property)
  const library = await createLibrary(world, property, { environment })
  await world.call('DELETE', `/libraries/${library.id}`)
  expect((await world.get(environment)).relationships['library']).toMatchObject({ data: null })
  await createLibrary(world, property, { environment })
})
