import { describe, expect, test } from 'vitest'
import { type FaultRule, startReactorEmulator } from '../../../src/emulator/index.js'
import { readFault } from '../../../src/emulator/reactor/faults.js'
import { at, createWorld, type World } from './world.js'

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
  { text: 'delay=20ms  cut', rule: { delay: 20, connection: 'cut' } },
  { text: 'POST / reset', rule: { method: 'POST', path: '/', connection: 'reset' } },
  { text: 'invalid_token', rule: { code: 'invalid_token' } },
  { text: '401013', rule: { code: '401013' } },
  { text: 'not-unique json', rule: { code: 'not-unique', format: 'json' } },
])('“$text” is a fault', ({ text, rule }) => {
  expect(readFault(text)).toEqual(rule)
})

test.each([
  { text: '', message: /needs a status/ },
  { text: 'GET /a', message: /needs a status/ },
  { text: '200', message: /from 400 to 599/ },
  { text: '600 html', message: /from 400 to 599/ },
  { text: '502 101%', message: /from 0 to 100/ },
  { text: '502 <html>', message: /"<html>"/ },
  { text: 'not-fuond', message: /code of the API.*"not-fuond" is not; did you mean not-found\?$/ },
  { text: 'get /a 502', message: /no part of a fault: "get"; did you mean GET\?$/ },
  { text: 'post 502', message: /"post" is not; did you mean POST\?$/ },
  { text: 'invalid-tokn', message: /did you mean invalid_token\?$/ },
  { text: 'xml 502', message: /no part of a fault: "xml"; did you mean html\?$/ },
  { text: 'no-such-code-at-all', message: /"no-such-code-at-all" is not$/ },
  { text: 'delay=soon', message: /"delay=soon"/ },
  { text: '502 503', message: /one status: "503"/ },
  { text: 'cut reset', message: /one connection: "reset"/ },
  { text: 'GET POST 502', message: /one method: "POST"/ },
  { text: 'not-unique 502', message: /no status of its own/ },
  { text: 'not-unique html', message: /no other format/ },
])('“$text” is none', async ({ text, message }) => {
  expect(() => readFault(text)).toThrow(TypeError)
  await expect(startReactorEmulator({ faults: [text] })).rejects.toThrow(message)
})

test.each([
  [{ percent: Number.NaN, status: 502 }, /percent/],
  [{ status: 502.5 }, /status/],
  [{ status: 502, method: 'get' }, /method.*"get" is not; did you mean GET\?$/],
  [{ status: 502, path: 3 }, /path/],
  [{ status: 502, times: -1 }, /times/],
  [{ delay: Number.POSITIVE_INFINITY }, /delay/],
  [{ status: 502, format: 'xml' }, /format/],
  [{ code: 3 }, /code/],
  [{ status: 502, retryAfter: '7\r\nset-cookie: a' }, /retryAfter/],
  [{ connection: 'slow' }, /connection/],
  [{ status: 502, constructor: 1 }, /"constructor"/],
  [{}, /needs a status/],
])('the rule %j is none', async (rule, message) => {
  // Programs without types may say anything.
  const started = startReactorEmulator({ faults: [rule as FaultRule] })
  await expect(started).rejects.toThrow(TypeError)
  await expect(started).rejects.toThrow(message)
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

test.each([
  { path: '/companies', fits: true },
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
    expect(await html.text()).toContain('<title>502 Bad Gateway</title>')
    const text = await get(world, '/companies', '599 text retry-after=3')
    expect([text.status, text.headers.get('retry-after'), await text.text()]).toEqual([599, '3', '599 Error'])
    const empty = await get(world, '/companies', '503 empty')
    expect([empty.status, await empty.text()]).toEqual([503, ''])
    expect(await (await get(world, '/companies', '429 retry-after=1')).json()).toMatchObject({
      errors: [{ status: '429' }],
    })
  })

  test('of the API, its gateway and the identity service', async () => {
    const world = await createWorld()
    expect(await (await get(world, '/companies', 'not-unique')).json()).toMatchObject({
      errors: [{ code: 'not-unique' }],
    })
    expect(await (await get(world, '/companies', '429050 retry-after=9')).json()).toMatchObject({
      error_code: '429050',
    })
    expect(await (await get(world, '/companies', 'invalid_token')).json()).toMatchObject({ error: 'invalid_token' })
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
    expect(at({ body: await response.json() }, '/errors/0/source')).toEqual({ header: 'x-emulate-fault' })
  })
})
