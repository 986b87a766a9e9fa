/** Runs a module in a real browser: bundles it, opens a page that loads it, and takes what it reports. */
import { spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { build } from 'esbuild'
import { serve } from './client/wire-responses.js'

/** A Chromium, or anything that takes its arguments. */
const browser = process.env['CHROMIUM'] ?? 'chromium'
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run']

/**
 * What the module sends to `report` with POST. `handle` is asked about every request for something else, and says whether it
 * has answered. No page may run scripts that are not served with it.
 */
export async function reportFrom(
  file: string,
  handle: (request: IncomingMessage, response: ServerResponse) => boolean = () => false,
): Promise<unknown> {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
  })
  const profile = await mkdtemp(join(tmpdir(), 'reactor-errors-browser-'))
  const wire = new EventEmitter()
  const page = { 'content-type': 'text/html', 'content-security-policy': "script-src 'self'" }
  const server = await serve((request, response) => {
    const { url = '/' } = request
    if (url === '/') response.writeHead(200, page).end('<script type="module" src="page.js"></script>')
    else if (url === '/page.js')
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(outputFiles[0]?.text)
    else if (url === '/report') {
      json(request).then(
        (report) => wire.emit('report', report),
        (error: unknown) => wire.emit('error', error),
      )
      response.end()
    } else if (!handle(request, response)) response.writeHead(404).end()
  })
  const running = spawn(browser, [...flags, `--user-data-dir=${profile}`, server.url], { stdio: 'ignore' })
  running.on('error', (cause) => {
    wire.emit('error', new Error(`${browser} does not run: install Chromium, or name it in CHROMIUM`, { cause }))
  })
  const closed = once(running, 'close').catch(() => {})
  try {
    const [report] = await once(wire, 'report')
    return report
  } finally {
    running.kill()
    await closed
    await server.close()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}
