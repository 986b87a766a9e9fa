import { describe, expect, test } from 'vitest'
import {
  imageRendering,
  imageServing,
  parseProperties,
  planResponse,
  readImageRequest,
  resolveAttributes,
  writeResponse,
} from '../../src/image-serving/index.js'
import type { ErrorInit, JsonApiError } from '../../src/index.js'

const dialects = { 'image-serving': imageServing, 'image-rendering': imageRendering }
const stack = 'com.scene7.is.ImageException: no\n\tat a.b.C(D.java:1)'

/** What a server with this ErrorDetail answers to `target` when `code` fails, and what a client makes of it. */
function overTheWire(code: string, target: string, level: '0' | '2' | '3') {
  const request = readImageRequest(target)
  if (request === undefined) throw new Error(`not read: ${target}`)
  const dialect = dialects[request.service]
  // The codes are taken from the dialect itself.
  const make = dialect.error as (code: string, init: ErrorInit) => JsonApiError
  const { failure } = make(code, { detail: 'Cannot open /opt/s7/a.tif', meta: { stack } })
  const attributes = resolveAttributes({ catalog: { ErrorDetail: level } })
  const plan = planResponse(failure, request, attributes)
  if (plan.kind !== 'text' && plan.kind !== 'properties') throw new Error(`planned ${plan.kind}`)
  const { status, headers, body } = writeResponse(plan)
  return { read: dialect.parse(body, { status, headers }), response: { status, headers, body } }
}

const formats = [
  'text',
  'javascript',
  'xml',
  'json',
  'xml,UTF-16',
  'xml,UTF-16BE',
  'xml,ISO-8859-1',
  'json&handler=on1&id=7',
]

describe('what a server writes, a client reads', () => {
  test.each(formats)('with every code, as %s', (format) => {
    for (const code of imageServing.codes) {
      const { read } = overTheWire(code, `/is/image/A/b?req=props,${format}`, '0')
      expect(read).toMatchObject([{ errors: [{ code, title: imageServing.entry(code).title }] }])
      expect(read[0]?.errors[0].detail).toBeUndefined()
    }
  })

  test('with every code of Image Rendering', () => {
    for (const code of imageRendering.codes) {
      expect(overTheWire(code, '/ir/render/a?req=props', '0').read).toMatchObject([{ errors: [{ code }] }])
      expect(overTheWire(code, '/ir/render/a', '0').read).toMatchObject([{ format: 'text', errors: [{ code }] }])
    }
  })

  test.each(formats)('with details, without paths, and stacks apart, as %s', (format) => {
    const { read, response } = overTheWire('image-corrupt', `/is/image/A/b?req=props,${format}`, '3')
    expect(read).toMatchObject([
      { errors: [{ code: 'image-corrupt', detail: 'Cannot open [path]', meta: { detailLevel: 3, stack } }] },
    ])
    const { status, headers, body } = response
    expect(parseProperties(body, { status, headers })).toMatchObject({ ok: false, failure: read[0] })
    expect(imageServing.error(read[0] as never).message).toBe('[image-corrupt] Image Corrupt: Cannot open [path]')
  })

  test('as text, of which level 2 leaves no title', () => {
    expect(overTheWire('image-corrupt', '/is/image/A/b', '2').read).toMatchObject([
      { errors: [{ code: 'image-serving-error', title: 'Cannot open [path]' }] },
    ])
  })
})
