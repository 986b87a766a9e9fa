/** Adaptors: what is sent to them, and what handlers throw, over real connections. */
import { JsonApiError } from '../../../src/failure/json-api-error.js'
import { withErrorResponses } from '../../../src/server/adaptors/web.js'
import { renderResponse, respond } from '../../../src/server/index.js'
import { readThrown } from '../../../src/server/thrown.js'
import { frameworks } from '../../server/adaptors/frameworks.js'
import { listed, nested, type Row, repeated, row } from '../row.js'

const sound = (index: number) => ({
  status: '409',
  code: 'not-unique',
  detail: `The name ${index} is taken`,
  source: { pointer: `/data/${index}` },
})

/** By what it is called: what a handler throws. */
const thrown: Readonly<Record<string, (size: number) => unknown>> = {
  'an error of a long message': (size) => new Error(repeated('Some words. ', size)),
  'an error of a long stack': (size) =>
    Object.assign(new Error('x'), { stack: repeated('    at f (file.js:1:1)\n', size) }),
  'an error of many members': (size) =>
    Object.assign(new Error('x'), Object.fromEntries(listed((index) => [`m${index}`, index] as const, size))),
  'an error of many causes': (size) => {
    let error = new Error('x')
    for (let level = 0; level < size / 64; level++) error = new Error('x', { cause: error })
    return error
  },
  'an AggregateError': (size) =>
    new AggregateError(
      listed((index) => ({ ...sound(index) }), size).map((error) => JsonApiError.from({ errors: [error] })),
    ),
  'a list of error objects': (size) => listed(sound, size),
  'an error document': (size) => ({ errors: listed(sound, size) }),
  'meta that is deep': (size) => ({ errors: [{ code: 'a', meta: nested((a) => ({ a }), 1, size) }] }),
  'a long text': (size) => repeated('Some words. ', size),
}

const ways: Readonly<Record<string, (what: unknown) => unknown>> = {
  'read what was thrown': (what) => readThrown(what, { upstream: 'pass' }),
  respond: (what) => respond(what, { expose: 3, production: false }),
  'write a page': (what) =>
    renderResponse(what, { expose: 3, production: false, request: { headers: { accept: 'text/html' } } }),
  'write a text': (what) =>
    renderResponse(what, { expose: 3, production: false, request: { headers: { accept: 'text/plain' } } }),
  'write a problem': (what) =>
    renderResponse(what, {
      expose: 3,
      production: false,
      request: { headers: { accept: 'application/problem+json' } },
    }),
  'respond in a handler': (what) =>
    withErrorResponses(() => {
      throw what
    })(new Request('http://localhost/')),
}

const BODY = { method: 'POST', headers: { 'content-type': 'application/vnd.api+json' } }

/** A server that runs while one request is sent. */
function asked(start: () => Promise<{ readonly url: string; close(): unknown }>) {
  return async ({ path, init }: { readonly path: string; readonly init?: RequestInit }) => {
    const { url, close } = await start()
    await (await fetch(url + path, init)).text()
    await close()
  }
}

export const servers: readonly Row[] = [
  ...Object.entries(ways).flatMap(([name, run]) =>
    Object.entries(thrown).map(([what, of]) => row(`${name}: ${what}`, of, run)),
  ),
  ...Object.entries(frameworks).flatMap(([name, start]) => [
    row(
      `${name}: a long body`,
      (size) => ({ path: '/things', init: { ...BODY, body: `{"a":"${repeated('x', size)}` } }),
      asked(() => start({})),
    ),
    row(
      `${name}: a long path`,
      (size) => ({ path: `/${repeated('a/', size / 128)}` }),
      asked(() => start({})),
    ),
    row(
      `${name}: a long header`,
      (size) => ({ path: '/things/missing', init: { headers: { accept: repeated('a/b,', size / 128) } } }),
      asked(() => start({ check: true })),
    ),
  ]),
]
