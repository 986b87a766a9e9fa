import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { renderErrorImage } from '../../../src/image-serving/render/error-image.js'
import { builtInFont } from '../../../src/image-serving/render/font.js'

const words = { title: 'x', message: '글자 letters' }

test('the font is unpacked once, is removed when the process ends, and comes back where somebody else removed it', async () => {
  const before = process.listeners('exit')
  const { family, file } = builtInFont()
  const added = process.listeners('exit').filter((listener) => !before.includes(listener))
  expect([family, existsSync(file), builtInFont().file, added.length]).toEqual(['Unifont', true, file, 1])
  const picture = await renderErrorImage({ words, fmt: 'png' })
  added[0]?.(0)
  expect(existsSync(dirname(file))).toBe(false)
  const again = builtInFont()
  expect([existsSync(again.file), again.file]).not.toEqual([true, file])
  expect(await renderErrorImage({ words, fmt: 'png' })).toEqual(picture)
})
