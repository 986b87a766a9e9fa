import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { reportFrom } from '../in-browser.js'
import { badResponses, respondBadly } from './bad-responses.js'
import type { Cases, Report } from './browser-page.js'
import { summaryFor } from './expected.js'
import { answerWell, host } from './resources.js'

/** Opens the page in a browser and gives what it reports. */
async function reportOf(cases: Cases): Promise<Report> {
  const report = await reportFrom(join(import.meta.dirname, 'browser-page.ts'), (request, response) => {
    const { url = '/' } = request
    if (url.startsWith('/bad/')) respondBadly(request, response)
    else if (url.startsWith('/good/')) answerWell(request, response)
    else if (url === '/cases') response.end(JSON.stringify(cases))
    else return false
    return true
  })
  // The page is ours.
  return report as Report
}

let report: Report
beforeAll(async () => {
  report = await reportOf(badResponses.map(({ path, timeout }) => ({ path, ...(timeout && { timeout }) })))
})

test.each(badResponses)('throws for $what', (sample) => {
  expect(report.bad[sample.path]).toEqual({
    ...summaryFor(sample),
    // JSON knows no undefined.
    codes: sample.codes.map((code) => code ?? null),
  })
})

test('gives back a response as it came: body, URL and all, and still the browser’s own', () => {
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
