import nodeFetch from 'node-fetch'
import { type Response as UndiciResponse, fetch as undiciFetch } from 'undici'
import { expectTypeOf, test } from 'vitest'
import { type ErrorFromResponseOptions, errorFromResponse, withReactorErrors } from '../../src/client/fetch.js'
import { defineDialect, type JsonApiError, type reactor } from '../../src/index.js'

test('a fetch keeps its type', () => {
  expectTypeOf(withReactorErrors(fetch)).toEqualTypeOf<typeof fetch>()
  expectTypeOf(withReactorErrors(undiciFetch)).toEqualTypeOf<typeof undiciFetch>()
  expectTypeOf(withReactorErrors(nodeFetch)).toEqualTypeOf<typeof nodeFetch>()
  const own = Object.assign((id: number) => fetch(`/hosts/${id}`), { preconnect: (_url: string): void => {} })
  expectTypeOf(withReactorErrors(own)).toEqualTypeOf<typeof own>()
})

test('what is no fetch is refused', () => {
  // @ts-expect-error nothing is promised
  withReactorErrors(() => new Response())
  // @ts-expect-error what is promised is no response
  withReactorErrors(async () => 'text')
  // @ts-expect-error nothing that can be called
  withReactorErrors('fetch')
})

test('any response can be read', () => {
  type Read = Promise<JsonApiError | undefined>
  expectTypeOf(errorFromResponse(new Response())).toEqualTypeOf<Read>()
  expectTypeOf(errorFromResponse).toBeCallableWith({} as UndiciResponse, { signal: AbortSignal.timeout(1) })
  // @ts-expect-error a response has a status
  errorFromResponse({ headers: new Headers() })
})

test('dialects and limits are options, and undefined stands for the default', () => {
  const shop = defineDialect({ name: 'ShopError', codes: { 'out-of-stock': { title: 'Out Of Stock', status: 409 } } })
  expectTypeOf<{ dialect: typeof shop; deferred: true; maxBytes: 1; timeout: 1 }>().toExtend<ErrorFromResponseOptions>()
  expectTypeOf<{ dialect: typeof reactor; signal: null }>().toExtend<ErrorFromResponseOptions>()
  expectTypeOf<Record<keyof ErrorFromResponseOptions, undefined>>().toExtend<ErrorFromResponseOptions>()
  // @ts-expect-error not a limit
  withReactorErrors(fetch, { maxBytes: '1 MiB' })
  // @ts-expect-error no such option
  withReactorErrors(fetch, { retries: 3 })
})
