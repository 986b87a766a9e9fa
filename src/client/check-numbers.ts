/** Refuses numbers that would make waits and limits mean nothing. */

/** Throws a `RangeError` where a value is given that is not a number from 0 up. Timers take a `NaN` for 1 ms, loops for ever. */
export function checkNumbers(values: Readonly<Record<string, number | undefined>>): void {
  for (const [name, value = 0] of Object.entries(values)) {
    if (!(value >= 0)) throw new RangeError(`"${name}" must be a number from 0 up, not ${value}`)
  }
}
