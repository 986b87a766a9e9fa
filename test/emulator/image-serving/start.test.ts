import { rmSync } from 'node:fs'
import { connect } from 'node:net'
import { dirname } from 'node:path'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { readImageConfig } from '../../../src/emulator/image-serving/config.js'
import { type ImageServingEmulator, startImageServingEmulator } from '../../../src/emulator/image-serving/start.js'
import { imageRendering, imageServing, parseProperties } from '../../../src/image-serving/index.js'
import { expectApproved } from '../../image-serving/render/approved.js'
import { closeSecondaries, secondary } from '../../image-serving/render/secondary.js'
import { makePictures } from './pictures.js'

let root = ''
const running: ImageServingEmulator[] = []
beforeAll(async () => {
  root = await makePictures()
})
afterEach(async () => {
  closeSecondaries()
  for (const emulator of running.splice(0)) await emulator.close()
})
afterAll(() => rmSync(dirname(root), { recursive: true }))

const records =
  '\ngone::Path=shoes/gone.tif\nred::Path=shoes/red.png\nonError::Modifier=size=60,40&bgc=eeeeff&text=$error.title$'

/** Starts an emulator with the lines of a configuration, and gives what asks it. */
async function asking(lines = '') {
  const emulator = await startImageServingEmulator({ root, config: readImageConfig(`${lines}\n[shoes]${records}`) })
  running.push(emulator)
  const ask = async (target: string, headers: Record<string, string> = {}) => {
    const response = await fetch(emulator.url + target, { headers })
    const body = new Uint8Array(await response.arrayBuffer())
    const type = response.headers.get('content-type')
    return { status: response.status, type, body, text: new TextDecoder().decode(body), headers: response.headers }
  }
  return Object.assign(ask, { url: emulator.url })
}

test('pictures are answered in the size and format of the request', async () => {
  const ask = await asking()
  const { status, type, body, headers } = await ask('/is/image/shoes/red?wid=40&fmt=png')
  expect([status, type, headers.get('cache-control')]).toEqual([200, 'image/png', 'max-age=36000'])
  expect(await sharp(body).metadata()).toMatchObject({ width: 40, height: 30 })
  expect((await ask('/is/image/shoes/logo')).type).toBe('image/jpeg')
  expect((await ask('/ir/render/shoes/red?req=img&fmt=gif')).type).toBe('image/gif')
})

test('layers are put on top of each other', async () => {
  const ask = await asking()
  await expectApproved('layers', (await ask('/is/image/shoes/red?fmt=png&layer=1&src=/shoes/logo&layer=2&text=x')).body)
  const nested = await ask('/is/image/shoes/red?fmt=png&layer=1&src=is{shoes/logo?wid=9}')
  await expectApproved('layers', nested.body)
})

test.each([
  ['/is/image/shoes/red?req=props', '#S7Z OK', 'image.width=80'],
  ['/is/image/shoes/red?req=exists,json&id=7&handler=show', '/*jsonp*/show({"catalogRecord.exists":"1"},"7");', ''],
  ['/is/image/shoes/none?req=exists,json', '/*jsonp*/s7jsonResponse({"catalogRecord.exists":"0"},"");', ''],
  ['/is/image/shoes/red?req=catalogprops,javascript', "catalog.path='shoes/red.png'", ''],
  ['/is/image/shoes/logo?req=catalogprops,javascript', "catalog.path=''", ''],
  ['/is/image/shoes/none?req=validate,json', '/*jsonp*/s7jsonResponse({"request.isValid":"1"},"");', ''],
  ['/is/image/shoes/red?req=imageset,xml', '<?xml version="1.0" encoding="UTF-8"?>', 'name="width" value="80"'],
  ['/is/content/style.css', 'a {}', ''],
])('%s is answered', async (target, start, part) => {
  const { status, text } = await (await asking())(target)
  expect(status).toBe(200)
  expect(text.startsWith(start)).toBe(true)
  expect(text).toContain(part)
})

