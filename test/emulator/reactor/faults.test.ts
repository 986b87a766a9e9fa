import { describe, expect, test } from 'vitest'
import { type FaultRule, startReactorEmulator } from '../../../src/emulator/index.js'
import { readFault } from '../../../src/emulator/reactor/faults.js'
import type { RequestLog } from '../../../src/emulator/reactor/http.js'
import { companyOf, createWorld, resourcesIn, type World } from './world.js'

const get = (world: World, path: string, fault?: string) =>
  fetch(world.emulator.url + path, {
    headers: {
      'x-api-key': 'key',
      'x-gw-ims-org-id': 'A@AdobeOrg',
      authorization: 'Bearer token',
      ...(fault !== undefined && { 'x-emulate-fault': fault }),
    },
  })

const statuses = async (world: World, path: string, count: number) => {
  const found: number[] = []
  for (let index = 0; index < count; index++) found.push((await get(world, path)).status)
  return found
}

test.each([
  {
    text: 'GET /properties* 502 html 10%',
    rule: { method: 'GET', path: '/properties*', status: 502, format: 'html', percent: 10 },
  },
  { text: '429 retry-after=7 times=2', rule: { status: 429, retryAfter: 7, times: 2 } },
  { text: '* delay=2s', rule: { delay: 2000 } },
  { text: 'delay=123456s', rule: { delay: 123_456_000 } },
  { text: 'delay=123456789', rule: { delay: 123_456_789 } },
  { text: '502 times=123456789', rule: { status: 502, times: 123_456_789 } },
  { text: '502 retry-after=123456789', rule: { status: 502, retryAfter: 123_456_789 } },
  { text: '599 text 100%', rule: { status: 599, format: 'text', percent: 100 } },
  { text: '400 empty 5%', rule: { status: 400, format: 'empty', percent: 5 } },
  ...['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].map((method) => ({
    text: `${method} 500`,
    rule: { method, status: 500 },
  })),
  { text: 'delay=20ms  cut', rule: { delay: 20, connection: 'cut' } },
  { text: 'POST / reset', rule: { method: 'POST', path: '/', connection: 'reset' } },
  { text: 'invalid_token', rule: { code: 'invalid_token' } },
  { text: '401013', rule: { code: '401013' } },
  { text: 'not-unique json', rule: { code: 'not-unique', format: 'json' } },
])('“$text” is a fault', ({ text, rule }) => {
  expect(readFault(text)).toEqual(rule)
})

const NO_FAULT = 'a fault needs a status, a code, delay=…, cut or reset'
const noPart = (word: string) => `no part of a fault: ${JSON.stringify(word)}`
const noCode = (word: unknown) =>
  `code of a fault has to be a code of the API, its gateway or the identity service: ${JSON.stringify(word)} is not`
const noStatus = (status: unknown) => `status of a fault has to be a number from 400 to 599: ${status} is not`

/** Texts that are no faults, and what is said of them. */
const noFaults: readonly (readonly [text: string, message: string])[] = [
  ['', NO_FAULT],
  ['GET /a', NO_FAULT],
  ['*', NO_FAULT],
  ['200', noStatus(200)],
  ['399', noStatus(399)],
  ['600 html', noStatus(600)],
  ['502 101%', 'percent of a fault has to be a number from 0 to 100: 101 is not'],
  ['502 503', 'a fault has one status: "503" is another'],
  ['cut reset', 'a fault has one connection: "reset" is another'],
  ['GET POST 502', 'a fault has one method: "POST" is another'],
  ['not-unique 502', 'a fault with a code has no status of its own, and no other format than json'],
  ['not-unique html', 'a fault with a code has no status of its own, and no other format than json'],
  ...['not-fuond', '5021', 'x502', 'GETS', 'XGET', 'resets', 'a-reset', 'htmls', 'xhtml', 'e'.repeat(60)].map(
    (word) => [word, noCode(word)] as const,
  ),
  ...[
    ...['<html>', '**', 'x*', 'a/b', '50', 'abc', 'e'.repeat(61), 'not-found!', '!not-found', '1000%', 'x5%', '5%x'],
    ...['times=', 'times=1x', 'xtimes=1', 'times=1234567890', 'retry-after=1x', 'xretry-after=1', 'retry-after='],
    ...['delay=soon', 'delay=', 'delay=1msx', 'delay=1sx', 'xdelay=1', 'xdelay=1s', 'delay=1234567s'],
  ].map((word) => [word, noPart(word)] as const),
]

/** What a text or a rule is refused with, without the word that it may have been meant for. */
const refusalOf = (message: string) =>
  expect.toSatisfy((error: unknown) => {
    return error instanceof TypeError && error.message.replace(/; did you mean \w+[\w-]*\?$/, '') === message
  })

