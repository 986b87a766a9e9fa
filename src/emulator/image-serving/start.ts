/** Starts an emulator of Image Serving and Image Rendering. */
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { readImageRequest, resolveAttributes } from '../../image-serving/index.js'
import { hasBeenPassedOn, type ImageResponse } from '../../image-serving/render/index.js'
import { responseHeaders } from '../../image-serving/response.js'
import { ASK } from '../reactor/asked.js'
import { close, listen } from '../reactor/listening.js'
import type { ImageConfig } from './config.js'
import { type Answered, answerRequest } from './respond.js'
import type { World } from './world.js'

/** How to start an emulator. */
export interface ImageServingEmulatorOptions {
  /** The folder of the pictures; `/is/image/shoes/red` is `shoes/red.jpg` in it, or another picture of that name. */
  readonly root: string
  /** Catalogs, attributes and the secondary server; default: none, so that all has its built-in value. */
  readonly config?: ImageConfig
  /** The port to listen on; default: 0, which picks one that is free. */
  readonly port?: number
  /** The address to listen on; default: `127.0.0.1`, which only this machine reaches. */
  readonly host?: string
}

/** An emulator that runs. */
export interface ImageServingEmulator {
  /** Where it listens, without a slash at the end: `http://127.0.0.1:8080`. */
  readonly url: string
  /** Stops listening, and drops connections. */
  close(): Promise<void>
}

/** The header in which an answer that is an error says why it is what it is. */
const WHY = 'x-emulator-because'

/**
 * Starts an emulator of Image Serving (`/is/image/…`, `/is/content/…`) and Image Rendering (`/ir/render/…`): an HTTP server over a
 * folder of pictures. Errors are answered as the attributes say, and `x-emulator-because` says why; a request that has the header
 * `x-emulate-error: <code>` gets that error. It needs `sharp`, and `@fontsource/unifont` for error images.
 * Rejects with a TypeError where an attribute has a value that it does not take, and if it cannot listen.
 */
export async function startImageServingEmulator(options: ImageServingEmulatorOptions): Promise<ImageServingEmulator> {
  const { root, config = {}, port = 0, host = '127.0.0.1' } = options
  const fallback = config.default?.attributes ?? {}
  for (const { attributes = {} } of [{}, ...Object.values(config.catalogs ?? {})]) {
    resolveAttributes({ catalog: attributes, default: fallback, redirect: config.redirect ?? {} })
  }
  for (const { attributes } of config.rules ?? []) resolveAttributes({ rule: attributes })
  const server = createServer(listener({ root, config }))
  return { url: await listen(server, port, host), close: () => close(server) }
}

const listener =
  (world: World): RequestListener =>
  (message, response) => {
    void answer(world, message).then((answered) => send(message, response, answered))
  }

async function answer(world: World, message: IncomingMessage): Promise<Answered> {
  const { method = '', url = '', headers } = message
  const request = readImageRequest(url)
  if (method !== 'GET' && method !== 'HEAD') return plain(405, 'Only GET and HEAD are answered here.')
  if (request === undefined) return plain(404, 'Requests are for /is/image, /is/content or /ir/render.')
  const isPassedOn = hasBeenPassedOn(headers['cdn-loop']?.toString())
  return answerRequest(world, request, { asked: headers[ASK]?.toString(), isPassedOn })
}

const plain = (status: number, text: string): Answered => ({
  answer: { status, headers: responseHeaders('text/plain;charset=UTF-8', 0), body: new TextEncoder().encode(text) },
  plans: [],
})

function send({ method }: IncomingMessage, response: ServerResponse, { answer, plans }: Answered): void {
  const { status, headers, body }: ImageResponse = answer
  const because = plans.flatMap((plan) =>
    plan.because.map(({ step, taken, why, source }) => `${taken ? '+' : '-'} ${step} (${source}): ${why}`),
  )
  response.writeHead(status, {
    ...headers,
    ...(because.length > 0 && { [WHY]: because.join(' ') }),
    'content-length': body.length,
  })
  response.end(method === 'HEAD' ? undefined : body)
}
