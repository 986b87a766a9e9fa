/** Compares pictures with approved files, pixel by pixel. */
import { existsSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import sharp, { type OutputInfo } from 'sharp'
import { expect } from 'vitest'

const TOLERANCE = 24

/**
 * Expects a picture to look like the file of that name in test/image-serving/approved: of its size, and with nearly no pixel that
 * differs by more than edges do between machines. A file that is missing is written, and fails: look at it, and commit it.
 */
export async function expectApproved(name: string, picture: Uint8Array): Promise<void> {
  const file = fileURLToPath(new URL(`../approved/${name}.png`, import.meta.url))
  const actual = await pixels(picture)
  if (!existsSync(file)) {
    writeFileSync(file, await sharp(picture).png({ compressionLevel: 9 }).toBuffer())
    expect.fail(`${name}.png was not there; look at what was written`)
  }
  const approved = await pixels(file)
  expect([actual.info.width, actual.info.height]).toEqual([approved.info.width, approved.info.height])
  let different = 0
  for (let at = 0; at < approved.data.length; at++) {
    if (Math.abs((actual.data[at] ?? 0) - (approved.data[at] ?? 0)) > TOLERANCE) different += 1
  }
  expect(different / approved.data.length).toBeLessThan(0.001)
}

/** The pixels of a picture, as red, green, blue and alpha. */
export const pixels = (picture: Uint8Array | string): Promise<{ data: Buffer; info: OutputInfo }> =>
  sharp(picture).ensureAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
