import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { examples } from '../data/examples.js'
import { languageOf, languages } from '../data/languages.js'
import { expectQuiet, type Opened, useBrowser } from './site.js'

const open = useBrowser()
const text = (page: Page): Promise<string> => page.locator('#result').innerText()

/** Has a text decoded as if it had been pasted. */
async function decode({ page }: Opened, response: string, request = ''): Promise<string> {
  await page.evaluate(() => document.querySelector('#result-heading')?.setAttribute('hidden', ''))
  await page.fill('#response', response)
  if (request !== '') {
    await page.locator('details:has(#request) summary').click()
    await page.fill('#request', request)
  }
  await page.click('button.main')
  await page.locator('#result-heading:visible').waitFor()
  return text(page)
}

const notUnique = JSON.stringify({
  errors: [
    { status: '409', code: 'not-unique', title: 'Name Already In Use', source: { pointer: '/data/attributes/name' } },
  ],
})

test('each example says what failed, and nothing is refused or asked of others', async () => {
  const opened = await open('en/decode/')
  const { page } = opened
  await page.locator('details:has([data-example]) summary').click()
  for (const { name } of examples) {
    await page.evaluate(() => document.querySelector('#result-heading')?.setAttribute('hidden', ''))
    await page.locator(`[data-example^="${name}"]`).click()
    await page.locator('#result-heading:visible').waitFor()
    expect(await page.locator('article.failure').count(), name).toBeGreaterThan(0)
    expect(await page.locator('.problems').count(), name).toBe(0)
  }
  expectQuiet(opened)
  await page.close()
})

test('a document is decoded without the readers of other forms, links and requests, which come when they are needed', async () => {
  const opened = await open('en/decode/')
  const { page } = opened
  const scripts: string[] = []
  page.on('request', (request) => {
    const name = /assets\/([a-z-]+)-[\w-]{8}\.js$/.exec(request.url())?.[1]
    if (name !== undefined) scripts.push(name)
  })
  expect(await decode(opened, notUnique)).toContain('not-unique')
  expect(scripts).toEqual(['worker', 'validate'])
  expect(await decode(opened, `HTTP/1.1 409 Conflict\n\n${notUnique}`)).toContain('not-unique')
  expect(scripts).toContain('forms')
  expect(scripts).not.toContain('request')
  expectQuiet(opened)
  await page.close()
})

test('what errors point at is underlined in the request', async () => {
  const opened = await open('en/decode/')
  await decode(opened, notUnique, '{\n  "data": {\n    "attributes": { "name": "Shop", "port": 22 }\n  }\n}')
  expect(await opened.page.locator('.request mark').allInnerTexts()).toEqual(['"Shop"'])
  expect(await opened.page.locator('.request .label').innerText()).toContain('not-unique')
  expectQuiet(opened)
  await opened.page.close()
})

test.each(languages)('in $name the reasons and the words around them are of that language', async ({ tag }) => {
  const opened = await open(`${tag}/decode/`)
  const { sentences, words } = languageOf(tag)
  const found = await decode(opened, notUnique)
  expect(found).toContain(sentences.codes?.['not-unique']?.remedy)
  expect(found).toContain(words.why)
  expect(await opened.page.locator('article a').first().getAttribute('href')).toBe('../not-unique/')
  expectQuiet(opened)
  await opened.page.close()
})

test('violations lead to their rules', async () => {
  const opened = await open('en/decode/')
  const { page } = opened
  await decode(opened, '{"errors":[{"status":422,"code":"x","message":"y"}]}')
  await page.locator('.findings summary').click()
  expect(await page.locator('.findings a').allInnerTexts()).toEqual(['error-status', 'known-member'])
  await page.locator('.findings a').first().click()
  await page.waitForURL('**/rules/#error-status')
  await page.close()
})

