/** Hears when a person or the system tells the program to end, so that it can end well. */

const signals = ['SIGINT', 'SIGTERM'] as const

/**
 * Calls `stop` once the process is told to end, which then does not end it; the next signal does. Gives a function that calls that
 * off.
 */
export function onInterrupt(stop: () => void): () => void {
  const callOff = (): void => {
    for (const signal of signals) process.off(signal, end)
  }
  const end = (): void => {
    callOff()
    stop()
  }
  for (const signal of signals) process.on(signal, end)
  return callOff
}
