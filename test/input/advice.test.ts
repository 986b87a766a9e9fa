import { expect, test } from 'vitest'
import { imageServing } from '../../src/image-serving/index.js'
import { adviceFor } from '../../src/input/advice.js'
import { reactor } from '../../src/reactor/index.js'

test('advice knows the codes of all', () => {
  const [image, found] = [imageServing.error('save-failed').failure, reactor.error('not-found').failure]
  expect(adviceFor(image)).toEqual(imageServing.retryAdvice(image))
  expect(adviceFor(image).retry).toBe('later')
  expect(adviceFor(found)).toEqual(reactor.retryAdvice(found))
})
