/** What other tools print, log and keep, decoded: no failure in it is shown as nothing, and nothing else is called one. */
import { describe, expect, test } from 'vitest'
import { runCli } from './run-cli.js'
import { jsonLines } from './streams.js'

const errors = '{"errors":[{"status":"409","code":"not-unique","title":"Name Already In Use"}]}'
/** What developer tools copy of an entry. */
const harResponse = (text: string) => ({ status: 200, headers: [], content: { mimeType: 'application/json', text } })
const succeeded = '{"data":{"type":"builds","id":"BL1","attributes":{"status":"succeeded"}}}'
const failed = JSON.stringify({
  data: {
    type: 'builds',
    id: 'BL1',
    attributes: { status: 'failed' },
    meta: { status_details: { errors: [{ code: 'minification-error' }] } },
  },
})
const escaped = JSON.stringify(errors)
const crlf = (text: string): string => text.replaceAll('\n', '\r\n')
const json = (value: unknown): string => JSON.stringify(value)
const har = (response: object): string =>
  json({ log: { entries: [{ request: { method: 'GET', url: 'https://a/builds/BL1', headers: [] }, response }] } })

/** The codes, or else the statuses, of what failed, and the exit code. */
async function decoded(stdin: string): Promise<readonly [codes: readonly unknown[], exit: number]> {
  const { stdout, code } = await runCli(['decode', '--json'], { stdin })
  const reports = jsonLines(stdout) as { failure?: { errors: { code?: string; status?: string }[] } }[]
  const codes = reports.flatMap(({ failure }) => failure?.errors.map((error) => error.code ?? error.status) ?? [])
  return [codes, code]
}

const logged = {
  type: 'log',
  id: 'AQ',
  attributes: { timestamp: '2026-01-31T12:00:00Z', service: 'web', message: `refused: ${errors}` },
}

test.each<[what: string, body: object, said: readonly (string | undefined)[]]>([
  [
    'texts in a report, as Experience Platform has them',
    { detail: 'See the report.', report: { errors: ['Version must be 1.0'], requestId: 'r1' } },
    ['See the report.'],
  ],
  [
    'errors with pointers, as RFC 9457 shows them',
    { detail: 'Two are wrong.', errors: [{ detail: 'must be positive', pointer: '#/age' }] },
    ['must be positive'],
  ],
  ['a list of what led to it', { detail: 'No.', 'error-chain': [{ errorCode: 'c1', title: 'inner' }] }, ['No.']],
])('problem details are told as a whole, whatever they hold: %s', async (_what, body, said) => {
  const problem = { type: 'https://ns.adobe.com/aep/errors/X-1-422', status: 422, title: 'Unprocessable', ...body }
  const { stdout } = await runCli(['decode', '--json'], { stdin: json(problem) })
  expect(jsonLines(stdout)[0]).toMatchObject({ failure: { format: 'problem', status: 422 } })
  for (const text of [...said, problem.type, 'Unprocessable']) expect(stdout).toContain(text)
})

