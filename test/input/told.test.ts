import { describe, expect, test } from 'vitest'
import { JsonApiError } from '../../src/failure/json-api-error.js'
import { logFields } from '../../src/failure/log-fields.js'
import { failuresIn } from '../../src/input/failures.js'
import { type InputItem, Reading } from '../../src/input/responses.js'
import { toldBy, toldIn } from '../../src/input/told.js'
import { reactor } from '../../src/reactor/index.js'
import { deferredResponse } from '../../src/testing/index.js'
import { read } from './read.js'

const errorOf = (...args: Parameters<typeof reactor.parse>): JsonApiError => JsonApiError.from(reactor.parse(...args))
const pointer = '/data/attributes/name'
const error = { status: '409', code: 'not-unique', title: 'Name Already In Use', source: { pointer } }

describe('the text of an error of ours is read', () => {
  test.each(['ReactorError', 'JsonApiError', 'ImageServingError', 'ImageRenderingError'])('of %s', (name) => {
    const { message } = errorOf({ errors: [{ ...error, detail: 'There is a host.' }] }, { status: 409 })
    expect(toldIn(`2026 ${name}: ${message}`)).toMatchObject({
      context: {},
      body: { errors: [{ code: 'not-unique', title: 'Name Already In Use: There is a host.', source: { pointer } }] },
    })
  })

  test.each([2, 12])('of %d failures, by its first', (count) => {
    expect(toldIn(`ReactorError: ${count} failures: [a] A; [b] B`)).toMatchObject({ body: { errors: [{ code: 'a' }] } })
  })

  test.each(['403025', '4041', 'gone-410'])('of a code that has figures, and is no status: %s', (code) => {
    expect(toldIn(`ReactorError: [${code}] No`)).toMatchObject({ context: {}, body: { errors: [{ code }] } })
  })

  test('with its stack, and with a list for a label', () => {
    expect(read(`ReactorError: [x] T\n    at f (a.js:1:1)\nend`)).toMatchObject([
      { kind: 'response', body: { errors: [{ code: 'x', title: 'T' }] } },
      { kind: 'text', text: 'end' },
    ])
    expect(read(String(errorOf('', { status: 503 })))).toMatchObject([{ context: { status: 503 }, isRecorded: false }])
    expect(read('Error: [1,2]')).toMatchObject([{ record: { value: [1, 2] } }])
  })

  test('in no time that grows faster than it', () => {
    const places = ' (at /'.repeat(100_000)
    expect(toldIn(`ReactorError: [a] T${places};\u2028`)).toMatchObject({
      body: { errors: [{ code: 'a', title: 'T', source: { pointer: '/' } }] },
    })
  })

  test.each([
    ['AxiosError: Request failed with status code 409', '{"errors":[{"code":"not-unique"}]}'],
    ['HTTPError: 409 Client Error: Conflict', '{"status":409,"title":"Conflict"}'],
    ['HTTPError: 409 Client Error: Conflict', '{\n  "errors": [{ "code": "not-unique" }]\n}'],
  ])('with the body below it, as one: %s, %s', (line, body) => {
    expect(read(`${line}\n${body}`)).toMatchObject([{ kind: 'response', body: JSON.parse(body) }])
  })

  test.each(['{"errors":[]}', '{"level":30}'])('and of two lines of a log as two: %s', (body) => {
    expect(read(`Error: 500 Internal Server Error\n2026 INFO ${body}`)).toHaveLength(2)
    expect(read(`Error: 500 Internal Server Error\nx\n${body}`)).toHaveLength(3)
  })

  test('and none that only stands in JSON', () => {
    const body = { errors: [{ code: 'a', detail: 'Request failed with status code 409' }] }
    expect(read(`Error: ${JSON.stringify(body)}`)).toMatchObject([{ body }])
  })

  test('and not that of another library', () => {
    expect(toldIn('FooError: [not-unique] T')).toBeUndefined()
  })
})

