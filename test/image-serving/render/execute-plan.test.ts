import sharp from 'sharp'
import { afterEach, expect, test } from 'vitest'
import type { ErrorAttributes } from '../../../src/image-serving/attributes.js'
import { planResponse } from '../../../src/image-serving/plan-response.js'
import { executePlan } from '../../../src/image-serving/render/execute-plan.js'
import { builtInFont } from '../../../src/image-serving/render/font.js'
import { renderPicture } from '../../../src/image-serving/render/picture.js'
import { attributesOf, failureOf, requestOf } from '../requests.js'
import { expectApproved } from './approved.js'
import { closeSecondaries, secondary } from './secondary.js'

afterEach(closeSecondaries)

const missing = failureOf('image-file-missing', {
  detail: 'The file of “shoes/red” is not on disk.',
  meta: { stack: 'at x' },
})
const template = 'size=300,300&bgc=ffffff&text=$error.message$'
/** The record that `attribute::ErrorImage` names. */
const errorImage = async () => template
const plan = (catalog: ErrorAttributes, target = '/is/image/shoes/red?fmt=png', rootUrl = '') =>
  planResponse(missing, requestOf(target), attributesOf(catalog, { rootUrl, connectTimeout: 1_000, socketTimeout: 50 }))

test('an error image is a picture with the status 200 that nobody keeps', async () => {
  const {
    response,
    plan: executed,
    failed,
  } = await executePlan(plan({ ErrorImage: 'c/onError', ErrorDetail: 2 }), { errorImage })
  expect(response).toMatchObject({ status: 200, headers: { 'content-type': 'image/png', 'cache-control': 'no-store' } })
  expect([executed.kind, failed]).toEqual(['error-image', []])
  await expectApproved('error-image', response.body)
})

test('level 3 is level 2 in a picture', async () => {
  const [two, three] = await Promise.all(
    [2, 3].map((ErrorDetail) =>
      executePlan(plan({ ErrorImage: 'c/onError', ErrorDetail }), { errorImage, font: builtInFont() }),
    ),
  )
  expect(Buffer.from(three?.response.body ?? []).equals(two?.response.body ?? new Uint8Array())).toBe(true)
})

test('the error image may be a record of a catalog, or a picture', async () => {
  const inCatalog = plan({ ErrorImage: 'c/onError' })
  const { response } = await executePlan(inCatalog, {
    errorImage: async ({ image }) => (image === 'c/onError' ? 'size=20,10' : ''),
  })
  expect(await sharp(response.body).metadata()).toMatchObject({ width: 20, height: 10, format: 'png' })
  const picture = { type: 'image/gif', body: new Uint8Array([1]) }
  expect((await executePlan(inCatalog, { errorImage: async () => picture })).response).toMatchObject({
    status: 200,
    headers: { 'content-type': 'image/gif', 'cache-control': 'no-store' },
    body: picture.body,
  })
})

test.each([
  // A template that stands in the attribute itself is no record.
  [template, {}],
  ['c/onError', { errorImage: async () => 'size=0,0' }],
  ['c/onError', { errorImage: async () => `${template}&text={\\rtf1}` }],
  ['c/onError', { errorImage: () => Promise.reject(new Error('gone')) }],
])('where the error image %s fails, the response is status and text', async (ErrorImage, options) => {
  const { response, plan: executed, failed } = await executePlan(plan({ ErrorImage, ErrorDetail: 2 }), options)
  expect(response).toMatchObject({
    status: 403,
    headers: { 'content-type': 'text/plain;charset=UTF-8', 'cache-control': 'no-store' },
  })
  expect(new TextDecoder().decode(response.body)).toBe('The file of “shoes/red” is not on disk.')
  expect([executed.kind, failed.map(({ kind }) => kind), failed[0]?.reason]).toEqual([
    'text',
    ['error-image'],
    expect.any(Error),
  ])
})

test.each([
  [1, 'max-age=3600'],
  [0, 'no-store'],
  [-1, 'max-age=31536000'],
])('a default image that is fresh for %j hours has the status 200, and %s', async (DefaultExpiration, cache) => {
  const file = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#00ff00' } })
    .png()
    .toBuffer()
  const { response } = await executePlan(plan({ DefaultImage: 'c/default', DefaultExpiration }), {
    defaultImage: ({ keep = {} }) => renderPicture(file, keep),
  })
  expect(response).toMatchObject({ status: 200, headers: { 'content-type': 'image/png', 'cache-control': cache } })
})

test('where the default image fails, the error image follows, and then text', async () => {
  const both = await executePlan(plan({ DefaultImage: 'c/default', ErrorImage: 'c/onError' }), { errorImage })
  expect([both.plan.kind, both.failed.map(({ kind }) => kind)]).toEqual(['error-image', ['default-image']])
  const none = await executePlan(plan({ DefaultImage: 'c/default', ErrorImage: 'c/none' }))
  expect([none.plan.kind, none.failed]).toEqual([
    'text',
    [
      { kind: 'default-image', reason: new Error('There is no default image') },
      { kind: 'error-image', reason: new Error('There is no error image') },
    ],
  ])
})

test('the response of the secondary server is the response, success or failure', async () => {
  const root = await secondary((_, reply) => reply.writeHead(404, { 'x-from': 'there' }).end('no'))
  const { response } = await executePlan(plan({ ErrorImage: 'c/onError' }, undefined, root))
  expect([response.status, response.headers['x-from'], new TextDecoder().decode(response.body)]).toEqual([
    404,
    'there',
    'no',
  ])
})

test('where the secondary server hangs, the response is text, whatever images there are', async () => {
  const root = await secondary(() => undefined)
  const { response, failed } = await executePlan(
    plan({ DefaultImage: 'c/d', ErrorImage: 'c/onError' }, undefined, root),
  )
  expect([response.status, response.headers['content-type']]).toEqual([403, 'text/plain;charset=UTF-8'])
  expect(failed).toMatchObject([
    { kind: 'redirect', reason: { message: 'The secondary server does not respond in time' } },
  ])
  const large = await secondary((_, reply) => reply.end('too much'))
  const limited = await executePlan(plan({}, undefined, large), {
    limits: { maxBytes: 2 },
  })
  expect(limited.failed).toHaveLength(1)
})

test('properties need nothing but their plan', async () => {
  const { response } = await executePlan(plan({}, '/is/image/a?req=props'), { now: new Date(0) })
  expect(new TextDecoder().decode(response.body)).toContain('\n#Thu Jan 01 00:00:00 UTC 1970\n')
})
