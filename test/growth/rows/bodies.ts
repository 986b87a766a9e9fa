/** Bodies as every reader gets them, long, wide and deep. */

import { fromProblem, toProblem } from '../../../src/dialect/problem.js'
import { explainError } from '../../../src/explain/index.js'
import { JsonApiError } from '../../../src/failure/json-api-error.js'
import { toPlain } from '../../../src/failure/plain.js'
import { mask, secretsOf } from '../../../src/failure/secrets.js'
import { telemetry } from '../../../src/failure/telemetry.js'
import { imageServing } from '../../../src/image-serving/index.js'
import { groupErrors } from '../../../src/jsonapi/group.js'
import { validateErrorDocument } from '../../../src/jsonapi/validate/index.js'
import { reactor } from '../../../src/reactor/index.js'
import { renderResponse } from '../../../src/server/index.js'
import { describeValue } from '../../../src/testing/describe-value.js'
import { attempt, listed, nested, type Row, repeated, row, rowOfAll } from '../row.js'

const sound = (index: number) => ({
  id: `e${index}`,
  status: '409',
  code: 'not-unique',
  detail: `The name page ${index} is taken`,
  source: { pointer: `/data/${index}/attributes/name` },
})
const resource = (index: number) => ({
  type: 'builds',
  id: `BL${index}`,
  attributes: { status: 'failed' },
  meta: { status_details: { errors: [sound(index)] }, refresh_status_details: [sound(index)] },
})

/** By what it is called: a body of about so many characters. */
const bodies: Readonly<Record<string, (size: number) => unknown>> = {
  'error objects': (size) => ({ errors: listed(sound, size) }),
  'error objects of many codes': (size) => ({
    errors: listed((index) => ({ code: `c${index}`, status: `${400 + (index % 200)}` }), size),
  }),
  'error objects to mend': (size) => ({ errors: listed((index) => ({ status: index, code: index, meta: [] }), size) }),
  'entries that say nothing': (size) => ({ errors: listed(() => ({}), size) }),
  'entries that are texts': (size) => ({ errors: listed((index) => `wrong ${index}`, size) }),
  'one error object of many members': (size) => ({
    errors: [Object.fromEntries(listed((index) => [`m${index}`, index] as const, size))],
  }),
  'one error object with a long detail': (size) => ({ errors: [{ detail: repeated('Some words. ', size) }] }),
  'meta that is deep': (size) => ({ errors: [{ meta: nested((a) => ({ a }), 1, size) }] }),
  'meta that is a deep list': (size) => ({ errors: [{ meta: { a: nested((a) => [a], 1, size) } }] }),
  'meta that names secrets': (size) => ({
    errors: [{ meta: Object.fromEntries(listed((index) => [`token${index}_secret`, `v${index}`] as const, size)) }],
  }),
  'resources that failed': (size) => ({ data: listed(resource, size) }),
  'included resources that failed': (size) => ({ data: [], included: listed(resource, size) }),
  'resources without a document': (size) => listed(resource, size),
  'resources that succeeded': (size) => ({
    data: listed((index) => ({ type: 'builds', id: `${index}`, attributes: { status: 'succeeded' } }), size),
  }),
  'status details that are texts of JSON': (size) => ({
    data: { attributes: { status: 'failed' }, meta: { status_details: JSON.stringify(listed(sound, size)) } },
  }),
  'an entity that is a text of JSON': (size) => ({
    data: { attributes: { entity: JSON.stringify({ data: resource(1), more: repeated('x', size) }) } },
  }),
  'JSON in JSON in JSON': (size) => JSON.stringify(JSON.stringify(JSON.stringify({ errors: listed(sound, size) }))),
  'JSON that is cut': (size) => JSON.stringify({ errors: listed(sound, size) }).slice(0, -9),
  'JSON that is deep and cut': (size) => repeated('{"a":[', size),
  'a list of bodies': (size) => listed((index) => ({ errors: [sound(index)] }), size),
  'a gateway error of many members': (size) => ({
    error_code: '403000',
    ...Object.fromEntries(listed((index) => [`m${index}`, index] as const, size)),
  }),
  'a sign-in error of many members': (size) => ({
    error: 'x',
    error_description: 'y',
    ...Object.fromEntries(listed((index) => [`m${index}`, index] as const, size)),
  }),
  'a problem of many members': (size) => ({
    type: 'a:b',
    title: 'x',
    status: 400,
    ...Object.fromEntries(listed((index) => [`m${index}`, index] as const, size)),
  }),
  'a problem that lists problems': (size) => ({
    type: 'a:b',
    title: 'x',
    status: 400,
    errors: listed((index) => ({ detail: `d${index}`, pointer: `#/${index}` }), size),
  }),
  'a problem of much that lists problems': (size) => ({
    ...{ type: repeated('t', size / 4), title: 'x', status: 400, more: repeated('m', size / 4) },
    errors: listed((index) => ({ detail: `d${index}` }), size / 2),
  }),
  'a problem with errors by field': (size) => ({
    title: 'x',
    status: 400,
    errors: Object.fromEntries(listed((index) => [`f${index}`, ['is wrong']] as const, size)),
  }),
  'foreign errors in a list': (size) => ({
    message: 'x',
    errors: listed((index) => ({ field: `a[${index}]`, message: 'is wrong', code: 'E_X' }), size),
  }),
  'foreign errors by field': (size) => ({
    message: 'x',
    errors: Object.fromEntries(listed((index) => [`f${index}`, [`wrong ${index}`]] as const, size)),
  }),
  'foreign errors in lists in lists': (size) => ({ errors: nested((errors) => [{ errors }], 'wrong', size) }),
  'foreign errors in objects in objects': (size) => ({ error: nested((error) => ({ error }), 'wrong', size) }),
  'foreign errors with children': (size) => ({
    statusCode: 400,
    message: listed(
      (index) => ({ property: `p${index}`, children: [{ property: 'q', constraints: { isInt: 'x' } }] }),
      size,
    ),
  }),
  'foreign members that say nothing': (size) =>
    Object.fromEntries(listed((index) => [`m${index}`, { a: index }] as const, size)),
  'a path of many parts': (size) => ({
    detail: listed((index) => ({ loc: ['body', 'a', index], msg: 'x', type: 'value_error' }), size),
  }),
  'one path of many parts': (size) => ({ detail: [{ loc: listed((index) => index, size), msg: 'x' }] }),
  'elements of XML': (size) =>
    `<?xml version="1.0"?><Error>${repeated('<Code>X</Code><Message>y</Message>', size)}</Error>`,
  'elements of XML in elements': (size) => `<Error>${repeated('<a>', size / 2)}x${repeated('</a>', size / 2)}</Error>`,
  'elements of XML of many names': (size) => `<Error>${listed((index) => `<a${index}/>`, size).join('')}</Error>`,
  'elements of a page': (size) => `<html><body>${repeated('<p>wrong</p><h1>more</h1>', size)}`,
  'a page of entities': (size) => `<html><title>${repeated('&amp;&nbsp;&#65;', size)}</title>`,
}

