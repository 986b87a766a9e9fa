/** Attributes: which ones a type takes, what is wrong with those that were sent, what they are at first. */
import { isRecord } from '../../failure/plain.js'
import type { ErrorObject } from '../../jsonapi/document.js'
import { buildPointer } from '../../jsonapi/pointer.js'
import type { AttributeRule, Definition, Exchange } from './model.js'
import { statusError } from './refusal.js'
import type { Content, Members } from './resource.js'

const checks: Readonly<
  Record<AttributeRule['kind'], { readonly is: (value: unknown) => boolean; readonly as: string }>
> = {
  any: { is: () => true, as: 'anything' },
  flag: { is: (value) => typeof value === 'boolean', as: 'true or false' },
  number: { is: (value) => typeof value === 'number', as: 'a number' },
  object: { is: isRecord, as: 'an object' },
  text: { is: (value) => typeof value === 'string', as: 'text' },
  texts: {
    is: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
    as: 'a list of texts',
  },
}

/** Where an attribute stands in a request. */
export const attributePointer = (name: string): string => buildPointer(['data', 'attributes', name])

/** What follows from the rules of a type, worked out once for each. */
interface Rules {
  readonly all: readonly (readonly [name: string, rule: AttributeRule])[]
  /** What a new resource has where nobody says otherwise. */
  readonly initial: Written
}

/** Attributes, those apart that responses leave out. */
type Written = Pick<Content, 'attributes' | 'hidden'>

const known = new WeakMap<Definition, Rules>()

function rulesOf(definition: Definition): Rules {
  const before = known.get(definition)
  if (before !== undefined) return before
  const all = Object.entries(definition.attributes)
  const initial = Object.fromEntries(all.map(([name, rule]) => [name, rule.initial ?? null]))
  const rules = { all, initial: written(definition, { attributes: {}, hidden: {} }, initial) }
  known.set(definition, rules)
  return rules
}

/** The attributes of a new resource of which a document says nothing. */
export const initialAttributes = (definition: Definition): Written => rulesOf(definition).initial

/**
 * The attributes that a type takes for a resource that is new, or is changed, out of those that were sent; others are left aside, as
 * Reactor does.
 */
export function knownAttributes(definition: Definition, sent: Members, isNew: boolean): Members {
  const taken: Record<string, unknown> = {}
  for (const [name, { fixed }] of rulesOf(definition).all) {
    if (Object.hasOwn(sent, name) && (isNew || !fixed)) taken[name] = sent[name]
  }
  return taken
}

/** The attributes of a resource with those that are set; those that responses leave out are hidden. */
export function written({ attributes: rules }: Definition, before: Written, values: Members): Written {
  const attributes: Record<string, unknown> = { ...before.attributes }
  const hidden: Record<string, unknown> = { ...before.hidden }
  for (const [name, value] of Object.entries(values)) {
    if (rules[name]?.hidden) hidden[name] = value
    else attributes[name] = value
  }
  return { attributes, hidden }
}

/** What is wrong with attributes: a missing one, one of the wrong kind, a value that is not possible. */
export function attributeErrors(
  exchange: Exchange,
  definition: Definition,
  { attributes, isNew }: { readonly attributes: Members; readonly isNew: boolean },
): readonly ErrorObject[] {
  const errors: ErrorObject[] = []
  for (const [name, rule] of rulesOf(definition).all) {
    const value = attributes[name]
    const isMissing = value === null || (isNew && value === undefined)
    const fault = isMissing && rule.required ? 'is required' : faultOf(rule, value)
    if (fault === undefined) continue
    errors.push(statusError(exchange, 422, { detail: `${name} ${fault}.`, pointer: attributePointer(name) }))
  }
  return errors
}

/** What is written out recurses into it. */
const MOST_LEVELS = 100

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1))
}

/** What is wrong with the value of an attribute, if it has one: `has to be text`. */
export function faultOf(rule: AttributeRule, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  const { is, as } = checks[rule.kind]
  if (!is(value)) return `has to be ${as}`
  if (isDeeper(value, MOST_LEVELS)) return `takes ${MOST_LEVELS} levels at most`
  if (rule.required && value === '') return 'cannot be empty'
  if (typeof value === 'string' && rule.longest !== undefined && [...value].length > rule.longest) {
    return `takes ${rule.longest} characters at most`
  }
  const possible = rule.values === undefined || rule.values.some((one) => one === value)
  return possible ? undefined : `has to be one of ${rule.values?.join(', ')}`
}
