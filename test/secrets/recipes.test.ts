/** The recipes of the documentation for logs and monitoring, run as they stand there with every secret of the table. */
import { readFileSync } from 'node:fs'
import { Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { Span } from '@opentelemetry/api'
import { buildSync } from 'esbuild'
import pino from 'pino'
import { expect, test } from 'vitest'
import winston from 'winston'
import { readEntries, root } from '../../scripts/entries.js'
import { withReactorErrors } from '../../src/client/fetch.js'
import { logFields } from '../../src/failure/telemetry.js'
import { JsonApiError, reactor } from '../../src/index.js'
import { codeBlocks } from '../package/markdown.js'
import { rejection } from '../rejection.js'
import { documentOf, type Outcome } from './doors.js'
import { byLooks, byValue, type Told } from './kinds.js'
import { leaksIn } from './leaks.js'

const page = readFileSync(new URL('docs/monitoring.md', root), 'utf8')
const programs = codeBlocks(page).filter(({ language }) => language === 'ts')

/** Loads the program of the page that holds `words`, with the entries of the package from their sources. */
async function load<Exports>(words: string): Promise<Exports> {
  const found = programs.filter(({ code }) => code.includes(words))
  expect(found).toHaveLength(1)
  const { outputFiles } = buildSync({
    stdin: { contents: String(found[0]?.code), loader: 'ts', resolveDir: fileURLToPath(root) },
    alias: Object.fromEntries(
      readEntries()
        .filter(({ types }) => types !== undefined)
        .map(({ specifier, source }) => [specifier, fileURLToPath(new URL(source, root))]),
    ),
    ...{ bundle: true, write: false, format: 'esm', platform: 'neutral' },
  })
  // What it exports is what it was asked for; its types are checked with those of all other programs of the documentation.
  return (await import(`data:text/javascript,${encodeURIComponent(String(outputFiles[0]?.text))}`)) as Exports
}

const forPino = await load<{ report: (logger: pino.Logger, caught: unknown) => void }>("from 'pino'")
const forSpans = await load<{ report: (span: Span, caught: unknown) => void }>("from '@opentelemetry/api'")
type Event = { fingerprint?: string[]; tags?: Record<string, unknown>; readonly extra?: unknown }
const forSentry = await load<{ beforeSend: (event: Event, hint: { originalException?: unknown }) => Event }>(
  'beforeSend',
)

/** What `write` writes to the stream that it is given. */
function written(write: (stream: Writable) => void): string {
  let text = ''
  const stream = new Writable({
    write(chunk, _, done) {
      text += chunk
      done()
    },
  })
  write(stream)
  return text
}

/** What an SDK of OpenTelemetry keeps of what is said of a span: https://opentelemetry.io/docs/specs/otel/trace/exceptions/ */
function spanned(caught: unknown): string {
  const kept: unknown[] = []
  const span = {
    recordException: (error: Error) => kept.push([error.name, error.message, error.stack]),
    setAttributes: (attributes: object) => kept.push(attributes),
    setStatus: (status: object) => kept.push(status),
  }
  forSpans.report(span as never, caught)
  return JSON.stringify(kept)
}

/** An event as Sentry makes it of an error, of its causes, and of its members: https://develop.sentry.dev/sdk/data-model/event-payloads/exception/ */
function eventOf(error: Error): Event & { readonly exception: object } {
  const values: object[] = []
  for (let each: unknown = error; each instanceof Error; each = each.cause) {
    values.push({ type: each.name, value: each.message, stacktrace: each.stack })
  }
  return { exception: { values }, extra: { ...error, told: error } }
}

function sent(error: Error): string {
  return JSON.stringify(forSentry.beforeSend(eventOf(error), { originalException: error }))
}

/** All that the recipes send somewhere when `caught` was caught. */
function told(caught: unknown): Outcome {
  const error = JsonApiError.from(reactor.from(caught))
  return {
    pino: written((stream) => forPino.report(pino(stream), caught)),
    winston: written((stream) => {
      const transports = [new winston.transports.Stream({ stream })]
      winston.createLogger({ transports }).error(error.message, logFields(error))
    }),
    OpenTelemetry: spanned(caught),
    Sentry: sent(error),
  }
}

/** Errors as clients throw them: ours, with a response that says what it got, and another's, which carries its request. */
async function caughtOf({ headers, target, text }: Told): Promise<readonly unknown[]> {
  const body = documentOf(text)
  const strict = withReactorErrors(async (_url: string, _init: { readonly headers: Told['headers'] }) =>
    Response.json(body, { status: 403 }),
  )
  const response = { status: 403, data: body }
  return [
    await rejection(strict(target, { headers })),
    Object.assign(new Error('Request failed'), { response, config: { headers, url: target } }),
  ]
}

test.each([...byValue, ...byLooks])('the recipes send nothing of a secret: %s', async (_, secret) => {
  for (const caught of await caughtOf(secret)) expect(leaksIn(told(caught), secret)).toEqual([])
})

test.each(byLooks)('nor where any other error says it: %s', (_, secret) => {
  const caught = new Error(secret.text, { cause: new Error(secret.text) })
  expect(leaksIn(told(caught), secret)).toEqual([])
})

test('they send what there is to know', () => {
  const [failure] = reactor.parse({ errors: [{ code: 'not-unique', status: '409', title: 'Taken' }] }, { status: 409 })
  const outcome = told(failure && reactor.error(failure))
  for (const text of Object.values(outcome)) expect(text).toContain('[not-unique] Taken')
  expect(JSON.parse(String(outcome['pino']))).toMatchObject({
    code: 'not-unique',
    status: 409,
    msg: '[not-unique] Taken',
  })
  expect(JSON.parse(String(outcome['Sentry']))).toMatchObject({ tags: { 'error.type': 'not-unique' } })
})

test('an event of another error goes on as it is', () => {
  const event = { tags: { own: 1 } }
  expect(forSentry.beforeSend(event, { originalException: new Error('another') })).toBe(event)
})
