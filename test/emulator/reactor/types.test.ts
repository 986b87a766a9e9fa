/**
 * Every type of resource as a page of text in the folder `types`: what a fresh one shows, what its relationships lead to, which
 * requests are taken and which are refused. The pages of Adobe’s reference have nearly the same names:
 * https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/endpoints/rules is what to check `types/rules.txt`
 * against. `npx vitest run --project pure -u test/emulator/reactor/types.test.ts` writes them anew.
 */
import { expect, test } from 'vitest'
import { definitions } from '../../../src/emulator/reactor/definitions.js'
import { type Inhabitant, inhabit } from './inhabitants.js'
import {
  at,
  coreOf,
  createProperty,
  createWorld,
  errorsOf,
  type Identity,
  named,
  type Resource,
  resourceIn,
  resourcesIn,
  type TestResponse,
  token,
  type World,
} from './world.js'

/** Leaves out what differs from run to run: addresses, ids, tokens, counters. */
const steady = (world: World, text: string): string =>
  text
    .replaceAll(world.emulator.url, '')
    .replace(/\b([A-Z]{2})[\da-f]{32}\b/g, '$1*')
    .replace(/(?<=["/-])[\da-f]{12}(?=["./-])/g, '*')
    .replace(/\b(Property|Library) \d+/g, '$1')

const line = (name: string, text: string): string => `  ${name}: ${text}`

const linesOf = (members: object = {}): readonly string[] =>
  Object.entries(members).map(([name, value]) => line(name, JSON.stringify(value)))

/** Sections of lines as one text. */
const textOf = (sections: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(sections)
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => `${[title, ...lines].join('\n')}\n`)
    .join('\n')

/** The status of a response, and everything that is wrong. */
const answerOf = (response: TestResponse): string =>
  [response.status, ...errorsOf(response).map(({ code, detail }) => detail ?? code)].join(' ')

/** The types of what is found under the URL of a relationship. */
async function foundAt(world: World, { type, id }: Identity, name: string): Promise<string> {
  const { data } = (await world.call('GET', `/${type}/${id}/${name}`)).body as { readonly data: unknown }
  return [data]
    .flat()
    .map((one) => (one as Identity | null)?.type)
    .join(', ')
}

/** What a resource shows of its relationships, and what GET finds there. */
async function relationshipsOf(world: World, one: Resource): Promise<readonly string[]> {
  const lines: string[] = []
  for (const [name, shown] of Object.entries(one.relationships)) {
    lines.push(line(name, `${JSON.stringify(shown)} leads to ${(await foundAt(world, one, name)) || 'nothing'}`))
  }
  return lines
}

/** What a type is asked. None of these requests changes anything that the pages show. */
async function requestsOf(world: World, { fresh, parent, relationships = {} }: Inhabitant): Promise<readonly string[]> {
  const { type } = fresh
  const names = Object.keys(definitions[type as keyof typeof definitions].attributes)
  const every = (value: unknown) => Object.fromEntries(names.map((name) => [name, value]))
  const lines: string[] = []
  const post = async (what: string, attributes: object, linked = relationships) => {
    const links = Object.fromEntries(Object.entries(linked).map(([name, data]) => [name, { data }]))
    const json = { data: { type, attributes, relationships: links } }
    lines.push(line(what, answerOf(await world.call('POST', `/${parent?.type}/${parent?.id}/${type}`, { json }))))
  }
  const patch = async (what: string, more: object, headers = {}) => {
    const json = { data: { ...named(fresh), ...more } }
    lines.push(line(what, answerOf(await world.call('PATCH', `/${type}/${fresh.id}`, { json, headers }))))
  }
  if (parent !== undefined && names.length > 0) {
    await post('POST with lists for attributes', every([1]))
    await post('POST with long texts for attributes', every('text'.repeat(200)))
    await post('POST without attributes', {})
    for (const name of Object.keys(relationships)) {
      const { [name]: _, ...rest } = relationships
      await post(`POST without ${name}`, { ...fresh.attributes, name: 'Other' }, rest)
    }
  }
  for (const name of Object.keys(fresh.relationships)) {
    await patch(`PATCH with other ${name}`, { relationships: { [name]: { data: { type: 'others', id: 'one' } } } })
  }
  await patch('PATCH with another action', { meta: { action: 'other' } })
  const viewer = await token(world, { client_id: 'viewer' })
  await patch('PATCH without rights', {}, { authorization: `Bearer ${viewer}` })
  return lines
}

