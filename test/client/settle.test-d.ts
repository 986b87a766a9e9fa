import { expectTypeOf, test } from 'vitest'
import { type SettleResource, settle } from '../../src/client/settle.js'

interface Build {
  readonly type: 'builds'
  readonly id: string
  readonly attributes: { readonly status: string }
}
declare const build: Build

test('what is given is what comes back', () => {
  expectTypeOf(settle(build)).resolves.toEqualTypeOf<Build>()
  expectTypeOf(settle({ data: build })).resolves.toEqualTypeOf<Build>()
  expectTypeOf(settle('https://example.com/')).resolves.toEqualTypeOf<SettleResource>()
  expectTypeOf(settle(new URL('https://example.com/'))).resolves.toEqualTypeOf<SettleResource>()
})

test('any fetch asks for it', () => {
  expectTypeOf(fetch).toExtend<NonNullable<NonNullable<Parameters<typeof settle>[1]>['fetch']>>()
})

test('what is neither a resource nor a link does not compile', () => {
  // @ts-expect-error A number is neither.
  settle(1)
})
