import { expect, test } from 'vitest'
import {
  act,
  at,
  codesOf,
  createWorld,
  errorsOf,
  packageFiles,
  patch,
  resourceIn,
  resourcesIn,
  settled,
  upload,
  type World,
  zip,
} from './world.js'

const process = async (world: World, files: Readonly<Record<string, string>>) =>
  settled(world, await upload(world, zip(files)))

test('a package is pending until it was processed, and says what its manifest says', async () => {
  const world = await createWorld({ delays: { package: 1500 } })
  const response = await upload(world, zip(packageFiles({ configuration: { viewPath: 'hello.html' } })))
  expect(response.status).toBe(202)
  const pending = resourceIn(response)
  expect(pending.attributes).toMatchObject({
    status: 'pending',
    availability: 'development',
    name: 'hello-world',
    display_name: 'Hello World',
    platform: 'web',
    view_base_path: 'src/view/',
    main: null,
    owner_org_id: 'TEST@AdobeOrg',
    actions: [{ id: 'hello-world::actions::hello', libPath: 'src/hello.js' }],
    configuration: { id: 'hello-world::extensionConfiguration::config' },
  })
  world.clock.advance(1500)
  expect(await world.get(pending)).toMatchObject({ attributes: { status: 'succeeded' } })
})

test.each([
  { what: 'an absolute path', manifest: { iconPath: '/icon.svg' } },
  { what: 'a path that leads out', manifest: { main: 'src/../../main.js' } },
  { what: 'a path of Windows', manifest: { main: 'src\\main.js' } },
  { what: 'a URL', manifest: { hostedLibFiles: ['https://example.com/a.js'] } },
  { what: 'a number', manifest: { sharedModules: [{ name: 'a', libPath: 1 }] } },
  { what: 'an empty path', manifest: { events: [{ name: 'a', libPath: '' }] } },
  { what: 'a folder of views that leads out', manifest: { viewBasePath: '../view/', actions: [] } },
])('$what is malformed', async ({ manifest }) => {
  expect(codesOf(await process(await createWorld(), packageFiles(manifest)))).toEqual(['extension-package-path-error'])
})

test.each([
  {
    what: 'a view that is called with a query',
    manifest: { configuration: { viewPath: 'hello.html?a=1#b' } },
    codes: [],
  },
  { what: 'a folder of views without a slash', manifest: { viewBasePath: 'src/view' }, codes: [] },
  { what: 'a path that starts where it is', manifest: { main: './src/hello.js' }, codes: [] },
  { what: 'a missing view', manifest: { configuration: { viewPath: 'lost.html' } }, codes: ['library-file-not-found'] },
  { what: 'the wrong case', manifest: { main: 'src/Hello.js' }, codes: ['library-file-not-found'] },
  { what: 'no folder of views', manifest: { viewBasePath: undefined }, codes: ['library-file-not-found'] },
  {
    what: 'several faults',
    manifest: { main: 'lost.js', iconPath: '/icon.svg', conditions: [{ name: 'a', libPath: 'lost.js' }] },
    codes: ['extension-package-path-error', 'library-file-not-found', 'library-file-not-found'],
  },
  { what: 'delegates that are none', manifest: { actions: ['a', null, { name: 1 }], events: 'b' }, codes: [] },
])('$what: $codes', async ({ manifest, codes }) => {
  expect(codesOf(await process(await createWorld(), packageFiles(manifest)))).toEqual(codes)
})

const DEFINITION = 'extension-package-transform-definition-error'

test.each([
  { transforms: [{ type: 'function', propertyPath: 'source' }], codes: [] },
  {
    transforms: [
      { type: 'file', propertyPath: 'a' },
      { type: 'remove', propertyPath: 'b' },
    ],
    codes: [],
  },
  {
    transforms: [
      { type: 'file', propertyPath: 'a' },
      { type: 'function', propertyPath: 'a' },
    ],
    codes: [DEFINITION],
  },
  { transforms: [{ type: 'file' }], codes: [DEFINITION] },
  { transforms: [{ type: 'file', propertyPath: '' }], codes: [DEFINITION] },
  { transforms: [{ propertyPath: 'a' }], codes: [DEFINITION] },
  { transforms: 'file', codes: [DEFINITION] },
  { transforms: [{ type: 'customCode', propertyPath: 'a' }, 1], codes: ['illegal-custom-code-transform', DEFINITION] },
])('the transforms $transforms: $codes', async ({ transforms, codes }) => {
  const world = await createWorld()
  const action = { name: 'hello', libPath: 'src/hello.js', transforms }
  expect(codesOf(await process(world, packageFiles({ actions: [action] })))).toEqual(codes)
  const configuration = { viewPath: 'hello.html', transforms }
  expect(codesOf(await process(world, packageFiles({ name: 'other', configuration })))).toEqual(codes)
})

