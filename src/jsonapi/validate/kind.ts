/** Says of what kind a value has to be, and checks it. */
import { isObject, type Members } from './plain.js'
import { READABLE, type Rule } from './rules.js'
import { report, type Walk } from './walk.js'

/** The values that something can have: each property but the first and the last adds some. */
export interface Kind {
  /** What they are, to end a sentence with; absent where no sentence ends so. */
  readonly what?: string
  /** The strings among them. */
  readonly text?: (text: string) => boolean
  /** Objects are among them; checks what is in one. */
  readonly object?: (walk: Walk, at: string, object: Members) => void
  /** Arrays are among them; what their elements are. */
  readonly items?: Kind
  /** Looks at an array as a whole. */
  readonly list?: (walk: Walk, at: string, list: readonly unknown[]) => void
  /** The others among them. */
  readonly also?: (value: unknown, walk: Walk) => boolean
  /** The rule that it is of the kind, where that is one and the same rule everywhere. */
  readonly rule?: Rule | undefined
}

/**
 * Reports that a rule is broken where `value` is not of that kind, and what is wrong inside of it. Where something throws (a
 * getter, a revoked proxy, more levels than the stack takes), that is a finding too, and what is around it is checked.
 */
export function checkKind(walk: Walk, at: string, value: unknown, kind: Kind, own: Rule): void {
  const { text, object, items, list, also, rule = own } = kind
  try {
    if (object && isObject(value)) object(walk, at, value)
    else if (items && Array.isArray(value)) {
      for (let index = 0; index < value.length; index++) checkKind(walk, `${at}/${index}`, value[index], items, rule)
      list?.(walk, at, value)
    } else if (text && typeof value === 'string' ? !text(value) : !also?.(value, walk)) {
      report(walk, rule, at, describe(value))
    }
  } catch {
    report(walk, READABLE, at, 'what throws')
  }
}

/** What a value is. Never the text that it holds, which may be secret. */
function describe(value: unknown): string {
  const type = typeof value
  if (type === 'string') return 'another string'
  if (Array.isArray(value)) return 'an array'
  return type === 'number' || value === null ? String(value) : `a value of type ${type}`
}