test('failures that are alike are one, with their number, places, codes and times', async () => {
  const opened = await open('en/decode/')
  const lines = Array.from({ length: 400 }, (_, index) => {
    const time = new Date(Date.UTC(2026, 0, 31, 12, 0, index)).toISOString()
    const code = index % 4 === 0 ? 'read-only' : 'not-unique'
    return JSON.stringify({ time, status: 409, body: { errors: [{ status: '409', code, detail: `Number ${index}` }] } })
  })
  const found = await decode(opened, lines.join('\n'))
  expect(await opened.page.locator('article.failure').count()).toBe(2)
  expect(found).toContain('300 times: Line 2, Line 3')
  expect(await opened.page.locator('.chart th').allInnerTexts()).toEqual(['not-unique', 'read-only'])
  expect(await opened.page.locator('.times rect').count()).toBe(40)
  expectQuiet(opened)
  await opened.page.close()
})

test('a HAR file says which requests failed', async () => {
  const opened = await open('en/decode/')
  const entry = (status: number, text: string): object => ({
    startedDateTime: '2026-01-31T12:00:00.000Z',
    request: { method: 'POST', url: 'https://reactor.adobe.io/hosts?token=secret-1234567', headers: [] },
    response: { status, headers: [], content: { text, mimeType: 'application/vnd.api+json' } },
  })
  const found = await decode(
    opened,
    JSON.stringify({ log: { entries: [entry(200, '{"data":null}'), entry(409, notUnique), entry(0, '')] } }),
  )
  expect(found).toContain('Failures: 1, in responses: 2')
  expect(found).toContain('Requests without a response: 1')
  expect(found).toContain('POST /hosts')
  expect(found).not.toContain('secret-1234567')
  await opened.page.close()
})

const hostile = [
  '<img src=x onerror=alert(1)><script>alert(2)</script>',
  '</textarea><svg onload=alert(3)>',
  '\u202Egnp.exe\u2066\u0000\u001b[31m{{constructor}}$' + '{alert(4)}',
  `javascript:alert(5)//'"><a href=javascript:alert(6)>`,
]

test.each(hostile)('%j stays text wherever it stands', async (markup) => {
  const opened = await open('en/decode/')
  const { page } = opened
  let alerts = 0
  page.on('dialog', () => alerts++)
  const document = {
    errors: [
      {
        id: markup,
        status: '409',
        code: markup,
        title: markup,
        detail: markup,
        source: { pointer: `/data/attributes/${markup.replace(/[/~]/g, '')}` },
        links: { about: markup },
        meta: { request_id: markup, [markup]: markup },
      },
    ],
  }
  const request = JSON.stringify({ data: { attributes: { [markup.replace(/[/~]/g, '')]: markup } } })
  await decode(opened, JSON.stringify(document), request)
  for (const body of [markup, `HTTP/1.1 502 ${markup}\ncontent-type: text/html\n\n${markup}`])
    await decode(opened, body)
  expect(await page.locator('#result :is(img, script, iframe, svg[onload], a[href^="javascript"])').count()).toBe(0)
  expect(await text(page)).not.toMatch(/(?![\n\t])[\p{Cc}\p{Bidi_Control}]/u)
  expect(alerts).toBe(0)
  expectQuiet(opened)
  await page.close()
})

test('a link holds the response masked, and opens as it was', async () => {
  const opened = await open('en/decode/')
  const { page } = opened
  const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
  const printed = `> GET /hosts HTTP/1.1\n> authorization: Bearer ${token}\n> x-api-key: 0123456789abcdef\n>\n< HTTP/1.1 409 Conflict\n< content-type: application/vnd.api+json\n<\n${notUnique}`
  await decode(
    opened,
    printed,
    JSON.stringify({ data: { attributes: { name: 'Shop', client_secret: 'p8e-Hunter2-4711-abc' } } }),
  )
  await page.click('#share')
  const link = await page.locator('#sharing input').inputValue()
  const preview = await page.locator('#sharing').innerText()
  for (const secret of [token, '0123456789abcdef', 'p8e-Hunter2-4711-abc']) expect(preview).not.toContain(secret)
  expect(preview).toContain('[redacted]')
  const path = link.slice(link.indexOf('/en/') + 1)
  const again = await open(path)
  await again.page.locator('#result-heading:visible').waitFor()
  expect(await text(again.page)).toContain('not-unique · Name Already In Use')
  expect(await again.page.locator('.request mark').allInnerTexts()).toEqual(['"Shop"'])
  const pasted = await again.page.inputValue('#response')
  expect(pasted).not.toContain(token)
  expectQuiet(opened)
  expectQuiet(again)
  await page.close()
  await again.page.close()
})

