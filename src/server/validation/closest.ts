/** Of the branches of a union that did not match, finds the one that came closest, or says what they ask for between them. */

import { alternatives } from './phrases.js'
import type { Violation } from './violation.js'

/** Something that a branch objects to, with what is needed to compare branches. */
export interface PlacedViolation extends Violation {
  /** Where the value stands that is objected to, as a JSON Pointer: that which lacks a member, and not the member. */
  readonly at: string
  /** Its demand: a type, the one value of a tag, one of several values, or anything else. */
  readonly asks: 'type' | 'tag' | 'choice' | 'other'
  /** The nouns of which the value has to be one; where all branches say so of one place, they are said together. */
  readonly nouns?: readonly string[] | undefined
}

/** Whether `path` is `ancestor` or lies below it. */
export function isWithin(path: string, ancestor: string): boolean {
  return path.startsWith(ancestor) && (path.length === ancestor.length || path[ancestor.length] === '/')
}

/** How many steps `path` has. */
export function depthOf(path: string): number {
  let depth = 0
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) depth++
  return depth
}

/** How an violation speaks against a branch for the value at `top`: 2 the wrong type of the whole, 1 another tag, 0 not at all. */
function mismatch({ at, asks }: PlacedViolation, top: string): number {
  if (asks === 'other') return 0
  if (at === top) return 2
  const isMember = at.lastIndexOf('/') === top.length
  return (asks === 'tag' && isMember) || (asks !== 'type' && at.endsWith('/type')) ? 1 : 0
}

/**
 * How far a branch is from the value at `top`, to be compared number by number: how it is mistaken in the whole (the wrong type
 * is farthest, then the wrong tag), how much it objects to, and how deep it got before it did.
 */
function distance(branch: readonly PlacedViolation[], top: string): readonly number[] {
  let worst = 0
  let deepest = 0
  for (const violation of branch) {
    worst = Math.max(worst, mismatch(violation, top))
    deepest = Math.max(deepest, depthOf(violation.at))
  }
  return [worst, branch.length, -deepest]
}

function compare(a: readonly number[], b: readonly number[]): number {
  const place = a.findIndex((value, index) => value !== b[index])
  return place < 0 ? 0 : Number(a[place]) - Number(b[place])
}

/**
 * The violations of the branch that came closest; where several did alike, one violation that says what each of them asks for;
 * where there is none, `whole`, the violation of the union itself.
 */
export function closest<Any extends PlacedViolation>(
  branches: readonly (readonly Any[])[],
  whole: Any,
): readonly Any[] {
  const measured = branches
    .filter((branch) => branch.length > 0)
    .map((branch) => ({ branch, far: distance(branch, whole.at) }))
  const [first, ...others] = measured.sort((a, b) => compare(a.far, b.far))
  if (first === undefined) return [whole]
  const rivals = others.filter(({ far }) => compare(far, first.far) === 0).map(({ branch }) => branch)
  return rivals.length === 0 ? first.branch : [merged([first.branch, ...rivals], whole)]
}

/** Joins the demands of several branches. */
function merged<Any extends PlacedViolation>(rivals: readonly (readonly Any[])[], whole: Any): Any {
  const all = joined(rivals)
  const [first] = all
  const shared = first !== undefined && all.every(({ path }) => path === first.path) ? first : undefined
  const nouns = all.map((violation) => violation.nouns)
  const { path, at, place: found } = shared ?? whole
  const place = { path, at, place: found }
  const kind =
    shared !== undefined && all.every((violation) => violation.kind === shared.kind) ? shared.kind : whole.kind
  const asks = shared?.asks ?? 'other'
  if (shared !== undefined && nouns.every((each) => each !== undefined)) {
    const distinct = [...new Set(joined(nouns))]
    return { ...whole, ...place, kind, asks, nouns: distinct, detail: `Must be ${alternatives(distinct)}.` }
  }
  const details = new Set(rivals.map((branch) => toldOf(branch, place.path)))
  return { ...whole, ...place, kind, asks, nouns: undefined, detail: listed([...details]) }
}

/** `lists.flat()`, which takes several times as long. */
function joined<Item>(lists: readonly (readonly Item[])[]): Item[] {
  const all: Item[] = []
  for (const list of lists) for (const item of list) all.push(item)
  return all
}

const MOST = 5

function listed(details: readonly string[]): string {
  const rest = details.length - MOST
  return [...details.slice(0, MOST), ...(rest > 0 ? [`One of ${rest} more.`] : [])].join(' Or: ')
}

/** The violations of a branch, as far as anybody would read. */
function toldOf(branch: readonly PlacedViolation[], from: string): string {
  const first = branch.slice(0, MOST).map((violation) => told(violation, from))
  return [...first, ...(branch.length > MOST ? [`And ${branch.length - MOST} more.`] : [])].join(' ')
}

/** The detail with the place it speaks of, where that is not `from`. */
function told({ at, detail }: PlacedViolation, from: string): string {
  const below = at.slice(from.length + 1)
  return below === '' ? detail : `At ${below}: ${detail}`
}
