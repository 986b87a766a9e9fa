import { expect, test } from 'vitest'
import {
  act,
  at,
  build,
  create,
  createEnvironment,
  createLibrary,
  createProperty,
  createWorld,
  errorsOf,
  patch,
  post,
  privateKey,
  resourceIn,
  settled,
  sftpHost,
} from './world.js'

test('an SFTP host is pending until its connection was tested, and shows no key', async () => {
  const world = await createWorld({ delays: { host: 500 } })
  const host = await create(world, await createProperty(world), 'hosts', sftpHost())
  expect(host).toMatchObject({ attributes: { status: 'pending', server: 'sftp.example.com' } })
  expect(JSON.stringify(host)).not.toContain('PGP')
  world.clock.advance(499)
  expect(await world.get(host)).toMatchObject({ attributes: { status: 'pending' } })
  world.clock.advance(1)
  const tested = await world.get(host)
  expect(tested).toMatchObject({ attributes: { status: 'succeeded', updated_at: '2026-01-01T00:00:00.500Z' } })
  expect(tested.meta).toBeUndefined()
})

test('a host that failed is tested again once it was mended', async () => {
  const world = await createWorld()
  const response = await post(world, await createProperty(world), 'hosts', sftpHost({ port: 1 }))
  const failed = await settled(world, response)
  expect(errorsOf(failed)).toMatchObject([{ code: 'connection-refused', meta: { request_id: expect.any(String) } }])
  const host = resourceIn(response)
  const mended = await patch(world, host, { attributes: { port: 2222 } })
  expect(mended.failures).toEqual([])
  expect(at(mended, '/data/attributes/status')).toBe('pending')
  expect(errorsOf(await settled(world, mended))).toEqual([])
  const again = await settled(world, await act(world, host, 'test', { 'x-emulate-error': 'ssh-disconnect' }))
  expect(errorsOf(again)).toMatchObject([{ code: 'ssh-disconnect' }])
})

test.each([
  { what: 'no server', attributes: { server: null, port: null } },
  { what: 'a key with a comment', attributes: { encrypted_private_key: privateKey('made for a test') } },
  {
    what: 'a key with other line breaks',
    attributes: { encrypted_private_key: privateKey().replaceAll('\n', '\r\n') },
  },
  { what: 'a server that fails later', attributes: { server: 'https://then-timeout-error.example.com' } },
])('$what is no obstacle', async ({ attributes }) => {
  const world = await createWorld()
  const response = await post(world, await createProperty(world), 'hosts', sftpHost(attributes))
  expect(errorsOf(await settled(world, response))).toEqual([])
})

/** A private key with these lines between the first and the last. */
const armored = (...lines: readonly string[]): string =>
  ['-----BEGIN PGP MESSAGE-----', ...lines, '-----END PGP MESSAGE-----'].join('\n')

test.each([
  { key: armored('Version: 1', 'Comment: none', '', 'hQEMA0fN', '=oRpa'), code: undefined },
  { key: `\n ${armored('', 'hQEMA0fN')}\n `, code: undefined },
  { key: armored('Comment: no bad passphrase', '', 'hQEMA0fN'), code: undefined },
  { key: armored('Comment: bad passphrase, no', '', 'hQEMA0fN'), code: undefined },
  { key: armored('X-Comment: bad passphrase', '', 'hQEMA0fN'), code: undefined },
  { key: armored('Version: 1', 'comment:   Bad Passphrase  ', '', 'hQEMA0fN'), code: 'decrypt-bad-passphrase' },
  { key: armored('hQEMA0fN'), code: 'decrypt-failed' },
  { key: armored('', ''), code: 'decrypt-failed' },
  { key: armored(''), code: 'decrypt-failed' },
  { key: armored('Comment', '', 'hQEMA0fN'), code: 'decrypt-failed' },
  { key: armored('Comment: a', '!Version: 1', '', 'hQEMA0fN'), code: 'decrypt-failed' },
  { key: armored('', 'hQEMA0fN', '!hQEMA0fN'), code: 'decrypt-failed' },
  { key: armored('', 'hQEMA0fN!', 'hQEMA0fN'), code: 'decrypt-failed' },
  { key: armored('', 'hQEMA0fN').replace('BEGIN', 'START'), code: 'decrypt-failed' },
  { key: armored('', 'hQEMA0fN').replace('END', 'STOP'), code: 'decrypt-failed' },
])('with the private key $key the test of the connection ends with $code', async ({ key, code }) => {
  const world = await createWorld()
  const sent = await post(world, await createProperty(world), 'hosts', sftpHost({ encrypted_private_key: key }))
  const errors = errorsOf(await settled(world, sent))
  expect(errors.map((error) => error.code)).toEqual(code === undefined ? [] : [code])
})

test('an empty private key is refused at once', async () => {
  const world = await createWorld()
  const response = await post(world, await createProperty(world), 'hosts', sftpHost({ encrypted_private_key: ' ' }))
  expect(response.failures).toMatchObject([
    {
      delivery: 'immediate',
      errors: [
        {
          code: 'decrypt-no-data',
          detail: 'The private key is empty.',
          source: { pointer: '/data/attributes/encrypted_private_key' },
        },
      ],
    },
  ])
})

test('a host of Adobe is ready at once, and does not change', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const host = await create(world, property, 'hosts', { attributes: { name: 'Adobe', type_of: 'akamai' } })
  expect(host.attributes['status']).toBe('succeeded')
  const response = await patch(world, host, { attributes: { name: 'Other' } })
  expect(errorsOf(response)).toMatchObject([
    { code: 'read-only', status: '409', detail: 'Only hosts of type sftp can be changed.' },
  ])
  expect(await world.call('DELETE', `/hosts/${host.id}`)).toMatchObject({ status: 204, body: undefined })
  expect(errorsOf(await world.call('DELETE', `/hosts/${host.id}`))).toMatchObject([{ code: 'not-found' }])
})

test('a build fails where the server of its host has failed since', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const host = await create(world, property, 'hosts', sftpHost({ server: 'then-socket-error.example.com' }))
  world.emulator.settle()
  const environment = await createEnvironment(world, property, { host })
  const library = await createLibrary(world, property, { environment })
  expect(errorsOf(await settled(world, await build(world, library)))).toMatchObject([{ code: 'socket-error' }])
})

test('a build waits for the test of its host', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const host = await create(world, property, 'hosts', sftpHost())
  const library = await createLibrary(world, property, {
    environment: await createEnvironment(world, property, { host }),
  })
  expect(errorsOf(await build(world, library))).toMatchObject([
    { code: 'host-required', detail: 'The host Own server is pending.' },
  ])
  world.emulator.settle()
  expect(errorsOf(await settled(world, await build(world, library)))).toEqual([])
})