describe('the status of an error of an HTTP client is read', () => {
  test.each<[text: string, status: number]>([
    ['requests.exceptions.HTTPError: 409 Client Error: Conflict for url: https://a.example/b', 409],
    ['requests.exceptions.HTTPError: 500 Server Error: None for url: https://a.example/b', 500],
    ["httpx.HTTPStatusError: Client error '409 Conflict' for url 'https://a.example/b'", 409],
    ["httpx.HTTPStatusError: Server error '503 Service Unavailable' for url 'https://a.example/b'", 503],
    ['urllib.error.HTTPError: HTTP Error 409: Conflict', 409],
    ['RestClient::Conflict: 409 Conflict', 409],
    ['Faraday::ConflictError: the server responded with status 409', 409],
    ['AxiosError: Request failed with status code 503', 503],
    ['HTTPError: Response code 409 (Conflict)', 409],
    ['Error: 500 Internal Server Error', 500],
    ['Error: 503 Service Unavailable', 503],
    ['Exception: 422 Unprocessable Entity', 422],
    ['org.springframework.web.client.HttpClientErrorException: 409 Conflict: [no body]', 409],
    ['org.springframework.web.reactive.WebClientResponseException$Conflict: 409 Conflict from POST https://a/b', 409],
    ['System.Net.Http.HttpRequestException: Response status code does not indicate success: 409 (Conflict).', 409],
    ['Invoke-WebRequest : The remote server returned an error: (409) Conflict.', 409],
    ['<Response [503 Service Unavailable]>', 503],
    ['curl: (22) The requested URL returned error: 404', 404],
    ['upstream answered HTTP 503', 503],
    ['java.io.IOException: Server returned HTTP response code: 503 for URL: https://a.example/b', 503],
    ['Server error: `GET https://a.example` resulted in a `503 Service Unavailable` response:', 503],
    ['feign.FeignException$ServiceUnavailable: [503 Service Unavailable] during [GET] to [https://a.example]', 503],
    ['Error: HTTP status server error (503 Service Unavailable) for url (https://a.example)', 503],
    ['Error: unexpected status code: 503', 503],
    ['level=error http_status=503', 503],
    ['POST /hosts failed: HTTP 503', 503],
    ['HTTP 503', 503],
    ['POST /hosts failed HTTP 503', 503],
    ['no answer but a failure HTTP 503', 503],
    ['HTTP/1.1 503 Service Unavailable', 503],
    ['got {HTTP/1.1 503 Service Unavailable}', 503],
    ['response: <HTTP/1.1  503 Service Unavailable>', 503],
    ['level=warn statusCode=500', 500],
    ['2026-01-31T12:00:01.123Z HTTP/2 503', 503],
    ['app-1  | HTTP/1.1 503 Service Unavailable', 503],
    ['level=error msg="request failed" status=503 url=/rules', 503],
    ['level=warn status_code="429" statusCode=500', 429],
    ['Response{protocol=http/1.1, code=409, message=, url=https://a.example/b}', 409],
    ['Response{protocol=h2, code=502, message=, url=https://a.example/b}', 502],
  ])('%s', (text, status) => {
    expect(toldIn(text)).toEqual({ body: '', isRecorded: false, context: { status } })
  })

  test.each([
    '409 items',
    'Error: 409 items failed',
    'Error: 600 Conflict',
    'Error: 4090 Conflict',
    'we saw 404 Not Found',
    'Error: connect ECONNREFUSED',
    'Request failed with status code 200',
    'level=info status=200',
    'GET /rules?status=404',
    'GET /rules?a=b&status=404',
    'exitstatus=404',
    'Response{code=404}',
    'HTTP 5031',
    'http_requests_total{method="GET",status="503"} 0',
    'description: returns HTTP 404 when missing',
    '# retry on HTTP 429 and HTTP 503',
    'see HTTP/2 404',
    'expected HTTP 404 (got 200)',
    'filter: page=1;status=404',
    'fallback status=404.html',
    'etag status=404a9f',
    'retry_on status=503,504',
    '"GET / HTTP/1.1" 404 153',
  ])('and no other text is taken for one: %s', (text) => {
    expect(toldIn(text)).toBeUndefined()
  })

  const thrown = 'AxiosError: Request failed with status code 503\n    at settle (a.js:1:1)'

  test('once, with what it has besides its text', () => {
    expect(read(`${thrown} {\n  response: { status: 503, data: { errors: [ { code: 'x' } ] } }\n}`)).toMatchObject([
      { record: { value: { response: { status: 503 } } } },
    ])
    expect(read(`${thrown} {\n  code: 'ERR_BAD_RESPONSE'\n}`)).toMatchObject([{ context: { status: 503 } }])
  })

  test('beside what stands behind it', () => {
    expect(read(`${thrown}\n  [cause]: Error: 500 Internal Server Error\n{"a":1}`)).toMatchObject([
      { context: { status: 503 } },
      { body: { a: 1 } },
    ])
    expect(read(`${thrown}\n${thrown}`)).toHaveLength(2)
  })

  test('as soon as nothing more can belong to it', () => {
    const reading = new Reading()
    const items: InputItem[] = []
    reading.take({ text: 'Error: 500 Internal Server Error', line: 1 }, items)
    expect([reading.isOpen, items]).toEqual([true, []])
    reading.take({ text: 'x', line: 2 }, items)
    expect(items).toMatchObject([{ line: 1 }, { kind: 'text', line: 2 }])
    expect(reading.isOpen).toBe(false)
  })
})

