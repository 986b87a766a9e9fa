import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseProperties } from '../../src/image-serving/index.js'

const data = { 'image.width': '100', 'image.title': 'é한' }
const responses = {
  text: '#S7Z OK\n#Mon Jul 25 17:28:32 PDT 2014\nimage.width=100\nimage.title=é한\n',
  javascript: "image.width='100'\nimage.title='é한'\n",
  xml: '<?xml version="1.0"?><prop-group><prop-group name="image"><property name="width" value="100"/><property name="title" value="é한"/></prop-group></prop-group>',
  json: '/*jsonp*/s7jsonResponse({"image.width":"100","image.title":"é한"},"7");',
}

describe('a response', () => {
  test.each(Object.entries(responses))('of properties as %s is told by its looks', (format, text) => {
    expect(parseProperties(text)).toMatchObject({ ok: true, format, properties: data })
    expect(parseProperties(`\ufeff\n${text}`, { status: 200 })).toMatchObject({ ok: true, format, properties: data })
  })

  test('of JSONP says which function it calls, and with which id', () => {
    expect(parseProperties(responses.json)).toEqual({
      ok: true,
      format: 'json',
      properties: data,
      handler: 's7jsonResponse',
      id: '7',
    })
    expect(parseProperties('/*jsonp*/on1({"set":{"item":[{"i":"a"}]}},"");')).toEqual({
      ok: true,
      format: 'json',
      properties: { set: { item: [{ i: 'a' }] } },
      handler: 'on1',
      id: '',
    })
  })

  test('of JSON alone, or parsed already, is one as well', () => {
    expect(parseProperties('{"a":"1"}')).toEqual({ ok: true, format: 'json', properties: { a: '1' } })
    expect(parseProperties({ a: '1' })).toEqual({ ok: true, format: 'json', properties: { a: '1' } })
  })

  test('that shows nothing is read by its content type, else as text', () => {
    const headers = (type: string) => ({ headers: { 'content-type': type } })
    expect(parseProperties("a='b'")).toMatchObject({ format: 'javascript', properties: { a: 'b' } })
    expect(parseProperties("a='b'", { format: 'text' })).toMatchObject({ format: 'text', properties: { a: 'b' } })
    expect(parseProperties('', headers('text/javascript'))).toMatchObject({ format: 'javascript', properties: {} })
    expect(parseProperties('', headers('text/xml'))).toMatchObject({ ok: false, failure: { format: 'malformed' } })
    expect(parseProperties('')).toMatchObject({ format: 'text', properties: {} })
    expect(parseProperties('status=done\nlastUpdated=1')).toMatchObject({
      format: 'text',
      properties: { status: 'done' },
    })
    expect(parseProperties(' on1({"a":"1"})')).toMatchObject({ format: 'json', properties: { a: '1' } })
  })

  test('that was not modified has nothing to read', () => {
    const headers = { 'content-type': 'text/xml' }
    expect(parseProperties('', { status: 304, headers })).toStrictEqual({ ok: true, format: 'xml', properties: {} })
    expect(parseProperties('a=1', { status: 304 })).toMatchObject({ ok: true, properties: { a: '1' } })
    expect(parseProperties('', { status: 200, headers })).toMatchObject({ ok: false })
  })

  test('of a kind of its own comes back as text', () => {
    const set = '<set><item/></set>'
    expect(parseProperties(set)).toStrictEqual({ ok: true, format: 'xml', properties: {}, text: set })
    expect(parseProperties(set, { status: 399 })).toMatchObject({ ok: true, text: set })
    expect(parseProperties(set, { status: 400 })).toMatchObject({ ok: false, failure: { format: 'text' } })
    expect(parseProperties('anything', { req: 'set' })).toStrictEqual({
      ok: true,
      format: 'text',
      properties: {},
      text: 'anything',
    })
    expect(parseProperties('anything')).toMatchObject({ ok: false })
    expect(parseProperties('#S7Z OK\nbroken', { req: 'set' })).toMatchObject({ ok: false })
    // What can be read is read.
    expect(parseProperties('a=1', { req: 'set' })).toStrictEqual({ ok: true, format: 'text', properties: { a: '1' } })
    expect(parseProperties('f({"a":1})')).toStrictEqual({
      ok: true,
      format: 'json',
      properties: { a: 1 },
      handler: 'f',
    })
  })

  test('that something does not exist is no failure', () => {
    for (const text of [
      '#S7Z OK\ncatalogRecord.exists=0',
      '/*jsonp*/s7jsonResponse({"catalogRecord.exists":"0"},"");',
    ]) {
      expect(parseProperties(text)).toMatchObject({ ok: true, properties: { 'catalogRecord.exists': '0' } })
    }
  })

  test.each([
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16LE', (text: string) => Buffer.from(text, 'utf16le')],
    ['UTF-16BE', (text: string) => Buffer.from(text, 'utf16le').swap16()],
  ])('in %s is decoded', (encoding, encode) => {
    for (const [format, text] of Object.entries(responses)) {
      const headers = { 'content-type': `text/plain; charset=${encoding}` }
      expect(parseProperties(encode(text), { headers })).toMatchObject({ ok: true, format, properties: data })
      expect(parseProperties(encode(text))).toMatchObject({ ok: true, format, properties: data })
    }
  })

  test('in ISO-8859-1 is decoded', () => {
    const headers = { 'content-type': 'text/plain; charset=ISO-8859-1' }
    expect(parseProperties(Buffer.from('#S7Z OK\na=é', 'latin1'), { headers })).toMatchObject({
      properties: { a: 'é' },
    })
  })
})

