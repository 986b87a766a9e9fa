import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkImage } from '../../../src/client/check-image/check-image.js'
import { fingerprintOf } from '../../../src/image-serving/index.js'

const pictureOf = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer()
const picture = await pictureOf(3, 2, '#ff0000')
const errorImage = await pictureOf(300, 300, '#ffffff')
const asked: string[] = []
let server: Server
let origin: string

beforeAll(async () => {
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://x')
    asked.push(request.url ?? '')
    const req = searchParams.get('req') ?? 'img'
    const isThere = pathname.includes('shoe')
    const send = (status: number, type: string, body: string | Buffer) =>
      response.writeHead(status, { 'content-type': type }).end(body)
    if (pathname.includes('plain'))
      send(403, 'text/plain', `Cannot open /opt/s7/a.tif for ${request.headers.authorization}`)
    else if (req === 'img' || pathname.includes('static')) send(200, 'image/png', isThere ? picture : errorImage)
    else if (!isThere) send(200, 'text/plain', '#S7Z ERROR\nerror.title=Image Not Found')
    else if (req === 'validate')
      send(200, 'text/plain', `#S7Z OK\nrequest.isValid=${pathname.includes('odd') ? '?' : '1'}`)
    else send(200, 'text/plain', '#S7Z OK\nimage.width=3\nimage.height=2')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

describe('a picture that is what was asked for', () => {
  test('is sound where its properties say so', async () => {
    await expect(checkImage(`${origin}/is/image/A/shoe?wid=1`)).resolves.toEqual({ verdict: 'sound', by: 'props' })
  })

  test('is never sound by validate, which looks at no picture', async () => {
    const check = await checkImage(`${origin}/is/image/A/shoe?wid=1`, { ask: 'validate' })
    expect(check).toEqual({ verdict: 'undetectable', why: expect.stringContaining('looks at no picture') })
  })

  test('is asked about in the same words, save for req=', async () => {
    asked.length = 0
    await checkImage(`${origin}/is/image/A/shoe?$preset$&req=tmb&&layer=1&freq=2&REQ=img#top`)
    await checkImage(`${origin}/is/image/A/shoe#top`)
    expect(asked).toEqual([
      '/is/image/A/shoe?$preset$&req=tmb&&layer=1&freq=2&REQ=img',
      '/is/image/A/shoe?$preset$&layer=1&freq=2&req=props',
      '/is/image/A/shoe',
      '/is/image/A/shoe?req=props',
    ])
  })
})

describe('an error image', () => {
  test('is found out by asking', async () => {
    await expect(checkImage(`${origin}/is/image/A/boot`)).resolves.toEqual({
      verdict: 'failed',
      by: 'props',
      failure: {
        errors: [
          {
            status: '403',
            code: 'image-not-found',
            title: 'Image Not Found',
            meta: { service: 'image-serving', format: 'text', req: 'props' },
          },
        ],
        delivery: 'immediate',
        format: 'properties',
        origin: 'received',
        status: 200,
      },
    })
  })

  test('is known by its fingerprint, and then nothing is asked', async () => {
    asked.length = 0
    const fingerprints = ['of another picture', (await fingerprintOf(errorImage)).toUpperCase()]
    await expect(checkImage(`${origin}/ir/render/boot`, { fingerprints })).resolves.toMatchObject({
      verdict: 'failed',
      by: 'fingerprint',
      failure: {
        format: 'error-image',
        status: 200,
        errors: [{ code: 'image-rendering-error', meta: { service: 'image-rendering', viaErrorImage: true } }],
      },
    })
    expect(asked).toHaveLength(1)
    await expect(checkImage(`${origin}/is/image/A/shoe`, { fingerprints })).resolves.toMatchObject({ verdict: 'sound' })
  })

  test('is undetectable where nothing may be asked', async () => {
    await expect(checkImage(`${origin}/is/image/A/boot`, { ask: 'nothing' })).resolves.toEqual({
      verdict: 'undetectable',
      why: 'An error image comes with the status 200 as well, and nothing was asked',
    })
  })

  test('is undetectable where the server does not say what it was asked', async () => {
    await expect(checkImage(`${origin}/is/image/static`)).resolves.toEqual({
      verdict: 'undetectable',
      why: 'The response to req=props has no properties',
    })
  })
})

/** What a check finds where a server has these two responses. */
async function checkOf(image: Reply, props: Reply) {
  const replies = createServer((request, response) => {
    const {
      status = 200,
      type = 'image/png',
      body = '',
      location,
    } = /req=props/.test(request.url ?? '') ? props : image
    const isHere = location === undefined || request.url?.startsWith('/there') === true
    if (isHere) response.writeHead(status, { 'content-type': type }).end(body)
    else response.writeHead(302, { location: `/there${request.url?.includes('props') ? '?req=props' : ''}` }).end()
  })
  await new Promise<void>((resolve) => replies.listen(0, '127.0.0.1', resolve))
  try {
    return await checkImage(`http://127.0.0.1:${(replies.address() as AddressInfo).port}/is/image/a`)
  } finally {
    replies.close()
  }
}

interface Reply {
  readonly status?: number
  readonly type?: string
  readonly body?: string | Buffer
  readonly location?: string
}

const json = 'application/json'
const sized: Reply = { type: 'text/plain', body: '#S7Z OK\nimage.width=3\nimage.height=2\n' }
const sizedJsonp: Reply = {
  type: 'text/javascript',
  body: '/*jsonp*/s7jsonResponse({"image.width":"3","image.height":"2"},"");',
}

test('an error image of another size than its properties say is a failure', async () => {
  expect(await checkOf({ body: errorImage }, sized)).toMatchObject({
    verdict: 'failed',
    by: 'props',
    failure: {
      format: 'error-image',
      errors: [
        {
          code: 'image-serving-error',
          detail: 'The picture has 300 by 300 pixels, and its properties say 3 by 2.',
          meta: { viaErrorImage: true, req: 'props' },
        },
      ],
    },
  })
  expect(await checkOf({ body: picture }, sizedJsonp)).toMatchObject({ verdict: 'sound' })
})

const noPicture = 'What was sent is no picture whose size can be read'
const noSize = 'The response to req=props tells no size'
const noProperties = 'The response to req=props has no properties'
const sizes = (width: string, height: string): Reply => ({
  body: `#S7Z OK\nimage.width=${width}\nimage.height=${height}`,
})

test.each<[what: string, why: string, image: Reply, props: Reply]>([
  ['{}, twice', noPicture, { type: json, body: '{}' }, { type: json, body: '{}' }],
  ['an error in JSON, twice', noPicture, { type: json, body: '{"error":"x"}' }, { type: json, body: '{"error":"x"}' }],
  ['nothing, twice', noPicture, {}, {}],
  ['nothing, with properties', noPicture, {}, sized],
  ['{} as a picture, with properties', noPicture, { body: '{}' }, sized],
  ['text, with properties', noPicture, { type: 'text/plain', body: 'The image is being prepared' }, sized],
  ['a picture, with {}', noSize, { body: picture }, { type: json, body: '{}' }],
  ['a picture, with nothing', noSize, { body: picture }, {}],
  ['a picture, with an error in JSON', noSize, { body: picture }, { type: json, body: '{"error":"x"}' }],
  ['a picture, with a page', noProperties, { body: picture }, { type: 'text/html', body: '<html></html>' }],
  ['a picture, with a width alone', noSize, { body: picture }, { body: '#S7Z OK\nimage.width=3' }],
  ['a picture, with a height alone', noSize, { body: picture }, { body: '#S7Z OK\nimage.height=2' }],
  ['a picture, with a size in words', noSize, { body: picture }, sizes('3', 'many')],
  ['a picture, with a size that is no whole number', noSize, { body: picture }, sizes('3.0', '2')],
  ['a picture, with a size and a unit', noSize, { body: picture }, sizes('3', '2px')],
  ['a picture, with a size that no picture has', noSize, { body: picture }, sizes('3', '1234567890')],
  ['a redirect to a JSON page', noPicture, { location: 'there', type: json, body: '{"ok":true}' }, sized],
  [
    'redirects to a JSON page',
    noPicture,
    { location: 'there', type: json, body: '{}' },
    { location: 'x', type: json, body: '{}' },
  ],
  ['half a picture', 'The picture breaks off', { body: picture.subarray(0, picture.length - 9) }, sized],
  ['the head of a picture', noPicture, { body: picture.subarray(0, 18) }, sized],
  ['a picture of no size that is read', noPicture, { type: 'image/svg+xml', body: '<svg/>' }, sized],
  ['not modified', 'Nothing has changed since, so that no picture was sent', { status: 304 }, sized],
])('%s is undetectable: %s', async (_, why, image, props) => {
  expect(await checkOf(image, props)).toEqual({ verdict: 'undetectable', why })
})

test.each<[what: string, half: string, why: string]>([
  ['a picture that breaks off on its way', 'img', 'The body broke off before its end'],
  ['a picture whose properties break off', 'props', 'Of the response to req=props: The body broke off before its end'],
])('%s is undetectable', async (_, half, why) => {
  const cut = createServer(({ url = '' }, response) => {
    const asksFor = url.includes('req=props') ? 'props' : 'img'
    const body = asksFor === 'img' ? picture : '#S7Z OK\nimage.width=3\nimage.height=2'
    response.writeHead(200, { 'content-type': asksFor === 'img' ? 'image/png' : 'text/plain' })
    if (asksFor === half) response.write(body.slice(0, 20), () => response.destroy())
    else response.end(body)
  })
  await new Promise<void>((resolve) => cut.listen(0, '127.0.0.1', resolve))
  const check = await checkImage(`http://127.0.0.1:${(cut.address() as AddressInfo).port}/is/image/A/shoe`)
  expect(check).toEqual({ verdict: 'undetectable', why: expect.stringContaining(why) })
  cut.close()
})

const jsonp = (width: unknown, height: unknown): Reply => ({
  type: 'text/javascript',
  body: `/*jsonp*/s7jsonResponse(${JSON.stringify({ 'image.width': width, 'image.height': height })},"");`,
})

test.each<[what: string, picture: Buffer, props: Reply, verdict: string]>([
  ['numbers', picture, jsonp(3, 2), 'sound'],
  ['more than one digit', errorImage, sizes('300', '300'), 'sound'],
  ['lists', picture, jsonp([3], [2]), 'undetectable'],
])('sizes that are %s make a picture %s', async (_, body, props, verdict) => {
  expect(await checkOf({ body }, props)).toMatchObject({ verdict })
})

test.each<[what: string, props: Reply]>([
  ['another width', sizes('4', '2')],
  ['another height', sizes('3', '3')],
])('a picture of %s than its properties say is a failure', async (_, props) => {
  expect(await checkOf({ body: picture }, props)).toMatchObject({ verdict: 'failed', by: 'props' })
})

test('a page that is sent as an error in the place of properties is a failure', async () => {
  const page: Reply = { status: 400, type: 'text/html', body: '<html><title>Bad Request</title></html>' }
  expect(await checkOf({ body: picture }, page)).toMatchObject({
    verdict: 'failed',
    by: 'props',
    failure: { status: 400, format: 'html' },
  })
})

test('a response that is an error tells so itself, and no secret of the request', async () => {
  const headers = { authorization: 'Bearer very-secret' }
  const check = await checkImage(`${origin}/is/image/plain`, { headers })
  expect(check).toMatchObject({ verdict: 'failed', by: 'response', failure: { status: 403, format: 'text' } })
  expect(JSON.stringify(check)).not.toContain('very-secret')
})

test.each<[path: string, service: 'image-rendering' | undefined, code: string]>([
  ['/ir/render/a', undefined, 'image-rendering-error'],
  ['/s7/ir/render/a', undefined, 'image-rendering-error'],
  ['/is/image/a', undefined, 'image-serving-error'],
  ['/is/image/a?src=/ir/b', undefined, 'image-serving-error'],
  ['/a', 'image-rendering', 'image-rendering-error'],
])('the service of %s, named as %s, gives the code %s', async (path, service, code) => {
  const fetchOwn = async () => new Response('Nothing here', { status: 404 })
  const options = { fetch: fetchOwn, ...(service && { service }) }
  await expect(checkImage(`https://pictures.example${path}`, options)).resolves.toMatchObject({
    failure: { errors: [{ code }] },
  })
})

test('what is told of a response repeats no secret of the request', async () => {
  const fetchOwn = async () => new Response('Nobody knows canary-one and canary-two', { status: 404 })
  const headers = { 'x-own': 'canary-two' }
  const check = await checkImage('https://pictures.example/is/image/a?id=canary-one', { fetch: fetchOwn, headers })
  expect(check).toMatchObject({ verdict: 'failed', by: 'response' })
  expect(JSON.stringify(check)).not.toContain('canary')
})

test('what is longer than the limit may be a picture: nothing tells', async () => {
  await expect(checkImage(`${origin}/is/image/A/shoe`, { maxBytes: 3 })).resolves.toEqual({
    verdict: 'undetectable',
    why: 'The body is longer than 3 bytes and was read no further',
  })
  asked.length = 0
  await expect(checkImage(`${origin}/is/image/A/shoe`, { timeout: -1 })).rejects.toThrow(RangeError)
  expect(asked).toEqual([])
})

test('a fetch of one’s own is used, and an abort is passed on', async () => {
  const reason = new Error('enough')
  const signal = AbortSignal.abort(reason)
  await expect(checkImage(`${origin}/is/image/A/shoe`, { signal, fetch })).rejects.toBe(reason)
})
