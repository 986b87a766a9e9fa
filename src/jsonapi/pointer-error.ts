/** The one error of the pointer functions: a text that is not a JSON Pointer, and at which column it goes wrong. */
import { faultIndex } from './pointer-syntax.js'

/** What is not a JSON Pointer (RFC 6901, section 3). The message names the column and what is wrong, not the input. */
export class PointerSyntaxError extends SyntaxError {
  override readonly name = 'PointerSyntaxError'
  /** What was given, whatever it is. */
  readonly input: unknown
  /** Where `input` goes wrong, in UTF-16 code units from 1; 0 if `input` is not a string. */
  readonly column: number

  constructor(problem: string, input: unknown, column: number) {
    super(`Not a JSON Pointer${column > 0 ? ` at column ${column}` : ''}: ${problem}`)
    this.input = input
    this.column = column
  }
}

/** Throws a `PointerSyntaxError` unless `value` is a JSON Pointer. */
export function assertPointer(value: unknown): asserts value is string {
  if (typeof value !== 'string') throw new PointerSyntaxError(`a string is needed, not ${typeof value}`, value, 0)
  const index = faultIndex(value)
  if (index >= 0) {
    const problem = value[index] === '~' ? '"~" must be followed by 0 or 1' : 'only "/" can start it'
    throw new PointerSyntaxError(problem, value, index + 1)
  }
}
