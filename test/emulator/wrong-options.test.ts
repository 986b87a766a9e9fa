import { expect, test } from 'vitest'
import { startImageServingEmulator } from '../../src/emulator/image-serving/index.js'
import { startReactorEmulator } from '../../src/emulator/index.js'
import { rejection } from '../rejection.js'

const aPort = new TypeError('"port" must be a whole number from 0 to 65535')
const aFunction = new TypeError('"onResponse" must be a function')

test.each<[options: object | null, error: Error]>([
  [null, new TypeError('"options" must be an object')],
  [{ port: '8080' }, aPort],
  [{ port: 65_536 }, aPort],
  [{ host: 5 }, new TypeError('"host" must be a string that is not empty')],
  [{ host: '' }, new TypeError('"host" must be a string that is not empty')],
  [{ stateFile: '' }, new TypeError('"stateFile" must be a string that is not empty')],
  [{ clock: { now: Date.now } }, new TypeError('"clock" must be a clock, such as createManualClock makes')],
  [{ delays: 5 }, new TypeError('"delays" must be an object')],
  [{ delays: { build: '2s' } }, new RangeError('"build" must be a number from 0 up, not string')],
  [{ tokenLifetime: '24h' }, new RangeError('"tokenLifetime" must be a number from 0 up, not string')],
  [{ limits: null }, new TypeError('"limits" must be an object')],
  [{ limits: { document: '1mb' } }, new RangeError('"document" must be a number from 0 up, not string')],
  [{ strict: 'no' }, new TypeError('"strict" must be true or false')],
  [{ stateFile: new URL('file:///state.json') }, new TypeError('"stateFile" must be a string that is not empty')],
  [{ faults: 'GET 500' }, new TypeError('"faults" must be a list of rules')],
  [{ faults: [500] }, new TypeError('"faults" must be a list of rules')],
  [{ onResponse: 'log' }, aFunction],
])('the emulator of the Reactor API does not start with %o', async (options, error) => {
  // From JavaScript.
  expect(await rejection(startReactorEmulator(options as never))).toEqual(error)
})

test.each<[options: object | undefined, error: Error]>([
  [undefined, new TypeError('"options" must be an object')],
  [{}, new TypeError('"root" must be a string')],
  [{ root: new URL('file:///pictures') }, new TypeError('"root" must be a string')],
  [{ root: '.', host: 5 }, new TypeError('"host" must be a string that is not empty')],
  [{ root: '.', host: '' }, new TypeError('"host" must be a string that is not empty')],
  [{ root: '.', port: 'http' }, aPort],
  [{ root: '.', config: null }, new TypeError('"config" must be an object')],
  [{ root: '.', onResponse: 5 }, aFunction],
])('that of the servers of images does not start with %o', async (options, error) => {
  expect(await rejection(startImageServingEmulator(options as never))).toEqual(error)
})
