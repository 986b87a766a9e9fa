import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { imageRendering, imageServing } from '../../src/image-serving/index.js'
import { JsonApiError, reactor } from '../../src/index.js'

test('the two share the codes of what both do, and each has its own', () => {
  const shared = imageServing.codes.filter((code) => (imageRendering.codes as readonly string[]).includes(code))
  expect(shared).toContain('image-not-found')
  expect(shared.length).toBeGreaterThan(5)
  expect(imageServing.codes).toContain('media-set-nesting')
  expect(imageRendering.codes).toContain('selection-failed')
  expect(imageRendering.codes).not.toContain('media-set-nesting')
})

test('403 answers all but a fault of the server and a path that is no longer served', () => {
  const entries = [...imageServing.codes.map(imageServing.entry), ...imageRendering.codes.map(imageRendering.entry)]
  expect(entries.filter((entry) => entry?.status !== 403).map((entry) => [entry?.code, entry?.status])).toEqual([
    ['server-error', 500],
    ['path-retired', 404],
    ['server-error', 500],
  ])
})

test('errors are made, told apart and caught as those of any dialect', async () => {
  const error = imageServing.error('image-too-large', { detail: 'Asked for 9000 x 9000', parameter: 'wid' })
  expect(error).toBeInstanceOf(JsonApiError)
  expect(error.name).toBe('ImageServingError')
  expect(error.message).toBe('[image-too-large] Image Too Large: Asked for 9000 x 9000 (in parameter wid)')
  expect(imageServing.is(error, 'image-too-large')).toBe(true)
  expect([imageServing.is(error, 'image-corrupt'), imageRendering.is(error), reactor.is(error)]).toEqual([
    false,
    false,
    false,
  ])
  expect(imageServing.match(error, { 'image-too-large': () => 'smaller', otherwise: () => 'other' })).toBe('smaller')
  await expect(Promise.reject(error).catch(imageServing.on('image-too-large', () => 'smaller'))).resolves.toBe(
    'smaller',
  )
  await expect(Promise.reject(error).catch(imageServing.on('image-corrupt', () => 'smaller'))).rejects.toBe(error)
})

const [SERVING, RENDERING] = ['image-serving', 'image-rendering']

