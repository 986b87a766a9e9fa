import { describe, expect, test } from 'vitest'
import {
  act,
  assign,
  at,
  build,
  buildOf,
  companyOf,
  coreOf,
  create,
  createDataElement,
  createEnvironment,
  createLibrary,
  createProperty,
  createWorld,
  errorsOf,
  ims,
  named,
  packageFiles,
  patch,
  post,
  resourceIn,
  resourcesIn,
  settled,
  token,
  upload,
  type World,
  zip,
} from './world.js'

test('a web property needs domains, another one does not', async () => {
  const world = await createWorld()
  const company = await companyOf(world)
  const make = (more: object) =>
    post(world, company, 'properties', { attributes: { name: 'P', platform: 'web', ...more } })
  for (const domains of [undefined, []]) {
    expect(errorsOf(await make({ domains }))).toMatchObject([
      {
        status: '422',
        detail: 'domains is required for web properties.',
        // Which is the nearest place in a document that says nothing of them.
        source: { pointer: domains === undefined ? '/data/attributes' : '/data/attributes/domains' },
      },
    ])
  }
  expect(errorsOf(await make({ platform: 'mobile' }))).toEqual([])
})

test.each(['staging', 'production'])('a property has one environment for %s', async (stage) => {
  const world = await createWorld()
  const property = await createProperty(world)
  const first = await createEnvironment(world, property, { stage })
  expect(errorsOf(await patch(world, first, { attributes: { name: 'Renamed' } }))).toEqual([])
  expect(errorsOf(await post(world, property, 'environments', { attributes: { name: 'E', stage } }))).toMatchObject([
    {
      status: '409',
      detail: `The property has its environment for ${stage} already, and takes no other.`,
      source: { pointer: '/data/attributes/stage' },
    },
  ])
  const elsewhere = await createProperty(world)
  expect(errorsOf(await post(world, elsewhere, 'environments', { attributes: { name: 'E', stage } }))).toEqual([])
})

test('a package in development is for properties where extensions are developed', async () => {
  const world = await createWorld()
  const own = resourceIn(await settled(world, await upload(world, zip(packageFiles()))))
  const relationships = { extension_package: named(own) }
  expect(errorsOf(await post(world, await createProperty(world), 'extensions', { relationships }))).toMatchObject([
    {
      status: '409',
      detail: 'Packages in development are for properties whose attribute development is true.',
      source: { pointer: '/data/relationships/extension_package/data' },
    },
  ])
})

test('installing an extension twice is refused for that alone', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const [core] = resourcesIn(
    await world.call('GET', '/extension_packages?filter[name]=EQ core&filter[platform]=EQ web'),
  )
  const attributes = { delegate_descriptor_id: 'core::extensionConfiguration::config', settings: '{}' }
  const relationships = { extension_package: named(core ?? expect.unreachable()) }
  expect(errorsOf(await post(world, property, 'extensions', { attributes, relationships }))).toMatchObject([
    { code: 'not-unique' },
  ])
})