/** By what it is called: what is done with a body. The engine's own JSON has no stack for what is very deep. */
const consumers: Readonly<Record<string, (body: never) => unknown>> = {
  'parse, failed': (body) => reactor.parse(body, { status: 422 }),
  'parse, status not known': (body) => reactor.parse(body),
  'parse as Image Serving': (body) => imageServing.parse(body, { status: 400 }),
  throw: (body) => attempt(() => reactor.throwIfFailed(body, { status: 422 })),
  'restore an error': (body) => JsonApiError.from(body),
  'find in what was thrown': (data) =>
    reactor.from({ request: {}, config: { headers: {} }, response: { status: 422, data, headers: {} } }),
  'copy plainly': (body) => toPlain(body),
  mask: (body) => mask(body, ['0123456789abcdef']),
  validate: (body) => validateErrorDocument(body),
  'respond with what an error holds': (body) =>
    renderResponse(JsonApiError.from(body), { expose: 3, production: false }),
  'respond with what a client threw': (data) =>
    renderResponse({ response: { status: 422, data } }, { upstream: 'pass' }),
  'describe for a test': (body) => describeValue(body),
  'tell monitoring': (body) => telemetry(JsonApiError.from(body)),
  'to problem details and back': (body) =>
    fromProblem(toProblem(reactor.parse(body, { status: 422 }).flatMap(({ errors }) => errors))),
  'explain all errors': (body) =>
    reactor
      .parse(body, { status: 422 })
      .flatMap((failure) => failure.errors.map((error) => explainError(error, failure))),
  'group by place': (body) => groupErrors(reactor.parse(body, { status: 422 }).flatMap(({ errors }) => errors)),
  'to JSON': (body) => attempt(() => JSON.stringify(JsonApiError.from(body))),
}

const shared = (size: number): unknown => {
  let value: unknown = { a: 1 }
  for (let level = 0; level < Math.log2(size); level++) value = { a: value, b: value }
  return { errors: [{ meta: value }] }
}

export const bodyRows: readonly Row[] = [
  // A consumer takes any body.
  ...Object.entries(consumers).map(([name, run]) =>
    rowOfAll<never>(`${name}: bodies`, Object.values(bodies) as (() => never)[], run, 2 ** 15),
  ),
  // These are given bodies as they come.
  ...Object.entries(bodies).map(([what, of]) =>
    row(`throw: ${what}`, of, (body) => attempt(() => reactor.throwIfFailed(body, { status: 422 }))),
  ),
  ...[
    row('throw: what stands in many places', shared, (body) =>
      attempt(() => reactor.throwIfFailed(body, { status: 422 })),
    ),
    row('copy plainly: what stands in many places', shared, (body) => toPlain(body)),
    row(
      'mask by many secrets',
      (size) => ({
        text: listed((index) => `word${index}`, size / 2).join(' '),
        secrets: listed((index) => `secret-${index}-value`, size / 2),
      }),
      ({ text, secrets }) => mask({ text }, secrets),
    ),
    row(
      'find the secrets of many headers',
      (size) => listed((index) => [`x-${index}`, `v${index}; a=b`] as const, size),
      (headers) => secretsOf({ headers }),
    ),
    row(
      'throw: an error of many errors',
      (size) => listed(sound, size).map((error) => JsonApiError.from({ errors: [error] })),
      (errors) => JsonApiError.from(new AggregateError(errors)),
    ),
    row(
      'parse with many headers',
      (size) => Object.fromEntries(listed((index) => [`x-${index}`, `${index}`] as const, size)),
      (headers) => reactor.parse({ errors: [sound(1)] }, { status: 422, headers }),
    ),
  ],
]
