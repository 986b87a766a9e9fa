import { type ClientHttp2Session, connect, createServer } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { reactor } from '../../../src/index.js'
import { readJson, unrouted, withErrorResponses } from '../../../src/server/adaptors/node.js'

describe('over HTTP/2', () => {
  const warnings: Error[] = []
  const warn = (warning: Error) => warnings.push(warning)
  const server = createServer()
  let client: ClientHttp2Session

  beforeEach(async () => {
    warnings.length = 0
    process.on('warning', warn)
    server.removeAllListeners('request')
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    // A server that listens on a port has such an address.
    client = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  })
  afterEach(async () => {
    process.off('warning', warn)
    await new Promise<void>((resolve) => client.close(resolve))
    await new Promise((resolve) => server.close(resolve))
  })

  async function ask(body?: string) {
    const stream = client.request({
      ':method': body === undefined ? 'GET' : 'POST',
      'content-type': 'application/json',
    })
    stream.end(body)
    let headers = {}
    stream.on('response', (given) => {
      headers = given
    })
    const chunks = await stream.setEncoding('utf8').toArray()
    return { headers, body: chunks.join('') }
  }

  test('errors are answered without a warning, and without headers of HTTP/1', async () => {
    const thrown = Object.assign(unrouted(['GET']), {
      headers: { connection: 'close', 'keep-alive': '1', allow: 'GET' },
    })
    server.on(
      'request',
      withErrorResponses(() => {
        throw thrown
      }),
    )
    const { headers, body } = await ask()
    expect(headers).toMatchObject({ ':status': 405, allow: 'GET', 'content-length': String(body.length) })
    expect(JSON.parse(body).errors).toMatchObject([{ status: '405' }])
    expect(warnings).toEqual([])
  })

  test('bodies are read', async () => {
    server.on(
      'request',
      withErrorResponses(async (request, response) => {
        response.end(JSON.stringify(await readJson(request)))
      }),
    )
    expect((await ask('{"a":1}')).body).toBe('{"a":1}')
    expect((await ask('{"a"')).headers).toMatchObject({ ':status': 400 })
  })

  test('a response that is under way is broken off, so that nobody takes half of it for the whole', async () => {
    server.on(
      'request',
      withErrorResponses(async (_request, response) => {
        await new Promise((resolve) => response.write('half', resolve))
        throw reactor.error('not-found')
      }),
    )
    await expect(ask()).rejects.toThrow('NGHTTP2_INTERNAL_ERROR')
  })
})