test.each(noFaults)('“%s” is none: %s', (text, message) => {
  expect(() => readFault(text)).toThrow(refusalOf(message))
})

test.each([
  ['not-fuond', /; did you mean not-found\?$/],
  ['invalid-tokn', /; did you mean invalid_token\?$/],
  ['get /a 502', /; did you mean GET\?$/],
  ['post 502', /; did you mean POST\?$/],
  ['xml 502', /; did you mean html\?$/],
  ['no-such-code-at-all', /"no-such-code-at-all" is not$/],
])('“%s” gets the nearest word, if one is near: %s', (text, message) => {
  expect(() => readFault(text)).toThrow(message)
})

const has = (name: string, what: string, value: unknown) =>
  `${name} of a fault has to be ${what}: ${JSON.stringify(value)} is not`

test.each([
  [{ percent: Number.NaN, status: 502 }, has('percent', 'a number from 0 to 100', Number.NaN)],
  [{ percent: -1, status: 502 }, has('percent', 'a number from 0 to 100', -1)],
  [{ percent: '5', status: 502 }, has('percent', 'a number from 0 to 100', '5')],
  [{ status: 502.5 }, noStatus(502.5)],
  [{ status: 502, method: 'get' }, has('method', 'a method in capitals', 'get')],
  [{ status: 502, method: 'GETs' }, has('method', 'a method in capitals', 'GETs')],
  [{ status: 502, method: 'aGET' }, has('method', 'a method in capitals', 'aGET')],
  [{ status: 502, method: ['GET'] }, has('method', 'a method in capitals', ['GET'])],
  [{ status: 502, path: 3 }, has('path', 'text', 3)],
  [{ status: 502, times: -1 }, has('times', 'a whole number', -1)],
  [{ status: 502, times: 0.5 }, has('times', 'a whole number', 0.5)],
  [{ delay: Number.POSITIVE_INFINITY }, has('delay', 'a whole number of milliseconds', null)],
  [{ status: 502, format: 'xml' }, has('format', 'json, html, text or empty', 'xml')],
  [{ status: 502, format: 'html5' }, has('format', 'json, html, text or empty', 'html5')],
  [{ status: 502, format: 'xhtml' }, has('format', 'json, html, text or empty', 'xhtml')],
  [{ code: 3 }, noCode(3)],
  [
    { status: 502, retryAfter: '7\r\nset-cookie: a' },
    has('retryAfter', 'a whole number of seconds', '7\r\nset-cookie: a'),
  ],
  [{ connection: 'slow' }, has('connection', 'reset or cut', 'slow')],
  [{ status: 502, constructor: 1 }, noPart('constructor')],
  [{}, NO_FAULT],
])('the rule %j is none: %s', async (rule, message) => {
  // Programs without types may say anything.
  const started = startReactorEmulator({ faults: [rule as FaultRule] })
  await expect(started).rejects.toThrow(refusalOf(message))
})

test.each([
  [{ status: 400, percent: 0 }, [200, 200]],
  [{ status: 599, percent: 100 }, [599, 599]],
  [{ status: 500, times: 0 }, [200, 200]],
  [{ status: 500, percent: 34 }, [200, 200, 500, 200, 200, 500, 200, 200, 500]],
] as const)('the rule %j does %j', async (rule, expected) => {
  const world = await createWorld({ faults: [rule] })
  expect(await statuses(world, '/profile', expected.length)).toEqual(expected)
})

test('members of a rule that are undefined say nothing', async () => {
  // Without the rule of the compiler that tells undefined from absent, programs may say so.
  const rule = { status: 502, times: undefined } as unknown as FaultRule
  const world = await createWorld({ faults: [rule] })
  expect(await statuses(world, '/profile', 2)).toEqual([502, 502])
})

test('a fault takes the share of the requests that it says, evenly, and only those that it names', async () => {
  const world = await createWorld({ faults: ['GET /comp*s 502 html 50%', { path: '/profile', status: 503, times: 1 }] })
  expect(await statuses(world, '/companies', 4)).toEqual([200, 502, 200, 502])
  expect(await statuses(world, '/profile', 3)).toEqual([503, 200, 200])
  expect((await world.call('POST', '/companies')).status).toBe(405)
  expect((await get(world, '/comps/more')).status).toBe(404)
})

test('by which a test looks after the emulator is spared, unless a fault names it', async () => {
  const world = await createWorld({ faults: ['502 times=3', 'GET /emulator* 503 times=1'] })
  const post = (path: string) => fetch(world.emulator.url + path, { method: 'POST' })
  expect((await post('/emulator/settle')).status).toBe(204)
  expect(await statuses(world, '/emulator/causes', 2)).toEqual([503, 200])
  expect(await statuses(world, '/emulators', 1)).toEqual([502])
  expect(await statuses(world, '/companies', 3)).toEqual([502, 502, 200])
})

