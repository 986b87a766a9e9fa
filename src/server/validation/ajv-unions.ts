/** Tells which of Ajv's errors belong to which branch of a union, by where they stand in the schema. */
import type { AjvFault } from './ajv-read.js'
import { closest, isWithin } from './closest.js'

// What applies to the same value as the schema it stands in.
const IN_PLACE = '(?:allOf|anyOf|oneOf|if|then|else|not|dependencies|dependentSchemas|\\$ref)'
const IN_PLACE_END = new RegExp(`(?:/${IN_PLACE}(?:/[^/]*)?)+$`)
const IN_PLACE_START = new RegExp(`^[^#]*#/${IN_PLACE}(?:/|$)`)

/**
 * Whether `fault` can be one of a branch of `union`: about the same value or one in it, and by a keyword in a branch, or in a
 * schema that is referred to. Of such a schema Ajv says where it stands itself, or where the keyword stands in it.
 */
export function isUnder({ at, schemaPath }: AjvFault, union: AjvFault): boolean {
  if (!isWithin(at, union.at)) return false
  if (schemaPath.startsWith(`${union.schemaPath}/`)) return true
  const base = union.schemaPath.replace(IN_PLACE_END, '')
  if (base.endsWith('#')) return !IN_PLACE_START.test(schemaPath)
  return !schemaPath.startsWith(`${base}/`)
}

/** The number of the branch that the schema path names; `undefined` in a schema that is referred to. */
function indexOf({ schemaPath }: AjvFault, union: AjvFault): number | undefined {
  const start = union.schemaPath.length + 1
  return schemaPath.startsWith(`${union.schemaPath}/`) ? Number.parseInt(schemaPath.slice(start), 10) : undefined
}

/** Whether `fault` looks like the first of a branch: it is about the value of the union itself, or about its tag. */
function opens({ at, asks }: AjvFault, union: AjvFault): boolean {
  return at === union.at || (asks === 'tag' && at.lastIndexOf('/') === union.at.length)
}

/**
 * `run`, the errors of the branches of `union` in their order, branch by branch. What a schema said that is referred to belongs
 * to the numbered branch beside it where no number is left out, since every branch failed and so said something; else it was a
 * branch of its own.
 */
export function branchesOf(run: readonly AjvFault[], union: AjvFault): readonly (readonly AjvFault[])[] {
  const branches: AjvFault[][] = []
  let known = -1
  let current: AjvFault[] | undefined
  let referred: AjvFault[] = []
  for (const fault of run) {
    const index = indexOf(fault, union)
    if (index === undefined) {
      referred.push(fault)
      continue
    }
    const before = current
    if (current === undefined || index !== known) {
      current = []
      branches.push(current)
    }
    if (index > known + 1) for (const branch of referredBranches(referred, union)) branches.push(branch)
    else for (const one of referred) (before ?? current).push(one)
    current.push(fault)
    known = index
    referred = []
  }
  const opening = current === undefined ? 0 : referred.findIndex((fault) => opens(fault, union))
  const inside = opening < 0 ? referred.length : opening
  for (const one of referred.slice(0, inside)) current?.push(one)
  return [...branches, ...referredBranches(referred.slice(inside), union)]
}

const DOCUMENT = /^[^#]*#(?:\/(?:definitions|\$defs)\/[^/]+)?/

/**
 * What referred schemas said, one branch each as far as can be told: Ajv starts anew where it says the same of the same place
 * again, comes back to the whole after a part of it, or comes to another schema.
 */
function referredBranches(faults: readonly AjvFault[], union: AjvFault): readonly AjvFault[][] {
  const branches: AjvFault[][] = []
  const said = new Set<string>()
  let source = ''
  for (const fault of faults) {
    const { path, at, schemaPath } = fault
    const words = `${path}\n${schemaPath}`
    const from = DOCUMENT.exec(schemaPath)?.[0] ?? ''
    // A schema that Ajv names by where it stands refers to no other; one that it does not name may.
    const isOther = from !== source && (!source.endsWith('#') || opens(fault, union))
    const current = branches.at(-1)
    const isBack = at === union.at && (fault.asks === 'type' || current?.some((before) => before.at !== at))
    // What is of the wrong type is asked nothing else but to be one of some values.
    const isOver =
      current?.[0]?.at === union.at && current[0].asks === 'type' && (at !== union.at || fault.asks === 'other')
    if (current === undefined || isOther || isBack || isOver || said.has(words)) {
      branches.push([fault])
      said.clear()
      source = from
    } else current.push(fault)
    said.add(words)
  }
  return branches
}

/** Takes out of Ajv's errors those that only say why a branch of a union was not the one. */

/**
 * `faults` in which every `oneOf` and `anyOf` has given way to the objections of the branch that came closest, `if` to what its
 * `then` or `else` objects to, `propertyNames` to what is wrong with the name, and what the elements lack that `contains` does
 * not count to `contains` itself. Ajv lists the errors of branches right before that of the keyword, so those are looked at.
 */
export function reduced(faults: readonly AjvFault[]): readonly AjvFault[] {
  const kept: AjvFault[] = []
  const failed = new Set<string>()
  for (const fault of faults) {
    const { kind, at, schemaPath } = fault
    const parent = `${at}\n${schemaPath.slice(0, schemaPath.lastIndexOf('/'))}`
    if (kind === 'oneOf' || kind === 'anyOf' || kind === 'union') {
      failed.add(parent)
      const run = kept.splice(startOfRun(kept, fault))
      // One by one: as arguments of one call there may be too many.
      for (const one of fault.manyMatched ? [fault] : closest(branchesOf(run, fault), fault)) kept.push(one)
    } else if (kind === 'contains') {
      kept.splice(startOfRun(kept, fault))
      kept.push(fault)
    } else if (kind === 'propertyNames') {
      const before = kept.at(-1)
      if (before?.path !== fault.path || !isUnder(before, fault)) kept.push(fault)
    } else if (kind === 'if') {
      const before = kept.at(-1)
      if (before === undefined || !isWithin(before.at, at)) kept.push(fault)
      failed.add(parent)
    } else if (!kind.startsWith('unevaluated') || !failed.has(parent)) {
      // Where a union failed, Ajv takes nothing that its branches name for evaluated.
      kept.push(fault)
    }
  }
  return kept
}

/** Where the errors of the branches of `union` begin, which end the list. */
function startOfRun(kept: readonly AjvFault[], union: AjvFault): number {
  let start = kept.length
  for (; start > 0; start--) {
    const before = kept[start - 1]
    if (before === undefined || !isUnder(before, union)) break
  }
  return start
}
