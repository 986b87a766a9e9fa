import { strToU8, type ZippableFile, zipSync } from 'fflate'
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
  token,
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

test.each([
  { path: 'a'.repeat(300), detail: 'main names aaa' },
  { path: 'c:hello.js', detail: 'main is no relative path within the package: "c:hello.js"' },
  { path: 'HTTP://hello.js', detail: 'main is no relative path within the package: "HTTP://hello.js"' },
  { path: 'git+ssh:hello.js', detail: 'main is no relative path within the package: "git+ssh:hello.js"' },
  { path: 'a\0', detail: 'main is no relative path within the package: "a\\u0000"' },
  { path: ['a'], detail: 'main is no relative path within the package: ["a"]' },
  { path: '2a:hello.js', detail: 'main names 2a:hello.js, which' },
  { path: 'src/a:hello.js', detail: 'main names src/a:hello.js, which' },
  { path: 'src//lost.js?a\nb', detail: 'main names src/lost.js, which' },
])('the path $path is refused as $detail', async ({ path, detail }) => {
  const [error, ...others] = errorsOf(await process(await createWorld(), packageFiles({ main: path })))
  expect(others).toEqual([])
  expect(error?.detail?.slice(0, detail.length)).toBe(detail)
})

test('a folder whose name ends with a dot is a folder like any other', async () => {
  const files = { ...packageFiles({ main: 'src./hello.js' }), 'src./hello.js': '' }
  expect(codesOf(await process(await createWorld(), files))).toEqual([])
})

test('what a manifest names and the archive lacks is said with its place', async () => {
  const delegate = { name: 'a', libPath: 'lost.js', viewPath: 'lost.html' }
  const manifest = {
    iconPath: 'lost.svg',
    main: 'main.js',
    configuration: { viewPath: 'config.html' },
    hostedLibFiles: ['hosted.js'],
    sharedModules: [{ libPath: 'shared.js' }],
    actions: [{ name: 'fine', libPath: 'src/hello.js' }, delegate],
    conditions: [delegate],
    dataElements: delegate,
    events: [delegate],
  }
  const details = errorsOf(await process(await createWorld(), packageFiles(manifest))).map(({ detail }) => detail)
  const lost = (where: string, file: string) => `${where} names ${file}, which the archive does not have.`
  expect(details).toEqual([
    lost('iconPath', 'lost.svg'),
    lost('main', 'main.js'),
    lost('configuration.viewPath', 'src/view/config.html'),
    lost('hostedLibFiles[0]', 'hosted.js'),
    lost('sharedModules[0].libPath', 'shared.js'),
    ...['actions[1]', 'conditions[0]', 'dataElements[0]', 'events[0]'].flatMap((where) => [
      lost(`${where}.libPath`, 'lost.js'),
      lost(`${where}.viewPath`, 'src/view/lost.html'),
    ]),
  ])
})