describe('text with a status of failure', () => {
  test('is the title of an error, which names its code', () => {
    expect(imageServing.parse('Image Not Found', { status: 403 })).toEqual([
      {
        errors: [{ status: '403', code: 'image-not-found', title: 'Image Not Found', meta: { service: SERVING } }],
        delivery: 'immediate',
        format: 'text',
        origin: 'received',
        status: 403,
      },
    ])
    expect(imageServing.parse('request refused', { status: 403 })).toMatchObject([
      { errors: [{ code: 'request-refused' }] },
    ])
    expect(imageRendering.parse('Selection Failed', { status: 403 })).toMatchObject([
      { errors: [{ code: 'selection-failed', meta: { service: RENDERING } }] },
    ])
  })

  test('is an error of no particular code where the catalog has no such title', () => {
    expect(imageServing.parse('Unable to find /is/image/Company/shoe', { status: 404 })).toMatchObject([
      {
        status: 404,
        errors: [{ status: '404', code: 'image-serving-error', title: 'Unable to find /is/image/Company/shoe' }],
      },
    ])
    expect(imageServing.parse('No {image}', { status: 403 })).toMatchObject([
      { errors: [{ code: 'image-serving-error', title: 'No {image}' }] },
    ])
    expect(imageServing.parse('\n <error>No</error>', { status: 403 })).toMatchObject([
      { errors: [{ title: 'Image Serving Error', meta: { received: { text: '<error>No</error>' } } }] },
    ])
    expect(imageRendering.parse('Media Set Nested Too Deeply', { status: 403 })).toMatchObject([
      { errors: [{ code: 'image-rendering-error' }] },
    ])
  })

  test('shows no paths of files; the text as it came stays in meta', () => {
    expect(imageServing.parse('Cannot open /opt/s7/images/a.tif', { status: 403 })).toMatchObject([
      { errors: [{ title: 'Cannot open [path]', meta: { message: 'Cannot open /opt/s7/images/a.tif' } }] },
    ])
    const jsonp = '/*jsonp*/s7jsonError({"message":"No C:\\\\s7\\\\a.tif at all","title":"Bad C:\\\\s7\\\\a.tif"},"");'
    expect(imageServing.parse(jsonp)).toMatchObject([
      {
        errors: [
          {
            title: 'Bad [path]',
            detail: 'No [path] at all',
            meta: { title: 'Bad C:\\s7\\a.tif', message: 'No C:\\s7\\a.tif at all', detailLevel: 2 },
          },
        ],
      },
    ])
  })

  test('shows no stack traces; they stay apart', () => {
    const stack = 'java.io.IOException: /opt/s7/a.tif\n\tat a.b.C(D.java:1)'
    const [failure] = imageServing.parse(`Cannot read the image\n${stack}`, { status: 403 })
    expect(failure?.errors).toEqual([
      {
        status: '403',
        code: 'image-serving-error',
        title: 'Cannot read the image',
        meta: { service: SERVING, detailLevel: 3, stack },
      },
    ])
    expect(failure && imageServing.error(failure).message).toBe('[image-serving-error] Cannot read the image')
  })

  test('of several lines has its first for a title', () => {
    expect(imageServing.parse('Image Corrupt\nThe file\n\nends early.', { status: 403 })).toMatchObject([
      { errors: [{ code: 'image-corrupt', title: 'Image Corrupt', detail: 'Image Corrupt The file ends early.' }] },
    ])
  })

  test('is told without the space around it', () => {
    const [failure] = imageServing.parse(' Image Corrupt \n The file ends. \n', { status: 400 })
    expect(failure?.errors[0]).toEqual({
      ...{ status: '400', code: 'image-corrupt', title: 'Image Corrupt', detail: 'Image Corrupt The file ends.' },
      meta: { service: SERVING, detailLevel: 2, message: 'Image Corrupt \n The file ends.' },
    })
    expect(imageServing.parse({ title: 1 }, { status: 399 })).toEqual([])
    const jsonp = '/*jsonp*/s7jsonError({"title":" Image Corrupt ","message":" "},"");'
    expect(imageServing.parse(jsonp)).toMatchObject([{ errors: [{ title: 'Image Corrupt' }] }])
    expect(imageServing.parse(jsonp)[0]?.errors[0]).not.toHaveProperty('detail')
    expect(imageServing.parse(jsonp)[0]).not.toHaveProperty('status')
    expect(imageServing.parse(jsonp)[0]?.errors[0].meta).not.toHaveProperty('title')
  })

  test('that is long is cut behind a word, and kept in meta', () => {
    const long = 'word '.repeat(50_000).trim()
    const [failure] = imageServing.parse(long, { status: 403 })
    const { title = '', detail = '', meta } = failure?.errors[0] ?? {}
    expect([title.length, detail.length]).toEqual([300, 1000])
    expect(title.endsWith('word…') && detail.endsWith('word…')).toBe(true)
    expect(meta?.['message']).toBe(`${long.slice(0, 65_534)}…`)
  })

  test('that is one endless word, of which half might be a secret, is shown as an ellipsis', () => {
    const [failure] = imageServing.parse('x='.repeat(40_000), { status: 403 })
    expect(failure?.errors[0]).toEqual({
      status: '403',
      code: 'image-serving-error',
      title: '…',
      meta: { service: SERVING },
    })
  })

  test.each(['title', 'message'])('is cut without leaving half a secret in its %s', (member) => {
    for (const length of [270, 280, 970, 980, 65_510, 65_520]) {
      const text = `${'x'.repeat(length)} https://user:swordfish@x.example/a`
      const [failure] = imageServing.parse({ title: 'Image Corrupt', message: 'm', [member]: text }, { status: 403 })
      expect(JSON.stringify(failure && imageServing.error(failure))).not.toContain('swor')
    }
  })

  test('is as it came, and without query string and token once it is an Error', () => {
    const text = 'Bad request: /is/image/A?token=abc&wid=1, Authorization: Bearer abcdefgh'
    const [failure] = imageServing.parse(text, { status: 403 })
    expect(failure?.errors[0].title).toBe(text)
    const error = failure && imageServing.error(failure)
    expect(`${error?.message} ${JSON.stringify(error)}`).not.toMatch(/abc|wid/)
  })
})

