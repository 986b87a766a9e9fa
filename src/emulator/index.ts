/** The entry `reactor-errors/emulator`: the Reactor API in memory, on loopback, to try a program on. */
export { type Cause, causes } from './reactor/causes.js'
export { type Clock, createManualClock, type ManualClock } from './reactor/clock.js'
export type { Limits } from './reactor/limits.js'
export { type ReactorEmulator, type ReactorEmulatorOptions, startReactorEmulator } from './reactor/start.js'
export type { Delays } from './reactor/work.js'
