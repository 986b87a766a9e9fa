/** The requests of Adobe's JavaScript SDK 1.2.0, as it sends them through node-fetch 2. */
import nodeFetch from 'node-fetch'
import { expect, test } from 'vitest'
import { reactor } from '../../../src/index.js'
import type { Resource } from './world.js'
import { createWorld, type World } from './world.js'

// The SDK names no organization, and has one key for all.
const headers = {
  Accept: 'application/vnd.api+json;revision=1',
  'Content-Type': 'application/vnd.api+json',
  'Cache-control': 'no-cache',
  Authorization: 'Bearer token',
  'X-Api-Key': 'Activation-DTM',
  'User-Agent': 'adobe/reactor-sdk/javascript/1.2.0',
}

/** Sends what the SDK sends: a body of JSON, or none, and always its content type. Like the SDK it reads only JSON:API. */
async function send(world: World, method: string, path: string, data?: unknown) {
  const response = await nodeFetch(world.emulator.url + path, {
    method,
    headers,
    ...(data !== undefined && { body: JSON.stringify(data) }),
  })
  const isJson = response.headers.get('content-type')?.includes('application/vnd.api+json')
  const body: unknown = isJson ? await response.json() : null
  return { status: response.status, body, failures: reactor.parse(body, { status: response.status }) }
}

async function one(world: World, method: string, path: string, data?: unknown): Promise<Resource> {
  const response = await send(world, method, path, data)
  expect(response.failures).toEqual([])
  return (response.body as { readonly data: Resource }).data
}

async function many(world: World, path: string): Promise<readonly Resource[]> {
  return (await one(world, 'GET', path)) as unknown as readonly Resource[]
}

const settings = (value: object) => JSON.stringify(value)
const to = (type: string, id: string) => ({ data: { type, id } })
const revise = ({ type, id }: Resource) => ({ type, id, meta: { action: 'revise' } })

test('the release that the SDK shows as its example', async () => {
  const world = await createWorld()
  const [company] = await many(world, '/companies')
  const property = await one(world, 'POST', `/companies/${company?.id}/properties`, {
    data: { type: 'properties', attributes: { name: 'Awesome', platform: 'web', domains: ['adobe.com'] } },
  })
  const under = (type: string) => `/properties/${property.id}/${type}`

  const query = 'filter[platform]=EQ+web&max_availability=private&sort=%2Bname&page[number]=1&page[size]=100'
  const packages = await many(world, `/extension_packages?${query}`)
  const names = packages.map(({ attributes }) => attributes['name'])
  expect(names).toEqual(['adobe-analytics', 'core', 'facebook-pixel'])
  const idOf = (name: string) => String(packages[names.indexOf(name)]?.id)

  const [core] = await many(world, under('extensions'))
  const analytics = await one(world, 'POST', under('extensions'), {
    data: {
      type: 'extensions',
      attributes: {
        delegate_descriptor_id: 'adobe-analytics::extensionConfiguration::config',
        settings: settings({ a: 1 }),
      },
      relationships: { extension_package: to('extension_packages', idOf('adobe-analytics')) },
    },
  })
  expect(analytics.attributes).toMatchObject({ name: 'adobe-analytics', display_name: 'Adobe Analytics' })
  const element = await one(world, 'POST', under('data_elements'), {
    data: {
      type: 'data_elements',
      attributes: {
        clean_text: false,
        default_value: '0',
        delegate_descriptor_id: 'core::dataElements::javascript-variable',
        // Misspelt in the example, and taken by the API all the same.
        force_lowercase: false,
        name: 'shopping_cart',
        settings: settings({ path: 'data_layer.shopping_cart' }),
      },
      relationships: { extension: to('extensions', String(core?.id)) },
    },
  })
  const rule = await one(world, 'POST', under('rules'), { data: { type: 'rules', attributes: { name: 'Click' } } })
  for (const [delegate, extension] of [
    ['core::events::click', core],
    ['core::conditions::browser', core],
    ['adobe-analytics::actions::set-variables', analytics],
  ] as const) {
    await one(world, 'POST', under('rule_components'), {
      data: {
        type: 'rule_components',
        attributes: { name: delegate, order: 0, delegate_descriptor_id: delegate, settings: '{}' },
        relationships: {
          extension: to('extensions', String(extension?.id)),
          rules: { data: [{ type: 'rules', id: rule.id }] },
        },
      },
    })
  }
  const host = await one(world, 'POST', under('hosts'), {
    data: { type: 'hosts', attributes: { name: 'Cloud', type_of: 'akamai' } },
  })
  const environment = await one(world, 'POST', under('environments'), {
    data: {
      type: 'environments',
      attributes: { archive: false, name: 'Mine', path: '', stage: 'development' },
      relationships: { host: to('hosts', host.id) },
    },
  })
  const library = await one(world, 'POST', under('libraries'), {
    data: {
      type: 'libraries',
      attributes: { name: 'Library' },
      relationships: {
        environment: to('environments', environment.id),
        data_elements: { data: [revise(element)] },
        extensions: { data: [core, analytics].flatMap((extension) => (extension ? [revise(extension)] : [])) },
        rules: { data: [revise(rule)] },
      },
    },
  })
  const origins = (await many(world, `/libraries/${library.id}/data_elements`)).map(
    ({ relationships }) => relationships['origin'],
  )
  expect(origins).toMatchObject([{ data: { id: element.id } }])

  // Without a body, but with a content type.
  const build = await one(world, 'POST', `/libraries/${library.id}/builds`)
  expect(build.attributes['status']).toBe('pending')
  world.emulator.settle()
  expect(await one(world, 'GET', `/builds/${build.id}`)).toMatchObject({ attributes: { status: 'succeeded' } })
})

test('environments are set and removed with a member that JSON:API does not know', async () => {
  const world = await createWorld()
  const [company] = await many(world, '/companies')
  const property = await one(world, 'POST', `/companies/${company?.id}/properties`, {
    data: { type: 'properties', attributes: { name: 'Property', platform: 'web', domains: ['adobe.com'] } },
  })
  const under = (type: string) => `/properties/${property.id}/${type}`
  const library = await one(world, 'POST', under('libraries'), {
    data: { type: 'libraries', attributes: { name: 'L' } },
  })
  const { id } = await one(world, 'POST', under('environments'), {
    data: { type: 'environments', attributes: { name: 'E' } },
  })
  const body = { data: { id, type: 'environments' }, id: library.id }
  const path = `/libraries/${library.id}/relationships/environment`
  expect(await one(world, 'PATCH', path, body)).toEqual({ id, type: 'environments' })
  expect(await send(world, 'DELETE', path, body)).toEqual({ status: 204, body: null, failures: [] })
})

test('what the SDK itself gets wrong gets what is wrong', async () => {
  const world = await createWorld()
  // It sends the boundary of no form, since it overwrites the content type.
  const upload = await nodeFetch(`${world.emulator.url}/extension_packages`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'multipart/form-data' },
    body: '--b\r\n',
  })
  expect(upload.status).toBe(400)
  expect(await upload.json()).toMatchObject({ errors: [{ detail: expect.stringContaining('boundary') }] })
  // It leaves data out when it releases a package.
  const [any] = await many(world, '/extension_packages')
  const release = await send(world, 'PATCH', `/extension_packages/${any?.id}`, {
    attributes: {},
    meta: { action: 'release_private' },
    id: any?.id,
    type: 'extension_packages',
  })
  expect(release.failures).toMatchObject([{ status: 400, errors: [{ detail: expect.stringContaining('data') }] }])
})
