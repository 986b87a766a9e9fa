import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { checkPictures } from '../../src/cli/check-image.js'
import { run } from '../../src/cli/program.js'
import type { Reporter } from '../../src/cli/reporters/reporter.js'
import { createTerminal, type Io } from '../../src/cli/terminal.js'
import { runCli } from './run-cli.js'
import { ioOf, jsonLines, reporterOf, sink } from './streams.js'

const picture = await sharp({ create: { width: 3, height: 2, channels: 3, background: '#ff0000' } })
  .png()
  .toBuffer()
const folder = mkdtempSync(join(tmpdir(), 'check-image-'))
const asked: string[] = []
const files = new Map<string, string | Buffer>()
let origin = ''

/** Pictures whose path says what becomes of them, and `files`. */
function respond({ url = '' }: IncomingMessage, response: ServerResponse): void {
  asked.push(url)
  const { pathname } = new URL(url, 'http://x')
  const file = files.get(pathname)
  if (file !== undefined) response.end(file)
  else if (pathname.includes('hang')) return
  else if (pathname.includes('torn')) {
    response.writeHead(200, { 'content-length': 999 }).write('<urlset>', () => response.destroy())
  } else if (pathname.includes('forbidden')) response.writeHead(403).end('Cannot open /opt/s7/a.tif')
  else if (!pathname.startsWith('/is/')) response.writeHead(404).end()
  else if (!url.includes('req=props')) response.setHeader('content-type', 'image/png').end(picture)
  else if (pathname.includes('boot')) response.end('#S7Z ERROR\nerror.title=Image Not Found')
  else if (pathname.includes('other')) response.end('no properties')
  else response.end('#S7Z OK\nimage.width=3\nimage.height=2\n')
}

const server = createServer(respond)
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
beforeEach(() => {
  asked.length = 0
  files.clear()
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
  rmSync(folder, { recursive: true })
})

const at = (name: string): string => `${origin}/is/image/${name}`

/** A file of this content. */
function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const check = (args: readonly string[], stdin?: string) =>
  runCli(['check-image', ...args], stdin === undefined ? {} : { stdin })

/** The verdicts of `--json`, by the name of the picture, and the summary. */
async function verdicts(args: readonly string[], stdin?: string) {
  const { code, stdout, stderr } = await check(['--json', ...args], stdin)
  const lines = jsonLines(stdout) as { kind: string; url: string; verdict: string }[]
  const found = lines
    .filter(({ kind }) => kind === 'picture')
    .map(({ url, verdict }) => [url.split('/').at(-1), verdict])
  return { code, stderr, found: Object.fromEntries(found), summary: lines.at(-1) }
}

test('people are told what is broken and why, and what nothing tells of', async () => {
  const { code, stdout, stderr } = await check([
    at('shoe'),
    at('boot'),
    at('forbidden'),
    at('other'),
    '--concurrency',
    '1',
  ])
  expect([code, stderr]).toEqual([1, ''])
  expect(`\n${stdout.replaceAll(origin, 'http://HOST')}`).toMatchInlineSnapshot(`
    "
    ✖ http://HOST/is/image/boot
      [image-not-found] Image Not Found
      its properties say so (req=props)
    ✖ http://HOST/is/image/forbidden
      [image-serving-error] Cannot open [path]
      the response says so
    ? http://HOST/is/image/other
      The response to req=props has no properties
    ✖ 4 pictures checked, 1 sound, 2 failed, 1 undetectable
      image-not-found      1  ████████████████████████████████████████
      image-serving-error  1  ████████████████████████████████████████
    "
  `)
})

test('programs are told of every picture, and of all of them', async () => {
  const { code, stdout } = await check(['--json', at('boot'), at('shoe?wid=1'), at('other'), '--concurrency', '1'])
  expect(code).toBe(1)
  expect(jsonLines(stdout)).toEqual([
    { kind: 'picture', url: at('boot'), verdict: 'failed', by: 'props', failure: expect.any(Object) },
    { kind: 'picture', url: at('shoe?wid=1'), verdict: 'sound', by: 'props' },
    { kind: 'picture', url: at('other'), verdict: 'undetectable', why: 'The response to req=props has no properties' },
    {
      ...{ kind: 'summary', sound: 1, failed: 1, undetectable: 1, skipped: 0, problems: 0, isInterrupted: false },
      codes: [{ code: 'image-not-found', count: 1 }],
    },
  ])
})