test('what is too long for a link says so', async () => {
  const opened = await open('en/decode/')
  const noise = Array.from({ length: 40_000 }, (_, index) => ((index * 2_654_435_761) >>> 7).toString(36)).join(' ')
  await decode(opened, JSON.stringify({ errors: [{ status: '409', detail: noise }] }))
  await opened.page.click('#share')
  await opened.page.locator('#sharing', { hasText: 'too long for a link' }).waitFor()
  expect(await opened.page.locator('#sharing input').count()).toBe(0)
  await opened.page.close()
})

test.each([
  ['v2.H4sIAAAA', 'another version'],
  ['v1.H4sIAAAA', 'damaged'],
  ['v1.%%%', 'damaged'],
  ['nonsense', 'damaged'],
])('the link #%s says that it cannot be opened', async (fragment, said) => {
  const opened = await open(`en/decode/#${fragment}`)
  await opened.page.locator('#status', { hasText: said }).waitFor()
  expectQuiet(opened)
  await opened.page.close()
})

test('a link that inflates without end is refused', async () => {
  const packed = new Blob([new Uint8Array(64 << 20)]).stream().pipeThrough(new CompressionStream('gzip'))
  const bytes = Buffer.from(await new Response(packed).arrayBuffer())
  const opened = await open(`en/decode/#v1.${bytes.toString('base64url')}`)
  await opened.page.locator('#status', { hasText: 'damaged' }).waitFor()
  await opened.page.close()
})

test('what is no response says so, and an empty field does nothing', async () => {
  const opened = await open('en/decode/')
  expect(await decode(opened, 'hello')).toContain('Not readable')
  expect(await decode(opened, '{"errors": [{"code": "not-found"')).toContain('The body breaks off')
  expect(await decode(opened, '{"data":{"type":"hosts","id":"1"}}')).toContain('Nothing failed. Responses: 1')
  expect(await decode(opened, notUnique, '{"data": nothing}')).toContain('not valid JSON')
  await opened.page.click('#clear')
  await opened.page.click('button.main')
  expect(await opened.page.locator('#result-heading:visible, #progress:visible').count()).toBe(0)
  expectQuiet(opened)
  await opened.page.close()
})

/** Drops a file of so many megabytes, which the page makes itself: lines of NDJSON, every tenth a failure. */
function drop(page: Page, megabytes: number): Promise<void> {
  return page.evaluate((size) => {
    const line = (fails: boolean): string =>
      `${JSON.stringify(fails ? { status: 409, body: { errors: [{ status: '409', code: 'not-unique', detail: 'x'.repeat(300) }] } } : { status: 200, body: { data: { type: 'hosts', id: '1', attributes: { name: 'x'.repeat(800) } } } })}\n`
    const block = Array.from({ length: 1000 }, (_, index) => line(index % 10 === 0)).join('')
    const parts = Array.from({ length: Math.ceil((size * 1e6) / block.length) }, () => block)
    const data = new DataTransfer()
    data.items.add(new File(parts, 'log.ndjson'))
    document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
  }, megabytes)
}

