/** A small static server, which sends what `_headers` says. */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.md': 'text/markdown',
  '.svg': 'image/svg+xml',
}

/** A server that runs. */
export interface RunningServer {
  /** With a slash at its end. */
  readonly url: string
  close(): Promise<void>
}

/** How to serve. */
export interface ServeOptions {
  /** Default: a free one. */
  readonly port?: number
  /** The path below which the site stands, with slashes around it; default: `/`. */
  readonly base?: string
}

/** Headers by the pattern of the paths that they are for, as https://docs.netlify.com and others read `_headers`. */
type Rules = readonly (readonly [pattern: RegExp, headers: readonly (readonly [string, string])[]])[]

function readRules(text: string): Rules {
  return text
    .trim()
    .split(/\n(?=\/)/)
    .map((block) => {
      const [path = '', ...lines] = block.trim().split('\n')
      const pattern = path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('\\*', '.*')
      const headers = lines.map((line) => {
        const colon = line.indexOf(':')
        return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()] as const
      })
      return [new RegExp(`^${pattern}$`), headers] as const
    })
}

/** Serves `folder` on loopback. */
export async function serveFolder(folder: string, { port = 0, base = '/' }: ServeOptions = {}): Promise<RunningServer> {
  const rules = readRules(await readFile(join(folder, '_headers'), 'utf8'))
  const server = createServer(async ({ url = '/' }, response) => {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname)
    const inner = path.startsWith(base) ? `/${path.slice(base.length)}` : undefined
    const file =
      inner === undefined ? undefined : join(folder, normalize(inner + (inner.endsWith('/') ? 'index.html' : '')))
    const body = file === undefined ? undefined : await readFile(file).catch(() => undefined)
    if (body === undefined || file === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n')
      return
    }
    for (const [pattern, headers] of rules)
      if (pattern.test(inner ?? '')) for (const [name, value] of headers) response.setHeader(name, value)
    response.writeHead(200, { 'content-type': `${TYPES[extname(file)] ?? 'text/plain'};charset=utf-8` }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  // A server that listens on TCP has an address of this type.
  const address = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${address.port}${base}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
