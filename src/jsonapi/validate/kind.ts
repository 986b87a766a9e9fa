/** Says of what kind a value has to be, and checks it: the walk through a value, kinds, and objects with members of such kinds. */
import { childPointer } from '../pointer-syntax.js'
import { isRecord, type Members } from '../record.js'
import { isForeign } from './names.js'
import { KNOWN_MEMBER, must, READABLE, type Rule } from './rules.js'
import { isOver, report, type Walk } from './walk.js'

/** The values that something can have: each property but the first and the last adds some. */
export interface Kind {
  /** The noun for them, to end a sentence with; absent where no sentence ends so. */
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
 * getter, a revoked proxy, more levels than the stack takes), that is a violation too, and what is around it is checked.
 */
export function checkKind(walk: Walk, at: string, value: unknown, kind: Kind, own: Rule): void {
  const { text, object, items, list, also, rule = own } = kind
  try {
    if (object && isRecord(value)) object(walk, at, value)
    else if (items && Array.isArray(value)) {
      for (let index = 0; index < value.length && !isOver(walk); index++)
        checkKind(walk, `${at}/${index}`, value[index], items, rule)
      list?.(walk, at, value)
    } else if (text && typeof value === 'string' ? !text(value) : !also?.(value, walk)) {
      report(walk, rule, at, describe(value))
    }
  } catch {
    report(walk, READABLE, at, 'what throws')
  }
}

/** Returns the noun for a value. Never the text that it holds, which may be secret. */
function describe(value: unknown): string {
  const type = typeof value
  if (type === 'string') return 'another string'
  if (Array.isArray(value)) return 'an array'
  return type === 'number' || value === null ? String(value) : `a value of type ${type}`
}

/** The rules for a sort of objects, beside those for its members. */
interface ShapeOptions {
  /** Where the rules of its members stand; default: where the specification speaks of error objects. */
  readonly see?: string
  /** The members that JSON:API 1.0 does not have. */
  readonly later?: readonly string[]
  /** Other members that are looked at elsewhere. */
  readonly others?: readonly string[]
  /** Whether the object could be checked at a glance; it has been then. */
  readonly usual?: (walk: Walk, at: string, object: Members) => boolean
  /** Looks at the object as a whole; `isEmpty` says whether it has none of the members. */
  readonly whole?: (walk: Walk, at: string, object: Members, isEmpty: boolean) => void
  /** The rule that it is an object, where that is one and the same rule everywhere. */
  readonly rule?: Rule
}

/** Objects that have such members. Makes a rule for each member whose kind has none. */
export function shaped(name: string, members: Readonly<Record<string, Kind>>, options: ShapeOptions): Kind {
  const { see, later, others, usual, whole, rule } = options
  const known = new Map(
    Object.entries(members).map(([member, kind]) => [
      member,
      { kind, rule: kind.rule ?? must(`${name}-${member}`, `\`${name}.${member}\` is ${kind.what}.`, see) },
    ]),
  )
  const object = (walk: Walk, at: string, value: Members): void => {
    try {
      if (usual?.(walk, at, value)) return
    } catch {
      // A member that throws is reported below.
    }
    let isEmpty = true
    for (const member of Object.keys(value)) {
      const item = value[member]
      if (item === undefined || others?.includes(member)) continue
      const has = walk.old && later?.includes(member) ? undefined : known.get(member)
      if (has) {
        isEmpty = false
        // Most members are texts, and nothing is wrong with them: no need to say where they stand.
        if (typeof item !== 'string' || !has.kind.text?.(item))
          checkKind(walk, `${at}/${member}`, item, has.kind, has.rule)
      } else if (!isForeign(walk, at, member)) {
        report(walk, KNOWN_MEMBER, childPointer(at, member), `another than ${[...known.keys()].join(', ')}`)
      }
    }
    whole?.(walk, at, value, isEmpty)
  }
  return { what: 'an object', object, rule }
}
