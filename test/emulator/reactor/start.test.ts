import { expect, test } from 'vitest'
import { startReactorEmulator } from '../../../src/emulator/index.js'
import { urlOf } from '../../../src/emulator/loopback.js'
import { at, createProperty, createWorld, post, sftpHost } from './world.js'

const headers = { 'x-api-key': 'key', authorization: 'Bearer token', 'x-gw-ims-org-id': 'A@AdobeOrg' }

test('an emulator listens on this machine only, on a port that is free, until it is closed', async () => {
  const [first, second] = [await startReactorEmulator(), await startReactorEmulator()]
  expect(first.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(first.url).not.toBe(second.url)
  expect((await fetch(`${first.url}/companies`, { headers })).status).toBe(200)
  await first.close()
  await expect(fetch(`${first.url}/companies`, { headers })).rejects.toThrow()
  expect((await fetch(`${second.url}/companies`, { headers })).status).toBe(200)
  await second.close()
})

test('a port that is taken is an error', async () => {
  const emulator = await startReactorEmulator()
  const port = Number(new URL(emulator.url).port)
  await expect(startReactorEmulator({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  await emulator.close()
})

test('addresses of both families make URLs', () => {
  expect(urlOf({ address: '127.0.0.1', family: 'IPv4', port: 80 })).toBe('http://127.0.0.1:80')
  expect(urlOf({ address: '::1', family: 'IPv6', port: 80 })).toBe('http://[::1]:80')
})

test('closing drops connections that wait, and work that is under way', async () => {
  const world = await createWorld()
  await post(world, await createProperty(world), 'hosts', sftpHost())
  const pending = fetch(`${world.emulator.url}/companies`, {
    method: 'POST',
    headers,
    body: new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(1)) }),
    duplex: 'half',
  } as RequestInit)
  const ended = expect(pending).rejects.toThrow()
  await world.emulator.close()
  await ended
})

test('work is settled over HTTP too', async () => {
  const world = await createWorld()
  const answered = await post(world, await createProperty(world), 'hosts', sftpHost())
  const response = await fetch(`${world.emulator.url}/emulator/settle`, { method: 'POST' })
  expect(response.status).toBe(204)
  const host = await world.call('GET', `/hosts/${String(at(answered, '/data/id'))}`)
  expect(at(host, '/data/attributes/status')).toBe('succeeded')
})
