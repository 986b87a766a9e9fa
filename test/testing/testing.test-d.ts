import { expect, expectTypeOf, test } from 'vitest'
import type { CodedError, ErrorDocument, JsonApiError } from '../../src/index.js'
import {
  assertPointer,
  assertReactorError,
  deferredResponse,
  type ExpectedCode,
  errorFixture,
  immediateResponse,
  type PlainResponse,
  reactorMatchers,
  toResponse,
} from '../../src/testing/index.js'
import '../../src/testing/vitest.js'

// A declaration, since what a catch clause catches would be `unknown` without one as well.
declare const caught: unknown

test('the matchers are known to vitest, and take the codes of the catalog, the gateway and the sign-in service', () => {
  expect.extend(reactorMatchers)
  expect(caught).toBeReactorError()
  expect(caught).toBeReactorError('not-found')
  expect(caught).not.toBeReactorError('403025')
  expect(caught).toBeReactorError('invalid_token')
  expect(caught).toHavePointer('/data/attributes/name')
  expectTypeOf(expect(Promise.resolve()).rejects.toBeReactorError('not-found')).toEqualTypeOf<Promise<void>>()
  expect({ caught }).toEqual({ caught: expect.toBeReactorError('not-found') })
  expect({ caught }).toEqual({ caught: expect.not.toBeReactorError('not-found') })
  expect({ caught }).toEqual({ caught: expect.not.toHavePointer('/data') })
})

test('misspelt codes do not compile', () => {
  // @ts-expect-error no such code
  expect(caught).toBeReactorError('not-fuond')
  // @ts-expect-error no such code
  assertReactorError(caught, 'not-fuond')
  // @ts-expect-error no such code
  errorFixture('not-fuond')
  // @ts-expect-error no such code
  immediateResponse('not-fuond')
  // @ts-expect-error no such code
  deferredResponse('not-fuond')
  // @ts-expect-error the gateway has no error documents
  immediateResponse('403025')
  // @ts-expect-error a pointer is text
  expect(caught).toHavePointer(['data'])
})

test('the assertions narrow', () => {
  const named: unknown = caught
  assertReactorError(named, 'not-found')
  expectTypeOf(named).toEqualTypeOf<CodedError<'not-found'>>()
  assertPointer(named, '/data')
  expectTypeOf(named.code).toEqualTypeOf<'not-found'>()

  const unnamed: unknown = caught
  assertReactorError(unnamed)
  expectTypeOf(unnamed).toEqualTypeOf<JsonApiError<ExpectedCode | (string & {})>>()

  const pointed: unknown = caught
  assertPointer(pointed, '/data')
  expectTypeOf(pointed).toEqualTypeOf<JsonApiError>()
})

test('fixtures know their code, and make a Response', () => {
  expectTypeOf(immediateResponse('not-found')).toEqualTypeOf<PlainResponse<ErrorDocument<'not-found'>>>()
  expectTypeOf(deferredResponse('timeout-error').body.data.meta.status_details).toEqualTypeOf<
    ErrorDocument<'timeout-error'>
  >()
  expectTypeOf(toResponse(immediateResponse('not-found'))).toEqualTypeOf<Response>()
})
