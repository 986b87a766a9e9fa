/** Finds JSON values in any text, line by line and in one pass: what is logged, fenced, quoted, or printed one behind the other. */

/** A stretch of text, between two offsets. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** The results of one line. */
export interface Scanned {
  /** The values that are complete now, in their order; of a broken one those that are complete inside it. */
  readonly values: readonly Span[]
  /** Where what began like a value and is none begins. */
  readonly broken: readonly number[]
  /** Whether a value has begun that goes on in the next line. */
  readonly isOpen: boolean
}

/** The tokens that may come next inside a value. */
type Expected = 'value' | 'value or end' | 'name' | 'name or end' | 'colon' | 'comma or end'

interface Level {
  readonly start: number
  readonly isObject: boolean
  /** How many spans had been completed before it began. */
  readonly before: number
}

// Where a value may begin in prose: at a bracket, or at the quote of a text in which JSON was escaped.
const BEGINNING = /[{[]|"(?=(?:[{[ ]|\\[nrt]){1,64}\\")/g
const SPACE = /[ \t\r\n]*/y
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y
const ESCAPE = /["\\/bfnrt]|u[\da-fA-F]{4}/y

/** The length of what `pattern` matches in `text` at `at`; -1 where it does not. */
export function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex - at : -1
}

/** The offset behind the string that begins at `at`; where it is none, the complement (`~`) of the offset that it fails at. */
function endOfString(line: string, at: number): number {
  let i = at + 1
  for (; i < line.length; i++) {
    const unit = line.charCodeAt(i)
    if (unit === 0x22) return i + 1
    if (unit < 0x20) break
    if (unit !== 0x5c) continue
    const length = lengthAt(ESCAPE, line, i + 1)
    if (length < 0) break
    i += length
  }
  // No string of JSON goes over a line break.
  return ~i
}

/**
 * Scans text for JSON objects and arrays, and for strings that hold escaped ones. Whatever it finds parses. Every character is
 * looked at once: what was complete inside a value that turned out to be broken is kept, not looked for again.
 */
export class JsonScanner {
  #levels: Level[] = []
  #done: Span[] = []
  #expected: Expected = 'value'
  #offset = 0

  /** Whether a value has begun that is not complete. */
  get isOpen(): boolean {
    return this.#levels.length > 0
  }

  /** Where the value that has begun begins. */
  get start(): number | undefined {
    return this.#levels[0]?.start
  }

  /** Whether the next thing may be an item of a list behind a comma: a line that is a value of its own may belong to it. */
  get wantsItem(): boolean {
    return this.isOpen && this.#levels.at(-1)?.isObject === false && this.#expected.startsWith('value')
  }

  /** Scans the next line. Offsets count from the first line since `reset`, with one character for each line break. */
  scan(line: string): Scanned {
    const values: Span[] = []
    const broken: number[] = []
    for (let at = 0; at < line.length; ) {
      if (!this.isOpen) {
        BEGINNING.lastIndex = at
        const found = BEGINNING.exec(line)
        if (found === null) break
        if (found[0] === '"') {
          const end = endOfString(line, found.index)
          if (end > 0) values.push({ start: this.#offset + found.index, end: this.#offset + end })
          // Whatever begins inside a string that fails, fails where it does.
          at = end > 0 ? end : ~end
        } else at = this.#open(line, found.index)
        continue
      }
      const next = this.#step(line, at)
      if (next >= 0) at = next
      if (next >= 0 && this.isOpen) continue
      const given = this.abandon()
      for (const value of given.values) values.push(value)
      for (const start of given.broken) broken.push(start)
    }
    this.#offset += line.length + 1
    return { values, broken, isOpen: this.isOpen }
  }

  /** Gives up the value that has begun, if one has; what was complete inside it is kept. */
  abandon(): Scanned {
    const [outermost] = this.#levels
    const values = this.#done
    this.#levels = []
    this.#done = []
    return { values, broken: outermost === undefined ? [] : [outermost.start], isOpen: false }
  }

  #open(line: string, at: number): number {
    const isObject = line[at] === '{'
    this.#levels.push({ start: this.#offset + at, isObject, before: this.#done.length })
    this.#expected = isObject ? 'name or end' : 'value or end'
    return at + 1
  }

  /** Closes the innermost level. What was complete in it is part of it now. */
  #close(at: number): number {
    const level = this.#levels.pop()
    if (level !== undefined) {
      this.#done.length = level.before
      this.#done.push({ start: level.start, end: this.#offset + at + 1 })
    }
    this.#expected = 'comma or end'
    return at + 1
  }

  /** Takes the next token inside a value; the offset behind it, or -1 where no JSON goes on like that. */
  #step(line: string, from: number): number {
    const at = from + lengthAt(SPACE, line, from)
    const char = line[at]
    if (char === undefined) return at
    const isObject = this.#levels.at(-1)?.isObject === true
    const expected = this.#expected
    if (char === (isObject ? '}' : ']') && expected.endsWith('end')) return this.#close(at)
    if (expected === 'comma or end') return this.#token(char === ',', isObject ? 'name' : 'value', at + 1)
    if (expected === 'colon') return this.#token(char === ':', 'value', at + 1)
    if (expected.startsWith('name')) return this.#string(line, at, 'colon')
    if (char === '{' || char === '[') return this.#open(line, at)
    if (char === '"') return this.#string(line, at, 'comma or end')
    const length = lengthAt(SCALAR, line, at)
    return this.#token(length > 0, 'comma or end', at + length)
  }

  #string(line: string, at: number, expected: Expected): number {
    return line[at] === '"' ? this.#token(true, expected, endOfString(line, at)) : -1
  }

  #token(isRight: boolean, expected: Expected, end: number): number {
    this.#expected = expected
    return isRight ? end : -1
  }
}
