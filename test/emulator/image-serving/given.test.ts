/** What requests get that ask for no picture, to the last member, and what those that fail are told. */
import { rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readImageConfig } from '../../../src/emulator/image-serving/config.js'
import { type ImageServingEmulator, startImageServingEmulator } from '../../../src/emulator/image-serving/start.js'
import { parseProperties } from '../../../src/image-serving/index.js'
import { makePictures } from './pictures.js'

const lines = `ErrorDetail=2
DefaultPix=60,70
DefaultThumbPix=8,9
Expiration=5
MaxPix=500,600
everywhere::UserData=of=default
red::UserData=of=another
[shoes]
red::Path=shoes/red.png
red::Modifier=wid=40
red::Targets=a=1??b=2=3
red::UserData=size=42??sex=women
red::UserType=photo
red::ImageSet=a,b=c
red::Map=<AREA>
gone::Path=shoes/gone.tif
text::Path=notes.txt
[/refused/]
OnMatch=error`

let root = ''
let emulator: ImageServingEmulator
beforeAll(async () => {
  root = await makePictures()
  const blank = sharp({ create: { width: 6, height: 4, channels: 4, background: '#ffffff80' } })
  writeFileSync(join(root, 'clear.png'), await blank.png().toBuffer())
  writeFileSync(join(root, 'grey.png'), await sharp(join(root, 'default.png')).toColourspace('b-w').png().toBuffer())
  writeFileSync(join(root, 'print.jpg'), await sharp(join(root, 'default.png')).toColourspace('cmyk').jpeg().toBuffer())
  emulator = await startImageServingEmulator({ root, config: readImageConfig(lines) })
})
afterAll(async () => {
  await emulator.close()
  rmSync(dirname(root), { recursive: true })
})

async function ask(target: string, headers: Record<string, string> = {}) {
  const response = await fetch(emulator.url + target, { headers })
  return { type: response.headers.get('content-type'), status: response.status, text: await response.text() }
}

test.each([
  [
    '/is/image/shoes/red?req=catalogprops',
    {
      'catalog.defaultExpiration': '1',
      'catalog.defaultPix': '60,70',
      'catalog.defaultThumbPix': '8,9',
      'catalog.expiration': '5',
      'catalog.maxPix': '500,600',
      'catalog.nonImgExpiration': '0.1',
    },
  ],
  [
    '/is/image/shoes/red?req=imageprops',
    {
      'image.expiration': '5',
      'image.height': '60',
      'image.mask': '1',
      'image.modifier': 'wid=40',
      'image.pixTyp': 'RGB',
      'image.width': '80',
    },
  ],
  [
    '/ir/render/clear?req=imageprops',
    {
      'image.expiration': '5',
      'image.height': '4',
      'image.mask': '1',
      'image.modifier': '',
      'image.pixTyp': 'RGB',
      'image.width': '6',
    },
  ],
  ['/is/image/grey?req=imageprops', { 'image.pixTyp': 'BW' }],
  ['/is/image/print?req=imageprops', { 'image.mask': '0', 'image.pixTyp': 'CMYK' }],
  ['/is/image/shoes/red?req=exists', { 'catalogRecord.exists': '1' }],
  ['/is/image/default?req=exists', { 'catalogRecord.exists': '1' }],
  ['/is/image/shoes/red?req=targets,json', { a: '1', b: '2=3' }],
  ['/is/image/everywhere?req=userdata,json', { of: 'default' }],
  ['/is/image/shoes/everywhere?req=userdata,json', { of: 'default' }],
  ['/is/content/shoes/red?req=userdata,json', { size: '42', sex: 'women' }],
  ['/is/image/shoes/red?req=imageset,json', { 'set.items': 'a,b=c' }],
  ['/is/image/shoes/red?req=map,json', { 'image.map': '<AREA>' }],
  ['/is/image/shoes/red?req=xlate', { 'xlate.translatedIds': 'shoes/red' }],
  ['/is/image/none?req=validate', { 'request.isValid': '1' }],
  ['/is/image', { copyright: 'An emulator of Image Serving and Image Rendering.' }],
] as const)('%s gets the properties %j', async (target, properties) => {
  const { type, text } = await ask(target)
  expect(parseProperties(text, { headers: { 'content-type': type ?? '' } })).toMatchObject({ ok: true, properties })
})

