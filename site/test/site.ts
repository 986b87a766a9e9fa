/** The built site, as tests look at it: its files, and a browser that opens its pages. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { type RunningServer, serveFolder } from '../build/server.js'

/** The folder of the built site. */
const dist: string = join(import.meta.dirname, '../dist')

/** Every file of it, with slashes, relative to it. */
export const files: readonly string[] = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) =>
    join(entry.parentPath, entry.name)
      .slice(dist.length + 1)
      .replaceAll('\\', '/'),
  )
  .sort()

/** The text of a file. */
export function textOf(file: string): string {
  return readFileSync(join(dist, file), 'utf8')
}

/** A page that was opened, and what went wrong in it. */
export interface Opened {
  readonly page: Page
  /** Errors of scripts, and what the policy refused. */
  readonly complaints: readonly string[]
  /** The addresses that were asked for outside of the site. */
  readonly strangers: readonly string[]
}

/** How to open a page. */
export type Open = (path: string, options?: BrowserContextOptions) => Promise<Opened>

/** Where the browser is: named in CHROMIUM, by its path or by its name, or else `chromium` on the path. */
function chromiumPath(): string {
  const name = process.env['CHROMIUM'] ?? 'chromium'
  if (name.includes('/')) return name
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
  if (found === undefined) throw new Error(`${name} is not on the path: install Chromium, or name it in CHROMIUM`)
  return found
}

/** Has the site served below a path, and a browser beside it, for the tests of a file. Each page that they open is closed in the end. */
export function useBrowser(): Open {
  let server: RunningServer
  let browser: Browser
  beforeAll(async () => {
    server = await serveFolder(dist, { base: '/some/place/' })
    browser = await chromium.launch({
      executablePath: chromiumPath(),
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'],
    })
  })
  afterAll(async () => {
    await browser.close()
    await server.close()
  })
  return async (path, options) => {
    const page = await browser.newPage({ locale: 'en', ...options })
    const complaints: string[] = []
    const strangers: string[] = []
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
    })
    page.on('request', (request) => {
      const url = request.url()
      if (!url.startsWith(server.url) && !url.startsWith('blob:') && !url.startsWith('data:')) strangers.push(url)
    })
    await page.goto(server.url + path)
    return { page, complaints, strangers }
  }
}

/** Holds an opened page to what holds for all: no errors, nothing that the policy refused, and no word with anybody else. */
export function expectQuiet({ complaints, strangers }: Opened): void {
  expect(complaints).toEqual([])
  expect(strangers).toEqual([])
}
