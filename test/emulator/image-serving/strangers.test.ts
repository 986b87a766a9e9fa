/** Paths, sources and hosts by which a stranger would leave the folder of pictures or the service of the secondary server. */
import { rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readImageConfig } from '../../../src/emulator/image-serving/config.js'
import { type ImageServingEmulator, startImageServingEmulator } from '../../../src/emulator/image-serving/start.js'
import { closeSecondaries, secondary } from '../../image-serving/render/secondary.js'
import { makePictures } from './pictures.js'

const SECRET = 'nobody outside may read this'
let root = ''
let emulator: ImageServingEmulator
const asked: string[] = []

beforeAll(async () => {
  root = await makePictures()
  writeFileSync(join(dirname(root), 'secret.css'), SECRET)
  writeFileSync(join(root, '.hidden', 'secret.css'), SECRET)
  const server = await secondary((request, response) => {
    asked.push(`${request.url}`)
    response.end(request.url?.startsWith('/is/') || request.url?.startsWith('/ir/') ? 'there' : SECRET)
  })
  const config = readImageConfig(`PS::errorRedirect.rootUrl=${server}\n[a]\nx::Path=a/gone.tif`)
  emulator = await startImageServingEmulator({ root, config })
})
afterAll(async () => {
  closeSecondaries()
  await emulator.close()
  rmSync(dirname(root), { recursive: true })
})

/** Sends a target as it is, which no client of HTTP would. */
function ask(target: string, host = new URL(emulator.url).host): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(emulator.url)
    let received = ''
    const socket = connect(Number(port), hostname, () => {
      socket.write(Buffer.from(`GET ${target} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`, 'latin1'))
    })
    socket.on('data', (chunk) => {
      received += chunk
    })
    socket.on('close', () => resolve(received))
    socket.on('error', reject)
  })
}

/** One level up, in the ways in which servers have taken it. */
const UP: readonly string[] = [
  ...['..', '%2e%2e', '.%2e', '%2E.', '%252e%252e', '%25252e%25252e', '%%32%65%%32%65', '%u002e%u002e', '%c0%ae%c0%ae'],
  ...[
    '..;',
    '..;a=b',
    '..%3b',
    '%2e%2e;',
    '..%00',
    '%00..',
    '..%09',
    '..%0d%0a',
    '..%20',
    '. .',
    '...',
    '....',
    '..%e2%80%8b',
  ],
  ...['%ef%bc%8e%ef%bc%8e', '%e2%80%a5', '%e2%80%a4%e2%80%a4', '%c2%ad..', '..%23', '..%3f', '~', '.', '%2e'],
]
const SLASHES: readonly string[] = ['/', '%2f', '%252f', '\\', '%5c', '%255c', '//', '%ef%bc%8f', '/./', ';/']

describe('no way up leads out of the folder, or to another path of the secondary server:', () => {
  test.each(UP)('%s', async (up) => {
    for (const slash of SLASHES) {
      for (const service of ['/is/content', '/is/image', '/ir/render', '/is/content/a']) {
        const way = `${service}${slash}${up}${slash}${up}${slash}`
        for (const target of [`${way}secret.css`, `${way}.hidden/secret.css`, `${way}admin`]) {
          expect(await ask(target)).not.toContain(SECRET)
        }
      }
    }
    expect(asked.filter((path) => !/^\/i[sr]\//.test(new URL(path, 'http://a').pathname))).toEqual([])
  })
})

test.each([
  ...[
    'http://127.0.0.1/secret.css',
    'http://localhost/is/content/../secret.css',
    '//evil.example/is/image/x',
    '///is/image/x',
  ],
  ...['http://[::1]/is/content/%2e%2e/secret.css', 'http://2130706433/is/image/x', 'http://0x7f.1/is/image/x', '*', ''],
  ...['http://me@127.0.0.1/is/content/secret.css', 'http://127.0.0.1@evil.example/is/image/x', 'file:///etc/passwd'],
])('a target that is no path of the service gives nothing away: %s', async (target) => {
  asked.length = 0
  expect(await ask(target)).not.toContain(SECRET)
  expect(asked.filter((path) => !/^\/i[sr]\//.test(path))).toEqual([])
})

test.each([
  ...[
    'http://127.0.0.1/a.png',
    'http://[::1]/a.png',
    'http://2130706433/a.png',
    'http://0x7f000001/a.png',
    'http://0177.1/a',
  ],
  ...[
    '//127.0.0.1/a.png',
    '/\\127.0.0.1/a.png',
    '\\\\127.0.0.1\\a.png',
    'http:/127.0.0.1/a.png',
    'HTTP://me@127.0.0.1/a',
  ],
  ...[
    'ftp://127.0.0.1/a',
    'data:image/png;base64,AA',
    'http%3A%2F%2F127.0.0.1%2Fa.png',
    'file:///etc/passwd',
    '../secret',
  ],
  ...['..%2fsecret', '%2e%2e/secret', '%252e%252e%252fsecret', '.hidden/red', 'up/secret', 'shown', 'out'],
])('no picture comes from %s', async (src) => {
  for (const command of [`src=${src}`, `layer=1&src=${src}`, `src=is{${src}}`, `mask=${src}`, `layer=1&src=(${src})`]) {
    const [status] = (await ask(`/is/image/shoes/red?wid=9&fmt=png&${command}`)).split('\r\n')
    expect(status).toMatch(/ (?:200|403) /)
    expect(asked.filter((path) => !/^\/i[sr]\//.test(path))).toEqual([])
  }
})

test.each([
  ...[
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.nip.io',
    '127.0.0.1.evil.example:80',
    '2130706433',
    '0x7f.1',
  ],
  ...[
    '127.1',
    '0177.0.0.1',
    '[::ffff:127.0.0.1]',
    '[::2]',
    'me@127.0.0.1',
    '127.0.0.1#@evil',
    '127.0.0.1/x',
    'a b',
    '0',
  ],
])('a page whose name was rebound to this machine is refused: %s', async (host) => {
  for (const target of ['/is/image/shoes/red', '/emulator', '/is/content/style.css']) {
    expect(await ask(target, host)).toMatch(/^HTTP\/1\.1 40[03] /)
  }
})