test('what is no name of a delegate makes no id', async () => {
  const actions = ['a', null, { name: 1 }, { name: 'b' }]
  const response = await upload(await createWorld(), zip(packageFiles({ actions })))
  expect(at(response, '/data/attributes/actions')).toEqual([
    'a',
    null,
    { name: 1 },
    { name: 'b', id: 'hello-world::actions::b' },
  ])
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

test('what is wrong with transforms is said with their place', async () => {
  const transforms = [
    1,
    { type: 'magic', propertyPath: 'a' },
    { type: 'file' },
    { type: 'file', propertyPath: 'b' },
    { type: 'remove', propertyPath: 'b' },
    { type: 'customCode' },
  ]
  const manifest = { configuration: { viewPath: 'hello.html', transforms }, events: [{ name: 'fine' }, { transforms }] }
  const details = errorsOf(await process(await createWorld(), packageFiles(manifest))).map(({ detail }) => detail)
  expect(details).toEqual(
    ['configuration', 'events[1]'].flatMap((where) => [
      `${where}.transforms[0] needs a type: file, function, remove.`,
      `${where}.transforms[1] needs a type: file, function, remove.`,
      `${where}.transforms[2] needs a propertyPath.`,
      `${where}.transforms[4] is the second one for b.`,
      `${where}.transforms[5] is of type customCode, which is Adobe’s own.`,
    ]),
  )
})

/** An archive whose manifest is text in lists so many deep. */
const nested = (depth: number) =>
  zip({ 'extension.json': `{"name":"deep","a":${'['.repeat(depth)}${']'.repeat(depth)}}` })

test('a manifest is at most 100 levels deep', async () => {
  const world = await createWorld()
  expect(codesOf(await settled(world, await upload(world, nested(100))))).toEqual([])
  expect(errorsOf(await settled(world, await upload(world, nested(101))))).toMatchObject([
    { detail: 'The extension.json of the archive is no JSON object.' },
  ])
})

test('an archive may have comments and extra fields, and its files in any order', async () => {
  const odd = { comment: 'a comment', extra: { 4660: new Uint8Array(5) } }
  const files = Object.entries(packageFiles()).map(([path, text]): [string, ZippableFile] => [
    path,
    [strToU8(text), odd],
  ])
  const archives = [files, files.toReversed()].map((entries) => zipSync(Object.fromEntries(entries), { level: 0 }))
  for (const archive of archives) {
    const world = await createWorld()
    expect(codesOf(await settled(world, await upload(world, new Uint8Array(archive))))).toEqual([])
  }
})

const NONE = 'The archive cannot be unpacked (Error: it is no zip archive).'

test.each([
  { what: 'nothing', archive: new Uint8Array(), detail: NONE },
  { what: 'half an archive', archive: zip(packageFiles()).slice(0, 200), detail: NONE },
  {
    what: 'no manifest',
    archive: zip({ 'src/hello.js': '' }),
    detail: 'The archive has no extension.json.',
  },
  {
    what: 'a manifest that is no JSON',
    archive: zip({ 'extension.json': '{' }),
    detail: 'The extension.json of the archive is no JSON object.',
  },
  {
    what: 'a manifest that is no UTF-8',
    archive: new Uint8Array(zipSync({ 'extension.json': Buffer.from('{"name":"\xff"}', 'latin1') })),
    detail: 'The extension.json of the archive is no JSON object.',
  },
  {
    what: 'a manifest that is a list',
    archive: zip({ 'extension.json': '[]' }),
    detail: 'The extension.json of the archive is no JSON object.',
  },
  {
    what: 'a manifest without a name',
    archive: zip({ 'extension.json': '{}' }),
    detail: 'The extension.json of the archive has no name.',
  },
  {
    what: 'a manifest without a floor',
    archive: nested(100_000),
    detail: 'The extension.json of the archive is no JSON object.',
  },
  {
    what: 'a bomb',
    archive: zip({ ...packageFiles(), a: '0'.repeat(40 * 2 ** 20), b: '0'.repeat(40 * 2 ** 20) }),
    detail: 'The archive cannot be unpacked (Error: it is too large when unpacked).',
  },
])('$what is no package', async ({ archive, detail }) => {
  const world = await createWorld()
  const response = await settled(world, await upload(world, archive))
  expect(errorsOf(response)).toMatchObject([{ code: 'extension-package-zip-error', detail }])
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
  expect(errorsOf(renamed)).toMatchObject([
    { code: 'invalid-extension_package_id', detail: 'The name of a package cannot be changed.' },
  ])
  const moved = await upload(world, zip(packageFiles({ platform: 'edge' })), { id })
  expect(errorsOf(moved)).toMatchObject([
    { code: 'invalid-extension_package_id', detail: 'The platform of a package cannot be changed.' },
  ])
  const broken = await settled(world, await upload(world, new Uint8Array([1]), { id }))
  expect(codesOf(broken)).toEqual(['extension-package-zip-error'])
  const next = await upload(world, zip(packageFiles({ version: '1.0.1' })), { id })
  expect(at(next, '/data/attributes/version')).toBe('1.0.1')
})

test('a version is uploaded once', async () => {
  const world = await createWorld()
  await process(world, packageFiles())
  expect(errorsOf(await upload(world, zip(packageFiles())))).toMatchObject([
    { code: 'not-unique', detail: 'There is version 1.0.0 of hello-world already.' },
  ])
  expect(codesOf(await upload(world, zip(packageFiles({ platform: 'edge' }))))).toEqual([])
})

test('a package is released privately once it was processed, and then stays as it is', async () => {
  const world = await createWorld()
  const early = resourceIn(await upload(world, zip(packageFiles())))
  const refused = await act(world, early, 'release_private')
  const detail = 'Only packages in development that were processed successfully can be released.'
  expect(errorsOf(refused)).toMatchObject([{ status: '409', detail, source: { pointer: '/data/meta/action' } }])
  world.emulator.settle()
  expect(at(await act(world, early, 'release_private'), '/data/attributes/availability')).toBe('private')
  expect(errorsOf(await upload(world, zip(packageFiles({ version: '2.0.0' })), { id: early.id }))).toMatchObject([
    { code: 'read-only', detail: 'Only packages in development can be uploaded anew.' },
  ])
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
  const odd = { availability: 'secret', discontinued: 'yes', owner_org_id: 1 }
  expect(errorsOf(await patch(world, own, { attributes: odd })).map(({ detail }) => detail)).toEqual([
    'availability has to be one of development, private, public.',
    'discontinued has to be true or false.',
    'owner_org_id has to be text.',
  ])
  expect(codesOf(await patch(world, own, { attributes: { availability: 'development' } }))).toEqual([])
  expect(errorsOf(await patch(world, own, { attributes: { availability: 'public' } }))).toMatchObject([
    { code: 'public-release-not-authorized', source: { pointer: '/data/attributes/availability' } },
  ])
})

test.each(['new@AdobeOrg.com', 'a new@AdobeOrg', '@AdobeOrg'])('a package does not go to “%s”', async (owner) => {
  const world = await createWorld()
  const own = resourceIn(await process(world, packageFiles()))
  expect(codesOf(await patch(world, own, { attributes: { owner_org_id: owner } }))).toEqual([
    'invalid-new-owner-org-id',
  ])
})

test('to upload a package takes a right, and whoever does so has changed it', async () => {
  const world = await createWorld()
  const viewer = { authorization: `Bearer ${await token(world, { client_id: 'viewer' })}` }
  const { id } = resourceIn(await process(world, packageFiles()))
  for (const place of [{}, { id }]) {
    expect(errorsOf(await upload(world, zip(packageFiles()), { ...place, headers: viewer }))).toMatchObject([
      { code: 'not-authorized', detail: 'This takes the right develop_extensions.' },
    ])
  }
  const other = { authorization: `Bearer ${await token(world, { client_id: 'other' })}` }
  expect(resourceIn(await upload(world, zip(packageFiles()), { id, headers: other })).attributes).toMatchObject({
    created_by_display_name: 'reactor-errors',
    updated_by_display_name: 'other',
  })
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