describe('what is told from errors', () => {
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
  const jpeg = Buffer.from('ffd8ffe000104a46494600010100', 'hex')

  test.each<[what: string, body: unknown, status?: number]>([
    ['a picture', png, 200],
    ['a picture without a status', png],
    ['a JPEG', jpeg, 200],
    ['properties', '#S7Z OK\na=1', 200],
    ['properties without a status', '#S7Z OK\na=1'],
    ['that something does not exist', '/*jsonp*/s7jsonResponse({"catalogRecord.exists":"0"},"");', 200],
    ['an empty entry of userdata', '\r\n', 200],
    ['text', 'anything', 200],
    ['text with any other status', 'anything', 399],
    ['a list of streams without a status', '#EXTM3U'],
    ['text that speaks of an error', 'see error.title = x', 200],
    ['XMP', '<?xpacket begin=""?><x:xmpmeta/>', 200],
    ['an image set', '<?xml version="1.0"?><set n="a"/>', 200],
    ['a set without a status', '<set/>'],
    ['JSON', '{"a":1}', 200],
    ['nothing', '', 304],
  ])('%s is none', (_what, body, status) => {
    expect(imageServing.parse(body, { status })).toEqual([])
    expect(imageRendering.parse(body, { status })).toEqual([])
  })

  test.each<[what: string, body: unknown, status: number | undefined, format: string]>([
    ['a picture with a status of failure', png, 403, 'text'],
    ['XML of no known form', '<error>No image</error>', 403, 'text'],
    ['text with the first status of failure', 'No image', 400, 'text'],
    ['a list of streams with a status of failure', '#EXTM3U', 403, 'text'],
    ['properties of an error without space', 'error.title=No image', undefined, 'properties'],
    ['a page', '<!DOCTYPE html><title>Blocked</title>', 403, 'html'],
    ['a page with the status 200', '<html><title>Sign in</title></html>', 200, 'html'],
    ['nothing', '', 403, 'empty'],
    ['JSON:API', '{"errors":[{"title":"No"}]}', 403, 'json:api'],
    ['JSONP that is broken', '/*jsonp*/f({', 200, 'malformed'],
    ['text without a status', 'No image', undefined, 'text'],
    ['properties of an error', "error.message='No image'", 200, 'properties'],
    ['properties of an error as bare text', 'error.title = No image', undefined, 'properties'],
  ])('%s is one', (_what, body, status, format) => {
    expect(imageServing.parse(body, { status })).toMatchObject([{ format, ...(status && { status }) }])
  })

  test('XML that cannot be told is kept as it came', () => {
    expect(imageServing.parse('<error>No image</error>', { status: 403 })).toMatchObject([
      { errors: [{ title: 'Image Serving Error', meta: { received: { text: '<error>No image</error>' } } }] },
    ])
  })
})

test('a response that was seen in the wild is read', () => {
  const body =
    '/*jsonp*/s7jsonError({"message":"Error while processing Fvctx image","title":"Error while processing Fvctx image"},"");'
  expect(imageServing.parse(body, { status: 200, headers: { 'content-type': 'text/javascript' } })).toEqual([
    {
      errors: [
        {
          status: '403',
          code: 'media-set-failed',
          title: 'Error while processing Fvctx image',
          meta: { service: SERVING, format: 'json' },
        },
      ],
      delivery: 'immediate',
      format: 'jsonp',
      origin: 'received',
      status: 200,
    },
  ])
  expect(() => imageServing.throwIfFailed(body)).toThrow('[media-set-failed] Error while processing Fvctx image')
})

test('every title of the catalogs is read as its code', () => {
  for (const dialect of [imageServing, imageRendering]) {
    for (const code of dialect.codes as readonly string[]) {
      const { title } = (dialect.entry as (code: string) => { readonly title: string })(code)
      expect(dialect.parse(title, { status: 403 })).toMatchObject([{ errors: [{ code, title }] }])
    }
  }
})

test('whatever bytes come, reading gives failures or none', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.uint8Array(), fc.string({ unit: 'binary' })),
      fc.option(fc.integer({ min: 100, max: 599 })),
      (body, status) => {
        for (const { errors } of imageServing.parse(body, { status: status ?? undefined }))
          expect(errors.length).toBe(1)
      },
    ),
  )
})
