/** Tells the message of an error apart from the stack traces behind it. */

/** A text in its two parts; `stack` is absent where there is none. */
export interface SplitText {
  readonly message: string
  readonly stack?: string
}

const FRAME = /^[ \t]+at[ \t]\S/
const HEADLINE = /^(?:Caused by: )?[\w.$]*(?:Error|Exception|Throwable)\b/

/**
 * The message, and the stack traces that ErrorDetail 3 appends to it: from the first frame on (`at package.Class.method(…)`), with
 * the name of the exception before it. Where nothing else is left, that line is also the message.
 */
export function splitStack(text: string): SplitText {
  const lines = text.split(/\r?\n/)
  const frame = lines.findIndex((line) => FRAME.test(line))
  if (frame < 0) return { message: text }
  const start = HEADLINE.test(lines[frame - 1] ?? '') ? frame - 1 : frame
  const before = lines.slice(0, start).join('\n').trim()
  // The headline, or the first frame.
  const message =
    before === ''
      ? lines
          .slice(start, start + 1)
          .join('')
          .trim()
      : before
  return { message, stack: lines.slice(start).join('\n').trimEnd() }
}
