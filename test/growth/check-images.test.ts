/** A list of 10,000 pictures, half of which never come. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { checkImages } from '../../src/client/check-image/index.js'

test('of 10,000 pictures all come back where half never respond, and no more are worked on than wait for their host', async () => {
  let [open, most, read] = [0, 0, 0]
  const server = createServer(({ url }, response) => {
    if (url?.includes('hang')) return
    if (url?.includes('req=props')) response.end('#S7Z OK\nimage.width=1\nimage.height=1\n')
    else
      response
        .setHeader('content-type', 'image/gif')
        .end(Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=', 'base64'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const total = 10_000
  async function* urls(): AsyncGenerator<string> {
    for (; read < total; read++) {
      open += 1
      most = Math.max(most, open)
      yield `${origin}/is/image/${read % 2 === 0 ? 'hang' : 'shoe'}/${read}`
    }
  }
  const verdicts = new Map<string, string>()
  for await (const { url, check } of checkImages(urls(), { timeout: 1500, concurrency: 1000 })) {
    open -= 1
    verdicts.set(url, check.verdict)
  }
  server.close()
  server.closeAllConnections()
  const hung = [...verdicts].filter(([url]) => url.includes('hang'))
  expect([verdicts.size, hung.length]).toEqual([total, total / 2])
  expect(new Set(hung.map(([, verdict]) => verdict))).toEqual(new Set(['undetectable']))
  expect(most).toBeLessThanOrEqual(1001)
}, 120_000)