test('user data that is not there is an empty line, and messages have no body', async () => {
  const ask = await asking()
  expect((await ask('/is/image/shoes/none?req=userdata')).text).toBe('\r\n')
  expect((await ask('/is/image/shoes/red?req=userdata')).text).toBe('\r\n')
  expect(await ask('/is/image/shoes/none?req=message')).toMatchObject({ status: 200, text: '' })
})

test.each([
  ['/is/image/shoes/none', 403, 'Image Not Found'],
  ['/is/image/shoes/gone', 403, 'Image File Missing'],
  ['/is/image/shoes/broken', 403, 'Image Corrupt'],
  ['/is/image/shoes/broken?req=props', 403, 'Image Corrupt'],
  ['/is/image/shoes/red?layer=1&src=shoes/broken', 403, 'Image Corrupt'],
  ['/is/image/shoes/red?wid=2000', 403, 'Image Too Large'],
  ['/is/image/shoes/red?wid=x', 403, 'Request Malformed'],
  ['/is/image/shoes/red?text=%ff', 403, 'Request Malformed'],
  ['/is/image/%ff', 403, 'Request Malformed'],
  ['/is/image/shoes/red?req=nothing', 403, 'Unknown Request Type'],
  ['/is/image/shoes/red?fmt=pdf', 403, 'Format Does Not Fit'],
  ['/is/image/shoes/red?fit=crop', 403, 'Fit Not Applicable'],
  ['/is/image/shoes/red?layer=1,a&layer=2,a', 403, 'Layer Name Not Valid'],
  ['/is/image/shoes/red?layer=1&src=http://127.0.0.1:9/a.jpg', 403, 'Direct URL Not Allowed'],
  ['/is/content/none.css', 403, 'Static Content Not Found'],
  ['/xfl/flash/a', 404, 'Path Retired'],
  ['/is/image/..%2fsecret', 403, 'Image Not Found'],
  ['/is/image/up/secret', 403, 'Image Not Found'],
  ['/is/content/out.png', 403, 'Static Content Not Found'],
])('%s is answered with %j and “%s”', async (target, status, title) => {
  const ask = await asking('MaxPix=10000')
  const answer = await ask(target)
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([status, 'no-store'])
  expect(answer.text).toContain(title)
  expect(answer.headers.get('x-emulator-because')).toMatch(/^[+-] redirect \(PS::errorRedirect\.rootUrl\)/)
})

test('each kind of request has its error in its format', async () => {
  const ask = await asking('ErrorDetail=2')
  for (const req of [
    'props',
    'imageset,xml,UTF-16',
    'set',
    'map',
    'xlate,javascript',
    'targets,json',
    'xmp',
    'mbrSet',
    'resolve',
    'loadcache',
    'saveToFile',
  ]) {
    const { status, type, body, headers } = await ask(`/is/image/shoes/none?req=${req}`)
    const answer = parseProperties(body, { status, headers: { 'content-type': type ?? '' } })
    expect([req, answer.ok, !answer.ok && answer.failure.errors[0].code]).toEqual([
      req,
      false,
      // Plain text has the message alone, of which level 2 leaves no title.
      ['resolve', 'loadcache', 'saveToFile'].includes(req) ? 'image-serving-error' : 'image-not-found',
    ])
    expect(headers.get('cache-control')).toBe('no-store')
  }
})

test.each([
  [0, 'Image Not Found'],
  [1, 'Image Not Found'],
  [2, /^There is no file shoes\/none in .*root\.$/],
  [3, /^There is no file shoes\/none in .*root\.\n(?:.*\n)* {4}at /],
])('ErrorDetail %j shows %s', async (level, text) => {
  expect((await (await asking(`ErrorDetail=${level}`))('/is/image/shoes/none')).text).toMatch(text)
})