/** The longest time that the page did not respond, in milliseconds, from now until the promise settles. */
async function longestPause(page: Page, work: () => Promise<unknown>): Promise<number> {
  await page.evaluate(() => {
    let last = performance.now()
    Object.assign(globalThis, { pause: 0 })
    setInterval(() => {
      const now = performance.now()
      Object.assign(globalThis, { pause: Math.max(Number(Reflect.get(globalThis, 'pause')), now - last - 10) })
      last = now
    }, 10)
  })
  await work()
  return page.evaluate(() => Number(Reflect.get(globalThis, 'pause')))
}

/** Notes what the status says from now on, which may be gone before a test looks; returns what reads it all. */
async function notedStatus(page: Page): Promise<() => Promise<string>> {
  const said = await page.evaluateHandle(() => {
    const texts: string[] = []
    const status = document.querySelector('#status')
    const observer = new MutationObserver(() => texts.push(status?.textContent ?? ''))
    if (status !== null) observer.observe(status, { childList: true, characterData: true, subtree: true })
    return texts
  })
  return () => said.evaluate((texts) => texts.join('\n'))
}

// The full size takes a minute on a slow machine: SITE_TEST_MEGABYTES=100 npm test.
const megabytes = Number(process.env['SITE_TEST_MEGABYTES'] ?? 20)

test(`${megabytes} MB that are dropped stream, with progress, and leave the page free to respond`, {
  timeout: 300_000,
}, async () => {
  const opened = await open('en/decode/')
  const { page } = opened
  const statuses = await notedStatus(page)
  await drop(page, megabytes)
  expect(await page.locator('#note').innerText()).toContain('log.ndjson')
  const pause = await longestPause(page, () => page.locator('#result-heading:visible').waitFor({ timeout: 280_000 }))
  expect(await statuses()).toMatch(/Reading: \d+%/)
  const [group] = await page.locator('article.failure').all()
  expect(await group?.innerText()).toMatch(/[\d,]+ times: Line 1, Line 11/)
  expect(await page.inputValue('#response')).toBe('')
  process.stdout.write(`longest pause of the page: ${Math.round(pause)} ms\n`)
  expectQuiet(opened)
  await page.close()
})

test('a decoding can be cancelled, and what was found until then is shown', async () => {
  const opened = await open('en/decode/')
  const { page } = opened
  await drop(page, 60)
  await page.locator('#status', { hasText: /Reading: \d+%/ }).waitFor()
  await page.click('#cancel')
  await page.locator('#result', { hasText: 'Cancelled at' }).waitFor()
  expect(await page.locator('article.failure').count()).toBe(1)
  expect(await decode(opened, notUnique)).toContain('Failures: 1, in responses: 1')
  expectQuiet(opened)
  await page.close()
})

test('a long paste is read as a file and not laid out in the field', async () => {
  const opened = await open('en/decode/')
  await opened.page.evaluate(() => {
    const data = new DataTransfer()
    const line = '{"status":409,"body":{"errors":[{"status":"409","code":"not-unique"}]}}\n'
    data.setData('text/plain', line.repeat(5000))
    document
      .querySelector('#response')
      ?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, cancelable: true }))
  })
  await opened.page.locator('#result-heading:visible').waitFor()
  expect(await text(opened.page)).toContain('5,000 times')
  expect(await opened.page.inputValue('#response')).toBe('')
  await opened.page.close()
})

test('the keyboard alone decodes, and on a phone the result comes into view', async () => {
  const opened = await open('en/decode/', { viewport: { width: 360, height: 640 } })
  const { page } = opened
  await page.focus('#response')
  await page.keyboard.insertText(notUnique)
  for (let presses = 0; presses < 4; presses++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate(() => document.activeElement?.matches('button.main'))) break
  }
  await page.keyboard.press('Enter')
  await page.locator('#result-heading:visible').waitFor()
  await page.waitForFunction(
    () => (document.querySelector('#result-heading')?.getBoundingClientRect().top ?? 999) < 300,
  )
  expectQuiet(opened)
  await page.close()
})
