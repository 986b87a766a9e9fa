/** Says what failures that were thrown together have in common. */
import type { Failure, Failures } from './failure.js'

/** Returns the value that `read` gives for every failure, where all have the same. */
export function shared<Code extends string, T>(
  failures: Failures<Code>,
  read: (failure: Failure<Code>) => T,
): T | undefined {
  const value = read(failures[0])
  return failures.every((each) => read(each) === value) ? value : undefined
}

/** The status of a failure where that is one of an error, 400 to 599. */
export function errorStatusOf({ status }: Failure): number | undefined {
  return status !== undefined && status >= 400 && status < 600 ? status : undefined
}
