import { spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { build } from 'esbuild'
import { beforeAll, expect, test } from 'vitest'
import { serve } from './answers.js'
import { answerBadly, badAnswers } from './bad-answers.js'
import type { Cases, Report } from './browser-page.js'
import { summaryFor } from './expected.js'
import { answerWell, host } from './resources.js'

/** A Chromium, or anything that takes its arguments. */
const browser = process.env['CHROMIUM'] ?? 'chromium'
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run']

/** Opens the page in a browser and gives what it reports. */
async function reportOf(cases: Cases): Promise<Report> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'browser-page.ts')],
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
    if (url.startsWith('/bad/')) return answerBadly(request, response)
    if (url.startsWith('/good/')) return void answerWell(request, response)
    if (url === '/') response.writeHead(200, page).end('<script type="module" src="page.js"></script>')
    else if (url === '/page.js')
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(outputFiles[0]?.text)
    else if (url === '/cases') response.end(JSON.stringify(cases))
    else if (url === '/report') {
      json(request).then(
        (report) => wire.emit('report', report),
        (error: unknown) => wire.emit('error', error),
      )
      response.end()
    } else response.writeHead(404).end()
  })
  const running = spawn(browser, [...flags, `--user-data-dir=${profile}`, server.url], { stdio: 'ignore' })
  running.on('error', (cause) => {
    wire.emit('error', new Error(`${browser} does not run: install Chromium, or name it in CHROMIUM`, { cause }))
  })
  const closed = once(running, 'close').catch(() => {})
  try {
    const [report] = await once(wire, 'report')
    // The page is ours.
    return report as Report
  } finally {
    running.kill()
    await closed
    await server.close()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

let report: Report
beforeAll(async () => {
  report = await reportOf(badAnswers.map(({ path, timeout }) => ({ path, ...(timeout && { timeout }) })))
})

test.each(badAnswers)('throws for $what', (answer) => {
  expect(report.bad[answer.path]).toEqual({
    ...summaryFor(answer),
    // JSON knows no undefined.
    codes: answer.codes.map((code) => code ?? null),
  })
})

test('gives back an answer as it came: body, URL and all, and still the browser’s own', () => {
  expect(report.good['moved']).toEqual({
    ...{ path: '/good/host', redirected: true, type: 'basic', bodyUsed: false, native: true },
    ...{ body: host, cached: host },
  })
  expect(report.good).toMatchObject({ unread: { data: { id: 'BL1' } }, text: 200, deleted: 204, asMethod: 200 })
})

test('throws for resources that failed', () => {
  const { failed, several } = report.good
  expect(failed).toMatchObject({ status: 200, codes: ['upstream-build-failed'] })
  expect(several).toEqual(['BL1', 'BL2'])
})

test.each([
  { what: 'broken', format: 'malformed' },
  { what: 'cutOff', format: 'malformed' },
  { what: 'hanging', format: 'timed-out' },
  { what: 'long', format: 'too-large' },
])('throws when it cannot tell whether a resource failed: $what', ({ what, format }) => {
  expect(report.good[what]).toMatchObject({ name: 'ReactorError', status: 200, format })
})

test('tells of a body that somebody else has read', () => {
  expect(report.good['spent']).toMatchObject({ status: 409, format: 'unread', requestId: 'in-header' })
})

test('passes on what the browser throws, and leaves no rejection unhandled', () => {
  const { circle, closed, early, aborted, unhandled } = report.good
  expect({ circle, closed, early }).toEqual({ circle: 'TypeError', closed: 'TypeError', early: 'AbortError' })
  expect(aborted).toEqual([true, true, true])
  expect(unhandled).toEqual([])
})
