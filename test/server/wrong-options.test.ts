import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { expressErrors, requestCheck } from '../../src/server/adaptors/express.js'
import { fastifyErrors, serverErrors } from '../../src/server/adaptors/fastify.js'
import { honoErrors } from '../../src/server/adaptors/hono.js'
import { koaErrors } from '../../src/server/adaptors/koa.js'
import * as node from '../../src/server/adaptors/node.js'
import { readJson, renderResponse, unrouted, withErrorResponses } from '../../src/server/index.js'
import { rejection } from '../rejection.js'
import { documentOf } from './answered.js'

const fail = () => expect.fail('called')

const adaptors: readonly [name: string, make: (options: never) => unknown][] = [
  ['withErrorResponses', (options) => withErrorResponses(fail, options)],
  ['withErrorResponses of node', (options) => node.withErrorResponses(fail, options)],
  ['clientErrorResponses', (options) => node.clientErrorResponses(options)],
  ['expressErrors', (options) => expressErrors(options)],
  ['requestCheck', (options) => requestCheck(options)],
  ['koaErrors', (options) => koaErrors(options)],
  ['honoErrors', (options) => honoErrors({} as never, options)],
  ['fastifyErrors', (options) => fastifyErrors({} as never, options)],
  ['serverErrors', (options) => serverErrors(options)],
]

const aFunction = 'must be a function'
const aLevel = 'must be a level from 0 to 3, levels for "4xx" and "5xx", or a function'
const languages = 'must be a list of languages, such as reactor-errors/explain/ko exports'
const formats =
  'must be a list of "application/vnd.api+json" or "application/problem+json" or "application/json" or "text/html" or "text/plain"'

const wrong: readonly [name: string, must: string, value: unknown][] = [
  ...['redactMeta', 'requestId', 'makeId', 'onError', 'recognise'].map((name): [string, string, unknown] => [
    name,
    aFunction,
    'x',
  ]),
  ['status', aFunction, 404],
  ['dialect', 'must be a dialect, such as defineDialect makes', {}],
  ['expose', aLevel, '2'],
  ['production', 'must be true or false', 'yes'],
  ['check', 'must be true, false or "strict"', 'lax'],
  ['expose', aLevel, null],
  ['expose', aLevel, { '5XX': 2 }],
  ['expose', aLevel, { '5xx': '2' }],
  ['upstream', 'must be "pass"', true],
  ['languages', languages, ['ko']],
  ['languages', languages, 'ko'],
  ['baseUrl', 'must be a URL', 5],
  ['authenticate', 'must be a string', ['Bearer']],
  ['formats', formats, 'text/html'],
  ['formats', formats, ['json']],
  ['extensions', 'must be a list of strings', 'https://jsonapi.org/ext/atomic'],
  ['profiles', 'must be a list of strings', [5]],
]

test.each(adaptors)('%s refuses an option of the wrong kind before there is a request', (_, make) => {
  for (const [name, must, value] of wrong) {
    expect(() => make({ [name]: value } as never)).toThrow(new TypeError(`"${name}" ${must}`))
  }
  expect(() => make(null as never)).toThrow(new TypeError('"options" must be an object'))
})

test.each(wrong)('a response is made without what is not of its kind: %s', (name, _, value) => {
  documentOf(renderResponse(new Error('secret'), { [name]: value }))
})

test('a handler that is none is refused before there is a request', () => {
  expect(() => withErrorResponses(undefined as never)).toThrow(new TypeError('"handler" must be a function'))
  expect(() => node.withErrorResponses(undefined as never)).toThrow(new TypeError('"listener" must be a function'))
})

test('the pages that explain codes can be named by the object of their URL', () => {
  const baseUrl = new URL('https://example.com/errors')
  const { errors } = documentOf(renderResponse({ code: 'shut', status: '503' }, { baseUrl }))
  expect(errors[0]?.links?.type).toBe('https://example.com/errors/shut')
})

test.each([['1mb', 'string'] as const, [Number.NaN, 'NaN'] as const])(
  'a limit that would let every body pass is refused: %o',
  async (maxBytes, described) => {
    const told = new RangeError(`"maxBytes" must be a number from 0 up, not ${described}`)
    const options = { maxBytes: maxBytes as never }
    const headers = { 'content-type': 'application/json' }
    const web = new Request('http://localhost/', { method: 'POST', body: '{}', headers })
    expect(await rejection(readJson(web, options))).toEqual(told)
    const request = Object.assign(Readable.from([]), { headers })
    expect(await rejection(node.readJson(request as never, options))).toEqual(told)
  },
)

test('the allowed methods of a path are a list', () => {
  expect(() => unrouted('GET' as never)).toThrow(new TypeError('"allowed" must be a list of strings'))
})

test.each(adaptors)('%s refuses a request in the place of options', (_, make) => {
  const told = '"options" must be options, not a request: parentheses are missing behind the name of the function'
  const request = Object.create({ headers: {}, method: 'GET' })
  expect(() => make(request as never)).toThrow(new TypeError(told))
})

test('fastifyErrors asks for the app', () => {
  // @ts-expect-error -- callers without types
  expect(() => fastifyErrors()).toThrow(new TypeError('"app" must be an app of Fastify'))
})
