/** Tells which of Ajv's errors belong to which branch of a union, by where they stand in the schema. */
import type { AjvViolation } from './ajv-read.js'
import { closest, depthOf, isWithin } from './closest.js'

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
 * A schema path without its keyword, and without what is before that as far as all of it applies to the same value: keywords, each
 * with a name or number or without.
 */
function baseOf(schemaPath: string): string {
  const steps = schemaPath.split('/')
  let start = steps.length - 1
  for (let index = start - 1; index >= start - 2; index--) if (IN_PLACE.has(steps[index])) start = index
  return steps.slice(0, start).join('/')
}

/** The beginning of a schema path: its document, and the name of a schema in that. */
const DOCUMENT = /^[^#]*#(?:\/(?:definitions|\$defs|components\/schemas)\/[^/]+)?/

/** The steps of a schema path that lead from a value into it, with the name of the member where there is one. */
const DOWN = new RegExp(
  `/(?:(?:properties|optionalProperties)/([^/]*)|patternProperties/[^/]*|${[
    ...['additionalProperties', 'unevaluatedProperties', 'values'],
    ...['items', 'prefixItems', 'additionalItems', 'unevaluatedItems', 'contains', 'elements'],
  ].join('|')})(?=/)`,
  'g',
)

/** Whether `schemaPath` leads to `at` from a value above `top`, and so is of a schema that holds the union. */
function isFromAbove({ at, schemaPath }: AjvViolation, top: number): boolean {
  const names = Array.from(schemaPath.replace(DOCUMENT, '').matchAll(DOWN), ([, name]) => name)
  const steps = at.split('/').slice(1)
  const start = steps.length - names.length
  // A name that is written otherwise in the schema path may be any.
  const fits = (name: string | undefined, step: string | undefined) =>
    name === undefined || name === step || name.includes('%')
  return start < top && names.every((name, index) => fits(name, steps[start + index]))
}

/**
 * Whether a violation can be one of a branch of a union: about the same value or one in it, and by a keyword in a branch, or in a
 * schema that is referred to. Of such a schema Ajv says where it stands itself, or where the keyword stands in it.
 */
function isUnder(violation: AjvViolation, union: AjvViolation, reach: Reach): boolean {
  const { at, schemaPath } = violation
  if (!isWithin(at, union.at)) return false
  if (schemaPath.startsWith(reach.inside)) return true
  // What is contained is an element, and not the whole.
  if (isFromAbove(violation, depthOf(union.at) + (union.kind === 'contains' ? 1 : 0))) return false
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
  let known = 0
  let current: AjvViolation[] = []
  const branches = [current]
  const inside = `${union.schemaPath}/`
  let referred: AjvViolation[] = []
  for (const violation of run) {
    const index = indexOf(violation, inside)
    if (index === undefined) {
      referred.push(violation)
      continue
    }
    if (index > known + 1) for (const branch of referredBranches(referred, union)) branches.push(branch)
    else for (const one of referred) current.push(one)
    referred = []
    if (index !== known) {
      current = []
      branches.push(current)
    }
    current.push(violation)
    known = index
  }
  const opening = current.length === 0 ? 0 : referred.findIndex((violation) => opens(violation, union))
  const end = opening < 0 ? referred.length : opening
  for (const one of referred.slice(0, end)) current.push(one)
  return [...branches, ...referredBranches(referred.slice(end), union)]
}

/** The schema that `violation` comes from, as far as Ajv names it. */
const sourceOf = ({ schemaPath }: AjvViolation): string | undefined => DOCUMENT.exec(schemaPath)?.[0]

/**
 * The errors of referred schemas, one branch each as far as can be told: Ajv starts anew where it says the same of the same place
 * again, comes back to the whole after a part of it, or comes to another schema.
 */
function referredBranches(violations: readonly AjvViolation[], union: AjvViolation): readonly AjvViolation[][] {
  const branches: [AjvViolation, ...AjvViolation[]][] = []
  const said = new Set<string>()
  let before = union
  for (const violation of violations) {
    const words = `${violation.path}\n${violation.schemaPath}`
    const current = branches.at(-1)
    if (current === undefined || said.has(words) || isAnew(violation, [current[0], before], union)) {
      branches.push([violation])
      said.clear()
    } else current.push(violation)
    said.add(words)
    before = violation
  }
  return branches
}

/** Whether `violation` cannot be of the branch that has `first` and, at last, `before`. */
function isAnew(
  violation: AjvViolation,
  [first, before]: readonly [AjvViolation, AjvViolation],
  union: AjvViolation,
): boolean {
  const { at, asks } = violation
  const source = sourceOf(first)
  // A schema that Ajv names by where it stands refers to no other; one that it does not name may.
  const isOther = sourceOf(violation) !== source && (!source?.endsWith('#') || opens(violation, union))
  const isBack = at === union.at && (asks === 'type' || before.at !== union.at)
  // A value of the wrong type is asked nothing else but to be one of some values.
  const isOver = first.at === union.at && first.asks === 'type' && (at !== union.at || asks === 'other')
  return isOther || isBack || isOver
}

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
  return kept.findLastIndex((violation) => !isUnder(violation, union, reach)) + 1
}
