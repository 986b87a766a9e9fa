import { expect, test } from 'vitest'
import { createProperty, createWorld, post, sftpHost } from './world.js'

/** All texts in a document. */
const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [String(value)]

test.each(['/', '/emulator', '/emulator/'])('%s explains the emulator, in sentences', async (path) => {
  const { emulator } = await createWorld()
  const { meta, links } = (await (await fetch(emulator.url + path)).json()) as {
    meta: { try: unknown }
    links: unknown
  }
  const { try: curls, ...rest } = meta
  expect(curls).toEqual(emulator.curls)
  const texts = textsIn(rest)
  expect(texts.length).toBeGreaterThan(10)
  expect(texts.filter((text) => !/^[A-Z].*\.$/.test(text))).toEqual([])
  expect(JSON.stringify(rest)).toContain('x-emulate-fault')
  const { url } = emulator
  expect(links).toEqual({ self: `${url}/emulator`, causes: `${url}/emulator/causes`, state: `${url}/emulator/state` })
})

test('the lines of curl ask as the API wants to be asked', async () => {
  const { emulator } = await createWorld()
  const [list, causes] = emulator.curls
  expect(causes).toBe(`curl ${emulator.url}/emulator/causes`)
  expect(list).toMatch(/^curl -i /)
  const headers = [...String(list).matchAll(/-H '([^:]+): ([^']+)'/g)].map(([, name = '', value = '']) => [name, value])
  const response = await fetch(String(list?.split(' ').at(-1)), { headers: headers as [string, string][] })
  expect(await response.json()).toMatchObject({ data: [{ type: 'companies' }] })
})

test('HEAD is GET here, too, and work is settled without a body', async () => {
  const world = await createWorld()
  expect((await world.call('HEAD', '/emulator/state')).status).toBe(200)
  await post(world, await createProperty(world), 'hosts', sftpHost())
  const settled = await world.call('POST', '/emulator/settle')
  expect([settled.status, settled.body]).toEqual([204, undefined])
})
