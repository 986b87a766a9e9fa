/** Reads the issues of validators that speak Standard Schema into plain data, with what Zod, Valibot and ArkType add to them. */

import { attempt } from '../../jsonapi/attempt.js'
import { parsePointer } from '../../jsonapi/pointer.js'
import { closest, type PlacedViolation } from './closest.js'
import { expectedNoun, NO_MATCH, NOT_VALID, ONE_OF_ALLOWED, ofName, quoted, sentence, valueTexts } from './phrases.js'
import { type Part, stepTo } from './place.js'
import { detailOfLack } from './violation.js'

/** An issue with whatever its vendor put on it. */
type Members = Readonly<Record<string, unknown>>

// A shorter value is in many a sentence that does not repeat it.
const SHORTEST = 4

/** The kinds of issues that name the values which are allowed, in the words of all vendors. */
const naming = new Set([
  ...['invalid_value', 'invalid_literal', 'invalid_enum_value', 'invalid_union_discriminator'],
  ...['literal', 'picklist', 'enum', 'union', 'variant', 'value', 'values', 'not_value', 'not_values', 'unit'],
])

/** Those that tell a part of what is allowed, or its form. Zod calls them `format`. */
const shaping = new Set([
  ...['regex', 'starts_with', 'ends_with', 'includes', 'excludes', 'template_literal', 'invalid_string'],
])

/**
 * The sentence in the place of one that would tell what is allowed where the value is a secret; `undefined` where nothing of that
 * kind is told. What the service itself has to say of it is left out, too, as it is often said from what is allowed.
 */
function hushed(path: string, issue: Members, part: Part): string | undefined {
  if (!part.isSecret(path)) return undefined
  const { values, options, format, expected } = issue
  const kind = kindOf(issue)
  // ArkType has a predicate for the values by which it tells branches.
  const isTag = kind === 'predicate' && /^["\d-]/.test(String(expected))
  if (isTag || naming.has(kind) || Array.isArray(values ?? options)) return ONE_OF_ALLOWED
  // So ArkType says of a pattern for which the service has no words.
  const isBare = String(expected).startsWith('matched by ')
  return isBare || shaping.has(kind) || shaping.has(String(format)) ? NO_MATCH : undefined
}

/**
 * The message of an issue as a sentence. The value is taken out of it: ArkType says `(was "hunter2")`, Valibot
 * `but received "hunter2"`, and messages of others may hold the `input` that is on the issue.
 */
function issueDetail(issue: Members): string {
  const { message, expected, actual, problem, received, input, data } = issue
  if (typeof problem === 'string' && typeof actual === 'string') {
    return typeof expected === 'string' && problem.startsWith(`must be ${expected}`)
      ? `Must be ${expected}.`
      : sentence(without(problem.replace(` (was ${actual})`, ''), data))
  }
  if (typeof message !== 'string') return sentence(message)
  // Zod 3 repeats the value here; elsewhere its `received` is the name of a type.
  if (issue['code'] === 'invalid_enum_value') {
    return sentence(without(message.replace(`, received '${String(received)}'`, ''), received))
  }
  if (typeof received !== 'string') return sentence(without(message, input))
  const told = message.replace(` but received ${received}`, '').replace(`: Received ${received}`, '')
  return sentence(without(received.startsWith('"') ? told.replaceAll(received, '…') : told, input))
}

function without(text: string, value: unknown): string {
  return typeof value === 'string' && value.length >= SHORTEST ? text.replaceAll(value, '…') : text
}

/** One issue, as Standard Schema has it. */
export interface StandardIssue {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: unknown })[] | undefined
}

/** Reads one issue as a violation; one that says nothing readable means that the whole is not valid. Never throws. */
export function readIssue(issue: StandardIssue | undefined, part: Part): readonly PlacedViolation[] {
  // Not an object, a getter that throws, issues within issues without end.
  const unread = [{ path: '', at: '', kind: '', detail: NOT_VALID, asks: 'other' }] as const
  return issue === undefined ? unread : attempt<readonly PlacedViolation[]>(() => read(issue, '', part), unread)
}

