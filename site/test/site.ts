/** The built site, as tests look at it: its files, and a browser that opens its pages. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import type { RunningServer } from '../build/server.js'
import { dist, startBrowser } from './browser.js'

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

/** Has the site served, and a browser beside it, for the tests of a file. Each page that they open is closed in the end. */
export function useBrowser(): Open {
  let server: RunningServer
  let browser: Browser
  /** Opens the pages that need nothing special: a context for each would take longer than most tests do. */
  let visitor: BrowserContext
  beforeAll(async () => {
    ;({ server, browser } = await startBrowser())
    visitor = await browser.newContext({ locale: 'en' })
  })
  afterAll(async () => {
    await browser.close()
    await server.close()
  })
  return async (path, options) => {
    const page = await (options === undefined ? visitor.newPage() : browser.newPage({ locale: 'en', ...options }))
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
