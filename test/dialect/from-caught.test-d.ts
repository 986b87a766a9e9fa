import { expectTypeOf, test } from 'vitest'
import type { AnyCode, JsonApiError, ReactorCodes } from '../../src/index.js'
import { reactor } from '../../src/index.js'

declare const caught: unknown

test('what is made of something caught can be narrowed like it', () => {
  const error = reactor.from(caught)
  expectTypeOf(error).toBeUnknown()
  if (reactor.is(error, 'not-found')) expectTypeOf(error.code).toEqualTypeOf<'not-found'>()
})

test('what is given stays possible', () => {
  type Ours = JsonApiError<AnyCode<ReactorCodes>>
  expectTypeOf(reactor.from('text')).toEqualTypeOf<string | Ours>()
  expectTypeOf(reactor.from({ status: 404 })).toEqualTypeOf<{ status: number } | Ours>()
})
