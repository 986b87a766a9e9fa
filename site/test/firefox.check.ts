import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningServer, serveFolder } from '../build/server.js'
import { dist } from './browser.js'
import { Firefox } from './firefox.js'

let firefox: Firefox
let server: RunningServer

beforeAll(async () => {
  server = await serveFolder(dist, { base: '/some/place/' })
  firefox = await Firefox.start()
})
afterAll(async () => {
  await firefox.close()
  await server.close()
})

/** Has a response decoded, beside the request if there is one, and gives what is shown. */
function decode(response: string, request = ''): Promise<string> {
  return firefox.run(
    async (pasted = '', sent = '') => {
      const field = (id: string) => document.querySelector(id) as HTMLTextAreaElement
      field('#response').value = pasted
      field('#request').value = sent
      document.querySelector('#result-heading')?.setAttribute('hidden', '')
      document.querySelector<HTMLButtonElement>('button.main')?.click()
      while (!document.querySelector('#result-heading')?.checkVisibility()) await new Promise(requestAnimationFrame)
      return document.querySelector('#result')?.textContent ?? ''
    },
    response,
    request,
  )
}

const notUnique = JSON.stringify({
  errors: [{ status: '409', code: 'not-unique', source: { pointer: '/data/attributes/name' } }],
})

test('the decoder reads a document, what curl prints, and the request, all under the policy', async () => {
  await firefox.open(`${server.url}en/decode/`)
  expect(await decode(notUnique)).toContain('not-unique')
  expect(await decode(`HTTP/1.1 409 Conflict\n\n${notUnique}`)).toContain('409 Conflict')
  expect(await decode(notUnique, '{"data":{"attributes":{"name":"Shop"}}}')).toContain('"Shop"')
  expect(await decode('{"errors":[{"code":')).toContain('Not readable')
  expect(firefox.complaints).toEqual([])
})

test('a link that is shared opens as it was', async () => {
  await firefox.open(`${server.url}en/decode/`)
  await decode(notUnique)
  const link = await firefox.run(async () => {
    document.querySelector<HTMLButtonElement>('#share')?.click()
    const address = () => document.querySelector<HTMLInputElement>('#sharing input')?.value
    while (address() === undefined) await new Promise(requestAnimationFrame)
    return String(address())
  })
  await firefox.open(server.url)
  await firefox.open(link)
  const shown = await firefox.run(async () => {
    while (!document.querySelector('#result-heading')?.checkVisibility()) await new Promise(requestAnimationFrame)
    return String(document.querySelector('#result')?.textContent)
  })
  expect(shown).toContain('not-unique')
  expect(firefox.complaints).toEqual([])
})

test('lines that are dropped are read as they come', async () => {
  await firefox.open(`${server.url}en/decode/`)
  const shown = await firefox.run(
    async (line = '') => {
      const data = new DataTransfer()
      data.items.add(new File([`${line}\n`.repeat(20_000)], 'log.ndjson'))
      document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
      while (!document.querySelector('#result-heading')?.checkVisibility()) await new Promise(requestAnimationFrame)
      return String(document.querySelector('#result')?.textContent)
    },
    JSON.stringify({ status: 409, body: JSON.parse(notUnique) }),
  )
  expect(shown).toContain('20,000 times')
  expect(firefox.complaints).toEqual([])
})

test.each([
  ['en', 'notuniqe', 'not-unique'],
  ['de', 'sftp exeption', 'sftp-exception'],
  ['ja', '403025', '403025'],
])('the catalog in %s finds what %j means', async (tag, words, code) => {
  await firefox.open(`${server.url}${tag}/`)
  const first = await firefox.run(async (typed = '') => {
    const field = document.querySelector('input[name=q]') as HTMLInputElement
    field.value = typed
    field.dispatchEvent(new Event('input', { bubbles: true }))
    while (new URL(location.href).searchParams.get('q') !== typed) await new Promise(requestAnimationFrame)
    const rows = [...document.querySelectorAll<HTMLElement>('main li[data-code]')]
    return String(rows.find((row) => row.checkVisibility())?.dataset['code'])
  }, words)
  expect(first).toBe(code)
  expect(firefox.complaints).toEqual([])
})
