import { expectTypeOf, test } from 'vitest'
import type { ErrorObject } from '../../src/jsonapi/document.js'
import { buildPointer, groupErrors, isPointer, rebasePointer, resolvePointer } from '../../src/jsonapi/pointer.js'

test('grouping keeps the literal codes', () => {
  const errors: readonly ErrorObject<'not-found' | 'read-only'>[] = []
  const groups = groupErrors(errors)
  expectTypeOf(groups.none[0]?.code).toEqualTypeOf<'not-found' | 'read-only' | undefined>()
  expectTypeOf(groups.pointer.get('/data')?.[0]?.code).toEqualTypeOf<'not-found' | 'read-only' | undefined>()
})

test('what a pointer leads to is there only if it was found', () => {
  const resolution = resolvePointer({}, '/data')
  expectTypeOf(resolution).not.toHaveProperty('value')
  if (resolution.found) expectTypeOf(resolution.value).toEqualTypeOf<unknown>()
  else expectTypeOf(resolution.nearest).toEqualTypeOf<string>()
})

test('a checked pointer is a string, and a moved one may be missing', () => {
  const value: unknown = '/data'
  if (isPointer(value)) expectTypeOf(value).toEqualTypeOf<string>()
  expectTypeOf(rebasePointer('/data', { from: '', to: '' })).toEqualTypeOf<string | undefined>()
})

test('segments are strings and numbers', () => {
  expectTypeOf(buildPointer).parameter(0).toEqualTypeOf<readonly (string | number)[]>()
  expectTypeOf<{ key: string }>().not.toExtend<Parameters<typeof buildPointer>[0][number]>()
})