test('every code can be asked for', async () => {
  const ask = await asking()
  const expectAll = async (path: string, titles: readonly (readonly [string, number, string])[]) => {
    for (const [code, status, title] of titles) {
      expect(await ask(path, { 'x-emulate-error': code })).toMatchObject({ status, text: title })
    }
    expect((await ask(path, { 'x-emulate-error': '__proto__' })).text).toBe('Request Malformed')
  }
  const served = imageServing.codes.map((code) => imageServing.entry(code))
  const rendered = imageRendering.codes.map((code) => imageRendering.entry(code))
  await expectAll(
    '/is/image/shoes/red',
    served.map(({ code, status, title }) => [code, status, title]),
  )
  await expectAll(
    '/ir/render/shoes/red',
    rendered.map(({ code, status, title }) => [code, status, title]),
  )
})

test('what a rule says counts for the requests that it matches, before what their catalog says', async () => {
  const lines = 'ErrorImage=size=10,10\n[/^shoes\\/n/]\nErrorImage=size=20,10\n[/./]\nErrorImage=\nMaxPix=9'
  const ask = await asking(lines)
  expect(await sharp((await ask('/is/image/shoes/none')).body).metadata()).toMatchObject({ width: 20 })
  expect(await ask('/is/image/shoes/red')).toMatchObject({ status: 403, text: 'Image Too Large' })
})

test('a default image replaces the whole, or the layer that is missing', async () => {
  const missing = '/is/image/shoes/red?wid=120&hei=90&fmt=png&layer=1&src=shoes/none'
  const whole = await (await asking('DefaultImage=default\nDefaultExpiration=2'))(missing)
  expect([whole.status, whole.headers.get('cache-control')]).toEqual([200, 'max-age=7200'])
  await expectApproved('default-image-mode-0', whole.body)
  const layer = await (await asking('DefaultImage=default\nDefaultImageMode=1'))(missing)
  await expectApproved('default-image-mode-1', layer.body)
  expect(layer.headers.get('x-emulator-because')).toContain('+ default-image (attribute::DefaultImageMode)')
})

test('a default image that is missing or too large is followed by the error image', async () => {
  const ask = await asking('DefaultImage=none\nErrorImage=shoes/onError')
  const { status, type, body, headers } = await ask('/is/image/shoes/none?fmt=png')
  expect([status, type, headers.get('cache-control')]).toEqual([200, 'image/png', 'no-store'])
  expect(await sharp(body).metadata()).toMatchObject({ width: 60, height: 40 })
  expect(headers.get('x-emulator-because')).toContain('+ error-image')
  const large = await (await asking('DefaultImage=default\nMaxPix=9'))('/is/image/shoes/none')
  expect([large.status, large.text]).toEqual([403, 'Image Not Found'])
})

test('an error image is a record, a template, or a picture', async () => {
  const sizeOf = async (lines: string, target: string) => {
    const { status, body } = await (await asking(lines))(target)
    const { width, height } = await sharp(body).metadata()
    return [status, width, height]
  }
  const target = '/is/image/shoes/broken?fmt=png'
  expect(await sizeOf('ErrorImage=shoes/onError', target)).toEqual([200, 60, 40])
  expect(await sizeOf('ErrorImage=size=33,44&text=$error.message$', target)).toEqual([200, 33, 44])
  expect(await sizeOf('ErrorImage=default', target)).toEqual([200, 40, 40])
  expect(await sizeOf('ErrorImage=default', '/is/image/shoes/broken')).toEqual([200, 40, 40])
  expect(await sizeOf('ErrorImage=default', '/ir/render/shoes/none')).toEqual([200, 40, 40])
  expect(await sizeOf('ErrorImage=shoes/onError', '/ir/render/shoes/none')).toEqual([200, 60, 40])
  expect(await (await asking('ErrorImage=none'))(target)).toMatchObject({ status: 403, text: 'Image Corrupt' })
  expect((await (await asking('ErrorImage=default'))('/ir/render/shoes/none?req=debug')).text).toContain(
    'debug.object=shoes/none',
  )
})

