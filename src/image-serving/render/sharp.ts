/** Loads the package that pictures are drawn with. */
import type Sharp from 'sharp'

/** Thrown where a package is missing that pictures are drawn with. */
export class RendererMissingError extends Error {
  override readonly name = 'RendererMissingError'
}

/** `sharp`. Rejects with a `RendererMissingError` that names the command which installs it. */
export async function loadSharp(): Promise<typeof Sharp> {
  try {
    return (await import('sharp')).default
  } catch (cause) {
    throw new RendererMissingError('Pictures are drawn with sharp, which cannot be loaded here: npm install sharp', {
      cause,
    })
  }
}
