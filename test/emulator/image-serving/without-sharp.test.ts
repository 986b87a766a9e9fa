import { tmpdir } from 'node:os'
import { expect, test, vi } from 'vitest'

vi.mock('sharp', () => {
  throw new Error("Cannot find package 'sharp'")
})

test('without sharp the emulator does not start, and names the command that installs it', async () => {
  const { startImageServingEmulator } = await import('../../../src/emulator/image-serving/index.js')
  await expect(startImageServingEmulator({ root: tmpdir() })).rejects.toMatchObject({
    name: 'RendererMissingError',
    message: expect.stringContaining('npm install sharp'),
    cause: expect.any(Error),
  })
})

test('without sharp a picture is not called corrupt', async () => {
  const { renderPicture } = await import('../../../src/image-serving/render/index.js')
  await expect(renderPicture(new Uint8Array())).rejects.toThrow('npm install sharp')
})
