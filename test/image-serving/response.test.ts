import { expect, test } from 'vitest'
import { imageServing } from '../../src/image-serving/dialects.js'
import type { DataPlan, PropertiesPlan, TextPlan } from '../../src/image-serving/plan.js'
import { planResponse } from '../../src/image-serving/plan-response.js'
import { parseProperties } from '../../src/image-serving/properties.js'
import { hoursFresh, hoursOnClient, responseHeaders, writeResponse } from '../../src/image-serving/response.js'
import { attributesOf, failureOf, renderingFailureOf, requestOf } from './requests.js'

test.each([
  [0, 'no-store'],
  [0.0001, 'no-store'],
  [0.1, 'max-age=360'],
  [1, 'max-age=3600'],
  [-1, 'max-age=31536000'],
  [999_999_999, 'max-age=31536000'],
])('a response that is fresh for %j hours is sent with %s', (hours, header) => {
  expect(responseHeaders('text/plain', hours)).toEqual({
    'content-type': 'text/plain',
    'cache-control': header,
    'x-content-type-options': 'nosniff',
  })
})

test('each kind of request has the attribute that its reference names', () => {
  const attributes = attributesOf({ Expiration: 5, NonImgExpiration: 2 })
  const hoursOf = (target: string) => {
    const request = requestOf(target)
    if (request.type === undefined) throw new Error(`No type: ${target}`)
    return hoursFresh(request, request.type, attributes)
  }
  expect(hoursOf('/is/image/a')).toBe(5)
  expect(hoursOf('/is/image/a?req=props')).toBe(2)
  expect(hoursOf('/is/image/a?req=validate')).toBe(0)
  expect(hoursOf('/is/image/a?cache=off')).toBe(0)
  expect(hoursOf('/is/image/a?cache=off,on')).toBe(0)
  expect(hoursOf('/is/image/a?cache=on,off')).toBe(5)
  expect(hoursOf('/is/content/a?cache=off')).toBe(0)
  expect(hoursOf('/is/image/a?req=props&cache=off')).toBe(2)
  expect(hoursOnClient(requestOf('/is/image/a?cache=off'), -1)).toBe(-1)
  expect(hoursOnClient(requestOf('/is/image/a?cache=OFF'), 0)).toBe(0)
})

const now = new Date(Date.UTC(2014, 6, 25, 17, 28, 32))
const failure = failureOf('image-corrupt', { detail: 'Bad marker; it is <broken>.' })

/** The response to a request, whose plan needs nothing but itself. */
function responseTo(target: string, failed = failure, level = 2) {
  const plan = planResponse(failed, requestOf(target), attributesOf({ ErrorDetail: level }))
  const { status, headers, body } = writeResponse(plan as TextPlan | PropertiesPlan | DataPlan, now) // No image is set up.
  return {
    status,
    headers,
    text: new TextDecoder(/charset=(.*)/.exec(String(headers['content-type']))?.[1]).decode(body),
  }
}

test.each([
  ['', 403, 'text/plain;charset=UTF-8', 'Bad marker; it is <broken>.'],
  ['?req=saveToFile', 403, 'text/plain;charset=UTF-8', 'Bad marker; it is <broken>.'],
  [
    '?req=props',
    403,
    'text/plain;charset=UTF-8',
    '#S7Z ERROR\n#Fri Jul 25 17:28:32 UTC 2014\nerror.title=Image Corrupt\nerror.message=Bad marker; it is <broken>.\n',
  ],
  [
    '?req=props,UTF-16',
    403,
    'text/plain;charset=UTF-8',
    '#S7Z ERROR\n#Fri Jul 25 17:28:32 UTC 2014\nerror.title=Image Corrupt\nerror.message=Bad marker; it is <broken>.\n',
  ],
  [
    '?req=props,javascript',
    403,
    'text/javascript;charset=UTF-8',
    "error.title='Image Corrupt'\nerror.message='Bad marker; it is \\u003cbroken>.'\n",
  ],
  [
    '?req=props,xml',
    403,
    'text/xml;charset=UTF-8',
    '<?xml version="1.0" encoding="UTF-8"?>\n<prop-group>\n<prop-group name="error">\n' +
      '<property name="title" value="Image Corrupt"/>\n' +
      '<property name="message" value="Bad marker; it is &lt;broken&gt;."/>\n</prop-group>\n</prop-group>\n',
  ],
  [
    '?req=props,json&id=42&handler=show',
    200,
    'text/javascript;charset=UTF-8',
    '/*jsonp*/s7jsonError({"message":"Bad marker; it is \\u003cbroken>.","title":"Image Corrupt"},"42");',
  ],
])('the error of a request with %j has the status %j, the type %s and these bytes', (query, status, type, text) => {
  expect(responseTo(`/is/image/a/b${query}`)).toEqual({
    status,
    headers: { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
    text,
  })
})

test('the error that was seen in the wild is answered byte by byte', () => {
  expect(responseTo('/is/image/a?req=set,json', failureOf('media-set-failed'), 0).text).toBe(
    '/*jsonp*/s7jsonError({"message":"Error while processing Fvctx image","title":"Error while processing Fvctx image"},"");',
  )
})

test('XML comes in the encoding that was asked for', () => {
  const { headers, text } = responseTo('/is/image/a?req=set,xml,UTF-16LE')
  expect(headers['content-type']).toBe('text/xml;charset=UTF-16LE')
  expect(text).toMatch(/^<\?xml version="1.0" encoding="UTF-16LE"\?>/)
})

test('data stays fresh as long as the attributes say', () => {
  const missing = failureOf('image-not-found')
  const exists = responseTo('/is/image/a?req=exists,json&handler=show&id=1', missing)
  expect(exists.text).toBe('/*jsonp*/show({"catalogRecord.exists":"0"},"1");')
  expect([exists.status, exists.headers['cache-control']]).toEqual([200, 'max-age=360'])
  expect(responseTo('/is/image/a?req=exists', missing).text).toBe(
    '#S7Z OK\n#Fri Jul 25 17:28:32 UTC 2014\ncatalogRecord.exists=0\n',
  )
  const userdata = responseTo('/is/image/a?req=userdata,xml', missing)
  expect(userdata).toMatchObject({ status: 200, text: '\r\n', headers: { 'content-type': 'text/plain;charset=UTF-8' } })
})

test('req=debug shows what is known besides the message', () => {
  const { text, status } = responseTo(
    '/ir/render/room?req=debug&obj=x',
    renderingFailureOf('selection-failed', { parameter: 'obj' }),
  )
  expect(status).toBe(403)
  expect(text).toBe(
    '#S7Z ERROR\n#Fri Jul 25 17:28:32 UTC 2014\nerror.title=Selection Failed\nerror.message=Selection Failed\n' +
      'debug.code=selection-failed\ndebug.object=room\ndebug.parameter=obj\ndebug.commands=req,obj\n',
  )
})

test('without a time, the clock gives it', () => {
  const plan = planResponse(failure, requestOf('/is/image/a?req=props'), attributesOf())
  const { body } = writeResponse(plan as PropertiesPlan) // The request asks for properties.
  expect(new TextDecoder().decode(body)).toContain(` UTC ${new Date().getUTCFullYear()}\n`)
})

test('the client of this package reads what the server writes', () => {
  for (const format of ['text', 'javascript', 'xml', 'json']) {
    const { status, headers, text } = responseTo(`/is/image/a?req=props,${format}`)
    const response = parseProperties(text, { status, headers })
    expect(!response.ok && imageServing.is(imageServing.error(response.failure), 'image-corrupt')).toBe(true)
  }
})
