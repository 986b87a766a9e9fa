import { rmSync } from 'node:fs'
import { connect } from 'node:net'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { readImageConfig } from '../../../src/emulator/image-serving/config.js'
import {
  type ImageRequestLog,
  type ImageServingEmulator,
  startImageServingEmulator,
} from '../../../src/emulator/image-serving/start.js'
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
  '\ngone::Path=shoes/gone.tif\nred::Path=shoes/red.png\nred::UserData=size=42??sex=women\nred::UserType=photo\nred::ImageSet=a,b;c\nred::Map=<AREA SHAPE=RECT COORDS=0,0,9,9>\nforever::Path=shoes/red.png\nforever::Expiration=-1\nonError::Modifier=size=60,40&bgc=eeeeff&text=$error.title$'

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

test('pictures come in the size and format of the request', async () => {
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
  ['/is/image/shoes/red?req=catalogprops,javascript', "catalog.defaultExpiration='1'", "catalog.maxPix='0,0'"],
  ['/is/image?req=catalogprops', '#S7Z OK', 'catalog.nonImgExpiration=0.1'],
  ['/is/image/shoes/none?req=validate,json', '/*jsonp*/s7jsonResponse({"request.isValid":"1"},"");', ''],
  ['/is/image/shoes/red?req=imageprops,xml', '<?xml version="1.0" encoding="UTF-8"?>', 'name="width" value="80"'],
  ['/is/content/style.css', 'a {}', ''],
  ['/is/content/shoes/red?type=photo', '\ufffdPNG', ''],
  ['/is/content/style.css?req=props', '#S7Z OK', 'length=4'],
  ['/is/content/style.css?req=exists', '#S7Z OK', 'catalogRecord.exists=1'],
  ['/is/content/none?req=exists', '#S7Z OK', 'catalogRecord.exists=0'],
  ['/is/content/none?req=userdata', '\r\n', ''],
  ['/is/image/shoes/gone?req=exists', '#S7Z OK', 'catalogRecord.exists=1'],
  ['/is/image/shoes/red?req=userdata', 'size=42\r\nsex=women\r\n', ''],
  ['/is/image/shoes/red?req=userdata,json', '/*jsonp*/s7jsonResponse({"size":"42","sex":"women"},"");', ''],
  ['/is/image/shoes/red?req=imageset', 'a,b;c\r\n', ''],
  ['/is/image/shoes/red?req=imageset,json', '/*jsonp*/s7jsonResponse({"set.items":"a,b;c"},"");', ''],
  ['/is/image/shoes/none?req=imageset', '\r\n', ''],
  ['/is/image/shoes/none?req=targets,json', '\r\n', ''],
  ['/ir/render/none?req=userdata', '\r\n', ''],
  ['/is/image/shoes/red?req=map', '<AREA SHAPE=RECT', ''],
  ['/is/image/shoes/red?req=map,json', '/*jsonp*/s7jsonResponse({"image.map":"', ''],
  ['/is/image/shoes/logo?req=map', '', ''],
  ['/ir/render/shoes/logo?req=map', '<?xml version="1.0" encoding="UTF-8"?>\n<map></map>', ''],
  ['/is/image/shoes/red?req=resolve&wid=3', '/is/image/shoes/red?req=resolve&wid=3', ''],
  ['/is/image/shoes/logo?req=xlate', '#S7Z OK', 'xlate.translatedIds=shoes/logo'],
  ['/is/image/', '#S7Z OK', 'copyright='],
  ['/ir/render', '#S7Z OK', 'copyright='],
])('%s gets what its kind of request gets', async (target, start, part) => {
  const { status, text } = await (await asking())(target)
  expect(status).toBe(200)
  expect(text.startsWith(start)).toBe(true)
  expect(text).toContain(part)
})