test('a declaration that stands elsewhere declares nothing', () => {
  const xml =
    '<!-- <?xml version="1.0" encoding="ISO-8859-1"?> --><prop-group><property name="a" value="é"/></prop-group>'
  expect(parseProperties(Buffer.from(xml, 'latin1'))).toMatchObject({ properties: { a: '\ufffd' } })
})

test.each([
  ['ISO-8859-1', undefined, 'é'],
  ['UTF-8', undefined, '\ufffd'],
  ['klingon', undefined, '\ufffd'],
  ['UTF-8', 'text/xml; charset=ISO-8859-1', 'é'],
  ['ISO-8859-1', 'text/xml; charset=UTF-8', '\ufffd'],
  ['ISO-8859-1', 'text/xml;charset=UTF-8', '\ufffd'],
  ['ISO-8859-1', 'text/xml;  CHARSET=UTF-8', '\ufffd'],
  ['ISO-8859-1', 'text/xml', 'é'],
])('XML that declares %s and came as %s is decoded', (encoding, type, value) => {
  const xml = `<?xml version="1.0" encoding="${encoding}"?><prop-group><property name="a" value="é"/></prop-group>`
  const options = type === undefined ? {} : { headers: { 'content-type': type } }
  expect(parseProperties(Buffer.from(xml, 'latin1'), options)).toMatchObject({ properties: { a: value } })
})

describe('an error', () => {
  const failed = {
    ok: false,
    failure: { errors: [{ code: 'image-not-found', title: 'Image Not Found', detail: 'No shoe', status: '403' }] },
  }

  test.each([
    ['text', '#S7Z ERROR\nerror.title=Image Not Found\nerror.message=No shoe'],
    ['javascript', "error.title='Image Not Found'\nerror.message='No shoe'"],
    [
      'xml',
      '<prop-group><prop-group name="error"><property name="title" value="Image Not Found"/><property name="message" value="No shoe"/></prop-group></prop-group>',
    ],
    ['json', '/*jsonp*/s7jsonError({"message":"No shoe","title":"Image Not Found"},"");'],
  ])('as %s is a failure, whatever its status', (format, text) => {
    for (const status of [undefined, 200, 403]) {
      const response = parseProperties(text, { status })
      expect(response).toMatchObject(failed)
      expect(response).toHaveProperty('failure.format', format === 'json' ? 'jsonp' : 'properties')
      expect(response).toHaveProperty('failure.errors[0].meta', { service: 'image-serving', format, detailLevel: 2 })
      expect(response.ok ? response : response.failure.status).toBe(status)
    }
  })

  test('whose first line says more than OK is one, even without properties', () => {
    const response = parseProperties('#S7Z ERR: no such image\n#today\n')
    expect(response).toMatchObject({
      failure: { errors: [{ code: 'image-serving-error', title: 'ERR: no such image' }] },
    })
    for (const text of ['#S7Z\na=1', '#S7Z OK', '#S7Z OK a=1', '#S7Z\tOK\n', '#a\n#S7Z ERR', 'a=1\n#S7Z ERR'])
      expect(parseProperties(text).ok, text).toBe(true)
    for (const text of ['#S7Z  ERR: no', '\n #S7Z\tERR: no', '#S7Z ERR: no\r\na=1'])
      expect(parseProperties(text), text).toMatchObject({ failure: { errors: [{ title: 'ERR: no' }] } })
    expect(parseProperties('#S7Z OKAY')).toMatchObject({ failure: { errors: [{ title: 'OKAY' }] } })
  })

  test('has the texts of its properties rather than its first line', () => {
    const errorOf = (text: string) => {
      const response = parseProperties(`#S7Z ERROR\n${text}`)
      return response.ok ? undefined : response.failure.errors[0]
    }
    expect(errorOf('error.title=Image Corrupt')).toEqual({
      ...{ status: '403', code: 'image-corrupt', title: 'Image Corrupt' },
      meta: { service: 'image-serving', format: 'text' },
    })
    expect(errorOf('error.message=Broken')).toMatchObject({ title: 'Broken' })
    expect(errorOf('a=1')).toMatchObject({ title: 'ERROR', meta: { received: { a: '1' } } })
  })

  test('keeps what else its response holds, as it came', () => {
    const response = parseProperties('/*jsonp*/s7jsonError({"message":1,"title":"t","token":"abc","other":["x"]},"9");')
    expect(response).toMatchObject({
      failure: {
        errors: [{ title: 't', meta: { reqId: '9', received: { message: 1, token: 'abc', other: ['x'] } } }],
      },
    })
  })

  test('is what a status of failure comes with, properties or not', () => {
    expect(parseProperties('#S7Z OK\na=1', { status: 403 })).toMatchObject({
      failure: {
        status: 403,
        format: 'properties',
        errors: [{ code: 'image-serving-error', status: '403', title: 'Image Serving Error' }],
      },
    })
    for (const body of [7, undefined])
      expect(parseProperties(body, { status: 400 })).toMatchObject({
        failure: { status: 400, format: 'text', errors: [{ title: 'Image Serving Error' }] },
      })
    expect(parseProperties('Image Too Large', { status: 403 })).toMatchObject({
      failure: { status: 403, format: 'text', errors: [{ code: 'image-too-large', title: 'Image Too Large' }] },
    })
  })

  test('is of the service that answered', () => {
    const response = parseProperties('Material Not Found', { status: 500, service: 'image-rendering' })
    expect(response).toMatchObject({ failure: { errors: [{ code: 'material-not-found', status: '500' }] } })
  })
})

