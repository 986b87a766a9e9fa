import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { curlsFor, explanation } from '../../../src/emulator/image-serving/explanation.js'

const line = (path: string): string => `curl -s -D - -o /dev/null 'http://localhost:1${path}'`

test.each(['jpg', 'JPEG', 'png', 'webp', 'gif', 'tif', 'tiff', 'avif'])(
  'the lines of curl ask for one picture that is there, such as a .%s, without its ending',
  async (ending) => {
    const root = mkdtempSync(join(tmpdir(), 'pictures-'))
    for (const name of ['a.png.txt', 'apng', `it’s 'red'.${ending}`, `late.${ending}`])
      writeFileSync(join(root, name), '')
    expect(await curlsFor('http://localhost:1', root)).toEqual([
      line('/is/image/it%E2%80%99s%20%27red%27?wid=100'),
      line('/is/image/not-there'),
      line('/is/image/not-there?req=props'),
    ])
    rmSync(root, { recursive: true })
  },
)

test('the emulator says what it is, what to try, what it leaves out and what its headers are', () => {
  expect(JSON.parse(explanation(['curl']))).toEqual({
    meta: {
      about: 'Image Serving (/is/image, /is/content) and Image Rendering (/ir/render) over a folder of pictures.',
      try: ['curl'],
      not_emulated: 'Commands that a response names in x-emulator-because, text, vignettes, and video.',
      headers: {
        'x-emulate-error': 'In a request: the code of the error that it gets, such as image-not-found.',
        'x-emulator-because': 'In a response: why it is what it is.',
      },
    },
  })
})