test.each([
  { what: 'nothing', archive: new Uint8Array() },
  { what: 'half an archive', archive: zip(packageFiles()).slice(0, 200) },
  { what: 'no manifest', archive: zip({ 'src/hello.js': '' }) },
  { what: 'a manifest that is no JSON', archive: zip({ 'extension.json': '{' }) },
  { what: 'a manifest that is a list', archive: zip({ 'extension.json': '[]' }) },
  { what: 'a manifest without a name', archive: zip({ 'extension.json': '{}' }) },
  {
    what: 'a manifest without a floor',
    archive: zip({ 'extension.json': `{"name":"deep","a":${'['.repeat(100_000)}${']'.repeat(100_000)}}` }),
  },
  { what: 'a bomb', archive: zip({ ...packageFiles(), a: '0'.repeat(40 * 2 ** 20), b: '0'.repeat(40 * 2 ** 20) }) },
])('$what is no package', async ({ archive }) => {
  const world = await createWorld()
  const response = await settled(world, await upload(world, archive))
  expect(errorsOf(response)).toMatchObject([{ code: 'extension-package-zip-error', detail: expect.any(String) }])
  expect(at(response, '/data/attributes/status')).toBe('failed')
})

test('a package that failed is uploaded anew until it is right', async () => {
  const world = await createWorld()
  const response = await upload(world, new Uint8Array([1]))
  const { id } = resourceIn(await settled(world, response))
  const again = await upload(world, zip(packageFiles()), { id })
  expect(again).toMatchObject({ status: 202, failures: [] })
  expect(await settled(world, again)).toMatchObject({
    failures: [],
    body: { data: { attributes: { status: 'succeeded' } } },
  })
})

test('a package in development keeps its name, and takes another version', async () => {
  const world = await createWorld()
  const { id } = resourceIn(await process(world, packageFiles()))
  const renamed = await upload(world, zip(packageFiles({ name: 'other' })), { id })
  expect(codesOf(renamed)).toEqual(['invalid-extension_package_id'])
  const moved = await upload(world, zip(packageFiles({ platform: 'edge' })), { id })
  expect(codesOf(moved)).toEqual(['invalid-extension_package_id'])
  const broken = await settled(world, await upload(world, new Uint8Array([1]), { id }))
  expect(codesOf(broken)).toEqual(['extension-package-zip-error'])
  const next = await upload(world, zip(packageFiles({ version: '1.0.1' })), { id })
  expect(at(next, '/data/attributes/version')).toBe('1.0.1')
})

test('a version is uploaded once', async () => {
  const world = await createWorld()
  await process(world, packageFiles())
  expect(codesOf(await upload(world, zip(packageFiles())))).toEqual(['not-unique'])
  expect(codesOf(await upload(world, zip(packageFiles({ platform: 'edge' }))))).toEqual([])
})

test('a package is released privately once it was processed, and then stays as it is', async () => {
  const world = await createWorld()
  const early = resourceIn(await upload(world, zip(packageFiles())))
  const refused = await act(world, early, 'release_private')
  expect(errorsOf(refused)).toMatchObject([{ status: '409', source: { pointer: '/data/meta/action' } }])
  world.emulator.settle()
  expect(at(await act(world, early, 'release_private'), '/data/attributes/availability')).toBe('private')
  expect(codesOf(await upload(world, zip(packageFiles({ version: '2.0.0' })), { id: early.id }))).toEqual(['read-only'])
  expect((await act(world, early, 'release_private')).status).toBe(409)
})

test('some attributes of a package can be set, most cannot', async () => {
  const world = await createWorld()
  const own = resourceIn(await process(world, packageFiles()))
  expect(
    codesOf(await patch(world, own, { attributes: { discontinued: true, owner_org_id: 'NEW@AdobeOrg' } })),
  ).toEqual([])
  expect(errorsOf(await patch(world, own, { attributes: { version: '3.0.0' } }))).toMatchObject([
    { code: 'invalid-extension_package_id', source: { pointer: '/data/attributes/version' } },
  ])
  expect(codesOf(await patch(world, own, { attributes: { availability: 'development' } }))).toEqual([])
  expect(errorsOf(await patch(world, own, { attributes: { availability: 'public' } }))).toMatchObject([
    { code: 'public-release-not-authorized', source: { pointer: '/data/attributes/availability' } },
  ])
})

test('the packages of others cannot be changed', async () => {
  const world = await createWorld()
  const [core] = resourcesIn(await world.call('GET', '/extension_packages?filter[name]=EQ core'))
  if (core === undefined) expect.unreachable('there is a core package')
  expect(codesOf(await patch(world, core, { attributes: { discontinued: true } }))).toEqual(['read-only'])
  expect(codesOf(await act(world, core, 'release_private'))).toEqual(['read-only'])
  expect(codesOf(await upload(world, zip(packageFiles()), { id: core.id }))).toEqual(['read-only'])
})

test('packages in development are seen by their organization only', async () => {
  const world = await createWorld()
  const { id } = resourceIn(await process(world, packageFiles()))
  const headers = { 'x-gw-ims-org-id': 'OTHER@AdobeOrg' }
  expect(codesOf(await world.call('GET', `/extension_packages/${id}`, { headers }))).toEqual(['not-found'])
  const names = async (more = {}) =>
    resourcesIn(await world.call('GET', '/extension_packages?page[size]=100&max_availability=public', more)).map(
      ({ attributes }) => attributes['name'],
    )
  expect(await names()).toContain('hello-world')
  expect(await names({ headers })).not.toContain('hello-world')
  expect(await names({ headers })).toContain('adobe-analytics')
})