test('what is missing is asked of a secondary server, whose reply is the answer', async () => {
  const second = await asking()
  const ask = await asking(`PS::errorRedirect.rootUrl=${second.url}`)
  expect((await ask('/is/image/shoes/none')).headers.get('x-emulator-because')).toMatch(
    /^- redirect \(PS::errorRedirect\)/,
  )
  const root = await secondary((request, response) =>
    response.writeHead(201, { 'x-asked': request.url ?? '' }).end('there'),
  )
  const other = await asking(`PS::errorRedirect.rootUrl=${root}`)
  const answer = await other('/is/image/shoes/gone?wid=3')
  expect([answer.status, answer.text, answer.headers.get('x-asked')]).toEqual([
    201,
    'there',
    '/is/image/shoes/gone?wid=3',
  ])
})

test('servers that are secondary to each other do not ask in a circle', async () => {
  let url = ''
  let asked = 0
  const relay = await secondary((request, response) => {
    asked += 1
    fetch(url + request.url, { headers: { 'cdn-loop': String(request.headers['cdn-loop']) } }).then(async (reply) =>
      response.writeHead(reply.status).end(await reply.text()),
    )
  })
  const ask = await asking(`PS::errorRedirect.rootUrl=${relay}`)
  url = ask.url
  expect([(await ask('/is/image/shoes/gone')).text, asked]).toEqual(['Image File Missing', 1])
})

test('a secondary server that hangs is followed by text', async () => {
  const root = await secondary(() => undefined)
  const ask = await asking(
    `DefaultImage=default\nPS::errorRedirect.rootUrl=${root}\nPS::errorRedirect.socketTimeout=30`,
  )
  expect(await ask('/is/image/shoes/gone')).toMatchObject({ status: 403, text: 'Image File Missing' })
})

test('other methods and paths are answered as what they are', async () => {
  const { url } = await asking()
  const post = await fetch(`${url}/is/image/shoes/red`, { method: 'POST', body: 'x' })
  expect([post.status, await post.text()]).toEqual([405, 'Only GET and HEAD are answered here.'])
  const head = await fetch(`${url}/is/image/shoes/red`, { method: 'HEAD' })
  expect([head.status, await head.text(), Number(head.headers.get('content-length')) > 100]).toEqual([200, '', true])
  expect((await fetch(`${url}/other`)).status).toBe(404)
})

test('a file that cannot be read is an error of the server', async () => {
  // A picture of a terabyte has no place in memory.
  const ask = await asking('ErrorDetail=2')
  const { truncateSync, writeFileSync } = await import('node:fs')
  writeFileSync(`${root}/huge.png`, '')
  truncateSync(`${root}/huge.png`, 2 ** 30)
  expect(await ask('/is/image/huge')).toMatchObject({ status: 500, text: 'Error: The file is too large' })
})

test('what is no HTTP harms nothing', async () => {
  const ask = await asking()
  const { port } = new URL(ask.url)
  await new Promise<void>((resolve) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.end('nonsense\r\n\r\n'))
    socket.on('data', () => undefined).on('close', () => resolve())
  })
  expect((await ask('/is/image/shoes/red')).status).toBe(200)
})

test('without a configuration, everything has its built-in value', async () => {
  const emulator = await startImageServingEmulator({ root })
  running.push(emulator)
  const response = await fetch(`${emulator.url}/is/image/none`)
  expect([response.status, await response.text()]).toEqual([403, 'Image Not Found'])
})

test.each(['ErrorDetail=7', '[/a/]\nMaxPix=many', '[a]\nDefaultImageMode=2', 'PS::errorRedirect.rootUrl=nowhere'])(
  'the configuration %j is refused',
  async (lines) => {
    await expect(startImageServingEmulator({ root, config: readImageConfig(lines) })).rejects.toThrow(
      /^The configuration is wrong/,
    )
  },
)
