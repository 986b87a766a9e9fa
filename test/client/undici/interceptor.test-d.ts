import { Agent, Client, type Dispatcher, interceptors, MockAgent, Pool, setGlobalDispatcher } from 'undici'
import { expectTypeOf, test } from 'vitest'
import type { ResponseHandler } from '../../../src/client/undici/handler.js'
import { reactorErrors } from '../../../src/client/undici/index.js'

test('every dispatcher takes the interceptor, alone and among others', () => {
  expectTypeOf(reactorErrors()).toEqualTypeOf<Dispatcher.DispatcherComposeInterceptor>()
  for (const dispatcher of [new Agent(), new Pool('http://host'), new Client('http://host'), new MockAgent()]) {
    expectTypeOf(dispatcher.compose(reactorErrors())).toEqualTypeOf<Dispatcher.ComposedDispatcher>()
  }
  const composed = new Agent().compose(interceptors.retry({ throwOnError: false }), reactorErrors({ deferred: true }))
  setGlobalDispatcher(composed)
  new Agent().compose([interceptors.redirect(), reactorErrors()])
})

test('the handler is one of undici’s', () => {
  expectTypeOf<ResponseHandler>().toExtend<Dispatcher.DispatchHandler>()
})

test('options are checked', () => {
  // @ts-expect-error not a time
  reactorErrors({ timeout: '10 s' })
  // @ts-expect-error a signal belongs to one request
  reactorErrors({ signal: AbortSignal.timeout(1) })
})
