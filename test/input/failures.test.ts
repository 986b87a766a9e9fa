import { expect, test } from 'vitest'
import { imageServing } from '../../src/image-serving/index.js'
import { adviceFor, failuresIn } from '../../src/input/failures.js'
import { reactor } from '../../src/reactor/index.js'

const context = { status: 403 }
const codeOf = (body: unknown, service?: 'image-serving' | 'image-rendering') =>
  failuresIn({ body, context, ...(service && { service }) })?.[0]?.errors[0].code

test('a response is of the server that its path or its body names', () => {
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
