/** The entry `reactor-errors/emulator`: the Reactor API in memory, on loopback, to try a program on. */
export { type Cause, causes } from './reactor/causes.js'
export { type Clock, createManualClock, type ManualClock } from './reactor/clock.js'
export type { FaultRule } from './reactor/faults.js'
export type { Limits, RequestLog } from './reactor/http.js'
export { type ReactorEmulator, type ReactorEmulatorOptions, startReactorEmulator } from './reactor/start.js'
export type { StateDocument } from './reactor/state.js'
export type { Delays } from './reactor/work.js'
