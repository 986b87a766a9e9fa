/** The reports of commands, and the interface of a format that writes them: each format is one file. */
import type { ImageCheck } from '../../client/check-image/index.js'
import type { Cause } from '../../emulator/index.js'
import type { Explanation } from '../../explain/index.js'
import type { Failure } from '../../failure/failure.js'
import type { Problem } from '../../input/problem.js'
import type { Source } from '../../input/source.js'
import type { Violation } from '../../jsonapi/validate/index.js'
import type { Tally } from '../tally.js'

/** A failure, masked, and where it was found. */
export interface FailureReport {
  readonly kind: 'failure'
  readonly input: string
  readonly label?: string
  readonly line: number
  /** When it was, in milliseconds since 1970. */
  readonly time?: number
  readonly failure: Failure
  /** The request, to show the lines that are blamed. */
  readonly source?: Source
}

/** A violation, and where in the input it stands. */
export interface LocatedViolation extends Violation {
  readonly line: number
  readonly column: number
}

/** A violation, and where it was found. */
export interface ViolationReport extends LocatedViolation {
  readonly kind: 'violation'
  readonly input: string
}

/** The totals of what has been checked. */
export interface Counts {
  documents: number
  errors: number
  warnings: number
  problems: number
}

/** The outcome of a check of pictures. */
export interface PictureCounts {
  sound: number
  failed: number
  undetectable: number
  /** Pictures of which an earlier result tells. */
  skipped: number
  /** Places in the lists that could not be read. */
  problems: number
  /** Whether the program was told to end before all was done. */
  isInterrupted: boolean
  /** The failures by code. */
  readonly tally: Tally
}

/** One thing that a command has to say. */
export type Report =
  | { readonly kind: 'input'; readonly input: string; readonly isOnly: boolean }
  | { readonly kind: 'clean'; readonly input: string; readonly isOnly: boolean }
  | FailureReport
  | ViolationReport
  | (Problem & { readonly input: string })
  /** An input to be checked that is not JSON. */
  | (Required<Omit<Problem, 'kind'>> & { readonly kind: 'broken'; readonly input: string })
  | { readonly kind: 'decoded'; readonly tally: Tally }
  /** A picture that was checked; its URL is masked. */
  | { readonly kind: 'picture'; readonly url: string; readonly check: ImageCheck }
  | { readonly kind: 'pictures'; readonly counts: PictureCounts }
  | { readonly kind: 'validated'; readonly counts: Counts }
  | { readonly kind: 'explained'; readonly explanation: Explanation; readonly near: readonly string[] }
  | { readonly kind: 'listed'; readonly explanations: readonly Explanation[] }
  | { readonly kind: 'legend' }
  | { readonly kind: 'cause'; readonly code: string; readonly cause: Cause }
  /** A request to an emulator, and what it was answered with. */
  | {
      readonly kind: 'request'
      readonly method: string
      readonly path: string
      readonly status: number
      readonly codes: readonly string[]
    }
  | { readonly kind: 'emulator'; readonly subject: string; readonly url: string; readonly hints: readonly string[] }

/** Puts reports into a format. One reporter serves one run of the program, and may remember what it has said. */
export interface Reporter {
  /** Returns the text to write for a report, line breaks included; empty where the format has nothing to say of it. */
  report(report: Report): string
}