test.each([
  [['shoe'], 0],
  [['shoe', 'boot'], 1],
  [['shoe', 'other'], 3],
  [['boot', 'other'], 1],
] as const)('%j end with %i', async (names, code) => {
  expect((await check(names.map(at))).code).toBe(code)
})

describe('pictures are listed', () => {
  test('in files and on stdin, each once, a URL per line', async () => {
    const list = file('list.txt', `# shoes\r\n${at('shoe')}\r\n\r\n  ${at('boot')}  \n${at('shoe')}`)
    const { found, summary } = await verdicts([list, '-', at('shoe')], `${at('other')}\n`)
    expect(found).toEqual({ shoe: 'sound', boot: 'failed', other: 'undetectable' })
    expect(summary).toMatchObject({ sound: 1, skipped: 2 })
    expect((await verdicts([], at('shoe'))).found).toEqual({ shoe: 'sound' })
    expect((await verdicts([file('empty', '')])).found).toEqual({})
  })

  test('in sitemaps, on disk and on the web, packed or not, and in indexes of them', async () => {
    const images = (...names: string[]) =>
      `<urlset xmlns:image="x">${names.map((name) => `<url><loc>${origin}/page</loc><image:image><image:loc>${at(name)}</image:loc></image:image></url>`).join('')}</urlset>`
    files.set(
      '/index.xml',
      `<sitemapindex>${['/one.xml', '/two.xml.gz', '/one.xml', '/index.xml', '/none.xml'].map((path) => `<sitemap><loc>${origin}${path}</loc></sitemap>`).join('')}</sitemapindex>`,
    )
    files.set('/one.xml', images('shoe', 'boot'))
    files.set('/two.xml.gz', gzipSync(images('other')))
    const local = file('sitemap.xml.gz', gzipSync(`\n${images('sole')}`))
    const { code, found, stderr, summary } = await verdicts([local, '--sitemap', `${origin}/index.xml`])
    expect(found).toEqual({ sole: 'sound', shoe: 'sound', boot: 'failed', other: 'undetectable' })
    expect(stderr).toBe(`reactor-errors: ${origin}/none.xml: cannot be had: the server responds with 404\n`)
    expect([code, summary]).toEqual([3, expect.objectContaining({ problems: 1 })])
    expect(asked.filter((path) => path === '/one.xml')).toHaveLength(1)
    expect((await verdicts(['--sitemap', local])).found).toEqual({ sole: 'sound' })
  })

  test.each<[what: string, args: () => string[], message: RegExp]>([
    ['a file that is not there', () => [join(folder, 'none')], /none: there is no such file/],
    ['a folder', () => [folder], /is a directory/],
    ['what is no text', () => [file('picture', picture)], /picture: is binary data, not text/],
    [
      'an address of another kind',
      () => ['ftp://h/shoe'],
      /^reactor-errors: ftp:.{2}h.shoe: is no address of a picture: those begin with https:.. or http:..\n$/,
    ],
    ['an address of nowhere', () => ['https://'], /^reactor-errors: https:..: is no address of a picture/],
    ['a page', () => [file('page', '<html></html>')], /page: is no sitemap/],
    ['a list as a sitemap', () => ['--sitemap', file('urls', at('shoe'))], /urls: is no sitemap/],
    ['a sitemap that nobody sends', () => ['--sitemap', 'http://127.0.0.1:9/s'], /cannot be had: TypeError/],
    ['a sitemap that breaks off', () => ['--sitemap', `${origin}/torn.xml`], /torn.xml: The body broke off/],
    ['a line of any length', () => [file('long', 'x'.repeat(70_000))], /long:1: is too long for a URL/],
    ['gzip that breaks off', () => [file('gz', gzipSync(at('shoe')).subarray(0, 20))], /cannot be unpacked/],
  ])('%s is told, and the rest is checked', async (_what, args, message) => {
    const { code, found, stderr } = await verdicts([...args(), at('sole')])
    expect(code).toBe(3)
    expect(found).toMatchObject({ sole: 'sound' })
    expect(stderr).toMatch(message)
  })

  test.each<[what: string, args: () => string[]]>([
    ['an empty list', () => [file('empty', '')]],
    ['a list of remarks', () => [file('remarks', '# none yet\n\n')]],
    ['an empty sitemap', () => ['--sitemap', file('none.xml', '<urlset/>')]],
  ])('%s leaves nothing to check, and is not called sound', async (_what, args) => {
    const { code, stderr, summary } = await verdicts(args())
    expect(stderr).toBe('reactor-errors: there are no pictures to check: nothing that was named lists any\n')
    expect([code, summary]).toEqual([3, expect.objectContaining({ sound: 0, problems: 1 })])
  })

  test('a sitemap on a public host does not lead into an internal network', async () => {
    const sitemap = `<urlset><url><image><loc>http://169.254.169.254/latest</loc></image></url><url><image><loc>not a URL</loc></image></url></urlset>`
    const spy = vi.spyOn(globalThis, 'fetch').mockImplementation(async (url) => {
      expect(`${url}`).toBe('https://shop.example/sitemap.xml')
      return new Response(sitemap)
    })
    const { code, found, stderr } = await verdicts(['--sitemap', 'https://shop.example/sitemap.xml'])
    spy.mockRestore()
    expect([code, found]).toEqual([3, { 'not a URL': 'undetectable' }])
    expect(stderr).toContain('http://169.254.169.254/latest leads into an internal network, and was left out')
  })
})