test('user data that is not there is an empty line, and messages have no body', async () => {
  const ask = await asking()
  expect((await ask('/is/image/shoes/none?req=userdata')).text).toBe('\r\n')
  expect((await ask('/is/image/shoes/logo?req=userdata')).text).toBe('\r\n')
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
  ['/is/image/..%2fsecret', 403, 'Request Malformed'],
  ['/is/image/%252e%252e/secret', 403, 'Request Malformed'],
  ['/is/image/shoes/red?src=../secret', 403, 'Image Not Found'],
  ['/is/image/shoes/red?src=..%2fsecret', 403, 'Image Not Found'],
  ['/is/image/shoes/red?layer=1&src=is(../secret?wid=9)', 403, 'Image Not Found'],
  ['/is/image/shoes/red?src=is{https://a.example/b.jpg}', 403, 'Direct URL Not Allowed'],
  ['/is/image/shoes/red?src=(//a.example/b.jpg)', 403, 'Direct URL Not Allowed'],
  ['/is/image/shoes/red?src=%2F%2Fa.example/b.jpg', 403, 'Direct URL Not Allowed'],
  ['/is/image/shoes/red?src=file:///etc/passwd', 403, 'Direct URL Not Allowed'],
  ['/is/image/shoes/red?mask=http://a.example/b.jpg', 403, 'Direct URL Not Allowed'],
  ['/is/image/.env', 403, 'Image Not Found'],
  ['/is/image/notes.txt', 403, 'Image Not Found'],
  ['/is/content/.env', 403, 'Static Content Not Found'],
  ['/is/content/notes.txt', 403, 'Static Content Not Found'],
  ['/is/content/shoes/red?type=video', 403, 'Static Content Of Another Type'],
  ['/is/image/shoes/red?rect=0,0,9,9', 403, 'Request Malformed'],
  ['/is/image/shoes/red?req=saveToFile', 403, 'File Not Saved'],
  ['/ir/render/none', 403, 'Vignette Not Found'],
  ['/is/image/up/secret', 403, 'Image Not Found'],
  ['/is/content/out.png', 403, 'Static Content Not Found'],
])('%s gets %j and “%s”', async (target, status, title) => {
  const ask = await asking('MaxPix=1000,1000')
  const response = await ask(target)
  expect([response.status, response.headers.get('cache-control')]).toEqual([status, 'no-store'])
  expect(response.text).toContain(title)
  expect(response.headers.get('x-emulator-because')).toMatch(/^[+-] redirect \(PS::errorRedirect\.rootUrl\)/)
})