describe('failures are found in', () => {
  test.each<[what: string, input: string, codes?: readonly string[]]>([
    ['a log behind a response without a body', `HTTP/1.1 204 No Content\ndate: x\n\n12:00 error: ${errors}`],
    ['a log behind a good body', `HTTP/1.1 200 OK\n\n{"data":[]}\nretrying\n12:00 error: ${errors}`],
    [
      'bodies, and what a shell printed between them',
      `HTTP/2 409\n\n${errors}\n$ curl -i x\nHTTP/2 404\n\n<html><title>No</title></html>\n$ ./next\ncurl: (22) The requested URL returned error: 503`,
      ['not-unique', '404', '503'],
    ],
    ['a body with its status below', `HTTP/1.1 409 Conflict\n\n${errors}\nHTTP 409\nDone in 3.2s.`],
    ['the output of curl -i that a log holds', json({ message: `HTTP/1.1 204 No Content\n\nsecond: ${errors}` })],
    [
      'what JavaScript prints',
      `AdobeError: no\n    at f (a.js:1:2) {\n  status: 409,\n  errors: [ { code: 'not-unique' } ]\n}`,
    ],
    ['what Python prints', `ERROR {'errors': [{'code': 'not-unique', 'ok': True}], 'meta': None}`],
    ['what Ruby prints', `{"errors"=>[{"code"=>"not-unique"}]}`],
    ['a line of klog', `E1130 00:00:00.1 1 a.go:1] ${errors}`],
    ['a line of logfmt', `level=error body=${escaped}`],
    ['a field of CSV', `id,body\n1,"${errors.replaceAll('"', '""')}"`],
    ['a quotation in Markdown', `> ${errors}`],
    ['a quotation of several lines', '> {\n>   "errors": [\n>     { "code": "not-unique" }\n>   ]\n> }'],
    [
      'curl --trace-ascii',
      `== Info:   Trying\n=> Send header, 9 bytes (0x9)\n0000: GET /a HTTP/1.1\n0010: \n<= Recv header, 9 bytes (0x9)\n0000: HTTP/1.1 409 Conflict\n<= Recv header, 2 bytes (0x2)\n0000: \n<= Recv data, 9 bytes (0x9)\n0000: ${errors}\n`,
    ],
    [
      'a collection of Postman',
      json({
        info: { name: 'c' },
        item: [
          {
            response: [
              {
                originalRequest: { method: 'POST', body: { raw: '{"errors":[{"code":"sent"}]}' } },
                ...{ status: 'Conflict', code: 409, header: [{ key: 'X-Request-Id', value: 'r1' }], body: errors },
              },
            ],
          },
        ],
      }),
    ],
    ['curl -i over HTTP/2', crlf('HTTP/2 409 \ncontent-type: application/vnd.api+json\n\n') + errors],
    [
      'curl -i behind a proxy, with 100 Continue',
      crlf('HTTP/1.1 200 Connection established\n\nHTTP/1.1 100 Continue\n\nHTTP/2 409 \n\n') + errors,
    ],
    [
      'curl -i through a proxy that says more',
      crlf('HTTP/1.1 200 OK\nProxy-Agent: x\nContent-Length: 0\n\nHTTP/2 409 \n\n') + errors,
    ],
    [
      'curl -iL',
      crlf('HTTP/1.1 301 Moved\nLocation: /x\nContent-Length: 5\nContent-Type: text/html\n\nHTTP/2 409 \n\n') + errors,
    ],
    [
      'curl -v',
      `*   Trying 1.2.3.4:443...\n* ALPN: curl offers h2\n} [5 bytes data]\n> GET /a HTTP/2\n> Host: a\n> \n* Request completely sent off\n< HTTP/2 409 \n< x-request-id: rq1\n< \n{ [86 bytes data]\n${errors}\n* Connection #0 to host a left intact\n`,
    ],
    [
      'curl -v, whose last words stand right behind the body',
      `> GET /a HTTP/1.1\n>\n< HTTP/1.1 409 Conflict\n< Content-Length: 80\n<\n${errors}* Connection #0 to host a left intact\n`,
    ],
    [
      'curl -v of two URLs',
      `> GET /a HTTP/1.1\n>\n< HTTP/1.1 200 OK\n<\n${succeeded}* Connection #0 to host a left intact\n> GET /b HTTP/1.1\n>\n< HTTP/1.1 409 Conflict\n<\n${errors}`,
    ],
    ['a line of a log that is kept as a resource', json(logged)],
    ['lines of a log that are kept as resources', json({ data: [logged] })],
    [
      'curl --raw',
      `${crlf('HTTP/1.1 409 Conflict\nTransfer-Encoding: chunked\n\n4f\n')}${errors}${crlf('\n0\nX: a\n\n')}`,
    ],
    ['curl -w, which writes the status behind the body', `${errors}\n409`],
    ['curl -w with words before the status', `${errors}\nHTTP 409`],
    [
      'a status above the body that has none',
      `HTTP 429\n{"error_code":"429050","message":"Too many requests"}`,
      ['429050'],
    ],
    ['a status below the body that has none', `{"errors":[{"code":"not-unique","title":"T"}]}\nHTTP 409`],
    ['a status of another request above a body', `GET /a failed: HTTP 503\n${errors}`, ['503', 'not-unique']],
    ['another request below a body', `${errors}\nGET /b failed: HTTP 409`, ['not-unique', '409']],
    [
      'a status before an object on its line',
      `${succeeded}error: Request failed with status code 503 {"a":"b"}\n`,
      ['503'],
    ],
    [
      'a status before lists on its line',
      `${succeeded}app.ERROR: Request failed with status code 503 [] []\n`,
      ['503'],
    ],
    ['a status before a body where nothing failed', `POST failed: HTTP 503 ${succeeded}`, ['503']],
    ['a list of responses of HAR entries', json([harResponse(errors), harResponse(succeeded)])],
    ['a status in words behind a body that fails in another way', `${errors}\nHTTP 503`, ['not-unique', '503']],
    ['a status in words behind a body where nothing failed', `${succeeded}status=503`, ['503']],
    ['httpie', `POST /a HTTP/1.1\nHost: a\n\n{"data":{}}\n\n\nHTTP/1.1 409 Conflict\nX: y\n\n${errors}`],
    [
      'wget -S',
      `HTTP request sent, awaiting response... \n  HTTP/1.1 409 Conflict\n  Content-Length: 80\n2024-01-01 00:00:00 ERROR 409: Conflict.\n\n${errors}`,
    ],
    ['a head alone', 'HTTP/2 503\n\n', ['503']],
    ['docker compose logs', `api-1  | 2024-01-01T00:00:00Z ERROR body=${errors} status=409\n`],
    ['a log file of docker', json({ log: `upstream: ${errors}\n`, stream: 'stdout', time: '2024-01-01T00:00:00Z' })],
    ['a log of containers', `2024-01-01T00:00:00.000000000Z stdout F {"level":"error","body":${errors}}\n`],
    ['logfmt', `ts=2024-01-01 level=error msg="failed" body=${escaped}\n`],
    ['CloudWatch', json({ events: [{ timestamp: 1700000000000, message: `2024\tabc\tERROR\t${errors}` }] })],
    ['Google Cloud', json([{ insertId: 'a', textPayload: `failed ${errors}`, severity: 'ERROR' }])],
    ['Application Insights', json({ name: 'x', data: { baseData: { message: `got ${errors}` } } })],
    ['Splunk', json({ preview: false, result: { _raw: `ERROR ${errors}` } })],
    ['Loki', json({ status: 'success', data: { result: [{ stream: {}, values: [['1', `err ${errors}`]] }] } })],
    ['Elasticsearch', json({ hits: { hits: [{ _source: { 'http.response.body.content': errors } }] } })],
    ['pino', json({ level: 50, time: 1700000000000, err: { type: 'E', errors: [{ code: 'not-unique' }] }, msg: 'm' })],
    ['winston', json({ level: 'error', message: 'failed', response: errors, timestamp: '2024' })],
    [
      'an error of axios',
      json({ name: 'AxiosError', response: { status: 409, data: JSON.parse(errors), headers: {} } }),
    ],
    ['GitHub Actions', `2024-01-01T00:00:00Z ##[error]Request failed: ${errors}\n`],
    ['a coloured log', `\u001b[31merror\u001b[39m: ${errors}\n`],
    [
      'jq in colours',
      '\u001b[1;39m{\n  \u001b[0m\u001b[34;1m"errors"\u001b[0m:[{"code":\u001b[0;32m"not-unique"\u001b[0m}]\n}',
    ],
    ['jq .errors', '[{"status":"409","code":"not-unique"}]'],
    ['jq .errors[]', '{\n  "code": "not-unique"\n}\n{\n  "code": "not-found"\n}\n', ['not-unique', 'not-found']],
    ['jq .data.meta', '{"status_details":{"errors":[{"code":"minification-error"}]}}', ['minification-error']],
    ['a fence', `We saw:\n\n\`\`\`json\n${JSON.stringify(JSON.parse(errors), null, 2)}\n\`\`\`\n\nThanks`],
    ['a fence with a head', `\`\`\`http\nHTTP/1.1 409 Conflict\nX: y\n\n${errors}\n\`\`\`\nMore`],
    ['indented text', 'Text:\n\n    {\n      "errors": [{ "code": "not-unique" }]\n    }\n'],
    ['Postman', json({ info: {}, item: [{ response: [{ status: 'Conflict', code: 409, body: errors }] }] })],
    ['nock', json([{ scope: 'https://a', method: 'GET', path: '/x', status: 409, response: JSON.parse(errors) }])],
    [
      'VCR',
      json({ http_interactions: [{ response: { status: { code: 409 }, headers: {}, body: { string: errors } } }] }),
      ['409', 'not-unique'],
    ],
    ['WireMock', json({ request: { url: '/x' }, response: { status: 409, body: errors } })],
    ['a page that shows JSON', '<pre>{&quot;errors&quot;:[{&quot;code&quot;:&quot;not-unique&quot;}]}</pre>', ['']],
    ['JSON with a comma too many', '{"errors":[{"code":"not-unique",}]}'],
    ['JSON with comments', '// response\n{"errors":[{"code":"not-unique"}], /* x */ }'],
    ['half a body', errors.slice(0, 60)],
    [
      'half a body and another behind it',
      `${errors.slice(0, 60)}\n{"errors":[{"code":"not-found"}]}`,
      ['not-unique', 'not-found'],
    ],
    ['half a body in a log', `2024 ERROR body=${errors.slice(0, 60)}\n`],
    [
      'Instagram',
      json({ meta: { code: 400, error_type: 'OAuthError', error_message: 'No client_id' } }),
      ['OAuthError'],
    ],
    [
      'a HAR file that names its media types in capitals',
      har({
        status: 200,
        headers: [{ name: 'CONTENT-TYPE', value: 'Application/Vnd.Api+JSON' }],
        content: { text: failed },
      }),
      ['minification-error'],
    ],
    [
      'a HAR file that calls plain text base64',
      har({
        status: 200,
        headers: [],
        content: { mimeType: 'application/vnd.api+json', encoding: 'base64', text: failed },
      }),
      ['minification-error'],
    ],
    [
      'a log that keeps each line of a body as an object',
      `${succeeded}\n${JSON.stringify(JSON.parse(errors), null, 2)
        .split('\n')
        .map((line) => json({ log: `${line}\n`, time: '2026-01-31T12:00:00Z' }))
        .join('\n')}`,
    ],
    [
      'the message of an error in JSON',
      `${succeeded}\n${json({ err: { message: 'failed with status 503' } })}`,
      ['503'],
    ],
    ['the stack of one', json({ level: 50, err: { stack: 'Error: 503 Service Unavailable\n at f' } }), ['503']],
    ['a document in a document', json({ data: JSON.parse(failed) }), ['minification-error']],
    [
      'what Insomnia prints',
      `${succeeded}\n> POST /a HTTP/2\n> Host: a\n\n| ${succeeded}\n\n< HTTP/2 409 \n< a: b\n\n${errors}`,
    ],
    ['what stands below a line that looks like a request', `${succeeded}\nPOST /a HTTP/1.1\n${errors}`],
    [
      'what stands behind curl -i',
      `HTTP/2 200\n\n${succeeded}\ncurl: (22) The requested URL returned error: 503`,
      [''],
    ],
    ['curl -i --fail-with-body', `HTTP/2 409\n\n${errors}\ncurl: (22) The requested URL returned error: 409`],
    ['what came to what was sent', `curl -d '${succeeded}' https://a.example/b\n${errors}`],
  ])('%s', async (what, input, codes = ['not-unique']) => {
    const [found, exit] = await decoded(input)
    expect(exit, what).toBe(1)
    if (codes[0] !== '') expect(found).toStrictEqual(codes)
  })
})

