import { expect, test } from 'vitest'
import { adviceFor, forPeople, parseResponse } from '../../src/cli/dialects.js'
import { imageServing } from '../../src/image-serving/index.js'
import { reactor } from '../../src/reactor/index.js'

const context = { status: 403 }
const codeOf = (body: unknown, service?: 'image-serving' | 'image-rendering') =>
  parseResponse({ body, context, ...(service && { service }) })[0]?.errors[0].code

test('an answer is of the server that its path or its body names', () => {
  expect(codeOf('Image Corrupt', 'image-serving')).toBe('image-corrupt')
  expect(codeOf('Selection Failed', 'image-rendering')).toBe('selection-failed')
  expect(codeOf('#S7Z ERROR\nerror.title=Image Corrupt')).toBe('image-corrupt')
  expect(codeOf('Image Corrupt')).toBeUndefined()
  expect(codeOf({ errors: [{ code: 'not-found' }] })).toBe('not-found')
})

test('advice knows the codes of all', () => {
  const [image, found] = [imageServing.error('save-failed').failure, reactor.error('not-found').failure]
  expect(adviceFor(image)).toEqual(imageServing.retryAdvice(image))
  expect(adviceFor(image).retry).toBe('later')
  expect(adviceFor(found)).toEqual(reactor.retryAdvice(found))
})

test('people are shown no stack traces, and of other dialects everything', () => {
  const meta = { service: 'image-serving', stack: 'at a.b' }
  expect(forPeople(imageServing.error('image-corrupt', { meta }).failure).errors[0].meta).toEqual({
    service: 'image-serving',
  })
  const { failure } = reactor.error('not-found', { meta: { stack: 'at a.b' } })
  expect(forPeople(failure)).toBe(failure)
})