describe('a response that cannot be read', () => {
  test.each<[what: string, body: unknown, detail: RegExp]>([
    ['text', '#S7Z OK\nno property', /name=value \(line 2\)$/],
    ['JavaScript', "a='b'\nalert(1)", /object\.name='value' \(line 2\)$/],
    [
      'XML with a document type',
      '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><prop-group/>',
      /XML of properties \(line 1\)$/,
    ],
    ['JSONP', '/*jsonp*/f(alert(1));', /arguments of the handler are not JSON$/],
    ['JSONP with another name', '/*jsonp*/a.b({});', /letters and digits$/],
    ['JSON that breaks off', '{"a":', /no JSON object$/],
    ['a list', '[]', /no JSON object$/],
    ['nothing', undefined, /no JSON object$/],
    ['a number', 7, /no JSON object$/],
  ])('is a failure that says why: %s', (_what, body, detail) => {
    const response = parseProperties(body)
    expect(response).toMatchObject({
      ok: false,
      failure: {
        format: 'malformed',
        errors: [{ title: 'Properties Not Readable', detail: expect.stringMatching(detail) }],
      },
    })
    expect(response.ok || response.failure.errors[0].code).toBeUndefined()
    expect(response.ok || response.failure.status).toBeUndefined()
  })

  test('keeps its status, which is that of the error where it is one of failure', () => {
    for (const status of [400, 403])
      expect(parseProperties('#S7Z OK\nx', { status })).toMatchObject({
        failure: { status, errors: [{ status: `${status}`, meta: { service: 'image-serving', format: 'text' } }] },
      })
    const response = parseProperties('/*jsonp*/f(', { status: 399 })
    expect(response).toMatchObject({ failure: { status: 399, errors: [{ meta: { format: 'json' } }] } })
    expect(response.ok || response.failure.errors[0]).not.toHaveProperty('status')
  })

  test('is told from one that is too long', () => {
    expect(parseProperties('a=12', { maxLength: 4 }).ok).toBe(true)
    expect(parseProperties('a=123', { maxLength: 4 })).toMatchObject({
      ok: false,
      failure: {
        format: 'too-large',
        errors: [
          { detail: 'The response has more than 4 characters', meta: { service: 'image-serving', format: 'text' } },
        ],
      },
    })
  })

  test('never makes reading throw', () => {
    const revoked = Proxy.revocable({}, {})
    revoked.revoke()
    expect(parseProperties(revoked.proxy)).toMatchObject({
      ok: false,
      failure: {
        format: 'malformed',
        errors: [
          {
            title: 'Properties Not Readable',
            detail: 'The response cannot be read',
            meta: { service: 'image-serving' },
          },
        ],
      },
    })
  })

  test('never makes reading throw, whatever it is', () => {
    const anything = fc.oneof(fc.anything(), fc.uint8Array(), fc.string({ unit: 'binary' }))
    fc.assert(
      fc.property(
        anything,
        fc.option(fc.constantFrom('text', 'javascript', 'xml', 'json'), { nil: undefined }),
        (body, format) => {
          const response = parseProperties(body, format === undefined ? {} : { format })
          expect(response.ok ? response.properties : response.failure.errors).toBeDefined()
        },
      ),
    )
    const noise = fc.constantFrom(
      '#S7Z OK\n',
      '/*jsonp*/f(',
      '<prop-group>',
      "a='",
      '<property name="',
      '"',
      "'",
      '=',
      '\\',
      ')',
      '{}',
      '\n',
      '/>',
      '&',
    )
    fc.assert(
      fc.property(fc.array(noise, { maxLength: 12 }), (parts) => {
        expect(parseProperties(parts.join('')).ok).toBeTypeOf('boolean')
      }),
    )
  })
})

test.each([
  ['a promise of a body', Promise.resolve('#S7Z OK\nimage.width=1')],
  ['a response', new Response('#S7Z OK\nimage.width=1')],
])('%s is no properties', (_, body) => {
  expect(parseProperties(body)).toMatchObject({ ok: false, failure: { format: 'unread' } })
})
