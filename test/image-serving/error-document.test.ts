import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromErrorDocument, imageRendering, imageServing, toErrorDocument } from '../../src/image-serving/index.js'
import { type Failure, JsonApiError } from '../../src/index.js'
import { validateErrorDocument } from '../../src/jsonapi/validate/index.js'
import { errorDocument, json } from '../failure/arbitrary.js'

const stack = 'java.io.IOException: x\n\tat a.b.C(D.java:1)'
const jsonp = JSON.stringify({ message: `Cannot open /opt/s7/shoe.tif?token=abc\n${stack}`, title: 'Image Corrupt' })
const read = (): Failure => {
  const [failure] = imageServing.parse(`/*jsonp*/s7jsonError(${jsonp},"42");`, { status: 200 })
  if (failure === undefined) throw new Error('nothing failed')
  return failure
}

describe('a document', () => {
  test('tells what people may know of a failure', () => {
    const document = toErrorDocument(read(), { meta: { req: 'props' } })
    expect(document).toEqual({
      errors: [
        {
          status: '403',
          code: 'image-corrupt',
          title: 'Image Corrupt',
          detail: 'Cannot open [path]',
          meta: { service: 'image-serving', format: 'json', detailLevel: 3, reqId: '42', req: 'props' },
        },
      ],
      meta: { failure: { delivery: 'immediate', format: 'jsonp', status: 200 } },
    })
    expect(validateErrorDocument(document)).toEqual([])
  })

  test('tells all of it where that is wanted', () => {
    const document = toErrorDocument(read(), { expose: true })
    expect(document.errors[0]?.meta).toMatchObject({ stack, message: 'Cannot open /opt/s7/shoe.tif?token=abc' })
    expect(validateErrorDocument(document)).toEqual([])
  })

  test('hides paths, secrets and stacks of failures that were made by hand', () => {
    const { failure } = imageRendering.error('server-error', {
      detail: 'Cannot write C:\\s7\\a.tif for https://a.example/?token=abc',
      meta: { stack },
    })
    expect(toErrorDocument(failure).errors).toEqual([
      {
        status: '500',
        code: 'server-error',
        title: 'Server Error',
        detail: 'Cannot write [path] for https://a.example/[redacted]',
      },
    ])
    const { failure: bare } = new JsonApiError({ errors: [{ status: '500' }], delivery: 'immediate', format: 'text' })
    expect(toErrorDocument(bare).errors).toEqual([{ status: '500' }])
  })

  test('keeps the request modifier at fault', () => {
    const { failure } = imageServing.error('format-mismatch', { parameter: 'fmt' })
    expect(fromErrorDocument(toErrorDocument(failure))).toEqual(failure)
    expect(toErrorDocument(failure).errors[0]?.source).toEqual({ parameter: 'fmt' })
  })

  test('is made of whatever is no failure', () => {
    const revoked = Proxy.revocable({}, {})
    revoked.revoke()
    for (const value of [revoked.proxy, null, 'x']) expect(toErrorDocument(value as Failure).errors).toHaveLength(1) // What JavaScript may hand over.
  })

  test('comes back with what else its document said', () => {
    const failure = { errors: [{ code: 'x' }], delivery: 'immediate', format: 'json:api' } as const
    for (const more of [{ jsonapi: { version: '1.1' } }, { meta: { a: 1 } }, { jsonapi: {}, meta: { a: 1 } }]) {
      const whole: Failure = { ...failure, document: { errors: [{ code: 'x' }], ...more } }
      const document = toErrorDocument(whole, { expose: true })
      expect(fromErrorDocument(document)).toStrictEqual(whole)
      expect(fromErrorDocument(JSON.stringify(document))).toStrictEqual(whole)
      expect(toErrorDocument(whole)).toStrictEqual(toErrorDocument(failure))
    }
    expect(fromErrorDocument(toErrorDocument(failure))).toStrictEqual(failure)
  })

  test('leaves out earlier attempts and repairs unless all is to be told', () => {
    const failure: Failure = {
      ...read(),
      attempts: [read()],
      repairs: [{ pointer: '', message: 'm', received: 1 }],
      retryAfter: 5,
    }
    expect(Object.keys(Object(toErrorDocument(failure).meta?.['failure']))).toEqual([
      'delivery',
      'format',
      'status',
      'retryAfter',
    ])
    const { origin: _origin, ...told } = failure
    expect(fromErrorDocument(toErrorDocument(failure, { expose: true }))).toEqual(told)
  })
})