test('a reset brings the faults back to where they began', async () => {
  const world = await createWorld({ faults: ['/profile 502 times=1', '/companies 503 50%'] })
  const all = async () => [...(await statuses(world, '/profile', 2)), ...(await statuses(world, '/companies', 3))]
  const first = await all()
  expect(first).toEqual([502, 200, 200, 503, 200])
  await fetch(`${world.emulator.url}/emulator/reset`, { method: 'POST' })
  expect(await all()).toEqual(first)
})

test.each([
  { path: '/companies', fits: true },
  { path: '/companies*', fits: true },
  { path: '*/companies*', fits: true },
  { path: '/comp*anies', fits: true },
  { path: '/*m*p*', fits: true },
  { path: '/companies*companies', fits: false },
  { path: '/c*p*m*', fits: false },
  { path: '/co*nies', fits: true },
  { path: '/c*m*es', fits: true },
  { path: '*', fits: true },
  { path: '/compan', fits: false },
  { path: '/companies*s', fits: false },
  { path: '/c*x*es', fits: false },
  { path: '*panies/', fits: false },
])('the path $path fits /companies: $fits', async ({ path, fits }) => {
  const world = await createWorld({ faults: [{ path, status: 500 }] })
  expect((await get(world, '/companies')).status).toBe(fits ? 500 : 200)
})

describe('a request asks for a fault', () => {
  test('of a server of the network', async () => {
    const world = await createWorld()
    const html = await get(world, '/companies', '502 html')
    expect([html.status, html.headers.get('content-type')]).toEqual([502, 'text/html'])
    expect(await html.text()).toBe(
      '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
    )
    const text = await get(world, '/companies', '599 text retry-after=3')
    expect([text.status, text.headers.get('retry-after'), await text.text()]).toEqual([599, '3', '599 Error'])
    expect(text.headers.get('content-type')).toBe('text/plain')
    const empty = await get(world, '/companies', '503 empty')
    expect([empty.status, await empty.text()]).toEqual([503, ''])
    const json = await get(world, '/companies', '429 retry-after=1')
    expect(json.headers.get('retry-after')).toBe('1')
    expect(await json.json()).toMatchObject({ errors: [{ status: '429', detail: 'The emulator was told to fail.' }] })
  })

  test('of the API, its gateway and the identity service', async () => {
    const world = await createWorld()
    expect(await (await get(world, '/companies', 'not-unique')).json()).toMatchObject({
      errors: [{ code: 'not-unique', detail: 'The request asked for this error.' }],
    })
    expect(await (await get(world, '/companies', '429050 retry-after=9')).json()).toMatchObject({
      error_code: '429050',
    })
    expect(await (await get(world, '/companies', 'invalid_token')).json()).toEqual({
      error: 'invalid_token',
      error_description: 'The request asked for this error',
    })
  })

  test('of the connection', async () => {
    const world = await createWorld()
    await expect(get(world, '/companies', 'reset')).rejects.toThrow()
    await expect(get(world, '/companies', '502 html reset')).rejects.toThrow()
    const cut = await get(world, '/companies', 'cut')
    expect(cut.status).toBe(200)
    await expect(cut.text()).rejects.toThrow()
    await expect(get(world, '/companies', '503 empty cut')).rejects.toThrow()
    expect((await get(world, '/companies')).status).toBe(200)
  })

  test('and is not carried out where its connection is reset', async () => {
    const told: RequestLog[] = []
    const world = await createWorld({ onResponse: (log) => told.push(log) })
    const { id } = await companyOf(world)
    const json = { data: { type: 'app_configurations', attributes: { name: 'App', app_id: 'a' } } }
    const path = `/companies/${id}/app_configurations`
    await expect(world.call('POST', path, { json, headers: { 'x-emulate-fault': 'reset' } })).rejects.toThrow()
    expect(told.at(-1)).toMatchObject({ method: 'POST', path, status: 0, codes: ['reset'] })
    expect(resourcesIn(await world.call('GET', path))).toEqual([])
  })

  test('of time', async () => {
    const world = await createWorld()
    let isDone = false
    const late = get(world, '/companies', 'delay=5s').then((response) => {
      isDone = true
      return response
    })
    await get(world, '/companies')
    expect(isDone).toBe(false)
    world.clock.advance(5000)
    expect((await late).status).toBe(200)
  })

  test('that there is not', async () => {
    const response = await get(await createWorld(), '/companies', '200 html')
    expect(response.status).toBe(400)
    const detail = `x-emulate-fault: ${noStatus(200)}`
    expect(await response.json()).toMatchObject({ errors: [{ detail, source: { header: 'x-emulate-fault' } }] })
  })
})
