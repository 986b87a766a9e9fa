import { expect, test } from 'vitest'
import { fingerprintOf } from '../../src/image-serving/index.js'

test.each([undefined, 'GIF89a', { body: 'GIF89a' }])('what holds no bytes has no fingerprint: %j', async (picture) => {
  const told = new TypeError('"picture" must be an ArrayBuffer or a Uint8Array')
  await expect(fingerprintOf(picture as never)).rejects.toEqual(told)
})

test('a fingerprint is the SHA-256 of the bytes', async () => {
  await expect(fingerprintOf(new TextEncoder().encode('abc'))).resolves.toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
  const { buffer } = new Uint8Array(0)
  await expect(fingerprintOf(buffer)).resolves.toMatch(/^e3b0c442[\da-f]{56}$/)
})
