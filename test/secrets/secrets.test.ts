/** The promise of the whole package: data is as it came; an Error, a response, a printed line is fit for a log. */
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { startImageServingEmulator } from '../../src/emulator/image-serving/index.js'
import { startReactorEmulator } from '../../src/emulator/index.js'
import { reactor } from '../../src/index.js'
import { allDoors, documentOf, doorsThatKnow } from './doors.js'
import { INNOCENT } from './innocent.js'
import { byLooks, byValue } from './kinds.js'
import { leaksIn } from './leaks.js'

test.each([...byValue, ...byLooks])('parse leaves data as it came: %s', (_, { text }) => {
  const document = documentOf(text)
  const [failure] = reactor.parse(document, { status: 403 })
  expect(failure?.errors).toBe(document.errors)
  expect(document).toEqual(documentOf(text))
})

describe.each(doorsThatKnow)('nothing that a request carried comes out of %s', (_, open) => {
  test.each(byValue)('%s', async (_, told) => {
    const outcome = await open(told)
    expect(leaksIn(outcome, told).join('\n')).toBe('')
    expect(JSON.stringify(outcome)).toContain('[redacted]')
  })
})

describe.each(allDoors)('nothing that looks like a credential comes out of %s', (_, open) => {
  test.each(byLooks)('%s', async (_, told) => {
    expect(leaksIn(await open(told), told).join('\n')).toBe('')
  })
})

test('nothing that a request carried is told to those who listen to the emulators', async () => {
  const logs: unknown[] = []
  const onResponse = (log: unknown): number => logs.push(log)
  const emulators = [
    await startReactorEmulator({ onResponse }),
    await startImageServingEmulator({ root: fileURLToPath(new URL('.', import.meta.url)), onResponse }),
  ]
  const query = '?access_token=cAnary7-Qk_Zx9wV3mB5tLp2&api_key=cAnary7-Qk_Zx9wV3mB5tLp2'
  const headers = { authorization: 'Bearer cAnary7-Qk_Zx9wV3mB5tLp2', cookie: 'sid=cAnary7-Qk_Zx9wV3mB5tLp2' }
  for (const { url } of emulators) {
    for (const path of ['/properties', '/is/image/red', '/nowhere']) {
      await (await fetch(`${url}${path}${query}`, { headers })).text()
    }
  }
  await Promise.all(emulators.map((emulator) => emulator.close()))
  expect(logs).toHaveLength(6)
  expect(JSON.stringify(logs)).not.toMatch(/canary/i)
})

const innocent = INNOCENT.filter((text) => text !== '').map((text) => [text])

describe.each(allDoors)('what is no secret comes as it is out of %s', (name, open) => {
  test.each(innocent)('%s', async (text) => {
    const outcome = await open({ headers: { accept: '*/*' }, target: '/properties', text, secret: '' })
    const masked = Object.entries(outcome).filter(([, told]) => told.replace(LINK, '').includes('[redacted]'))
    expect(masked).toEqual([])
    // Monitoring is told of no texts.
    if (name !== 'telemetry') expect(Object.values(outcome).some((told) => isTold(text, told))).toBe(true)
  })
})

/** A link to which a text was added: behind a path, a question may look like a query. */
const LINK = /https:\/\/example\.com\/[^\s"'<>]*/g

/** As pages write it. */
const inHtml = (text: string) => text.replace(/[&<>"']/g, (each) => `&#${each.charCodeAt(0)};`)

/** As JSON Pointers write it. */
const inPointer = (text: string) => text.replaceAll('~', '~0').replaceAll('/', '~1')

/** Whether `text` can be read in what was told, as it is or as JSON, HTML or pointers write it. */
function isTold(text: string, told: string): boolean {
  const line = told.replace(/\s+/g, ' ')
  const written = [text, inPointer(text)].flatMap((each) => [each, JSON.stringify(each).slice(1, -1)])
  return [...written, inHtml(text)].some((each) => line.includes(each))
}
