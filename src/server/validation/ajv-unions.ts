/** Tells which of Ajv's errors belong to which branch of a union, by where they stand in the schema. */
import type { AjvViolation } from './ajv-read.js'
import { closest, isWithin } from './closest.js'

/** The keywords of schemas that apply to the same value as the schema they stand in. */
const IN_PLACE: ReadonlySet<string | undefined> = new Set<string | undefined>([
  ...['allOf', 'anyOf', 'oneOf', 'if', 'then', 'else', 'not', 'dependencies', 'dependentSchemas', '$ref'],
])

/** A union in a schema, with what is needed to tell which errors can be of its branches. */
interface Reach {
  /** The beginning of the schema paths of its branches. */
  readonly inside: string
  /** The beginning of the schema paths that apply to the same value, where that is the whole document. */
  readonly beside: string
  readonly isWhole: boolean
}

/** The reach of each union by its schema path, of which a list of errors has few. */
type Reaches = Map<string, Reach>

function reachOf(schemaPath: string, reaches: Reaches): Reach {
  const known = reaches.get(schemaPath)
  if (known !== undefined) return known
  const base = baseOf(schemaPath)
  const reach = { inside: `${schemaPath}/`, beside: `${base}/`, isWhole: base.endsWith('#') }
  reaches.set(schemaPath, reach)
  return reach
}

/**
 * A schema path without its end, as far as all of that applies to the same value: keywords, each with a name or number or without.
 */
function baseOf(schemaPath: string): string {
  const steps = schemaPath.split('/')
  let start = steps.length
  // Whether all from the next step on, and from the one after that, is such an end.
  let isEnd = true
  let isEndAfter = false
  for (let index = steps.length - 1; index > 0; index--) {
    const isEndHere: boolean = IN_PLACE.has(steps[index]) && (isEnd || isEndAfter)
    if (isEndHere) start = index
    isEndAfter = isEnd
    isEnd = isEndHere
    if (!isEnd && !isEndAfter) break
  }
  return steps.slice(0, start).join('/')
}

/**
 * Whether a violation can be one of a branch of a union: about the same value or one in it, and by a keyword in a branch, or in a
 * schema that is referred to. Of such a schema Ajv says where it stands itself, or where the keyword stands in it.
 */
function isUnder({ at, schemaPath }: AjvViolation, union: AjvViolation, reach: Reach): boolean {
  if (!isWithin(at, union.at)) return false
  if (schemaPath.startsWith(reach.inside)) return true
  if (!reach.isWhole) return !schemaPath.startsWith(reach.beside)
  const [first, second] = schemaPath.slice(schemaPath.indexOf('#')).split('/', 2)
  return first !== '#' || !IN_PLACE.has(second)
}

/** The number of the branch that the schema path names; `undefined` in a schema that is referred to. */
function indexOf({ schemaPath }: AjvViolation, inside: string): number | undefined {
  return schemaPath.startsWith(inside) ? Number.parseInt(schemaPath.slice(inside.length), 10) : undefined
}

/** Whether `violation` looks like the first of a branch: it is about the value of the union itself, or about its tag. */
function opens({ at, asks }: AjvViolation, union: AjvViolation): boolean {
  return at === union.at || (asks === 'tag' && at.lastIndexOf('/') === union.at.length)
}

/**
 * `run`, the errors of the branches of `union` in their order, branch by branch. What a schema said that is referred to belongs
 * to the numbered branch beside it where no number is left out, since every branch failed and so said something; else it was a
 * branch of its own.
 */
function branchesOf(run: readonly AjvViolation[], union: AjvViolation): readonly (readonly AjvViolation[])[] {
  const branches: AjvViolation[][] = []
  const inside = `${union.schemaPath}/`
  let known = -1
  let current: AjvViolation[] | undefined
  let referred: AjvViolation[] = []
  for (const violation of run) {
    const index = indexOf(violation, inside)
    if (index === undefined) {
      referred.push(violation)
      continue
    }
    const before = current
    if (current === undefined || index !== known) {
      current = []
      branches.push(current)
    }
    if (index > known + 1) for (const branch of referredBranches(referred, union)) branches.push(branch)
    else for (const one of referred) (before ?? current).push(one)
    current.push(violation)
    known = index
    referred = []
  }
  const opening = current === undefined ? 0 : referred.findIndex((violation) => opens(violation, union))
  const end = opening < 0 ? referred.length : opening
  for (const one of referred.slice(0, end)) current?.push(one)
  return [...branches, ...referredBranches(referred.slice(end), union)]
}

