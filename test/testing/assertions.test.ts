import assert from 'node:assert'
import { describe, expect, test } from 'vitest'
import { reactor } from '../../src/index.js'
import { assertPointer, assertReactorError, foreignResponses } from '../../src/testing/index.js'

const error = reactor.error('not-unique', { pointer: '/data/attributes/name' })

/** What an assertion throws. */
function thrownBy(assertion: () => void): unknown {
  try {
    assertion()
  } catch (thrown) {
    return thrown
  }
  throw new Error('the assertion held')
}

describe('assertReactorError', () => {
  test('holds for a Reactor error, with its code or without', () => {
    expect(() => assertReactorError(error)).not.toThrow()
    expect(() => assertReactorError(error, 'not-unique')).not.toThrow()
    expect(() => reactor.throwIfFailed('', { status: 500 })).toThrow(
      expect.toSatisfy((thrown) => assertReactorError(thrown) === undefined),
    )
  })

  test('holds inside assert.throws and assert.rejects', async () => {
    const { body, status } = foreignResponses.gateway
    assert.throws(
      () => reactor.throwIfFailed(body, { status }),
      (thrown) => {
        assertReactorError(thrown, '403025')
        return thrown.code === '403025'
      },
    )
    await assert.rejects(Promise.reject(error), (thrown) => {
      assertReactorError(thrown, 'not-unique')
      assertPointer(thrown, '/data/attributes/name')
      return thrown.code === 'not-unique'
    })
  })

  test('throws what test runners show as a failed assertion', () => {
    const thrown = thrownBy(() => assertReactorError(error, 'not-found'))
    expect(thrown).toBeInstanceOf(assert.AssertionError)
    expect(thrown).toMatchObject({
      name: 'AssertionError',
      code: 'ERR_ASSERTION',
      message: `Expected a ReactorError with the code not-found, got a ReactorError with the code not-unique: ${error.message}`,
      actual: 'not-unique',
      expected: 'not-found',
      operator: 'assertReactorError',
    })
  })

  test('points at the line of the test', () => {
    const { stack = '' } = thrownBy(() => assertReactorError(undefined)) as Error // It is an AssertionError, see above.
    expect(stack.split('\n').find((line) => /^\s+at /.test(line))).toContain('assertions.test.ts')
  })

  test('says what was there instead', () => {
    expect(() => assertReactorError(new TypeError('fetch failed'))).toThrow(
      'Expected a ReactorError, got TypeError: fetch failed',
    )
  })
})

describe('assertPointer', () => {
  test('holds for the pointer of any error object', () => {
    expect(() => assertPointer(error, '/data/attributes/name')).not.toThrow()
  })

  test('throws what test runners show as a failed assertion', () => {
    const thrown = thrownBy(() => assertPointer(error, '/data'))
    expect(thrown).toBeInstanceOf(assert.AssertionError)
    expect(thrown).toMatchObject({
      actual: ['/data/attributes/name'],
      expected: '/data',
      operator: 'assertPointer',
    })
  })

  test('refuses a pointer that no error can have', () => {
    expect(() => assertPointer(error, 'data')).toThrow(TypeError)
  })
})
