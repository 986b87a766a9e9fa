/** A user's test with vitest, and the types of Node that vitest needs; not called, since vitest expects nothing outside its runner. */
import { reactor } from 'reactor-errors'
import { deferredResponse } from 'reactor-errors/testing'
import 'reactor-errors/testing/vitest'
import { expect } from 'vitest'

export async function test(): Promise<void> {
  const { body, status } = deferredResponse('decrypt-no-data')
  expect(() => reactor.throwIfFailed(body, { status })).toThrow(expect.toBeReactorError('decrypt-no-data'))
  await expect(Promise.reject(reactor.error('not-found', { pointer: '/data' }))).rejects.toHavePointer('/data')
  // @ts-expect-error misspelt
  expect(undefined).not.toBeReactorError('not-fuond')
}

// What the import has registered.
export const result: readonly unknown[] = [typeof expect(null).toBeReactorError, typeof expect(null).toHavePointer]