describe('an earlier result', () => {
  test('is gone on from, wherever it breaks off', async () => {
    const before = (await check(['--json', at('shoe'), at('boot'), '--concurrency', '1'])).stdout.split('\n')
    const result = file('result', `${before[0]}\n${before[1]?.slice(0, 60)}`)
    asked.length = 0
    const { stdout } = await check(['--json', at('shoe'), at('boot'), at('sole'), '--resume', result])
    expect(asked.filter((path) => path.includes('shoe'))).toEqual([])
    writeFileSync(result, `${readFileSync(result, 'utf8')}${stdout}\n[1]\n{"kind":"picture"}\n`)
    asked.length = 0
    const { code, found, summary } = await verdicts([
      at('shoe'),
      at('boot'),
      at('sole'),
      at('other'),
      '--resume',
      result,
    ])
    expect(found).toEqual({ other: 'undetectable' })
    expect([code, summary]).toEqual([3, expect.objectContaining({ skipped: 3, undetectable: 1 })])
  })

  test('that is not there is told before anything is asked', async () => {
    const { code, stderr } = await check([at('shoe'), '--resume', join(folder, 'nothing')])
    expect([code, stderr]).toEqual([3, expect.stringContaining('nothing: there is no such file')])
    expect(asked).toEqual([])
  })
})

test('secrets of URLs are not shown, and such pictures are checked again', async () => {
  const url = at('shoe').replace('http://', 'http://')
  const secret = `${url}?wid=300&$zoom$&token=canary-1a2b3c&hdnea=${'canary9'.repeat(6)}&text=two`
  const { stdout } = await check(['--json', secret, at('forbidden?token=canary-1a2b3c')])
  expect(stdout).not.toContain('canary')
  expect(stdout).toContain('?wid=300&$zoom$&token=[redacted]&hdnea=[redacted]&text=two')
  const { summary } = await verdicts([secret, '--resume', file('masked', stdout)])
  expect(summary).toMatchObject({ sound: 1, skipped: 0 })
})

test('interrupted, it says what was done', async () => {
  const io = ioOf()
  const ended = run(['check-image', at('boot'), at('hang'), at('hang2'), '--json'], io)
  await expect.poll(() => io.stdout.text(), { interval: 5 }).toContain('\n')
  process.emit('SIGINT')
  expect(await ended).toBe(3)
  expect(jsonLines(io.stdout.text()).at(-1)).toMatchObject({ failed: 1, isInterrupted: true })
  expect(process.listenerCount('SIGINT')).toBe(listeners)
})
const listeners = process.listenerCount('SIGINT')

