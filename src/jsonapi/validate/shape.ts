/** Says what members an object has, and checks them. */
import { checkKind, type Kind } from './kind.js'
import { isForeign } from './member-names.js'
import { type Members, own } from './plain.js'
import { CATALOG, KNOWN_MEMBER, must, type Rule } from './rules.js'
import { child, report, type Walk } from './walk.js'

/** What there is to say of a sort of objects beside its members. */
interface ShapeOptions {
  /** Where the rules of its members stand; default: where the specification speaks of error objects. */
  readonly see?: string
  /** The members that JSON:API 1.0 does not have. */
  readonly later?: readonly string[]
  /** Other members that are looked at elsewhere. */
  readonly others?: readonly string[]
  /** What it can be without, if the schema of catalogs says what it has; default: all, and JSON:API says what it has. */
  readonly optional?: readonly string[]
  /** Whether nothing is wrong with the object, where that can be told at a glance. */
  readonly usual?: (object: Members, walk: Walk) => boolean
  /** Looks at the object as a whole; `count` says how many of the members it has. */
  readonly whole?: (walk: Walk, at: string, object: Members, count: number) => void
  /** The rule that it is an object, where that is one and the same rule everywhere. */
  readonly rule?: Rule
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** Objects that have such members. Makes a rule for each member whose kind has none. */
export function shaped(name: string, members: Readonly<Record<string, Kind>>, options: ShapeOptions): Kind {
  const { see, later, others, optional, usual, whole, rule } = options
  const known = new Map(
    Object.entries(members).map(([member, kind]) => [
      member,
      { kind, rule: kind.rule ?? must(kebab(`${name}-${member}`), `\`${name}.${member}\` is ${kind.what}.`, see) },
    ]),
  )
  const object = (walk: Walk, at: string, value: Members): void => {
    try {
      if (usual?.(value, walk)) return
    } catch {
      // What throws is reported below.
    }
    let count = 0
    for (const member of Object.keys(value)) {
      const there = `${at}/${member}`
      const has = walk.old && later?.includes(member) ? undefined : known.get(member)
      if (value[member] === undefined || others?.includes(member)) continue
      if (has) {
        count++
        checkKind(walk, there, value[member], has.kind, has.rule)
      } else if (optional) report(walk, CATALOG, child(at, member), 'another')
      else if (!isForeign(walk, at, member)) {
        report(walk, KNOWN_MEMBER, child(at, member), `another than ${[...known.keys()].join(', ')}`)
      }
    }
    for (const member of optional ? known.keys() : []) {
      if (!optional?.includes(member) && own(value, member) === undefined) report(walk, CATALOG, at, `no \`${member}\``)
    }
    whole?.(walk, at, value, count)
  }
  return { what: 'an object', object, rule }
}