describe('publishing', () => {
  test('an environment takes libraries of its stage', async () => {
    const world = await createWorld()
    const property = await createProperty(world)
    const library = await createLibrary(world, property)
    for (const stage of ['staging', 'production']) {
      const environment = await createEnvironment(world, property, { stage })
      expect(errorsOf(await assign(world, library, environment))).toMatchObject([
        {
          status: '409',
          detail: `An environment for ${stage} takes no library that is development.`,
          source: { pointer: '/data' },
        },
      ])
      const relationships = { environment: named(environment) }
      expect(
        errorsOf(await post(world, property, 'libraries', { attributes: { name: 'L' }, relationships })),
      ).toMatchObject([{ status: '409', source: { pointer: '/data/relationships/environment/data' } }])
    }
  })

  test('a library is submitted or approved with a build of what it holds, one at a time', async () => {
    const world = await createWorld()
    const property = await createProperty(world)
    const [library, other] = [await createLibrary(world, property), await createLibrary(world, property)]
    for (const action of ['submit', 'approve']) {
      expect(errorsOf(await act(world, library, action))).toMatchObject([
        {
          status: '409',
          detail: 'The library needs a successful build of what it holds now.',
          source: { pointer: '/data/meta/action' },
        },
      ])
    }
    for (const one of [library, other]) await buildOf(world, property, one)
    await world.call('POST', `/libraries/${library.id}/relationships/rules`, { json: { data: [] } })
    expect(errorsOf(await act(world, library, 'submit'))).toMatchObject([{ status: '409' }])
    await buildOf(world, property, library)
    expect(errorsOf(await act(world, library, 'submit'))).toEqual([])
    expect(errorsOf(await act(world, other, 'submit'))).toMatchObject([
      {
        status: '409',
        detail: expect.stringMatching(/^Upstream blocked: Library \d+ is submitted already\.$/),
        source: { pointer: '/data/meta/action' },
      },
    ])
  })

  test('a rejected library is not built, and nothing is built twice for development', async () => {
    const world = await createWorld()
    const property = await createProperty(world)
    const library = await createLibrary(world, property, { holds: [await coreOf(world, property)] })
    await buildOf(world, property, library)
    await act(world, library, 'submit')
    const held = resourcesIn(await world.call('GET', `/libraries/${library.id}/extensions`)).map(named)
    const next = await createLibrary(world, property, { environment: await createEnvironment(world, property) })
    await world.call('POST', `/libraries/${next.id}/relationships/extensions`, { json: { data: held } })
    expect(errorsOf(await build(world, next))).toMatchObject([
      { status: '409', detail: 'This revision of Core is upstream already.' },
    ])
    await act(world, library, 'reject')
    await assign(world, library, await createEnvironment(world, property))
    expect(errorsOf(await build(world, library))).toMatchObject([
      { status: '409', detail: 'The library is rejected: PATCH it with meta.action develop first.' },
    ])
  })

  test('a library whose contents cannot be added is not created', async () => {
    const world = await createWorld()
    const property = await createProperty(world)
    const relationships = { data_elements: [named(await createDataElement(world, property))] }
    const response = await post(world, property, 'libraries', { attributes: { name: 'L' }, relationships })
    expect(errorsOf(response)).toMatchObject([
      { code: 'invalid-data_element', source: { pointer: '/data/relationships/data_elements/data/0' } },
    ])
    expect(resourcesIn(await world.call('GET', `/properties/${property.id}/libraries`))).toEqual([])
  })

  test('a seed may leave gaps: what is missing is gone without', async () => {
    const org = { emulator: { org: 'TEST@AdobeOrg' } }
    const one = (type: string, id: string) => ({ data: { type, id } })
    const seed = {
      data: [
        { type: 'hosts', id: 'HT1', meta: org, attributes: { name: 'H', type_of: 'akamai' } },
        {
          type: 'environments',
          id: 'EN1',
          meta: org,
          attributes: { name: 'E', stage: 'production' },
          relationships: { host: one('hosts', 'HT1') },
        },
        {
          type: 'rules',
          id: 'RL1',
          meta: org,
          attributes: { name: 'R', revision_number: 1 },
          relationships: { origin: one('rules', 'RL0') },
        },
        {
          type: 'libraries',
          id: 'LB1',
          meta: org,
          attributes: { name: 'L', state: 'approved' },
          relationships: { environment: one('environments', 'EN1'), rules: { data: [{ type: 'rules', id: 'RL1' }] } },
        },
        {
          type: 'extension_packages',
          id: 'EP1',
          meta: org,
          attributes: { status: 'pending', availability: 'development' },
        },
        {
          type: 'extension_package_usage_authorizations',
          id: 'EA1',
          meta: org,
          attributes: { authorized_org_id: 'TEST@AdobeOrg' },
        },
      ],
    }
    const world = await createWorld({ seed })
    const response = await settled(world, await world.call('POST', '/libraries/LB1/builds'))
    expect(at(response, '/data/attributes/status')).toBe('succeeded')
    expect(at(await world.call('GET', '/libraries/LB1'), '/data/attributes/state')).toBe('published')
    expect(at(await world.call('GET', '/extension_packages/EP1'), '/data/attributes/status')).toBe('succeeded')
    expect((await world.get({ type: 'rules', id: 'RL1' })).meta).toEqual({ latest_revision_number: 0 })
    expect((await world.call('DELETE', '/extension_package_usage_authorizations/EA1')).status).toBe(204)
  })
})