describe('not recognised is', () => {
  test.each<[what: string, input: string]>([
    ['an entry of a CMS', json({ sys: { type: 'Error', id: 'NotFound' }, message: 'm', requestId: 'r' })],
    ['what only names a resource', json({ ref: { type: 'builds', id: 'BL1' } })],
    [
      'what only names resources',
      json({ build: { data: { type: 'builds', id: 'BL1' } }, all: [{ type: 'builds', id: 'B' }] }),
    ],
    ['a success of Cloudflare', json({ success: true, errors: [], messages: [], result: {} })],
    ['a text in JSON', '"ok"'],
    ['a number', '409'],
    ['half of something else', '{"a":[1,'],
    ['a request, copied as fetch', `fetch("https://a", ${json({ headers: {}, body: succeeded, method: 'POST' })});`],
    ['a request in JSON', json({ method: 'POST', url: '/a', body: JSON.parse(succeeded) })],
    ['a request, copied as cURL', `curl 'https://a' \\\n  -H 'a: b' \\\n  --data-raw '${succeeded}'`],
    ['a request of curl', `$ curl -X PATCH --json='${succeeded}' https://a`],
    ['a request of PowerShell', `Invoke-RestMethod https://a -Method Post -Body '${succeeded}'`],
    ['a request as it is sent', `POST https://a HTTP/1.1\nContent-Type: a/b\n\n${succeeded}\n`],
    ['an access log', '1.2.3.4 - - [01/Jan/2024:00:00:00 +0000] "GET /x HTTP/1.1" 409 80 "-" "curl"\n'],
  ])('%s', async (_, input) => {
    expect(await decoded(input)).toStrictEqual([[], 3])
  })
})

