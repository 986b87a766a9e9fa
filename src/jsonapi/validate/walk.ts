/** One validation under way: what it holds the value against, and what it has found. */
import { ALL_LISTED, type Rule, type Violation } from './rules.js'

/** Options of the validators. */
export interface ValidateOptions {
  /** The version of JSON:API. Default: `1.1`. */
  readonly version?: '1.0' | '1.1'
  /**
   * The namespaces of the applied extensions: `['atomic']`. Members of any other extension are errors then.
   * Default: members of every extension are allowed. JSON:API 1.0 has no extensions.
   */
  readonly extensions?: readonly string[]
}

/** The state that the checks share. */
export interface Walk {
  /** Whether by JSON:API 1.0; else by 1.1. */
  readonly old: boolean
  readonly extensions: readonly string[] | undefined
  readonly violations: Violation[]
  /** Whether anything of level `error` was found. */
  failed: boolean
  /** How many characters of violations may still be listed. */
  room: number
}

/** A walk that has not begun. Violations are listed up to about a million characters, lest bad input fills the memory. */
export function startWalk(options: ValidateOptions | undefined): Walk {
  return {
    old: options?.version === '1.0',
    extensions: options?.extensions,
    violations: [],
    failed: false,
    room: 1_000_000,
  }
}

/** Whether nothing that may be found would change the outcome any more. */
export const isOver = ({ room, failed }: Walk): boolean => room < 0 && failed

/** Adds a violation: the rule that is broken, where (a JSON Pointer), and what stands there instead. */
export function report(walk: Walk, rule: Rule, at: string, found = 'none'): void {
  if (isOver(walk) || (walk.room < 0 && rule.level === 'warning')) return
  add(walk, rule, at, found)
  walk.failed ||= rule.level === 'error'
}

/** The findings; the last says so where the list was full. */
export function violationsOf(walk: Walk): Violation[] {
  if (walk.room < 0) add(walk, ALL_LISTED, '', 'no room for more')
  return walk.violations
}

function add(walk: Walk, { name, level, see, statement }: Rule, pointer: string, found: string): void {
  const message = `Found ${found}${pointer && ` at ${pointer}`}. ${statement}`
  walk.violations.push({ rule: name, level, pointer, message, see: walk.old ? see.replace('1.1', '1.0') : see })
  walk.room -= pointer.length + message.length
}
