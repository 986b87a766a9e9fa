import type { Dispatcher } from 'undici'
import { describe, expect, test } from 'vitest'
import { settingsOf } from '../../../src/client/options.js'
import { CallersController, ResponseHandler } from '../../../src/client/undici/handler.js'

/** A controller that remembers what it was told. */
class Controller implements Dispatcher.DispatchController {
  aborted = false
  paused = false
  reason: Error | null = null
  rawHeaders: string[] | null = null
  rawTrailers: string[] | null = null
  abort(reason: Error): void {
    this.aborted = true
    this.reason = reason
  }
  pause(): void {
    this.paused = true
  }
  resume(): void {
    this.paused = false
  }
}

describe('the controller of callers', () => {
  test('passes on everything, to whichever connection is in use', () => {
    const [first, second] = [new Controller(), new Controller()]
    const controller = new CallersController(first)
    for (const target of [first, second]) {
      controller.target = target
      controller.pause()
      expect([target.paused, controller.paused]).toEqual([true, true])
      controller.resume()
      expect([target.paused, controller.paused]).toEqual([false, false])
      expect([controller.rawHeaders, controller.rawTrailers]).toEqual([null, null])
      controller.rawHeaders = ['a', 'b']
      controller.rawTrailers = ['c', 'd']
      expect([target.rawHeaders, target.rawTrailers]).toEqual([controller.rawHeaders, controller.rawTrailers])
      const reason = new Error('bored')
      controller.abort(reason)
      expect([target.reason, controller.reason, controller.aborted]).toEqual([reason, reason, true])
    }
  })

  test('tells an abort of the caller from one of the connection', () => {
    const target = new Controller()
    const controller = new CallersController(target)
    target.abort(new Error('broken'))
    expect([controller.aborted, controller.abortedByCaller]).toEqual([true, false])
    controller.abort(new Error('bored'))
    expect(controller.abortedByCaller).toBe(true)
  })

  test('takes a connection that has no raw headers for one that has none to show', () => {
    const { abort, pause, resume } = new Controller()
    const bare = { aborted: false, paused: false, reason: null, abort, pause, resume }
    const controller = new CallersController(bare)
    expect([controller.rawHeaders, controller.rawTrailers]).toEqual([null, null])
  })
})

describe('a handler', () => {
  const handlerOf = (handler: object): ResponseHandler =>
    new ResponseHandler(handler, settingsOf({}), { trace: undefined, request: { method: 'GET', path: '/' } })

  test('is told of what is sent, as undici 8 tells it', () => {
    const told: unknown[] = []
    const handler = handlerOf({
      onBodySent: (...sent: unknown[]) => told.push(sent),
      onRequestSent: () => told.push('all'),
    })
    handler.onBodySent('chunk')
    handler.onRequestSent()
    expect(told).toEqual([['chunk'], 'all'])
  })

  test('need not want to be told anything', () => {
    const controller = new Controller()
    const handler = handlerOf({})
    expect(() => {
      handler.onRequestStart(controller, null)
      handler.onBodySent('chunk')
      handler.onRequestSent()
      handler.onResponseStarted()
      handler.onResponseStart(controller, 200, {})
      handler.onResponseData(controller, Buffer.from('data'))
      handler.onResponseEnd(controller, {})
      handler.onResponseError(controller, new Error('late'))
    }).not.toThrow()
  })

  test('hears of one error, and of nothing after it', () => {
    const told: unknown[] = []
    const controller = new Controller()
    const handler = handlerOf({
      onRequestStart: () => {},
      onResponseData: () => told.push('data'),
      onResponseEnd: () => told.push('end'),
      onResponseError: (_controller: unknown, error: Error) => told.push(error.message),
    })
    handler.onRequestStart(controller, null)
    handler.onResponseError(controller, new Error('first'))
    handler.onResponseError(controller, new Error('second'))
    handler.onResponseData(controller, Buffer.from('data'))
    handler.onResponseEnd(controller, {})
    expect(told).toEqual(['first'])
  })
})