describe('nothing failed in', () => {
  test.each<[what: string, input: string]>([
    ['a build that succeeded', succeeded],
    ['a build and the status behind it', `${succeeded}\n200`],
    [
      'curl -i with trailers',
      `${crlf('HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n')}${succeeded}${crlf('Server-Timing: a\n\n')}`,
    ],
    ['an empty list', '{"data":[]}'],
    ['a response below the request that asked for it', `GET /a HTTP/1.1\n${succeeded}`],
    ['a response that is logged beside the method', json({ method: 'GET', headers: {}, response: { data: [] } })],
    ['204', 'HTTP/2 204\n\n'],
  ])('%s', async (_, input) => {
    expect(await decoded(input)).toStrictEqual([[], 0])
  })
})

test.each<[form: string, input: string]>([
  ['curl -v', `> GET /a?token=b HTTP/1.1\n>\n< HTTP/1.1 409 Conflict\n<\n${errors}\n`],
  ['a HAR file', har({ status: 409, headers: [], content: { text: errors } })],
])('a failure comes with the request that %s tells of, without its query', async (_, input) => {
  const { stdout } = await runCli(['decode', '--json'], { stdin: input })
  const [{ failure }] = jsonLines(stdout) as [{ failure: { request: object } }]
  expect(failure.request).toEqual({ method: 'GET', url: expect.stringMatching(/^\/(?:a|builds\/BL1)$/) })
})

test('the headers and the status that Postman keeps are those of the response', async () => {
  const response = { code: 409, header: [{ key: 'X-Request-Id', value: 'r1' }], body: errors }
  const { stdout } = await runCli(['decode', '--json'], { stdin: json({ item: [{ response: [response] }] }) })
  expect(jsonLines(stdout)[0]).toMatchObject({ failure: { status: 409, requestId: 'r1' } })
})

test('a document is what JSON is; what other languages print is none to validate', async () => {
  const { stdout, code } = await runCli(['validate'], { stdin: "{'errors': [{'code': 'a'}]}" })
  expect([code, stdout]).toEqual([3, expect.stringContaining('not valid JSON')])
})
