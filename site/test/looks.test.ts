import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import pixelmatch from 'pixelmatch'
import type { Page } from 'playwright-core'
import { PNG } from 'pngjs'
import { expect, test } from 'vitest'
import { useBrowser } from './site.js'

const open = useBrowser()
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const widths = [360, 768, 1280]
const themes = ['light', 'dark'] as const

/** Has the decoder show a result. */
async function decodeExample(page: Page): Promise<void> {
  await page.locator('details:has([data-example]) summary').click()
  await page.locator('[data-example^="02-"]').click()
  await page.locator('#result-heading:visible').waitFor()
}

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly html: string }[]
}

/** What axe finds in the page that is shown, by the rules of WCAG 2.2 AA and by best practice. */
async function findings(page: Page): Promise<readonly string[]> {
  const violations: readonly Violation[] = await page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    // The script that was put into the page has left it there.
    const { run } = Reflect.get(globalThis, 'axe')
    return (await run(document, { runOnly: tags })).violations
  })
  return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html }) => `${id}: ${html.slice(0, 200)}`))
}

test.each([
  ['the catalog', 'en/', undefined],
  ['the page of a code', 'ja/sftp-exception/', undefined],
  ['the decoder', 'en/decode/', decodeExample],
  ['the rules', 'rules/', undefined],
  ['a guide', 'guides/service/', undefined],
  ['the entries', 'api/', undefined],
  ['an entry', 'api/retry/', undefined],
])('%s has nothing that axe objects to, at any width, light or dark', async (_name, path, prepare) => {
  for (const colorScheme of themes) {
    const { page } = await open(path, { colorScheme, bypassCSP: true })
    await prepare?.(page)
    await page.evaluate(axe)
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 })
      expect(await findings(page), `${colorScheme} ${width}`).toEqual([])
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        `${width}`,
      ).toBeLessThanOrEqual(0)
    }
    await page.close()
  }
})

test('nothing is wider than 320 px', async () => {
  for (const path of [
    'de/',
    'en/decode/',
    'fr/extension-package-transform-definition-error/',
    'api/main/',
    'guides/codes/',
  ]) {
    const { page } = await open(path, { viewport: { width: 320, height: 600 } })
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320)
    await page.close()
  }
})

test('from right to left, only code and what was received keep their direction', async () => {
  const { page } = await open('en/decode/', { viewport: { width: 360, height: 600 } })
  await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'))
  await decodeExample(page)
  const directions = await page.evaluate(() =>
    ['#result', '#response', '.failure code, .request'].map((selector) => {
      const found = document.querySelector(selector)
      return found && getComputedStyle(found).direction
    }),
  )
  expect(directions).toEqual(['rtl', 'ltr', 'ltr'])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await page.close()
})

test('on paper a code has its text and nothing to click on', async () => {
  const { page } = await open('en/not-found/', { colorScheme: 'dark' })
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('header:visible, .more:visible, #theme:visible').count()).toBe(0)
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)')
  await page.close()
})

// SITE_TEST_APPROVE=1 npm test: the pictures are taken anew, to be looked at and committed.
/** How many of a hundred pixels may differ: browsers and machines draw letters in their own ways. */
const TOLERANCE = 3

const looks = [
  ['catalog', 'en/'],
  ['code', 'en/sftp-exception/'],
  ['decoder', 'en/decode/'],
].flatMap(([name = '', path = '']) =>
  widths.flatMap((width) => themes.map((colorScheme) => [name, path, width, colorScheme] as const)),
)

test.each(looks)('the %s looks as it was approved: %s at %i px, %s', async (name, path, width, colorScheme) => {
  const { page } = await open(path, { colorScheme, viewport: { width, height: 560 } })
  if (name === 'decoder') {
    await decodeExample(page)
    await page.locator('#result-heading').scrollIntoViewIfNeeded()
    await page.evaluate(() => document.querySelector('#result-heading')?.scrollIntoView({ behavior: 'instant' }))
  }
  const taken = PNG.sync.read(await page.screenshot({ animations: 'disabled', caret: 'hide' }))
  const folder = new URL('approved/', import.meta.url)
  const file = new URL(`${name}-${width}-${colorScheme}.png`, folder)
  if (process.env['SITE_TEST_APPROVE'] !== undefined) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, PNG.sync.write(taken, { colorType: 2, deflateLevel: 9 }))
  }
  const approved = PNG.sync.read(readFileSync(file))
  expect([taken.width, taken.height]).toEqual([approved.width, approved.height])
  const difference = pixelmatch(taken.data, approved.data, undefined, taken.width, taken.height, { threshold: 0.2 })
  expect((100 * difference) / (taken.width * taken.height)).toBeLessThan(TOLERANCE)
  await page.close()
})