test('interrupted while a sitemap is waited for, it says so, and complains of nothing', async () => {
  const io = ioOf()
  const ended = run(['check-image', '--sitemap', `${origin}/hang.xml`], io)
  await expect.poll(() => asked).toContain('/hang.xml')
  process.emit('SIGINT')
  expect(await ended).toBe(3)
  expect([io.stdout.text(), io.stderr.text()]).toEqual(['✖ interrupted: 0 pictures checked\n', ''])
})

test('people are told what could not be read, and what was known', async () => {
  const { stdout } = await check([join(folder, 'none'), at('shoe'), at('shoe')])
  expect(stdout).toBe('✖ 1 picture checked, 1 sound, 1 known before, 1 place could not be read\n')
  expect(await check([at('shoe'), at('shoe')])).toEqual({
    ...{ code: 0, stdout: '✔ 1 picture checked, 1 sound, 1 known before\n', stderr: '' },
  })
})

test('what goes wrong in the program itself is not taken for an interruption', async () => {
  const reason = new Error('a bug')
  const report = () => {
    throw reason
  }
  const options = { names: [at('shoe')], sitemaps: [], concurrency: 2, timeout: 9000 }
  await expect(checkPictures(options, { report }, createTerminal(ioOf()))).rejects.toBe(reason)
})

test('progress is shown on a terminal, and nothing of it stays', async () => {
  const io = ioOf({ tty: ['stdout', 'stderr'] })
  expect(await run(['check-image', '--concurrency', '1', at('boot'), at('shoe'), at('sole')], io)).toBe(1)
  expect(io.stderr.text()).toContain('  1 picture checked, 1 failed')
  expect(io.stderr.text().endsWith('\r\u001b[2K')).toBe(true)
})

test.each<[screen: string, tty: ('stdout' | 'stderr')[], shown: RegExp]>([
  ['the same screen', ['stdout', 'stderr'], /^\|✖[^|]*\n< {2}1 picture checked, 1 failed\|<\|✖[^<|]*$/],
  ['a file', ['stderr'], /^\|< {2}1 picture checked, 1 failed\|\|<$/],
])('progress does not stand in the way of what is printed on %s', async (_screen, tty, shown) => {
  const io = ioOf({ tty, env: { NO_COLOR: '1' } })
  const screen = sink(80)
  const streams: Io = { ...io, stderr: screen, ...(tty.includes('stdout') && { stdout: screen }) }
  const terminal = createTerminal(streams)
  const write = (text: string): Promise<void> => {
    if (isChecking) screen.write('|')
    return terminal.write(text)
  }
  let isChecking = true
  const reporter = reporterOf(streams)
  const report: Reporter['report'] = (one) => {
    isChecking = one.kind === 'picture'
    return reporter.report(one)
  }
  // Within a moment the bar is shown once.
  const now = vi.spyOn(Date, 'now').mockReturnValue(1_700_000_000_000)
  const options = { names: ['boot', 'shoe', 'boot2'].map(at), sitemaps: [], concurrency: 1, timeout: 9000 }
  await checkPictures(options, { report }, { ...terminal, write })
  now.mockRestore()
  expect(screen.text().replaceAll('\r\u001b[2K', '<')).toMatch(shown)
})

test('when nobody reads any longer, no more is asked', async () => {
  const io = ioOf()
  vi.spyOn(io.stdout, 'write').mockImplementation(() => {
    io.stdout.emit('error', Object.assign(new Error('closed'), { code: 'EPIPE' }))
    return true
  })
  await run(
    ['check-image', '--json', '--concurrency', '1', ...Array.from({ length: 50 }, (_, i) => at(`shoe${i}`))],
    io,
  )
  expect(asked.length).toBeLessThan(20)
})

test.each([
  ['--concurrency', '0'],
  ['--concurrency', 'two'],
  ['--timeout', '-1'],
])('%s %s is wrong use', async (...args) => {
  expect((await check([...args, 'http://127.0.0.1:9/'])).code).toBe(2)
})

test('without anything to check on a terminal, it says what it takes', async () => {
  const { code, stderr } = await runCli(['check-image'], { tty: ['stdin'] })
  expect([code, stderr]).toEqual([2, expect.stringContaining('check-image needs URLs')])
  expect((await runCli(['check-image', 'ftp://h/shoe'], { tty: ['stdin'] })).stderr).toContain('is no address')
})
