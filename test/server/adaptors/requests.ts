/** The requests that every framework has to answer alike. */

/** One request, and what it gets. */
export interface Exchange {
  readonly name: string
  readonly path: string
  readonly init?: RequestInit
  readonly status: number
  /** Headers by their names in lower case, besides those that every response has. */
  readonly headers?: Readonly<Record<string, string>>
  /** The error objects, without `id` and `meta.request_id`. */
  readonly errors: readonly object[]
  /** Those whose routers have no such error, or no way to ask for it. */
  readonly except?: readonly string[]
}

const type = 'application/vnd.api+json'

function post(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): RequestInit {
  return { method: 'POST', headers: { 'content-type': type, ...headers }, body }
}

const badRequest = { status: '400', title: 'Bad Request' }
const notFound = { status: '404', code: 'not-found', title: 'Record Not Found' }
const internal = { status: '500', code: 'internal-error', title: 'Internal Error' }

/** Every exchange. */
export const exchanges: readonly Exchange[] = [
  {
    name: 'an error of the catalog',
    path: '/things/missing',
    status: 404,
    errors: [{ ...notFound, detail: 'No thing has that id.' }],
  },
  {
    name: 'a list of error objects',
    path: '/things/list',
    status: 400,
    errors: [
      notFound,
      { status: '409', code: 'not-unique', title: 'Name Already In Use', source: { pointer: '/data/attributes/name' } },
    ],
  },
  ...[
    { body: '{"data":{"attributes":{"a/b":"taken"}}}', pointer: '/data/attributes/a~1b' },
    { body: '{"data":["taken"]}', pointer: '/data' },
    { body: '["taken"]', pointer: '' },
  ].map(({ body, pointer }) => ({
    name: `a pointer that leads nowhere in ${body}, by the nearest place in it`,
    path: '/things',
    init: post(body),
    status: 409,
    errors: [{ status: '409', code: 'not-unique', title: 'Name Already In Use', source: { pointer } }],
  })),
  {
    name: 'an error of http-errors, with its headers',
    path: '/things/forbidden',
    status: 403,
    headers: { 'x-owner': 'somebody' },
    errors: [{ status: '403', code: 'not-authorized', title: 'Not Authorized', detail: 'Not yours' }],
  },
  { name: 'an error of boom', path: '/things/short', status: 400, errors: [{ ...badRequest, detail: 'Too short' }] },
  {
    name: 'a server error, without its message',
    path: '/things/busy',
    status: 503,
    headers: { 'retry-after': '7' },
    errors: [{ status: '503', title: 'Service Unavailable' }],
  },
  { name: 'a bug, without its message', path: '/things/bug', status: 500, errors: [internal] },
  { name: 'text that was thrown', path: '/things/text', status: 500, errors: [internal] },
  {
    name: 'undefined that was thrown',
    path: '/things/nothing',
    status: 500,
    errors: [internal],
    except: ['Express 5', 'Express 4'],
  },
  {
    name: 'an unknown route',
    path: '/nowhere?token=secret',
    status: 404,
    errors: [{ ...notFound, detail: 'There is nothing at this path.' }],
  },
  {
    name: 'a method that one route does not take',
    path: '/things',
    init: { method: 'DELETE' },
    status: 405,
    headers: { allow: 'POST' },
    errors: [
      { status: '405', title: 'Method Not Allowed', detail: 'The resource at this path does not take this method.' },
    ],
    except: ['Express 5', 'Express 4'],
  },
  {
    name: 'a method that a route with a parameter does not take',
    path: '/things/one?a=b',
    init: { method: 'DELETE' },
    status: 405,
    headers: { allow: 'GET, HEAD' },
    errors: [
      { status: '405', title: 'Method Not Allowed', detail: 'The resource at this path does not take this method.' },
    ],
    except: ['Express 5', 'Express 4'],
  },
  {
    name: 'bad JSON',
    path: '/things',
    init: post('{\n  "data": oops\n}'),
    status: 400,
    errors: [
      {
        ...badRequest,
        detail: 'The body is not JSON. It goes wrong in line 2, column 11.',
        meta: { line: 2, column: 11 },
      },
    ],
  },
  {
    name: 'JSON that breaks off',
    path: '/things',
    init: post('{"data":'),
    status: 400,
    errors: [
      {
        ...badRequest,
        detail: 'The body is not JSON. It breaks off in line 1, column 9.',
        meta: { line: 1, column: 9 },
      },
    ],
  },
  {
    name: 'a body that is too large',
    path: '/things',
    init: post(JSON.stringify('x'.repeat(5000))),
    status: 413,
    errors: [{ status: '413', title: 'Content Too Large', detail: 'The body is larger than this server reads.' }],
    except: ['Hono 4'],
  },
  {
    name: 'a media type that is not read',
    path: '/things',
    init: post('name=a', { 'content-type': 'application/x-www-form-urlencoded' }),
    status: 415,
    errors: [
      {
        status: '415',
        title: 'Unsupported Media Type',
        detail: 'The body of the request has to be application/vnd.api+json.',
        source: { header: 'Content-Type' },
      },
    ],
  },
  {
    name: 'a media type with a charset',
    path: '/things',
    init: post('{}', { 'content-type': `${type}; charset=latin1` }),
    status: 415,
    errors: [
      {
        status: '415',
        title: 'Unsupported Media Type',
        detail: `The media type ${type} takes no parameters but ext, profile, revision.`,
        source: { header: 'Content-Type' },
      },
    ],
  },
  {
    name: 'an Accept that cannot be met',
    path: '/things/one',
    init: { headers: { accept: `${type}; charset=utf-8` } },
    status: 406,
    errors: [
      {
        status: '406',
        title: 'Not Acceptable',
        detail: `The media type ${type} takes no parameters but ext, profile, revision.`,
        source: { header: 'Accept' },
      },
    ],
  },
  {
    name: 'a percent sign that starts no escape',
    path: '/things/%zz',
    status: 400,
    errors: [{ ...badRequest, detail: 'The URL holds a percent sign that starts no valid escape.' }],
    except: ['Hono 4'],
  },
]