test('each kind of request has its error in its format', async () => {
  const ask = await asking('ErrorDetail=2')
  for (const req of [
    'props',
    'imageprops,xml,UTF-16',
    'set',
    'map',
    'xlate,javascript',
    'props,json',
    'xmp',
    'mbrSet',
    'resolve',
    'loadcache',
    'saveToFile',
  ]) {
    const { status, type, body, headers } = await ask(`/is/image/shoes/none?req=${req}`)
    const response = parseProperties(body, { status, headers: { 'content-type': type ?? '' } })
    expect([req, response.ok, !response.ok && response.failure.errors[0].code]).toEqual([
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
    const detailed = await asking('ErrorDetail=2')
    expect((await detailed(path, { 'x-emulate-error': 'image-not-fuond' })).text).toContain(
      'The request asks for an error that there is not; did you mean image-not-found?',
    )
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
  const lines =
    'small::Modifier=size=10,10\nlarge::Modifier=size=20,10\nErrorImage=small\n[/^shoes\\/n/]\nErrorImage=large\n[/./]\nErrorImage=\nMaxPix=9,9'
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
  const large = await (await asking('DefaultImage=default\nMaxPix=9,9'))('/is/image/shoes/none')
  expect([large.status, large.text]).toEqual([403, 'Image Not Found'])
})

test('an error image is a record or a picture', async () => {
  const sizeOf = async (lines: string, target: string) => {
    const { status, body } = await (await asking(lines))(target)
    const { width, height } = await sharp(body).metadata()
    return [status, width, height]
  }
  const target = '/is/image/shoes/broken?fmt=png'
  expect(await sizeOf('ErrorImage=shoes/onError', target)).toEqual([200, 60, 40])
  expect((await (await asking('ErrorImage=size=33,44&text=$error.message$'))(target)).status).toBe(403)
  expect(await sizeOf('ErrorImage=default', target)).toEqual([200, 40, 40])
  expect(await sizeOf('ErrorImage=default', '/is/image/shoes/broken')).toEqual([200, 40, 40])
  expect(await sizeOf('ErrorImage=default', '/ir/render/shoes/none')).toEqual([200, 40, 40])
  expect(await sizeOf('ErrorImage=shoes/onError', '/ir/render/shoes/none')).toEqual([200, 60, 40])
  expect(await (await asking('ErrorImage=none'))(target)).toMatchObject({ status: 403, text: 'Image Corrupt' })
  expect((await (await asking('ErrorImage=default'))('/ir/render/shoes/none?req=debug')).text).toContain(
    'debug.object=shoes/none',
  )
})

test('what is missing is asked of a secondary server, whose reply is the response', async () => {
  const second = await asking()
  const ask = await asking(`PS::errorRedirect.rootUrl=${second.url}`)
  expect((await ask('/is/image/shoes/none')).headers.get('x-emulator-because')).toMatch(
    /^- redirect \(PS::errorRedirect\)/,
  )
  const root = await secondary((request, response) =>
    response.writeHead(201, { 'x-asked': request.url ?? '' }).end('there'),
  )
  const other = await asking(`PS::errorRedirect.rootUrl=${root}`)
  const response = await other('/is/image/shoes/gone?wid=3')
  expect([response.status, response.text, response.headers.get('x-asked')]).toEqual([
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

test('other methods and paths are taken for what they are', async () => {
  const { url } = await asking()
  const post = await fetch(`${url}/is/image/shoes/red`, { method: 'POST', body: 'x' })
  expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  const head = await fetch(`${url}/is/image/shoes/red`, { method: 'HEAD' })
  expect([head.status, await head.text(), Number(head.headers.get('content-length')) > 100]).toEqual([200, '', true])
  for (const path of ['/other', '/emulator/other', '/emulators', '/other/emulator', '/other/'])
    expect((await fetch(url + path)).status).toBe(404)
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

test.each([
  'ErrorDetail=7',
  '[/a/]\nMaxPix=many',
  'a::Expiration=soon',
  'IS::MaxSavePixels=0',
  '[/a/]\naddressfilter=here',
  '[a]\nDefaultImageMode=2',
  'PS::errorRedirect.rootUrl=nowhere',
])('the configuration %j is refused', async (lines) => {
  await expect(startImageServingEmulator({ root, config: readImageConfig(lines) })).rejects.toThrow(
    /^The configuration is wrong/,
  )
})

test('properties are those of the picture that the request gives', async () => {
  const ask = await asking()
  const target = '/is/image/shoes/red?wid=40&hei=40&fmt=png-alpha'
  const picture = await ask(target)
  const properties = parseProperties((await ask(`${target}&req=props`)).body)
  expect(properties).toMatchObject({
    properties: {
      'image.width': '40',
      'image.height': '40',
      'image.type': 'image/png',
      'image.length': String(picture.body.length),
      'image.pixTyp': 'RGB',
    },
  })
  expect((await ask('/is/image/shoes/red?wid=20&req=loadcache&fmt=gif')).text).toMatch(/^\d+$/)
  // What cannot be made has no properties.
  expect((await ask('/is/image/shoes/red?fmt=pdf&req=props')).status).toBe(403)
  expect((await ask('/is/image/shoes/broken?req=imageprops')).status).toBe(403)
})

test.each([
  ['req=set', 'set'],
  ['req=mbrSet', 'mbrset'],
  ['req=xmp', 'xmp'],
])('%s says that it is not emulated, once the object is there', async (query, name) => {
  const ask = await asking()
  expect(await ask(`/is/image/shoes/red?${query}`)).toMatchObject({ status: 501, text: `req=${name} is not emulated.` })
  expect((await ask(`/is/image/shoes/none?${query}`)).status).toBe(403)
})

test('the size that nobody asks for is that of DefaultPix, or of DefaultThumbPix', async () => {
  const ask = await asking('DefaultPix=20,0\nDefaultThumbPix=0,9')
  const sizeOf = async (query: string) => {
    const { width, height } = await sharp((await ask(`/is/image/shoes/red${query}`)).body).metadata()
    return [width, height]
  }
  expect(await sizeOf('')).toEqual([20, 15])
  expect(await sizeOf('?req=tmb')).toEqual([12, 9])
  expect(await sizeOf('?wid=40')).toEqual([40, 30])
  expect(await sizeOf('?scl=2')).toEqual([40, 30])
  const rendered = await sharp((await ask('/ir/render/shoes/red?wid=40&hei=40')).body).metadata()
  expect([rendered.width, rendered.height]).toEqual([40, 30])
})

test('the limits of the server hold for pictures and for their sources', async () => {
  const { writeFileSync } = await import('node:fs')
  const { oddPictures } = await import('../../image-serving/render/odd-pictures.js')
  const odd = await oddPictures()
  for (const name of ['bomb.png', 'truncated.jpg', 'sideways.jpg'] as const) writeFileSync(`${root}/${name}`, odd[name])
  const ask = await asking('ErrorDetail=2')
  expect((await ask('/is/image/bomb')).text).toMatch(/^The file has too many pixels/)
  expect((await ask('/is/image/shoes/red?layer=1&src=/bomb')).text).toMatch(/^The file has too many pixels/)
  expect((await ask('/is/image/shoes/red?wid=9000&hei=9000')).text).toMatch(/^The picture is too large/)
  expect((await ask('/is/image/truncated')).text).toMatch(/^The picture cannot be read/)
  expect((await ask('/is/image/sideways?req=imageprops')).text).toContain('image.height=60')
})

test('only what is near and sound gets in', async () => {
  const { url } = await asking()
  const { get } = await import('node:http')
  const statusFor = (headers: Record<string, string>) =>
    new Promise((resolve) =>
      get(`${url}/is/image/shoes/red`, { headers }, (reply) => resolve(reply.resume().statusCode)),
    )
  expect(await statusFor({})).toBe(200)
  expect(await statusFor({ host: 'localhost:80' })).toBe(200)
  expect(await statusFor({ host: 'evil.example' })).toBe(403)
  expect(await statusFor({ origin: 'https://evil.example' })).toBe(403)
  expect(await statusFor({ origin: 'null' })).toBe(403)
})

test('rules and address filters refuse requests', async () => {
  const rules =
    '[/refused/]\nOnMatch=error\n[/^shoes/]\nOnMatch=continue\nMaxPix=1000,1000\n[/shoes/]\nRequestType=ir\nMaxPix=9,9\n[/wid=/]\nMaxPix=30,30'
  const ask = await asking(rules)
  expect(await ask('/is/image/shoes/red?x=refused')).toMatchObject({ status: 403, text: 'Request Refused' })
  expect((await ask('/is/image/shoes/red')).status).toBe(200)
  expect((await ask('/ir/render/shoes/red')).text).toBe('Image Too Large')
  expect((await ask('/is/image/shoes/red?wid=31')).text).toBe('Image Too Large')
  // The machine itself is always let in.
  expect((await (await asking('ClientAddressFilter=10.0.0.0/8'))('/is/image/shoes/red')).status).toBe(200)
})

test('paths name no objects whose kind AllowDirectAccess keeps for ids', async () => {
  const ask = await asking('AllowDirectAccess=include:STATIC\nErrorDetail=2')
  expect((await ask('/is/image/shoes/red')).status).toBe(200)
  expect((await ask('/is/image/shoes/logo')).text).toMatch(/^AllowDirectAccess/)
  expect((await ask('/is/image/shoes/red?layer=1&src=/shoes/logo')).text).toMatch(/^AllowDirectAccess/)
  expect((await ask('/is/content/style.css')).status).toBe(200)
  const others = await asking('AllowDirectAccess=exclude:SVG,IR_VNT')
  expect((await others('/is/image/drawing.svg')).text).toBe('Direct Access Not Allowed')
  expect((await others('/ir/render/shoes/logo')).text).toBe('Direct Access Not Allowed')
})

test('what a client has already is not sent again', async () => {
  const ask = await asking()
  const first = await ask('/is/image/shoes/red')
  const etag = first.headers.get('etag') ?? ''
  expect(etag).toMatch(/^"[\w-]{22}"$/)
  for (const known of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
    expect(await ask('/is/image/shoes/red', { 'if-none-match': known })).toMatchObject({ status: 304, text: '' })
  }
  expect((await ask('/is/image/shoes/red', { 'if-none-match': '"x"' })).status).toBe(200)
  const again = await ask('/is/image/shoes/red', { 'if-none-match': etag })
  expect(again.headers.get('cache-control')).toBe('max-age=36000')
  expect(again.headers.get('etag')).toBe(etag)
  expect((await ask('/is/image/shoes/none')).headers.get('etag')).toBeNull()
  expect((await ask('/is/image/shoes/red?cache=off', { 'if-none-match': etag })).status).toBe(200)
  expect((await ask('/is/image/shoes/none', { 'if-none-match': '*' })).status).toBe(403)
  // What never expires is not looked at again.
  expect((await ask('/is/image/shoes/forever', { 'if-none-match': '"old"' })).status).toBe(304)
  expect((await ask('/is/image/shoes/forever', { 'if-modified-since': new Date(0).toUTCString() })).status).toBe(304)
})

test('every response is told of, without what looks like a credential', async () => {
  const told: ImageRequestLog[] = []
  const emulator = await startImageServingEmulator({ root, onResponse: (log) => told.push(log) })
  running.push(emulator)
  for (const path of ['/is/image/shoes/red?wid=9&token=canary-1a2b', '/is/image/none', '/elsewhere', '/']) {
    await (await fetch(emulator.url + path)).arrayBuffer()
  }
  await (await fetch(`${emulator.url}/is/image/none`, { headers: { origin: 'https://evil.example' } })).arrayBuffer()
  expect(told).toEqual([
    { method: 'GET', path: '/is/image/shoes/red?wid=9&token=[redacted]', status: 200, codes: [] },
    { method: 'GET', path: '/is/image/none', status: 403, codes: ['image-not-found'] },
    { method: 'GET', path: '/elsewhere', status: 404, codes: [] },
    { method: 'GET', path: '/', status: 200, codes: [] },
    { method: 'GET', path: '/is/image/none', status: 403, codes: [] },
  ])
})

test.each(['/', '/emulator', '/emulator/', '/?x=1'])('%s explains the emulator', async (path) => {
  const emulator = await startImageServingEmulator({ root })
  running.push(emulator)
  const response = await fetch(emulator.url + path)
  expect(response.headers.get('content-type')).toBe('application/json')
  expect(await response.json()).toMatchObject({ meta: { try: emulator.curls } })
  expect(await (await fetch(emulator.url + path, { method: 'HEAD' })).text()).toBe('')
})

test('a folder without pictures has lines of curl for what is not there', async () => {
  const emulator = await startImageServingEmulator({ root: join(root, 'nowhere') })
  running.push(emulator)
  expect(emulator.curls.every((line) => line.includes('/is/image/not-there'))).toBe(true)
})