describe('what logFields told is read', () => {
  test('with code, place, status and request id', () => {
    const fields = logFields(errorOf({ errors: [{ ...error, meta: { request_id: 'r1' } }] }, { status: 409 }))
    const expected = { status: 409, requestId: 'r1', errors: [{ code: 'not-unique', source: { pointer } }] }
    expect(toldBy(fields)).toMatchObject([expected])
    expect(failuresIn({ body: { level: 50, msg: 'no', ...fields }, context: {} })).toMatchObject([expected])
    expect(failuresIn({ body: { level: 'info', line: { ...fields } }, context: {} })).toMatchObject([expected])
  })

  test('of each of several errors', () => {
    const several = errorOf({ errors: [error, { code: 'x', source: { parameter: 'q' } }] }, { status: 409 })
    const errors = [
      { code: 'not-unique', source: { pointer } },
      { code: 'x', source: { parameter: 'q' } },
    ]
    expect(failuresIn({ body: { level: 50, ...logFields(several) }, context: {} })).toMatchObject([{ errors }])
  })

  const resource = { type: 'builds', id: 'BL1' }
  const failed = (code: string, of: Partial<typeof resource> = resource) =>
    deferredResponse(code as 'minification-error', { resource: of, requestId: `r-${code}` }).body.data

  test('of the resource that failed', () => {
    const [failure] = reactor.parse({ data: failed('minification-error') }, { status: 200 })
    const fields = logFields(failure && reactor.error(failure))
    const told = { delivery: 'deferred', resource, requestId: 'r-minification-error' }
    expect(failuresIn({ body: { level: 50, msg: 'no', ...fields }, context: {} })).toMatchObject([
      { ...told, errors: [{ code: 'minification-error' }] },
    ])
  })

  test('of each of several resources, which are several failures', () => {
    const host = { type: 'hosts', id: 'HT1' }
    const data = [failed('minification-error'), failed('socket-error', host)]
    const [first, ...others] = reactor.parse({ data }, { status: 200 })
    const fields = logFields(first && reactor.error([first, ...others]))
    const read = failuresIn({ body: { level: 50, ...fields }, context: {} })
    expect(read).toMatchObject([
      { resource, requestId: 'r-minification-error', errors: [{ code: 'minification-error' }] },
      { resource: host, errors: [{ code: 'socket-error' }] },
    ])
    expect(read?.[1]).not.toHaveProperty('requestId')
    const several = [{ code: 'build-error' }, { code: 'minification-error', at: '/data' }]
    expect(toldBy({ errors: several.map((each) => ({ ...each, resource })) })).toMatchObject([
      { resource, errors: [{ code: 'build-error' }, { code: 'minification-error', source: { pointer: '/data' } }] },
    ])
  })

  test('of each of several resources that share a type, or an id', () => {
    const resources = [resource, { type: 'builds', id: 'BL2' }, { type: 'hosts', id: 'BL2' }]
    const errors = resources.map((of) => ({ code: 'minification-error', resource: of }))
    expect(toldBy({ errors })).toMatchObject(resources.map((of) => ({ resource: of, delivery: 'deferred' })))
  })

  test('of the one resource that several errors are about', () => {
    const errors = [{ code: 'socket-error' }, { code: 'minification-error' }]
    expect(toldBy({ level: 'error', errors, resource })).toMatchObject([{ resource, errors }])
  })

  test('of a request that failed at once, where no resource is named', () => {
    expect(toldBy({ code: 'not-found', status: 404 })).toMatchObject([{ delivery: 'immediate', status: 404 }])
  })

  test('without a status or a request id that is none', () => {
    const [failure] = toldBy({ code: 'not-unique', at: pointer, status: 'error', requestId: 7 }) ?? []
    expect(failure).toMatchObject({ errors: [{ code: 'not-unique' }] })
    for (const name of ['status', 'requestId']) expect(failure).not.toHaveProperty(name)
    const { status } = toldBy({ code: 'not-found', status: '404' })?.[0] ?? {}
    expect(status).toBeUndefined()
  })

  test.each([
    { code: 'not-unique', at: pointer },
    { code: 'not-found', status: 404 },
    { code: 'sold-out', at: '/data', status: 409 },
    { code: 'sold-out', at: '/data', status: 400 },
    { code: 'not-found', status: 404, subtitle: 'T', details: 'D' },
  ])('of %j', (fields) => {
    expect(toldBy({ level: 50, msg: 'no', ...fields })).toMatchObject([{ errors: [{ code: fields.code }] }])
  })

  test.each<[what: string, value: unknown]>([
    ['a text', 'x'],
    ['an error object', { code: 'not-unique', status: 409, title: 'T' }],
    ['an error object that says why', { code: 'not-unique', status: 409, detail: 'D' }],
    ['error objects', { status: 409, errors: [{ code: 'not-unique', title: 'T' }] }],
    ['errors by name', { code: 'not-unique', status: 409, errors: { name: ['taken'] } }],
    [
      'error objects, one of which has a title',
      { status: 409, errors: [{ code: 'not-unique' }, { code: 'x', title: 'T' }] },
    ],
    ['a count of errors', { code: 'not-unique', status: 409, errors: 2 }],
    ['a code and another object', { code: 'not-unique', status: 409, build: { type: 'builds', id: 'BL1' } }],
    ['a resource without a type', { code: 'not-unique', status: 409, resource: { id: 'BL1' } }],
    ['texts for errors', { status: 409, errors: ['not-unique'] }],
    ['a line with more in it', { level: 50, code: 'not-unique', status: 409, err: { errors: [] } }],
    ['whatever else has a code and a place', { level: 30, code: 'EUR', at: '/checkout' }],
    ['a code alone', { level: 30, code: 'not-unique' }],
    ['an unknown code and a resource', { level: 30, code: 'EUR', resource: { type: 'builds', id: 'BL1' } }],
    [
      'a resource that says more',
      { level: 30, code: 'not-unique', resource: { type: 'builds', id: 'BL1', status: 1 } },
    ],
    ['what a code is about', { level: 30, code: 'not-unique', resource: '/builds/BL1' }],
    ['a resource without an id', { level: 30, code: 'not-unique', resource: { type: 'builds' } }],
    ['a status of success', { code: 'not-unique', status: 200 }],
    ['an unknown code and a status', { level: 50, code: 'ECONNRESET', status: 500 }],
    ['a place alone', { level: 50, status: 500, at: '/data' }],
  ])('and not %s', (_, value) => {
    expect(toldBy(value)).toBeUndefined()
  })
})
