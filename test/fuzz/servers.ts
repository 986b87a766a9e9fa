/** The adaptors and the emulators, each in a server that listens, and what every response of them has to be. */
import { request as send } from 'node:http'
import { fileURLToPath } from 'node:url'
import { startImageServingEmulator } from '../../src/emulator/image-serving/index.js'
import { startReactorEmulator } from '../../src/emulator/index.js'
import { validateErrorDocument } from '../../src/jsonapi/validate/index.js'
import { frameworks } from '../server/adaptors/frameworks.js'
import { assert, type Door } from './doors.js'
import { bytes, sendable } from './inputs.js'
import { either, pick, type Random } from './random.js'

/** The doors of the servers, and what closes them. */
export interface Servers {
  readonly doors: readonly Door[]
  close(): Promise<void>
}

const PATHS: readonly string[] = [
  ...['/', '/things', '/things/one', '/things/missing', '/things/bug', '/things/list', '/properties', '/companies'],
  ...[
    '/properties/PR0123456789abcdef0123456789abcdef/rules',
    '/extension_packages',
    '/search',
    '/emulator',
    '/audit_events',
  ],
  ...['/emulator/state', '/emulator/settle', '/ims/token/v3', '/is/image/red', '/is/content/red', '/ir/render/a?src=b'],
]

/** Starts every server once. */
export async function startServers(): Promise<Servers> {
  const apps = await Promise.all(
    Object.entries(frameworks).map(async ([name, start]) => [name, await start({})] as const),
  )
  const root = fileURLToPath(new URL('../image-serving/approved/', import.meta.url))
  const emulators = [
    ['the Reactor emulator', await startReactorEmulator({ delays: { build: 0 } as never })],
    ['the emulator of images', await startImageServingEmulator({ root })],
  ] as const
  const running = [...apps, ...emulators]
  return {
    doors: running.map(([name, { url }]) => ({ name, every: 60, open: (random, text) => ask(random, text, url) })),
    close: async () => {
      await Promise.all(running.map(([, each]) => each.close()))
    },
  }
}

interface Received {
  readonly status: number
  readonly type: string
  readonly body: Buffer
}

async function ask(random: Random, text: () => string, url: string): Promise<string> {
  const tail =
    random(2) === 0
      ? ''
      : `${pick(random, ['/', '?', '?a=', '&'])}${encodeURI(text().replace(/\p{Surrogate}/gu, '')).slice(0, 500)}`
  // What begins with two slashes is no path to the application of the tests.
  const path = `${pick(random, PATHS)}${tail}`.replace(/^\/+/, '/')
  const method = pick(random, ['GET', 'GET', 'POST', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'PUT'])
  const types = ['application/json', 'application/vnd.api+json', 'multipart/form-data; boundary=x', 'text/plain', '']
  const headers = { 'content-type': pick(random, types), authorization: 'Bearer x', ...sendable(random) }
  const body = either<string | Uint8Array>(random, [2, () => text()], [1, () => bytes(random)], [1, () => ''])
  const {
    status,
    type,
    body: answer,
  } = await exchange(url, { method, path, headers }, method === 'GET' || method === 'HEAD' ? '' : body)
  assert(status >= 200 && status < 600, 'a server gives a status')
  assert(status !== 500 || path.includes('bug'), `no request is the server’s own fault: ${method} ${path} ${answer}`)
  if (status >= 400 && type.startsWith('application/vnd.api+json') && answer.length > 0) {
    const violations = validateErrorDocument(JSON.parse(answer.toString())).filter(({ level }) => level === 'error')
    assert(violations.length === 0, `the document is JSON:API: ${violations[0]?.message}`)
  }
  return `${url} ${method} ${status}`
}

function exchange(
  url: string,
  options: { method: string; path: string; headers: object },
  body: string | Uint8Array,
): Promise<Received> {
  return new Promise((resolve, reject) => {
    // The headers are such as can be sent.
    const request = send(url, { ...options, headers: options.headers as Record<string, string> }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          type: `${response.headers['content-type']}`,
          body: Buffer.concat(chunks),
        }),
      )
    })
    request.setTimeout(10_000, () => request.destroy(new Error('there was no response in ten seconds')))
    request.on('error', reject)
    request.end(body)
  })
}
