import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkImage } from '../../src/client/check-image.js'
import { fingerprintOf } from '../../src/image-serving/index.js'

const picture = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const errorImage = Buffer.from('89504e470d0a1a0affffffff', 'hex')
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
    else send(200, 'text/plain', '#S7Z OK\nimage.width=1')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

describe('a picture that is what was asked for', () => {
  test.each(['props', 'validate'] as const)('is sound where %s says so', async (ask) => {
    await expect(checkImage(`${origin}/is/image/A/shoe?wid=1`, { ask })).resolves.toEqual({ verdict: 'sound', by: ask })
  })

  test('is asked about in the same words, save for req=', async () => {
    asked.length = 0
    await checkImage(`${origin}/is/image/A/shoe?$preset$&req=tmb&&layer=1&REQ=img#top`)
    await checkImage(`${origin}/is/image/A/shoe#top`)
    expect(asked).toEqual([
      '/is/image/A/shoe?$preset$&req=tmb&&layer=1&REQ=img',
      '/is/image/A/shoe?$preset$&layer=1&req=props',
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
        status: 200,
      },
    })
  })

  test('is known by its fingerprint, and then nothing is asked', async () => {
    asked.length = 0
    const fingerprints = [(await fingerprintOf(errorImage)).toUpperCase()]
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
      why: 'An error image comes with the status 200 as well, and nothing was asked about it',
    })
  })

  test('is undetectable where the server does not answer what it was asked', async () => {
    for (const [path, ask] of [
      ['static', 'props'],
      ['odd/shoe', 'validate'],
    ] as const) {
      await expect(checkImage(`${origin}/is/image/${path}`, { ask })).resolves.toEqual({
        verdict: 'undetectable',
        why: `The server does not answer req=${ask} as it should`,
      })
    }
  })
})

test('an answer that is an error tells so itself, and no secret of the request', async () => {
  const headers = { authorization: 'Bearer very-secret' }
  const check = await checkImage(`${origin}/is/image/plain`, { headers })
  expect(check).toMatchObject({ verdict: 'failed', by: 'response', failure: { status: 403, format: 'text' } })
  expect(JSON.stringify(check)).not.toContain('very-secret')
})

test('the service can be named where the path does not tell', async () => {
  await expect(checkImage(`${origin}/plain`, { service: 'image-rendering' })).resolves.toMatchObject({
    failure: { errors: [{ code: 'image-rendering-error' }] },
  })
})

test('what is longer than the limit is a failure of the answer', async () => {
  await expect(checkImage(`${origin}/is/image/A/shoe`, { maxBytes: 3 })).resolves.toMatchObject({
    verdict: 'failed',
    by: 'response',
    failure: { format: 'too-large' },
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
