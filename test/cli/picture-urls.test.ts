import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { pictureUrls } from '../../src/cli/picture-urls.js'
import type { HostSignal } from '../../src/client/origin.js'
import { ioOf, type Setting } from './streams.js'

const folder = mkdtempSync(join(tmpdir(), 'picture-urls-'))
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => {
  vi.restoreAllMocks()
})

/** A file of this content. */
function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** The web, in which these files are and no others; gives what was asked for. */
function web(files: Readonly<Record<string, string | (() => Response)>>): readonly string[] {
  const asked: string[] = []
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (url) => {
    asked.push(`${url}`)
    const found = files[`${url}`]
    return typeof found === 'function'
      ? found()
      : new Response(found ?? null, { status: found === undefined ? 404 : 200 })
  })
  return asked
}

/** The URLs that are found, and what could not be read, without the folder. */
async function found(
  names: readonly string[],
  sitemaps: readonly string[] = [],
  { stdin = '', isAborted = false }: { readonly stdin?: Setting['stdin']; readonly isAborted?: boolean } = {},
) {
  const ending = new AbortController()
  if (isAborted) ending.abort()
  const noted: string[] = []
  const urls: string[] = []
  const signal = ending.signal as HostSignal // The host's own.
  for await (const url of pictureUrls({ names, sitemaps }, ioOf({ stdin }), signal, async (input, problem) => {
    expect(problem.kind).toBe('problem')
    const { line, message } = problem
    noted.push([input.replace(`${folder}/`, ''), line, message].filter((part) => part !== undefined).join(': '))
  }))
    urls.push(url)
  return { urls, noted }
}

const sitemap = (...urls: readonly string[]): string =>
  `<urlset>${urls.map((url) => `<url><image><loc>${url}</loc></image></url>`).join('')}</urlset>`
const index = (...urls: readonly string[]): string =>
  `<sitemapindex>${urls.map((url) => `<sitemap><loc>${url}</loc></sitemap>`).join('')}</sitemapindex>`

test('URLs are taken as they are, and those of another kind are refused', async () => {
  const refused = 'is no address of a picture: those begin with https:// or http://'
  expect(await found(['https://a.example/b', 'HTTP://a.example', 'ftp://a.example/b', 'x1+.-://b', 'http://'])).toEqual(
    {
      urls: ['https://a.example/b', 'HTTP://a.example'],
      noted: [`ftp://a.example/b: ${refused}`, `x1+.-://b: ${refused}`, `http://: ${refused}`],
    },
  )
  expect(await found(['my ftp://a', '1a://b'])).toEqual({
    urls: [],
    noted: ['my ftp://a: there is no such file', '1a://b: there is no such file'],
  })
})

test('a list has a URL in each line, and remarks', async () => {
  const list = file(
    'list',
    `# shoes\r\n\n https://a.example/1 \n#https://a.example/2\nhttps://a.example/3\n${'x'.repeat(70_000)}`,
  )
  expect(await found([list, '-'], [], { stdin: 'https://a.example/4' })).toEqual({
    urls: ['https://a.example/1', 'https://a.example/3', 'https://a.example/4'],
    noted: ['list: 6: is too long for a URL'],
  })
})

test('what begins as XML is a sitemap, whatever space stands before it and however it is packed', async () => {
  const urls = ['https://a.example/is/image/1']
  for (const content of [sitemap(...urls), `\n \n${sitemap(...urls)}`, gzipSync(sitemap(...urls))])
    expect(await found([file('sitemap', content)])).toEqual({ urls, noted: [] })
  expect(await found([file('list', 'https://a.example/<1>')])).toEqual({ urls: ['https://a.example/<1>'], noted: [] })
  expect((await found([], [file('no-sitemap', 'https://a.example/1')])).noted).toEqual([
    expect.stringMatching(/^no-sitemap: is no sitemap/),
  ])
})

