import { expect, test, vi } from 'vitest'

vi.mock('sharp', () => {
  throw new Error("Cannot find package 'sharp'")
})

test('without sharp, the command is named that installs it', async () => {
  const { loadSharp } = await import('../../../src/image-serving/render/sharp.js')
  await expect(loadSharp()).rejects.toMatchObject({
    name: 'RendererMissingError',
    message: 'Pictures are drawn with sharp, which cannot be loaded here: npm install sharp',
    cause: expect.any(Error),
  })
})
