/** Takes out of Ajv's errors those that only say why a branch of a union was not the one. */

import { branchesOf, isUnder } from './ajv-branches.js'
import type { AjvFault } from './ajv-read.js'
import { closest, isWithin } from './closest.js'

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