test('what begins as XML is one, however much of it comes at a time', async () => {
  const urls = ['https://a.example/is/image/1']
  expect(await found(['-'], [], { stdin: [' ', '\n', sitemap(...urls)] })).toEqual({ urls, noted: [] })
  expect(await found(['-'], [], { stdin: [' '.repeat(20_000), sitemap(...urls)] })).toEqual({ urls, noted: [] })
  expect(await found(['-'], [], { stdin: [' ', '\n', ...urls] })).toEqual({ urls, noted: [] })
})

test('an index is followed, on the web alone, and to each sitemap once', async () => {
  const here = 'https://a.example'
  const asked = web({
    [`${here}/index.xml`]: index(
      `${here}/1.xml`,
      `${here}/index.xml`,
      'file:///etc/2.xml',
      `${here}/1.xml`,
      `${here}/3.xml`,
    ),
    [`${here}/1.xml`]: sitemap(`${here}/is/image/1`),
    [`${here}/3.xml`]: sitemap(`${here}/is/image/3`),
  })
  expect(await found([], [`${here}/index.xml`, `${here}/none.xml`])).toEqual({
    urls: [`${here}/is/image/1`, `${here}/is/image/3`],
    noted: [
      `${here}/index.xml: file:///etc/2.xml leads into an internal network, and was left out`,
      `${here}/none.xml: cannot be had: the server responds with 404`,
    ],
  })
  expect(asked).toEqual(['index', 'none', '1', '3'].map((name) => `${here}/${name}.xml`))
})

test('a list is named without its password and query where it leads into an internal network', async () => {
  const list = 'https://me:geheim@a.example/s.xml?token=abc123XYZ'
  web({ [list]: sitemap('http://10.0.0.1/is/image/1') })
  const { noted } = await found([], [list])
  expect(noted).toHaveLength(1)
  expect(noted[0]).toMatch(/^https:\/\/.*a\.example\/s\.xml.*: http:\/\/10\.0\.0\.1.* leads into/)
  expect(noted[0]).not.toMatch(/geheim|abc123XYZ/)
})

test('a list on a public host leads into no internal network, and one that is inside may', async () => {
  const inside = 'http://10.0.0.1/is/image/1'
  const outside = 'https://a.example/is/image/2'
  web({
    'https://a.example/s.xml': sitemap(inside, outside, 'no URL'),
    'http://10.0.0.2/s.xml': sitemap(inside, outside),
  })
  expect(await found([], ['https://a.example/s.xml'])).toEqual({
    urls: [outside, 'no URL'],
    noted: [`https://a.example/s.xml: ${inside} leads into an internal network, and was left out`],
  })
  expect(await found([], ['http://10.0.0.2/s.xml'])).toEqual({ urls: [inside, outside], noted: [] })
  expect(await found([file('inside', sitemap(inside))])).toEqual({ urls: [inside], noted: [] })
})

test.each<[what: string, respond: () => Response, why: string]>([
  ['fails', () => new Response(sitemap('https://a/b'), { status: 500 }), 'the server responds with 500'],
  [
    'leads into an internal network',
    () => new Response(null, { status: 302, headers: { location: 'http://10.0.0.1/' } }),
    'TypeError: A redirect leads into an internal network, which "allowedOrigins" has to name first',
  ],
  [
    'throws',
    () => {
      throw new TypeError('Not with Bearer abcdefgh12345678')
    },
    'TypeError: Not with Bearer [redacted]',
  ],
])('a sitemap whose server %s is told of, and its secrets are not', async (_, respond, why) => {
  web({ 'https://a.example/s.xml?token=abc': respond })
  expect(await found([], ['https://a.example/s.xml?token=abc'])).toEqual({
    urls: [],
    noted: [`https://a.example/s.xml?token=[redacted]: cannot be had: ${why}`],
  })
})

test('once it is called off, nothing more is told', async () => {
  await expect(found(['no-such-file'], [], { isAborted: true })).rejects.toThrow('no such file')
})