test('the properties of a picture are those of what is made of it', async () => {
  const { type, text } = await ask('/is/image/clear?req=props&wid=3&fmt=png-alpha')
  const made = await (await fetch(`${emulator.url}/is/image/clear?wid=3&fmt=png-alpha`)).arrayBuffer()
  expect(parseProperties(text, { headers: { 'content-type': type ?? '' } })).toMatchObject({
    properties: {
      'image.height': '2',
      'image.length': String(made.byteLength),
      'image.mask': '1',
      'image.pixTyp': 'RGB',
      'image.type': 'image/png',
      'image.width': '3',
      'image.version': expect.stringMatching(/^[\w-]{22}$/),
    },
  })
  expect((await ask('/is/image/clear?req=loadcache&wid=3&fmt=png-alpha')).text).toBe(String(made.byteLength))
})

test.each([
  ['style.css', 'style.css', ''],
  ['shoes/red', 'shoes/red.png', 'photo'],
  ['shoes/text', 'notes.txt', ''],
])('the properties of /is/content/%s are those of the file', async (object, path, userType) => {
  const { size, mtime } = statSync(join(root, path))
  const { type, text } = await ask(`/is/content/${object}?req=props`)
  expect(parseProperties(text, { headers: { 'content-type': type ?? '' } })).toMatchObject({
    properties: { path, length: String(size), expiration: '5', lastModified: mtime.toUTCString(), userType },
  })
})

test.each([
  ['/is/image/shoes/red?req=map', 'text/plain;charset=UTF-8', '<AREA>'],
  ['/is/image/shoes/red?req=map,text', 'text/plain;charset=UTF-8', '<AREA>'],
  [
    '/is/image/shoes/red?req=map,xml',
    'text/xml;charset=UTF-8',
    '<?xml version="1.0" encoding="UTF-8"?>\n<map><AREA></map>\n',
  ],
  ['/is/image/shoes/red?req=targets', 'text/plain;charset=UTF-8', 'a=1\r\nb=2=3\r\n'],
  ['/is/image/shoes/red?req=resolve', 'text/plain;charset=UTF-8', '/is/image/shoes/red?req=resolve'],
  ['/is/content/style.css', 'application/octet-stream', 'a {}'],
  ['/is/content/shoes/text', 'application/octet-stream', 'notes'],
])('%s is %s: %j', async (target, type, text) => {
  expect(await ask(target)).toEqual({ status: 200, type, text })
})

describe('what is said of', () => {
  const at = (path: string) => `There is no file ${path} in ${root}.`
  test.each([
    ['/is/image/shoes/none', () => at('shoes/none')],
    ['/is/image/shoes/gone', () => at('shoes/gone.tif')],
    ['/is/content/none.css', () => at('none.css')],
    ['/ir/render/none', () => at('none')],
    ['/ir/render/shoes/gone', () => at('shoes/gone.tif')],
    ['/is/image/refused', () => 'A rule refuses it.'],
    ['/is/image/shoes/red?wid=501', () => /: see MaxPix, MaxRenderRgnPixels and MaxNonDsfSize\.$/],
    ['/is/image/shoes/broken', () => /^The picture cannot be read: Error: /],
    ['/is/image/shoes/red?req=savetofile', () => 'The attribute SavePath is empty here, so that nothing is saved.'],
  ] satisfies readonly (readonly [string, () => string | RegExp])[])('%s', async (target, why) => {
    const { status, text } = await ask(target)
    expect(status).toBe(403)
    const expected = why()
    if (typeof expected === 'string') expect(text).toBe(expected)
    else expect(text).toMatch(expected)
  })

  test('an error that was asked for, and of one that there is not', async () => {
    expect((await ask('/is/image/shoes/red', { 'x-emulate-error': 'image-not-found' })).text).toBe(
      'The request asked for this error.',
    )
    expect((await ask('/ir/render/shoes/red', { 'x-emulate-error': 'vignette-not-found' })).text).toBe(
      'The request asked for this error.',
    )
    for (const [path, code] of [
      ['/is/image/shoes/red', 'vignette-not-found'],
      ['/ir/render/shoes/red', 'no-such-code'],
    ] as const) {
      expect((await ask(path, { 'x-emulate-error': code })).text).toBe(
        'The request asks for an error that there is not.',
      )
    }
  })
})