describe('the way there and back', () => {
  const failures: fc.Arbitrary<Failure> = fc
    .tuple(
      errorDocument,
      fc.record(
        {
          status: fc.integer({ min: 100, max: 599 }),
          requestId: fc.string(),
          retryAfter: fc.nat(),
          resource: fc.record({ type: fc.string(), id: fc.string() }),
          field: fc.string(),
          repairs: fc.array(fc.record({ pointer: fc.string(), message: fc.string(), received: json })),
        },
        { requiredKeys: [] },
      ),
      fc.constantFrom('immediate', 'deferred'),
      fc.constantFrom('text', 'jsonp', 'properties', 'json:api'),
      fc.boolean(),
    )
    .map(([{ errors, ...others }, facts, delivery, format, hasDocument]) => {
      const [first = {}, ...rest] = errors
      const meta = Object.fromEntries(Object.entries(others.meta ?? {}).filter(([name]) => name !== 'failure'))
      const said = { ...others, ...(others.meta && { meta }), errors }
      const hasMeta = Object.keys(meta).length > 0
      const document =
        hasDocument && (hasMeta || others.meta === undefined) && Object.keys(others).length > 0
          ? { document: said }
          : {}
      return { errors: [first, ...rest], delivery, format, ...facts, ...document }
    })

  test('keeps every failure as it is where all is told, through JSON too', () => {
    fc.assert(
      fc.property(failures, (failure) => {
        const document = toErrorDocument(failure, { expose: true })
        expect(fromErrorDocument(document)).toEqual(failure)
        expect(fromErrorDocument(JSON.stringify(document))).toEqual(JSON.parse(JSON.stringify(failure)))
      }),
    )
  })

  test('changes nothing more the second time', () => {
    fc.assert(
      fc.property(failures, (failure) => {
        const document = toErrorDocument(failure)
        expect(toErrorDocument(fromErrorDocument(document))).toEqual(document)
      }),
    )
  })
})

describe('another document', () => {
  const errors = [{ code: 'x' }]
  test.each<[what: string, value: unknown]>([
    ['without meta', { errors }],
    ['with other meta', { errors, meta: { a: 1 } }],
    ['with meta that is none', { errors, meta: 1 }],
    ['with facts that are none', { errors, meta: { failure: 'x' } }],
    ['with facts that lack something', { errors, meta: { failure: { delivery: 'immediate' } } }],
    ['without errors', { meta: { failure: { delivery: 'immediate', format: 'text' } } }],
    ['that is no object', null],
    ['that is text', 'x'],
    ['that is a failure', { errors, delivery: 'deferred', format: 'text' }],
  ])('%s is read as any', (_what, value) => {
    expect(fromErrorDocument(value)).toEqual(JsonApiError.from(value).failure)
  })

  test('with facts that cannot be loses those, and says so', () => {
    const document = { errors, meta: { failure: { delivery: 'immediate', format: 'text', status: 'x' } } }
    expect(fromErrorDocument(document)).toEqual({
      ...{ errors, delivery: 'immediate', format: 'text' },
      repairs: [{ pointer: '/status', message: '"status" must be an HTTP status; it was left out', received: 'x' }],
    })
  })

  test('with lists that are none loses them', () => {
    const facts = { delivery: 'immediate', format: 'text', repairs: 1, attempts: 'x', extra: 1 }
    expect(fromErrorDocument({ errors, meta: { failure: facts } })).toEqual({
      errors,
      delivery: 'immediate',
      format: 'text',
    })
  })

  test('never makes reading throw', () => {
    const revoked = Proxy.revocable({}, {})
    revoked.revoke()
    expect(fromErrorDocument(revoked.proxy).errors).toHaveLength(1)
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(fromErrorDocument(value).errors.length).toBeGreaterThan(0)
      }),
    )
  })
})
