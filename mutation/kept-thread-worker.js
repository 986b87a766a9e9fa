/** The inside of the thread that is kept (`kept-thread.ts`): every run gets the sources and tests anew, and the packages as they are. */
import { parentPort as port } from 'node:worker_threads'
import { init, runBaseTests, setupEnvironment } from 'vitest/worker'

/** The listeners of the run that goes on. */
const listeners = new Set()
/** The sources and tests that the last run loaded. */
let modules

port.on('message', (message) => {
  if (message === 'Tell when nothing goes on.') return tellWhenIdle()
  if (message.type === 'start') begin()
  for (const listener of listeners) listener(message)
})

/** Asks again and again, as Vitest itself leaves a timer that ends soon. */
function tellWhenIdle() {
  const clock = setInterval(() => {
    if (process.getActiveResourcesInfo().some((kind) => kind !== 'MessagePort')) return
    clearInterval(clock)
    port.postMessage('Nothing goes on.')
  }, 5)
  clock.unref()
}

function begin() {
  listeners.clear()
  modules?.clear()
  // Stryker keeps here which change is in force; that of the last run would be while the next one loads.
  delete globalThis.__stryker__
  init({
    post: (message) => port.postMessage(message),
    on: (listener) => listeners.add(listener),
    off: (listener) => listeners.delete(listener),
    setup: setupEnvironment,
    runTests: (state, traces) => run('run', state, traces),
    collectTests: (state, traces) => run('collect', state, traces),
  })
}

async function run(method, state, traces) {
  await runBaseTests(method, state, traces)
  modules = state.evaluatedModules
}
