/** Building: from what a server knows of an error to the text of a document. */
import { randomUUID } from 'node:crypto'
import { built, peer } from './packages.js'
import { heading, table } from './table.js'

const { reactor } = await built<typeof import('../src/index.js')>('index')
const { JapiError, ErrorSerializer } = peer<{
  JapiError: new (error: object) => object
  ErrorSerializer: new () => { serialize: (error: object) => object }
}>('ts-japi')
const jsonapiSerializer = peer<{ Error: new (error: object) => object }>('jsonapi-serializer')
const JsonApiSerializer = peer<new () => { serializeError: (error: object) => object }>('json-api-serializer')
const boom = peer<{ Boom: new (message: string, options: object) => { output: { payload: object } } }>('@hapi/boom')
const httpErrors = peer<(status: number, message: string) => Error>('http-errors')
const { BadRequestError } = peer<{ BadRequestError: new (error: object) => object }>('json-api-error')
const { ProblemDocument } = peer<{ ProblemDocument: new (options: object) => object }>('http-problem-details')

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
  const japiSerializer = new ErrorSerializer()
  const jsonApi = new JsonApiSerializer()
  heading('Build a document with an id: to text, against a literal, randomUUID and JSON.stringify')
  table({ name: 'literal, randomUUID, JSON.stringify', work: (i) => JSON.stringify({ errors: [literal(i)] }) }, [
    {
      name: 'reactor.object, reactor.document',
      work: (i) =>
        JSON.stringify(
          reactor.document([reactor.object('not-unique', { id: randomUUID(), detail: detail(i), pointer })]),
        ),
    },
    {
      name: 'reactor.error to text',
      work: (i) => JSON.stringify(reactor.error('not-unique', { id: randomUUID(), detail: detail(i), pointer })),
    },
    {
      name: 'ts-japi JapiError, ErrorSerializer',
      work: (i) => JSON.stringify(japiSerializer.serialize(new JapiError(literal(i)))),
    },
    {
      name: 'jsonapi-serializer Error',
      work: (i) => JSON.stringify(new jsonapiSerializer.Error(literal(i))),
    },
    {
      name: 'json-api-serializer serializeError',
      work: (i) => JSON.stringify(jsonApi.serializeError(literal(i))),
    },
    {
      name: 'json-api-error BadRequestError',
      work: (i) => JSON.stringify({ errors: [new BadRequestError(literal(i))] }),
    },
    {
      name: 'http-errors, then the literal',
      work: (i) => JSON.stringify({ errors: [{ ...literal(i), detail: httpErrors(409, detail(i)).message }] }),
    },
    {
      name: 'http-problem-details ProblemDocument',
      work: (i) =>
        JSON.stringify(
          new ProblemDocument({ status: 409, title: 'Name Already In Use', detail: detail(i), instance: randomUUID() }),
        ),
    },
    {
      name: '@hapi/boom payload',
      work: (i) => JSON.stringify(new boom.Boom(detail(i), { statusCode: 409 }).output.payload),
    },
  ])
}