describe('secrets', () => {
  async function edge(tokenUrl: string) {
    const world = await createWorld()
    const property = await createProperty(world, 'edge')
    const environment = await createEnvironment(world, property)
    const credentials = { client_id: 'me', client_secret: 'SECRET', authorization_url: tokenUrl }
    const attributes = { name: 'S', type_of: 'oauth2', credentials }
    const response = await post(world, property, 'secrets', {
      attributes,
      relationships: { environment: named(environment) },
    })
    const secret = resourceIn(await settled(world, response))
    const settings = JSON.stringify({ developmentSecretId: secret.id })
    const element = await createDataElement(world, property, {
      delegate_descriptor_id: 'core::dataElements::secret',
      settings,
    })
    const library = await createLibrary(world, property, {
      environment,
      holds: [element, await coreOf(world, property)],
    })
    return { world, property, secret, element, library }
  }

  test('an oauth2 secret shows its credentials but the secret ones', async () => {
    const { secret } = await edge('https://token.example.com')
    expect(secret.attributes).toMatchObject({
      status: 'succeeded',
      credentials: { client_id: 'me', authorization_url: 'https://token.example.com' },
    })
    expect(JSON.stringify(secret)).not.toContain('SECRET')
  })

  test('a build needs a secret that succeeded for its environment', async () => {
    const good = await edge('https://token.example.com')
    expect(errorsOf(await settled(good.world, await build(good.world, good.library)))).toEqual([])
    const elements = resourcesIn(await good.world.call('GET', `/secrets/${good.secret.id}/data_elements`))
    expect(elements.map(named)).toEqual([named(good.element)])
    const bad = await edge('https://token.example.com/?error=invalid_client')
    expect(bad.secret).toMatchObject({
      attributes: { status: 'failed' },
      meta: { status_details: { errors: [{ detail: 'The token server answered invalid_client.' }] } },
    })
    const failed = await settled(bad.world, await build(bad.world, bad.library))
    expect(errorsOf(failed)).toMatchObject([
      {
        status: '422',
        detail: expect.stringMatching(
          /^Element \d+ has no secret for the environment Environment for development that succeeded\.$/,
        ),
      },
    ])
    expect(await bad.world.get(bad.library)).toMatchObject({ meta: { build_status: 'failed' } })
  })

  test('a test shows what the token server itself answered', async () => {
    const { world, secret } = await edge('https://token.example.com/?then_error=invalid_client')
    const response = await act(world, secret, 'test')
    expect(at(response, '/data/meta/test_exchange')).toEqual({
      error: 'invalid_client',
      error_description: 'The token server refused.',
    })
  })
})

describe('lists', () => {
  const withRules = async (world: World) => {
    const property = await createProperty(world)
    for (const name of ['a', 'b', 'c']) await create(world, property, 'rules', { attributes: { name } })
    return `/properties/${property.id}/rules`
  }

  test.each([
    { query: 'page[size]=999', size: 100 },
    { query: 'page[size]=0', size: 1 },
    { query: 'page[size]=many&page[number]=0', size: 25 },
    { query: 'page[size]=&page[number]=', size: 25 },
    { query: 'page[size]=%20', size: 25 },
    { query: 'page[size]=2.9&page[number]=-1', size: 2 },
    { query: 'next_page=2&platform=web&org_id=1&include=x&filter[name]=red', size: 25 },
  ])('“$query” is overlooked or mended', async ({ query, size }) => {
    const world = await createWorld()
    const path = await withRules(world)
    const { body } = await world.call('GET', `${path}?${query}`)
    expect(body).toMatchObject({ meta: { pagination: { current_page: 1, total_count: 3 } } })
    expect(new URL(String(at({ body }, '/links/self'))).searchParams.get('page[size]')).toBe(String(size))
  })

  test('lead from page to page', async () => {
    const world = await createWorld()
    const path = await withRules(world)
    const names: unknown[] = []
    let next: string | undefined = `${world.emulator.url}${path}?sort=-name&page[size]=2`
    while (next !== undefined) {
      const { body } = await world.call('GET', next.slice(world.emulator.url.length))
      names.push(
        ...(body as { data: readonly { attributes: { name: string } }[] }).data.map(
          ({ attributes }) => attributes.name,
        ),
      )
      const links = (body as { links: Record<string, string> }).links
      expect(Object.keys(links).sort()).toEqual(
        ['first', 'last', links['next'] === undefined ? 'prev' : 'next', 'self'].sort(),
      )
      next = links['next']
    }
    expect(names).toEqual(['c', 'b', 'a'])
  })
})

test('from a page behind the end, the last page is the one before', async () => {
  const world = await createWorld()
  const { body } = await world.call('GET', '/companies?page[number]=99')
  expect(body).toMatchObject({ data: [], meta: { pagination: { current_page: 99, prev_page: 1, next_page: null } } })
  expect(new URL(String(at({ body }, '/links/prev'))).searchParams.get('page[number]')).toBe('1')
})

