/** What the decoder's page and its worker say to each other. */

/** What the page asks for. */
export type Ask =
  | { readonly kind: 'decode'; readonly input: Blob; readonly request: string; readonly sentences: string }
  | { readonly kind: 'share'; readonly response: string; readonly request: string }
  | { readonly kind: 'open'; readonly fragment: string }

/** What the worker responds with. Progress comes any number of times before the result. */
export type Reply =
  | { readonly kind: 'progress' | 'result'; readonly share: number; readonly result: Result }
  | { readonly kind: 'shared'; readonly response: string; readonly request: string; readonly fragment: string }
  | { readonly kind: 'opened'; readonly response: string; readonly request: string }
  | { readonly kind: 'refused'; readonly because: 'broken' | 'version' }
  | { readonly kind: 'stopped'; readonly message: string }

/** A text; `own` where it is this catalog's reading. */
export interface Said {
  readonly text: string
  readonly own?: boolean
}

/** A label and what stands beside it. */
export interface Row {
  readonly label: string
  readonly said: readonly Said[]
}

/** One error object, for people. */
export interface ShownError {
  readonly name: string
  /** The code, where it has a page. */
  readonly page?: string
  readonly rows: readonly Row[]
}

/** A rule of JSON:API that a document breaks. */
export interface Finding {
  readonly rule: string
  readonly message: string
}

/** A piece of a line of the request; with a label where it is pointed at. */
export interface Piece {
  readonly text: string
  readonly label?: string
}

/** A line of the request near a place that is pointed at. */
export interface RequestLine {
  readonly line: number
  readonly pieces: readonly Piece[]
}

/** Failures that are alike: the first of them, and where they all were. */
export interface Group {
  readonly count: number
  /** Where the first of them stood. */
  readonly places: readonly string[]
  readonly headline: string
  readonly errors: readonly ShownError[]
  readonly rows: readonly Row[]
  readonly findings: readonly Finding[]
}

/** All that was found, so far or in the end. */
export interface Result {
  readonly responses: number
  readonly failures: number
  readonly unanswered: number
  /** The first that could not be read, one line each, and how many there were. */
  readonly problems: readonly string[]
  readonly problemCount: number
  readonly groups: readonly Group[]
  /** Groups that are not shown. */
  readonly moreGroups: number
  /** Failures by code, most frequent first. */
  readonly codes: readonly (readonly [code: string, count: number])[]
  /** Failures in equal spans of time, where their times are known. */
  readonly times?: { readonly from: number; readonly to: number; readonly counts: readonly number[] }
  readonly request: readonly RequestLine[]
}

/** How long a link may be, in characters: longer ones are cut off by what they are pasted into. */
export const LONGEST_LINK = 30_000
