/** Starts a browser, and the built site for it. */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { type RunningServer, serveFolder } from '../build/server.js'

/** The folder of the built site. */
export const dist: string = join(import.meta.dirname, '../dist')

/** Where the browser is: named in CHROMIUM, by its path or by its name, or else `chromium` on the path. */
function chromiumPath(): string {
  const name = process.env['CHROMIUM'] ?? 'chromium'
  if (name.includes('/')) return name
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
  if (found === undefined) throw new Error(`${name} is not on the path: install Chromium, or name it in CHROMIUM`)
  return found
}

/** The site, served below a path, and a browser. */
export interface Started {
  readonly server: RunningServer
  readonly browser: Browser
}

/** Starts both. */
export async function startBrowser(): Promise<Started> {
  const server = await serveFolder(dist, { base: '/some/place/' })
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'],
  })
  return { server, browser }
}