/** What differs for the last revision of a resource, if there is one. */
async function revisionOf(world: World, { type, id, relationships }: Resource): Promise<readonly string[]> {
  if (!Object.hasOwn(relationships, 'revisions')) return []
  const revision = resourcesIn(await world.call('GET', `/${type}/${id}/revisions`)).at(-1)
  if (revision === undefined || revision.id === id) return []
  const path = `/${type}/${revision.id}`
  const json = { data: { ...named(revision), attributes: { name: 'Other' } } }
  return [
    ...linesOf(revision.attributes),
    ...linesOf(revision.meta),
    ...(await relationshipsOf(world, revision)),
    line('PATCH', answerOf(await world.call('PATCH', path, { json }))),
    line('DELETE', answerOf(await world.call('DELETE', path))),
  ]
}

/** The events that a world has seen of a type. */
async function eventsOf(world: World, type: string): Promise<readonly string[]> {
  const events = resourcesIn(await world.call('GET', '/audit_events?sort=created_at&page[size]=100'))
  const its = events.filter((event) => at({ body: event }, '/relationships/entity/data/type') === type)
  return [...new Set(its.map(({ attributes }) => `  ${String(attributes['type_of'])}`))].sort()
}

test('every type shows, takes and refuses what its page says', async () => {
  const world = await createWorld()
  const inhabitants = Object.values(await inhabit(world))
  const pages = new Map<string, Record<string, readonly string[]>>()
  for (const inhabitant of inhabitants) {
    const { fresh } = inhabitant
    const { type, attributes, links, meta } = fresh
    pages.set(type, {
      'What a fresh one shows:': linesOf(attributes),
      'Its relationships:': await relationshipsOf(world, fresh),
      'Its links:': linesOf(links),
      'Its meta:': linesOf(meta),
      'Requests:': await requestsOf(world, inhabitant),
      'A revision:': await revisionOf(world, fresh),
      'Events:': await eventsOf(world, type),
    })
  }
  for (const { fresh } of inhabitants.filter(({ fresh: { type } }) => /^(properties|extension_packages)$/.test(type)))
    await world.call('DELETE', `/${fresh.type}/${fresh.id}`)
  for (const { fresh, parent } of inhabitants) {
    const { type, id } = fresh
    const isLeft = answerOf(await world.call('GET', `/${type}/${id}`))
    const gone = { 'Once what it belongs to was deleted:': parent ? [line('GET', isLeft)] : [] }
    await expect(steady(world, textOf({ ...pages.get(type), ...gone }))).toMatchFileSnapshot(`./types/${type}.txt`)
  }
})

test('what is there from the beginning is what its page says', async () => {
  const world = await createWorld()
  const packages = resourcesIn(await world.call('GET', '/extension_packages?page[size]=100'))
  const core = await coreOf(world, await createProperty(world))
  const profile = resourceIn(await world.call('GET', '/profile'))
  const shown = ({ attributes, meta, links }: Resource) => [...linesOf(attributes), ...linesOf(meta), ...linesOf(links)]
  const sections = {
    'The profile:': shown(profile),
    'The extension of a new property:': [...shown(core), ...(await relationshipsOf(world, core))],
    ...Object.fromEntries(packages.map((one, index) => [`Package ${index + 1}:`, shown(one)])),
  }
  await expect(steady(world, textOf(sections))).toMatchFileSnapshot('./types/beginning.txt')
})
