/** How much the emulator reads of a request. */

/** How large bodies may be, in bytes. */
export interface Limits {
  /** Documents, and everything else that is no upload. */
  readonly document: number
  /** Forms with a file. */
  readonly upload: number
}

/** The usual limits: 1 MiB for documents, 50 MiB for uploads. */
export const usualLimits: Limits = { document: 2 ** 20, upload: 50 * 2 ** 20 }