test('lists, and what was just created, include what is asked for, and nothing twice', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const path = `/properties/${property.id}/rules?include=property,origin`
  const document = (name: string) => ({ json: { data: { type: 'rules', attributes: { name } } } })
  const created = await world.call('POST', path, document('a'))
  expect(created.status).toBe(201)
  expect(created.headers.get('location')).toBe(at(created, '/data/links/self'))
  expect(at(created, '/included')).toMatchObject([{ type: 'properties', id: property.id }])
  await world.call('POST', path, document('b'))
  const { body } = await world.call('GET', path)
  expect(body).toMatchObject({
    data: [{ attributes: { name: 'a' }, meta: { latest_revision_number: 0 } }, { attributes: { name: 'b' } }],
    included: [{ type: 'properties', id: property.id }],
    meta: { pagination: { total_count: 2 } },
  })
})

test('a library includes what is asked for, with its linkage', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const element = await createDataElement(world, property)
  const library = await createLibrary(world, property, {
    holds: [element],
    environment: await createEnvironment(world, property),
  })
  const path = `/libraries/${library.id}`
  const { body } = await world.call(
    'GET',
    `${path}?include=data_elements.extension,environment,property,builds,last_build,notes,nothing`,
  )
  const included = (body as { included: readonly { type: string }[] }).included.map(({ type }) => type)
  expect(included).toEqual(['data_elements', 'environments', 'properties'])
  expect(body).toMatchObject({
    data: {
      relationships: { data_elements: { data: [{ type: 'data_elements' }] }, builds: { data: [] } },
      meta: { build_status: null },
    },
  })
  const strict = await createWorld({ strict: true, seed: world.emulator.state() })
  for (const wrong of [`${path}?include=nothing`, `${path}?include=rules.rule_components`, '/companies?include=x']) {
    expect(errorsOf(await strict.call('GET', wrong))).toMatchObject([
      { status: '400', source: { parameter: 'include' } },
    ])
  }
  expect((await strict.call('GET', '/companies?include=properties')).status).toBe(200)
  const element1 = await world.call(
    'GET',
    `/hosts/${(await create(world, property, 'hosts', { attributes: { name: 'H', type_of: 'akamai' } })).id}?include=environments`,
  )
  expect(element1.body).toMatchObject({ included: [] })
})

describe('the identity service', () => {
  test('takes forms of either kind, in either version, and says whose a token is', async () => {
    const world = await createWorld({ tokenLifetime: 1000 })
    const form = new FormData()
    for (const [name, value] of Object.entries({
      grant_type: 'client_credentials',
      client_id: 'me',
      client_secret: 's',
    }))
      form.append(name, value)
    form.append('file', new Blob(['x']), 'x')
    const given = await world.call('POST', '/ims/token/v2', { body: form })
    expect(given.body).toMatchObject({ expires_in: 1 })
    const profile = (bearer: string) => world.call('GET', '/ims/profile/v1', { headers: { authorization: bearer } })
    const mine = `Bearer ${String(at(given, '/access_token'))}`
    expect((await profile(mine)).body).toMatchObject({ userId: 'me@AdobeID', email: 'me@example.com' })
    expect((await profile('Basic x')).body).toMatchObject({ error: 'invalid_token' })
    world.clock.advance(1000)
    expect((await profile(mine)).body).toMatchObject({ error: 'invalid_token' })
    const revoked = await token(world)
    await ims(world, '/ims/revoke', { token: revoked })
    expect((await profile(`Bearer ${revoked}`)).body).toMatchObject({ error: 'invalid_token' })
    expect((await world.call('GET', '/ims/nothing')).body).toMatchObject({
      error_description: 'This endpoint is not emulated',
    })
  })
})

test('a callback of a seed whose URL leads nowhere is not called', async () => {
  const relationships = { property: { data: { type: 'properties', id: 'PR1' } } }
  const meta = { emulator: { org: 'TEST@AdobeOrg' } }
  const callbacks = ['ftp://localhost', 'nowhere', null].map((url) => ({
    type: 'callbacks',
    meta,
    attributes: { url, subscriptions: ['rule.created'] },
    relationships,
  }))
  const world = await createWorld({
    seed: { data: [{ type: 'properties', id: 'PR1', meta, attributes: { name: 'P', platform: 'web' } }, ...callbacks] },
  })
  expect((await post(world, { type: 'properties', id: 'PR1' }, 'rules', { attributes: { name: 'R' } })).status).toBe(
    201,
  )
})