const DOCUMENT = /^[^#]*#(?:\/(?:definitions|\$defs)\/[^/]+)?/

/**
 * The errors of referred schemas, one branch each as far as can be told: Ajv starts anew where it says the same of the same place
 * again, comes back to the whole after a part of it, or comes to another schema.
 */
function referredBranches(violations: readonly AjvViolation[], union: AjvViolation): readonly AjvViolation[][] {
  const branches: AjvViolation[][] = []
  const said = new Set<string>()
  let source = ''
  // Whether the current branch has come to a part of the whole.
  let hasStrayed = false
  for (const violation of violations) {
    const { path, at, schemaPath } = violation
    const words = `${path}\n${schemaPath}`
    const from = DOCUMENT.exec(schemaPath)?.[0] ?? ''
    // A schema that Ajv names by where it stands refers to no other; one that it does not name may.
    const isOther = from !== source && (!source.endsWith('#') || opens(violation, union))
    const current = branches.at(-1)
    const isBack = at === union.at && (violation.asks === 'type' || hasStrayed)
    // A value of the wrong type is asked nothing else but to be one of some values.
    const isOver =
      current?.[0]?.at === union.at && current[0].asks === 'type' && (at !== union.at || violation.asks === 'other')
    if (current === undefined || isOther || isBack || isOver || said.has(words)) {
      branches.push([violation])
      said.clear()
      source = from
      hasStrayed = false
    } else current.push(violation)
    hasStrayed ||= at !== union.at
    said.add(words)
  }
  return branches
}

/** Takes out of Ajv's errors those that only say why a branch of a union was not the one. */

/**
 * `violations` in which every `oneOf` and `anyOf` has given way to the violations of the branch that came closest, `if` to what its
 * `then` or `else` objects to, `propertyNames` to what is wrong with the name, and what the elements lack that `contains` does
 * not count to `contains` itself. Ajv lists the errors of branches right before that of the keyword, so those are looked at.
 */
export function reduced(violations: readonly AjvViolation[]): readonly AjvViolation[] {
  const kept: AjvViolation[] = []
  const failed = new Set<string>()
  const reaches: Reaches = new Map()
  for (const violation of violations) {
    const { kind, at } = violation
    if (kind === 'oneOf' || kind === 'anyOf' || kind === 'union') {
      failed.add(parentOf(violation))
      const run = kept.splice(startOfRun(kept, violation, reaches))
      // One by one: as arguments of one call there may be too many.
      for (const one of violation.manyMatched ? [violation] : closest(branchesOf(run, violation), violation))
        kept.push(one)
    } else if (kind === 'contains') {
      kept.splice(startOfRun(kept, violation, reaches))
      kept.push(violation)
    } else if (kind === 'propertyNames') {
      const before = kept.at(-1)
      if (before?.path !== violation.path || !isUnder(before, violation, reachOf(violation.schemaPath, reaches)))
        kept.push(violation)
    } else if (kind === 'if') {
      const before = kept.at(-1)
      if (before === undefined || !isWithin(before.at, at)) kept.push(violation)
      failed.add(parentOf(violation))
    } else if (!kind.startsWith('unevaluated') || !failed.has(parentOf(violation))) {
      // Where a union failed, Ajv takes nothing that its branches name for evaluated.
      kept.push(violation)
    }
  }
  return kept
}

/** The value, and the schema that the keyword stands in. */
const parentOf = ({ at, schemaPath }: AjvViolation): string =>
  `${at}\n${schemaPath.slice(0, schemaPath.lastIndexOf('/'))}`

/** Where the errors of the branches of `union` begin, which end the list. */
function startOfRun(kept: readonly AjvViolation[], union: AjvViolation, reaches: Reaches): number {
  const reach = reachOf(union.schemaPath, reaches)
  let start = kept.length
  for (; start > 0; start--) {
    const before = kept[start - 1]
    if (before === undefined || !isUnder(before, union, reach)) break
  }
  return start
}
