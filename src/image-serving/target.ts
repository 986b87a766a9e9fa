/** Splits the query of a request into its commands. */

/** The longest target that is taken apart, in characters; of a longer one only the path is read. */
export const LONGEST_TARGET = 65_536

/** What a target is made of. */
export interface Parts {
  /** Path and query. */
  readonly target: string
  readonly path: string
  readonly isRetired: boolean
  readonly isTooLong: boolean
  readonly commands: readonly Command[]
}

/** One command of a request: `wid=300`. */
export interface Command {
  /** As it came, in small letters. */
  readonly name: string
  /** Decoded; as it came where it cannot be decoded. */
  readonly value: string
  /** Whether its escapes are wrong: not hexadecimal, or not UTF-8. */
  readonly isBroken: boolean
}

/** The commands of a query, in order. What stands in braces is a request of its own, and stays one value. */
export function commandsOf(query: string): readonly Command[] {
  const commands: Command[] = []
  let depth = 0
  let start = 0
  for (let at = 0; at <= query.length; at++) {
    const character = query[at]
    if (character === '{') depth += 1
    else if (character === '}') depth = Math.max(0, depth - 1)
    const ends = character === undefined || character === '#' || (character === '&' && depth === 0)
    if (!ends) continue
    if (at > start) commands.push(commandOf(query.slice(start, at)))
    start = at + 1
    if (character === '#') break
  }
  return commands
}

function commandOf(text: string): Command {
  const equals = text.indexOf('=')
  const name = (equals < 0 ? text : text.slice(0, equals)).toLowerCase()
  const value = equals < 0 ? '' : text.slice(equals + 1)
  if (!value.includes('%')) return { name, value, isBroken: false }
  const decoded = decode(value)
  return { name, value: decoded ?? value, isBroken: decoded === undefined }
}

/** Text without its escapes; `undefined` where one of them is wrong. */
export function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** The value of the last command of a name; of commands that come twice the last counts. */
export function lastOf(commands: readonly Command[], name: string): string | undefined {
  return commands.findLast((command) => command.name === name)?.value
}
