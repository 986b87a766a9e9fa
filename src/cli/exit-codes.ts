/** The exit codes of the command line, and their meaning; they are stable. */

/** The exit codes by what they say. */
export const exitCodes = {
  /** Everything was read, and nothing had failed. */
  nothingFailed: 0,
  /** Everything was read, and it holds errors. */
  errorsFound: 1,
  /** The command was called with arguments that it does not understand. */
  wrongUse: 2,
  /** Something could not be read, so the result is not complete. */
  unreadableInput: 3,
} as const

/** One of the exit codes. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