/** `from` is the place that the path of the issue starts from. */
function read(issue: object, from: string, part: Part): readonly PlacedViolation[] {
  // Any object may be asked for members that it might not have.
  const members = issue as Members
  const { keys, errors, issues, unionErrors } = members
  const kind = kindOf(members)
  const path = from + pathOf(members['path'])
  const whole: PlacedViolation = {
    path,
    at: path,
    kind,
    detail: detailAt(path, members, part),
    asks: asked(members),
    nouns: hushed(path, members, part) === undefined ? nounsOf(members) : undefined,
  }
  // Zod names all members that are too many in one issue.
  if (kind === 'unrecognized_keys' && Array.isArray(keys)) {
    const extra = keys.map((key) => path + stepTo(String(key)))
    return extra.map((at) => ({ ...whole, path: at, detail: notAllowed(at, part) }))
  }
  if (kind === 'invalid_key' && Array.isArray(issues)) {
    return issues.map((inner) => ({
      ...whole,
      detail: ofName(nameAt(path, part), hushed(path, inner, part) ?? issueDetail(inner)),
    }))
  }
  const below = (inner: object) => read(inner, from, part)
  // Zod 3 has an error of its own for each branch, with paths from the top.
  if (Array.isArray(unionErrors)) {
    return closest(
      unionErrors.map((branch: { readonly issues: readonly object[] }) => branch.issues.flatMap(below)),
      whole,
    )
  }
  if (Array.isArray(errors)) {
    // Zod has a list for each branch, with paths from here; ArkType an error for each, with paths from the top.
    if (kind === 'invalid_union') {
      return closest(
        errors.map((branch: object[]) => branch.flatMap((inner) => read(inner, path, part))),
        whole,
      )
    }
    return kind === 'union' ? closest(errors.map(below), whole) : errors.flatMap(below)
  }
  // Valibot has one list for all branches, with paths from here.
  if (!Array.isArray(issues)) return [whole]
  return closest(
    branchesIn(issues).map((branch) => branch.flatMap((inner) => read(inner, path, part))),
    whole,
  )
}

// An issue about the whole.
const WHOLE = ''

/**
 * The issues of Valibot’s branches, branch by branch: one that objects to the type of the whole says nothing else, and where it
 * says the same of the same place again, the next has begun.
 */
function branchesIn(issues: readonly Members[]): readonly (readonly Members[])[] {
  const branches: Members[][] = []
  const said = new Set<string>()
  for (const issue of issues) {
    const { kind, type, path } = issue
    // A schema objects to a place once; the actions after it may do so several times.
    const words = (kind === 'schema' ? '' : String(type)) + pathOf(path)
    const current = branches.at(-1)
    if (current === undefined || words === WHOLE || said.has(WHOLE) || said.has(words)) {
      branches.push([issue])
      said.clear()
    } else current.push(issue)
    said.add(words)
  }
  return branches
}

const nameAt = (path: string, part: Part): string => part.nameOf(path, parsePointer(path).at(-1) ?? '')

const notAllowed = (path: string, part: Part): string =>
  `The ${part.noun} ${quoted(nameAt(path, part))} is not allowed.`

/** The meaning of an issue, and where the document lacks its place, that it does. */
function detailAt(path: string, issue: Members, part: Part): string {
  // Of a member that is too many, Valibot says that it expects “never”, and ArkType that it be “removed”.
  const isExtra = issue['expected'] === 'never' || issue['expected'] === 'removed'
  if (isExtra && path !== '') return notAllowed(path, part)
  return detailOfLack(part, { path, place: part.locate(path) }, hushed(path, issue, part) ?? issueDetail(issue))
}

/** The vendor's name for this kind of issue: `code` of Zod and ArkType, `type` of Valibot. */
function kindOf({ code, type }: Members): string {
  if (typeof code === 'string') return code
  return typeof type === 'string' ? type : ''
}

/** The path of an issue as a JSON Pointer, up to what no JSON document has. */
function pathOf(path: unknown): string {
  let pointer = ''
  for (const segment of Array.isArray(path) ? path : []) {
    const key: unknown = typeof segment === 'object' && segment !== null ? segment.key : segment
    if (typeof key !== 'string' && typeof key !== 'number') break
    pointer += stepTo(String(key))
  }
  return pointer
}

const byKind: ReadonlyMap<string, PlacedViolation['asks']> = new Map([
  ['invalid_type', 'type'],
  ['domain', 'type'],
  ['proto', 'type'],
  ['unit', 'tag'],
  ['literal', 'tag'],
  ['invalid_literal', 'tag'],
  ['picklist', 'choice'],
  ['enum', 'choice'],
  ['invalid_enum_value', 'choice'],
  ['invalid_union_discriminator', 'choice'],
])

function asked(issue: Members): PlacedViolation['asks'] {
  const { kind, values } = issue
  if (Array.isArray(values)) return values.length === 1 ? 'tag' : 'choice'
  return byKind.get(kindOf(issue)) ?? (kind === 'schema' ? 'type' : 'other')
}

/** The expectation, where the vendor states it apart from the message, and the message is not one of the service. */
function nounsOf(issue: Members): readonly string[] | undefined {
  const { message, problem, expected } = issue
  // Zod 4 calls them values, Zod 3 options.
  const values = issue['values'] ?? issue['options']
  const told = String(problem ?? message)
  if (Array.isArray(values)) return told.startsWith('Invalid ') ? valueTexts(values) : undefined
  if (typeof expected !== 'string') return undefined
  if (told.includes(`xpected ${JSON.stringify(expected)}`)) return valueTexts([expected])
  const isOwn = told.includes(`xpected ${expected}`) || told.startsWith(`must be ${expected}`)
  return isOwn ? [expectedNoun(expected)] : undefined
}
