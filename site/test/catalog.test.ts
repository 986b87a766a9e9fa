import { expect, test } from 'vitest'
import { codes, explained } from '../data/codes.js'
import { languageOf, languages } from '../data/languages.js'
import { expectQuiet, type Opened, useBrowser } from './site.js'

const open = useBrowser()

/** The codes that a catalog shows, in its order. */
async function shown({ page }: Opened): Promise<readonly (string | null)[]> {
  const rows = page.locator('main li[data-code]')
  return rows.evaluateAll((all) => all.flatMap((row) => (row.checkVisibility() ? [row.getAttribute('data-code')] : [])))
}

/** Waits until the search for what stands in the address is done. */
async function found({ page }: Opened): Promise<void> {
  await page.locator('#count', { hasText: /\d/ }).waitFor()
}

test('words with typing errors, and codes run together, find the code that was meant first', async () => {
  const opened = await open('en/')
  const wanted = {
    notunique: 'not-unique',
    'not uniqe': 'not-unique',
    'sftp exeption': 'sftp-exception',
    minificaton: 'minification-error',
    '403025': '403025',
    'invalid tokn': 'invalid_token',
    hostinuse: 'host-in-use',
    passphrse: 'decrypt-bad-passphrase',
    'font not fond': 'font-not-found',
    vignete: 'vignette-not-found',
  }
  for (const [words, code] of Object.entries(wanted)) {
    await opened.page.fill('input[name=q]', words)
    await opened.page.waitForURL((url) => url.searchParams.get('q') === words)
    expect((await shown(opened))[0], words).toBe(code)
  }
  expectQuiet(opened)
  await opened.page.close()
})

/** A title with one letter left out of its longest word, as hurried hands do; of scripts without letters, one word of it. */
function mistyped(title: string, tag: string): string {
  const words = [...new Intl.Segmenter(tag, { granularity: 'word' }).segment(title)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment)
  const longest = words.reduce((one, other) => (other.length > one.length ? other : one))
  if (longest.length < 5) return title
  const middle = Math.floor(longest.length / 2)
  return title.replace(longest, longest.slice(0, middle) + longest.slice(middle + 1))
}

test.each(languages)(
  'in $name a title is found in spite of a typing error, and without its accents',
  async ({ tag }) => {
    const language = languageOf(tag)
    const opened = await open(`${tag}/`)
    for (const code of ['decrypt-bad-passphrase', 'session-timeout', 'image-too-large']) {
      const { title } = explained(code, language)
      for (const words of [mistyped(title, tag), title.normalize('NFD').replace(/[\u0300-\u036f]/g, '')]) {
        await opened.page.fill('input[name=q]', words)
        await opened.page.waitForURL((url) => url.searchParams.get('q') === words)
        expect((await shown(opened)).slice(0, 3), words).toContain(code)
      }
    }
    expectQuiet(opened)
    await opened.page.close()
  },
)

test('filters narrow the list, stand in the address, and can be taken back', async () => {
  const opened = await open('en/')
  const { page } = opened
  expect(await shown(opened)).toEqual(codes)
  await page.selectOption('select[name=category]', 'library')
  await page.selectOption('select[name=retry]', 'after-fix')
  expect(new URL(page.url()).search).toBe('?category=library&retry=after-fix')
  const expected = codes.filter((code) => {
    const { category, retry } = explained(code, languageOf('en'))
    return category === 'library' && retry === 'after-fix'
  })
  expect(await shown(opened)).toEqual(expected)
  expect(expected.length).toBeGreaterThan(1)
  await page.reload()
  expect(await shown(opened)).toEqual(expected)
  await page.selectOption('select[name=resource]', 'builds')
  const narrowed = await shown(opened)
  expect(narrowed).toEqual(expected.filter((code) => explained(code, languageOf('en')).resources.includes('builds')))
  await page.click('button[type=reset]')
  await page.locator('li[data-code="not-found"]').waitFor()
  expect(await shown(opened)).toEqual(codes)
  expect(new URL(page.url()).search).toBe('')
  expectQuiet(opened)
  await page.close()
})

test('what is not found says so', async () => {
  const opened = await open('en/?q=zzzzqqqq')
  await opened.page.locator('#none:visible').waitFor()
  expect(await shown(opened)).toEqual([])
  await opened.page.close()
})

test('markup in the address stays text', async () => {
  const opened = await open(`en/?q=${encodeURIComponent('"><img src=x onerror=alert(1)>')}`)
  await found(opened)
  expect(await opened.page.inputValue('input[name=q]')).toBe('"><img src=x onerror=alert(1)>')
  expect(await opened.page.locator('img').count()).toBe(0)
  expectQuiet(opened)
  await opened.page.close()
})

test('the keyboard alone leads from the catalog to the page of a code', async () => {
  const opened = await open('en/')
  const { page } = opened
  await page.keyboard.press('/')
  await page.keyboard.type('notuniqe')
  await found(opened)
  await page.keyboard.press('ArrowDown')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('not-unique/')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/en/not-unique/')
  await page.goBack()
  expect(await page.inputValue('input[name=q]')).toBe('notuniqe')
  expectQuiet(opened)
  await page.close()
})

test('without scripts the catalog is all there, and nothing that needs one is shown', async () => {
  const opened = await open('ko/', { javaScriptEnabled: false })
  expect((await shown(opened)).length).toBe(codes.length)
  expect(await opened.page.locator('#search:visible, #theme:visible').count()).toBe(0)
  await opened.page.click('a[href="not-found/"]')
  expect(await opened.page.locator('h1').textContent()).toContain(explained('not-found', languageOf('ko')).title)
  await opened.page.close()
})

test.each([
  ['ko-KR', 'ko'],
  ['zh-TW', 'zh-Hant'],
  ['pt-PT', 'pt-BR'],
  ['sv-SE', 'sv'],
])('the root leads a reader of %s to %s', async (locale, tag) => {
  const opened = await open('', { locale })
  await opened.page.waitForURL(`**/${tag}/`)
  expectQuiet(opened)
  await opened.page.close()
})

test('the switch between light and dark is remembered', async () => {
  const opened = await open('en/not-found/', { colorScheme: 'light' })
  const { page } = opened
  const ground = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const light = await ground()
  await page.click('#theme')
  const dark = await ground()
  expect(dark).not.toBe(light)
  await page.reload()
  expect(await ground()).toBe(dark)
  await page.click('#theme')
  expect(await ground()).toBe(light)
  expectQuiet(opened)
  await page.close()
})
