/** The entry `reactor-errors/testing`: an emulator of the Reactor API to try a program on. */
export { type Cause, causes } from './emulator/causes.js'
export { type Clock, createManualClock, type ManualClock } from './emulator/clock.js'
export type { Limits } from './emulator/limits.js'
export { type ReactorEmulator, type ReactorEmulatorOptions, startReactorEmulator } from './emulator/start.js'
export type { Delays } from './emulator/work.js'
