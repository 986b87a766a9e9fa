import { expect, test } from 'vitest'
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
