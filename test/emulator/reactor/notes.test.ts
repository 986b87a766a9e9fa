import { expect, test } from 'vitest'
import {
  act,
  coreOf,
  create,
  createDataElement,
  createProperty,
  createWorld,
  type Identity,
  named,
  post,
  resourceIn,
  resourcesIn,
  type World,
} from './world.js'

const note = (text: string) => ({ attributes: { text } })

const textsOf = async (world: World, { type, id }: Identity) =>
  resourcesIn(await world.call('GET', `/${type}/${id}/notes`)).map(({ attributes }) => attributes['text'])

test('a note says who wrote it, about what, and is never changed', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const written = await create(world, property, 'notes', note('Why'))
  expect(written).toMatchObject({
    attributes: { author_display_name: 'reactor-errors', author_email: 'reactor-errors@example.com', text: 'Why' },
    relationships: { resource: { data: named(property), links: { related: property.links['self'] } } },
    links: { resource: property.links['self'] },
  })
  expect(written.attributes).not.toHaveProperty('updated_at')
  expect((await world.call('PATCH', `/notes/${written.id}`, { json: {} })).headers.get('allow')).toBe('GET')
})

test('a note has 512 characters at most, however many code units they take', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  expect((await post(world, property, 'notes', note('😀'.repeat(512)))).status).toBe(201)
  expect((await post(world, property, 'notes', note('a'.repeat(513)))).failures).toMatchObject([
    { errors: [{ status: '422', source: { pointer: '/data/attributes/text' } }] },
  ])
})

test('a revision has the notes that were there when it was made, and takes none', async () => {
  const world = await createWorld()
  const element = await createDataElement(world, await createProperty(world))
  await create(world, element, 'notes', note('early'))
  world.clock.advance(1000)
  const revision = resourceIn(await act(world, element, 'revise'))
  world.clock.advance(1000)
  await create(world, element, 'notes', note('late'))
  expect(await textsOf(world, element)).toEqual(['early', 'late'])
  expect(await textsOf(world, revision)).toEqual(['early'])
  expect((await post(world, revision, 'notes', note('no'))).failures).toMatchObject([
    { errors: [{ code: 'read-only', detail: 'Notes are made on the current revision.' }] },
  ])
})

test('what was deleted takes no notes, and notes go with what they are about', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const element = await createDataElement(world, property)
  const written = await create(world, property, 'notes', note('gone'))
  await world.call('DELETE', `/data_elements/${element.id}`)
  expect((await post(world, element, 'notes', note('no'))).failures).toMatchObject([
    { errors: [{ code: 'deleted-resources', detail: 'It was deleted.' }] },
  ])
  await world.call('DELETE', `/properties/${property.id}`)
  expect((await world.call('GET', `/notes/${written.id}`)).status).toBe(404)
})

test('the notes of a rule’s components are listed together, without those of the rule', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const rule = await create(world, property, 'rules', { attributes: { name: 'Rule' } })
  await create(world, rule, 'notes', note('of the rule'))
  for (const name of ['one', 'two']) {
    const component = await create(world, rule, 'rule_components', {
      attributes: { name, delegate_descriptor_id: 'core::events::click' },
      relationships: { extension: named(await coreOf(world, property)) },
    })
    await create(world, component, 'notes', note(name))
  }
  const notes = resourcesIn(await world.call('GET', `/rules/${rule.id}/rule_component_notes`))
  expect(notes.map(({ attributes }) => attributes['text'])).toEqual(['one', 'two'])
})
