/** Building: from what a server knows of an error to the text of a document. */
import { randomUUID } from 'node:crypto'
import { built, peer } from './packages.js'
import { heading, table } from './table.js'

const { reactor } = await built<typeof import('../src/index.js')>('index')
const japi = await peer<{
  default: {
    JapiError: new (error: object) => object
    ErrorSerializer: new () => { serialize: (error: object) => object }
  }
}>('ts-japi')
const jsonapiSerializer = await peer<{ default: { Error: new (error: object) => object } }>('jsonapi-serializer')
const jsonApiSerializer = await peer<{ default: new () => { serializeError: (error: object) => object } }>(
  'json-api-serializer',
)
const boom = await peer<{ Boom: new (message: string, options: object) => { output: { payload: object } } }>(
  '@hapi/boom',
)
const httpErrors = await peer<{ default: (status: number, message: string) => Error }>('http-errors')

const detail = (i: number): string => `A data element called ${i} exists already in this property`
const pointer = '/data/attributes/name'
const literal = (i: number) => ({
  id: randomUUID(),
  status: '409',
  code: 'not-unique',
  title: 'Name Already In Use',
  detail: detail(i),
  source: { pointer },
})

/** One error with an id, as a document's text. */
export function benchBuild(): void {
  const japiSerializer = new japi.default.ErrorSerializer()
  const jsonApi = new jsonApiSerializer.default()
  heading('Build a document with an id: to text, against a literal, randomUUID and JSON.stringify')
  table({ name: 'literal, randomUUID, JSON.stringify', work: (i) => JSON.stringify({ errors: [literal(i)] }) }, [
    {
      name: 'reactor.object, reactor.document',
      work: (i) =>
        JSON.stringify(
          reactor.document([reactor.object('not-unique', { id: randomUUID(), detail: detail(i), pointer })]),
        ),
      ceiling: 1.3,
    },
    {
      name: 'reactor.error to text',
      work: (i) => JSON.stringify(reactor.error('not-unique', { id: randomUUID(), detail: detail(i), pointer })),
    },
    {
      name: 'ts-japi JapiError, ErrorSerializer',
      work: (i) => JSON.stringify(japiSerializer.serialize(new japi.default.JapiError(literal(i)))),
    },
    {
      name: 'jsonapi-serializer Error',
      work: (i) => JSON.stringify(new jsonapiSerializer.default.Error(literal(i))),
    },
    {
      name: 'json-api-serializer serializeError',
      work: (i) => JSON.stringify(jsonApi.serializeError(literal(i))),
    },
    {
      name: 'http-errors, then the literal',
      work: (i) => JSON.stringify({ errors: [{ ...literal(i), detail: httpErrors.default(409, detail(i)).message }] }),
    },
    {
      name: '@hapi/boom payload',
      work: (i) => JSON.stringify(new boom.Boom(detail(i), { statusCode: 409 }).output.payload),
    },
  ])
}
