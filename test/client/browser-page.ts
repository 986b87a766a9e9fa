/** The page that a browser opens: reads every answer of its server, and reports what came of each. */
import { errorFromResponse, withReactorErrors } from '../../src/client/fetch.js'
import type { JsonApiError } from '../../src/index.js'
import { caughtFrom, type Summary, summaryOf } from './summary.js'

/** What the page reports. */
export interface Report {
  /** By the path of the response. */
  readonly bad: Readonly<Record<string, Summary | string>>
  /** By what was tried. */
  readonly good: Readonly<Record<string, unknown>>
}

/** What the page is told to do. */
export type Cases = readonly { readonly path: string; readonly timeout?: number }[]

/** What failed; the name of what is thrown where it is none of ours. */
async function outcomeOf(response: Promise<unknown>): Promise<Summary | string> {
  const caught = await caughtFrom(response)
  try {
    return summaryOf(caught)
  } catch {
    return caught instanceof Error ? caught.name : String(caught)
  }
}

async function readBad(cases: Cases): Promise<Report['bad']> {
  const outcomes: Record<string, Summary | string> = {}
  for (const { path, timeout } of cases) {
    outcomes[path] = await outcomeOf(withReactorErrors(fetch, { timeout })(`bad/${path}`))
  }
  return outcomes
}

/** A host that another answer leads to, and what a response says of itself. */
async function readMoved(): Promise<unknown> {
  const response = await withReactorErrors(fetch, { deferred: true })('good/moved')
  const { url, redirected, type, bodyUsed } = response
  const native = response instanceof Response
  const cache = await caches.open('responses')
  // What only takes a response of the browser's own.
  await cache.put('host', response.clone())
  const cached: unknown = await (await cache.match('host'))?.json()
  return { path: new URL(url).pathname, redirected, type, bodyUsed, native, body: await response.json(), cached }
}

async function abortedWith(path: string, reason: unknown): Promise<boolean> {
  const controller = new AbortController()
  const response = await fetch(path, { signal: controller.signal })
  const error = errorFromResponse(response, { deferred: true, signal: controller.signal })
  controller.abort(reason)
  return (await caughtFrom(error)) === controller.signal.reason
}

async function readGood(): Promise<Report['good']> {
  const throwing = withReactorErrors(fetch, { deferred: true, timeout: 500 })
  const spent = await fetch('bad/whole')
  await spent.text()
  const several = (await caughtFrom(throwing('good/failed-twice'))) as JsonApiError
  return {
    moved: await readMoved(),
    unread: await (await withReactorErrors(fetch)('good/failed')).json(),
    failed: await outcomeOf(throwing('good/failed-gzip')),
    several: several.failures.map(({ resource }) => resource?.id),
    text: (await throwing('good/failed-as-text')).status,
    deleted: (await throwing('good/deleted')).status,
    broken: await outcomeOf(throwing('good/broken')),
    cutOff: await outcomeOf(throwing('good/cut-off')),
    hanging: await outcomeOf(throwing('good/hanging')),
    long: await outcomeOf(throwing('good/long')),
    circle: await outcomeOf(throwing('bad/circle')),
    closed: await outcomeOf(throwing('bad/closed')),
    spent: summaryOf(await errorFromResponse(spent)),
    asMethod: (await { fetch: throwing }.fetch('good/host')).status,
    aborted: [
      await abortedWith('bad/half-way', undefined),
      await abortedWith('bad/half-way', new Error('bored')),
      await abortedWith('good/hanging', 'bored'),
    ],
    early: await outcomeOf(throwing('good/host', { signal: AbortSignal.abort() })),
  }
}

const unhandled: string[] = []
addEventListener('unhandledrejection', ({ reason }) => unhandled.push(String(reason)))
const cases = (await (await fetch('cases')).json()) as Cases
const report: Report = { bad: await readBad(cases), good: { ...(await readGood()), unhandled } }
await fetch('report', { method: 'POST', body: JSON.stringify(report) })
