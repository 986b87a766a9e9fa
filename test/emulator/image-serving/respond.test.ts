/** Which requests are refused, and how pictures are put together: what takes no server to find out. */
import { rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readImageConfig } from '../../../src/emulator/image-serving/config.js'
import { respondTo } from '../../../src/emulator/image-serving/respond.js'
import { readImageRequest } from '../../../src/image-serving/index.js'
import { makePictures } from './pictures.js'

let root = ''
beforeAll(async () => {
  root = await makePictures()
  for (const name of ['drawing.svg', 'drawing.SVGZ.png', 'drawing.svg.png']) writeFileSync(join(root, name), '')
})
afterAll(() => rmSync(dirname(root), { recursive: true }))

/** The response to a target under a configuration, from a client elsewhere. */
async function respond(lines: string, target: string, client = '192.168.0.9') {
  const request = readImageRequest(target) ?? expect.unreachable('the target is one of the service')
  const config = readImageConfig(`ErrorDetail=2\n${lines}`)
  const { response, code } = await respondTo({ root, config }, request, { client, isProxied: false })
  return { ...response, code, text: new TextDecoder().decode(response.body) }
}

test.each([
  { lines: 'ClientAddressFilter=10.0.0.0/8', client: '10.1.2.3', isLetIn: true },
  { lines: 'ClientAddressFilter=10.0.0.0/8', client: '192.168.0.9', isLetIn: false },
  {
    lines: 'ClientAddressFilter=10.0.0.0/8\n[/red/]\naddressfilter=192.168.0.0/16',
    client: '192.168.0.9',
    isLetIn: true,
  },
  { lines: '[/blue/]\naddressfilter=10.0.0.0/8', client: '192.168.0.9', isLetIn: true },
])('with $lines the client $client is let in: $isLetIn', async ({ lines, client, isLetIn }) => {
  const { code, text } = await respond(lines, '/is/image/shoes/red', client)
  expect(code).toBe(isLetIn ? undefined : 'request-refused')
  if (!isLetIn) expect(text).toBe('The address of the client is filtered.')
})

test.each([
  ['is', '/is/image/shoes/red'],
  ['ir', '/ir/render/shoes/red'],
  ['static', '/is/content/shoes/red.png'],
])('a rule for RequestType=%s is for %s alone', async (word, refused) => {
  for (const target of ['/is/image/shoes/red', '/ir/render/shoes/red', '/is/content/shoes/red.png']) {
    const { code } = await respond(`[/^shoes\\/red(?:\\.png)?$/]\nRequestType=${word}\nOnMatch=error`, target)
    expect([target, code]).toEqual([target, target === refused ? 'request-refused' : undefined])
  }
})

test.each([
  { mode: 'exclude:SVG', target: '/is/image/drawing.svg', isRefused: true },
  { mode: 'exclude:SVG', target: '/is/image/drawing.svgz', isRefused: true },
  { mode: 'exclude:SVG', target: '/is/image/drawing.SVG', isRefused: true },
  { mode: 'exclude:SVG', target: '/is/image/drawing.svg.png', isRefused: false },
  { mode: 'exclude:SVG', target: '/is/content/drawing.svg', isRefused: false },
  { mode: 'exclude:STATIC', target: '/is/content/drawing.svg', isRefused: true },
  { mode: 'exclude:IR_VNT', target: '/ir/render/shoes/red', isRefused: true },
  { mode: 'exclude:IR_VNT', target: '/is/image/shoes/red', isRefused: false },
  { mode: 'exclude:IS', target: '/is/image/shoes/red', isRefused: true },
  { mode: 'exclude:IS', target: '/ir/render/shoes/red', isRefused: false },
  { mode: 'include:IS', target: '/ir/render/shoes/red', isRefused: true },
])('AllowDirectAccess=$mode refuses $target: $isRefused', async ({ mode, target, isRefused }) => {
  const { code, text } = await respond(`AllowDirectAccess=${mode}`, target)
  expect(code === 'direct-access-refused').toBe(isRefused)
  if (isRefused) expect(text).toBe('AllowDirectAccess lets no path name such an object.')
})

test.each(['is', 'ir', 'fxg'])('%s{…} and %s(…) nest a picture', async (word) => {
  const pictures = []
  for (const src of ['/shoes/logo', `${word}{shoes/logo?wid=9}`, `${word}(shoes/logo)`]) {
    const { body, status } = await respond('', `/is/image/shoes/red?fmt=png&layer=1&src=${src}`)
    expect(status).toBe(200)
    pictures.push(Buffer.from(body).toString('base64'))
  }
  expect(new Set(pictures).size).toBe(1)
  const { code } = await respond('', `/is/image/shoes/red?fmt=png&layer=1&src=x${word}{shoes/logo}`)
  expect(code).toBe('image-not-found')
})

test('a layer that is larger than the picture is made to fit', async () => {
  const { status, body } = await respond('', '/is/image/shoes/logo?fmt=png&layer=1&src=/shoes/red')
  expect(status).toBe(200)
  expect(await sharp(body).metadata()).toMatchObject({ width: 30, height: 20 })
  const alone = await respond('', '/is/image/shoes/logo?fmt=png')
  expect(Buffer.from(body).equals(Buffer.from(alone.body))).toBe(false)
})

test('texts may be kept as long as the catalog says, and those that are not emulated not at all', async () => {
  const given = await respond('Expiration=2', '/is/image/shoes/red?req=userdata')
  expect(given.headers).toMatchObject({ 'content-type': 'text/plain;charset=UTF-8', 'cache-control': 'max-age=7200' })
  const none = await respond('', '/is/image/shoes/red?req=xmp')
  expect(none).toMatchObject({ status: 501, text: 'req=xmp is not emulated.' })
  expect(none.headers).toMatchObject({ 'content-type': 'text/plain;charset=UTF-8', 'cache-control': 'no-store' })
})

test.each([
  { asked: 'video', own: 'photo', code: 'type-mismatch' },
  { asked: 'photo', own: 'photo', code: undefined },
  { asked: '', own: 'photo', code: undefined },
  { asked: 'video', own: '', code: undefined },
])('static content of type “$own” that is asked for as “$asked”: $code', async ({ asked, own, code }) => {
  const lines = `red::Path=shoes/red.png\nred::UserType=${own}`
  expect((await respond(lines, `/is/content/red?type=${asked}`)).code).toBe(code)
})
