import { tmpdir } from 'node:os'
import { expect, test, vi } from 'vitest'

vi.mock('node:module', () => ({
  createRequire: () => ({
    resolve: (name: string) => {
      throw new Error(`Cannot find module '${name}'`)
    },
  }),
}))

test('without Unifont the emulator does not start, and names the command that installs it', async () => {
  const { startImageServingEmulator } = await import('../../../src/emulator/image-serving/index.js')
  await expect(startImageServingEmulator({ root: tmpdir() })).rejects.toMatchObject({
    name: 'RendererMissingError',
    message: expect.stringMatching(/npm install @fontsource\/unifont$/),
    cause: expect.any(Error),
  })
})
