import { PassThrough } from 'node:stream'
import type { Dispatcher } from 'undici'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { settingsOf } from '../../../src/client/options.js'
import { CallersController, ResponseHandler } from '../../../src/client/undici/handler.js'
import { HeldResponse } from '../../../src/client/undici/held-response.js'
import { isJsonApiError } from '../../../src/failure/guard.js'

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
      for (const { rawHeaders, rawTrailers } of [target, controller])
        expect([rawHeaders, rawTrailers]).toEqual([
          ['a', 'b'],
          ['c', 'd'],
        ])
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
  const json = { 'content-type': 'application/json' }
  const handlerOf = (handler: object, trace?: Error): ResponseHandler =>
    new ResponseHandler(handler, settingsOf({ deferred: true }), { trace, request: { method: 'GET', path: '/' } })

  /** A handler that has begun, and all that the one behind it hears, with the controller that it is given. */
  function begun(trace?: Error) {
    const heard: { readonly name: string; readonly controller: unknown; readonly given: readonly unknown[] }[] = []
    const hear =
      (name: string) =>
      (controller: unknown, ...given: unknown[]): void => {
        heard.push({ name, controller, given })
      }
    const names = ['onRequestStart', 'onRequestUpgrade', 'onResponseStart', 'onResponseData', 'onResponseEnd']
    const behind = Object.fromEntries([...names, 'onResponseError'].map((name) => [name, hear(name)]))
    const handler = handlerOf(behind, trace)
    const controller = new Controller()
    handler.onRequestStart(controller, null)
    return { handler, controller, heard, names: () => heard.slice(1).map(({ name }) => name) }
  }

  test('shows one controller all the time, over every new try', () => {
    const { handler, controller, heard } = begun()
    handler.onResponseStart(controller, 200, {})
    handler.onResponseData(controller, Buffer.from('data'))
    const second = new Controller()
    handler.onRequestStart(second, null)
    handler.onResponseEnd(second, {})
    expect(heard).toHaveLength(5)
    for (const each of heard) expect(each.controller).toBe(heard[0]?.controller)
    expect(heard[0]?.controller).toBeInstanceOf(CallersController)
  })

  test.each<[status: number, headers: Record<string, string>, isHeld: boolean]>([
    [103, json, false],
    [200, json, true],
    [200, {}, false],
    [299, json, true],
    [300, json, false],
    [399, json, false],
    [400, {}, true],
  ])('is told of a response of status %i with %j only at its end: %j', (status, headers, isHeld) => {
    const { handler, controller, names } = begun()
    handler.onResponseStart(controller, status, headers)
    handler.onResponseData(controller, Buffer.from('{}'))
    expect(names()).toEqual(isHeld ? [] : ['onResponseStart', 'onResponseData'])
    handler.onResponseEnd(controller, {})
    expect(names()).toEqual(
      status >= 400 ? ['onResponseError'] : ['onResponseStart', 'onResponseData', 'onResponseEnd'],
    )
  })

  test('is told of no data where a response that was held back has none', () => {
    const { handler, controller, names } = begun()
    handler.onResponseStart(controller, 200, json)
    handler.onResponseEnd(controller, {})
    expect(names()).toEqual(['onResponseStart', 'onResponseEnd'])
  })

  test.each<[status: number, isOurs: boolean]>([
    [200, false],
    [400, true],
  ])('is told of a held response of status %i that breaks off by an error of ours: %j', (status, isOurs) => {
    const { handler, controller, heard } = begun()
    handler.onResponseStart(controller, status, json)
    const reason = new Error('broken')
    handler.onResponseError(controller, reason)
    const [error] = heard.at(-1)?.given ?? []
    expect([isJsonApiError(error), error === reason]).toEqual([isOurs, !isOurs])
  })

  test.each<[members: object, status: number | undefined]>([
    [{ code: 'UND_ERR_REQ_RETRY', statusCode: 400 }, 400],
    [{ code: 'UND_ERR_REQ_RETRY', statusCode: 503, headers: { 'retry-after': '7' } }, 503],
    [{ code: 'UND_ERR_REQ_RETRY', statusCode: 200 }, undefined],
    [{ code: 'UND_ERR_REQ_RETRY' }, undefined],
    [{ code: 'UND_ERR_SOCKET', statusCode: 503 }, undefined],
  ])('is told of %j by an error of ours with the status %s', (members, status) => {
    const { handler, controller, heard } = begun()
    const reason = Object.assign(new Error('retry'), members)
    handler.onResponseError(controller, reason)
    const [error] = heard.at(-1)?.given ?? []
    if (status === undefined) expect(error).toBe(reason)
    else expect(isJsonApiError(error) && error.failure).toMatchObject({ status, format: 'unread' })
  })

  test('is told of an error of ours while that has no code, which it has later; others keep theirs', () => {
    const codes: unknown[] = []
    const ours: unknown[] = []
    const onResponseError = (_: unknown, error: Error): void => {
      ours.push(error)
      codes.push(Reflect.get(error, 'code'))
    }
    const [failed, broken] = [handlerOf({ onResponseError }), handlerOf({ onResponseError })]
    failed.onResponseStart(new Controller(), 404, json)
    failed.onResponseData(new Controller(), Buffer.from('{"errors":[{"code":"not-found"}]}'))
    failed.onResponseEnd(new Controller(), {})
    broken.onResponseError(new Controller(), Object.assign(new Error('broken'), { code: 'ECONNRESET' }))
    expect(codes).toEqual([undefined, 'ECONNRESET'])
    expect(ours).toMatchObject([{ code: 'not-found' }, { code: 'ECONNRESET' }])
  })

  test('is told in each failure of a resource what its response is said to be, and is not', () => {
    const { handler, controller, heard } = begun()
    const build = { type: 'builds', id: 'BL1', attributes: { status: 'failed' } }
    handler.onResponseStart(controller, 200, { ...json, 'content-encoding': 'gzip' })
    handler.onResponseData(controller, Buffer.from(JSON.stringify({ data: [build, build] })))
    handler.onResponseEnd(controller, {})
    const repairs = [{ message: 'The body is said to be compressed as gzip, but is not' }]
    expect(heard.at(-1)?.given).toMatchObject([{ failures: [{ repairs }, { repairs }] }])
  })

  test('ends a response that is too long in one error, whatever the connection says of that', () => {
    const { handler, controller, heard, names } = begun()
    controller.abort = (reason) => handler.onResponseError(controller, new Error('aborted', { cause: reason }))
    handler.onResponseStart(controller, 404, {})
    handler.onResponseData(controller, Buffer.alloc(2_000_000, 'x'))
    expect(names()).toEqual(['onResponseError'])
    expect(heard.at(-1)?.given).toMatchObject([{ failure: { format: 'too-large' } }])
  })

  test('has the stack of where the request was sent, which may be replaced as others may', () => {
    const trace = Object.assign(new Error(), { stack: 'Error\n    at first (a.js:1:1)\n    at second (b.js:2:2)' })
    const { handler, controller, heard } = begun(trace)
    handler.onResponseStart(controller, 404, {})
    handler.onResponseEnd(controller, {})
    const error = heard.at(-1)?.given[0] as Error // What a handler is told of is an error.
    expect(error.stack).toBe(`ReactorError: ${error.message}\n    at first (a.js:1:1)\n    at second (b.js:2:2)`)
    for (const stack of ['once', 'again']) {
      error.stack = stack
      expect(error.stack).toBe(stack)
    }
    expect(Reflect.deleteProperty(error, 'stack')).toBe(true)
  })

  test('is told of what is sent, as undici 8 tells it', () => {
    const told: unknown[] = []
    const handler = handlerOf({
      onBodySent: (...sent: unknown[]) => told.push(sent),
      onRequestSent: () => told.push('all'),
      onResponseStarted: () => told.push('response'),
    })
    handler.onBodySent('chunk')
    handler.onRequestSent()
    handler.onResponseStarted()
    expect(told).toEqual([['chunk'], 'all', 'response'])
  })

  test('need not want to be told anything', () => {
    const controller = new Controller()
    const handler = handlerOf({})
    expect(() => {
      handler.onRequestStart(controller, null)
      handler.onBodySent('chunk')
      handler.onRequestSent()
      handler.onRequestUpgrade(controller, 101, {}, new PassThrough())
      handler.onResponseStarted()
      for (const headers of [{}, json]) {
        handler.onResponseStart(controller, 200, headers)
        handler.onResponseData(controller, Buffer.from('data'))
        handler.onResponseEnd(controller, {})
      }
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

describe('a response that is held back', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  /** How often it was called late. */
  function held() {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const late = vi.fn()
    return { late, response: new HeldResponse({ status: 404, headers: {} }, { maxBytes: 10, timeout: 1000 }, late) }
  }

  test('is told of where it is late', async () => {
    const { late } = held()
    await Promise.resolve()
    vi.advanceTimersByTime(999)
    expect(late).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(late).toHaveBeenCalledOnce()
  })

  test('has no timer where it arrives at once, and none once it has arrived', async () => {
    held().response.release()
    await Promise.resolve()
    expect(vi.getTimerCount()).toBe(0)
    const { response } = held()
    await Promise.resolve()
    expect(vi.getTimerCount()).toBe(1)
    response.release()
    expect(vi.getTimerCount()).toBe(0)
  })
})
