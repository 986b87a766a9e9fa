/** Fields for logs, as real loggers write them. */
import { Writable } from 'node:stream'
import pino from 'pino'
import { expect, test } from 'vitest'
import winston from 'winston'
import { logFields } from '../../src/failure/telemetry.js'
import { JsonApiError, reactor } from '../../src/index.js'

const one = new JsonApiError({
  errors: [{ status: '409', code: 'not-unique', source: { pointer: '/data/attributes/name' } }],
  delivery: 'immediate',
  format: 'json:api',
  status: 409,
  requestId: 'r-1',
  retryAfter: 2000,
  request: { method: 'POST', url: '/properties/PR1/hosts' },
})
const fields = {
  code: 'not-unique',
  at: '/data/attributes/name',
  status: 409,
  requestId: 'r-1',
  method: 'POST',
  path: '/properties/PR1/hosts',
  retryAfter: 2000,
}

/** Returns a stream and the lines that were written to it. */
function collecting(): { readonly stream: Writable; readonly lines: string[] } {
  const lines: string[] = []
  const stream = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk))
      done()
    },
  })
  return { stream, lines }
}

test('one error has its fields, each once', () => {
  expect(logFields(one)).toStrictEqual(fields)
})

test('an error that blames nothing has no place', () => {
  expect(logFields(reactor.error('internal-error'))).toStrictEqual({ code: 'internal-error', status: 500 })
})

test('several failed resources are told apart', () => {
  const failed = (id: string) => ({
    type: 'builds',
    id,
    attributes: { status: 'failed' },
    meta: { status_details: { errors: [{ code: 'minification-error', source: { parameter: 'a' } }] } },
  })
  const [first, ...others] = reactor.parse({ data: [failed('BL1'), failed('BL2')] }, { status: 200 })
  const error = first && reactor.error([first, ...others])
  expect(logFields(error)).toStrictEqual({
    code: 'minification-error',
    errors: ['BL1', 'BL2'].map((id) => ({ code: 'minification-error', at: 'a', resource: { type: 'builds', id } })),
  })
})

test('a failed resource is named', () => {
  const error = new JsonApiError({
    errors: [{ source: { header: 'Accept' } }],
    delivery: 'deferred',
    format: 'json:api',
    resource: { type: 'hosts', id: 'HT1' },
  })
  expect(logFields(error)).toStrictEqual({ at: 'Accept', resource: { type: 'hosts', id: 'HT1' } })
})

test.each([[new Error('x')], [undefined], ['text']])('%s has none', (thrown) => {
  expect(logFields(thrown)).toStrictEqual({})
})

test('pino writes them beside the message', () => {
  const { stream, lines } = collecting()
  pino(stream).warn(logFields(one), one.message)
  expect(JSON.parse(String(lines))).toMatchObject({ ...fields, msg: one.message })
})

test('winston writes them beside the message', () => {
  const { stream, lines } = collecting()
  winston.createLogger({ transports: [new winston.transports.Stream({ stream })] }).warn(one.message, logFields(one))
  expect(JSON.parse(String(lines))).toMatchObject({ ...fields, message: one.message })
})
