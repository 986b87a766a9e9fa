/** Holds the attributes of a request against what a type of resource takes. */

import { isRecord } from '../../failure/plain.js'
import type { ErrorObject } from '../../jsonapi/document.js'
import { buildPointer } from '../../jsonapi/pointer.js'
import type { AttributeRule, Definition, Exchange } from './model.js'
import { fault } from './refusal.js'
import type { Members } from './resource.js'

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

/** The attributes that a type takes, out of those that were sent; others are left aside, as Reactor does. */
export function knownAttributes(definition: Definition, sent: Members): Members {
  const known: Members = {}
  for (const name of Object.keys(definition.attributes)) {
    if (Object.hasOwn(sent, name)) known[name] = sent[name]
  }
  return known
}

/** What is wrong with attributes: a missing one, one of the wrong kind, a value that is none of those possible. */
export function attributeFaults(
  exchange: Exchange,
  definition: Definition,
  { attributes, isNew }: { readonly attributes: Members; readonly isNew: boolean },
): readonly ErrorObject[] {
  return Object.entries(definition.attributes).flatMap(([name, rule]) => {
    const detail = wrong(attributes, name, { rule, isNew })
    return detail === undefined ? [] : [fault(exchange, 422, { detail, pointer: attributePointer(name) })]
  })
}

function wrong(
  attributes: Members,
  name: string,
  { rule, isNew }: { readonly rule: AttributeRule; readonly isNew: boolean },
): string | undefined {
  const value = attributes[name]
  if (value === undefined || value === null) {
    const missing = rule.required && (isNew || value === null)
    return missing ? `${name} is required.` : undefined
  }
  const { is, as } = checks[rule.kind]
  if (!is(value)) return `${name} has to be ${as}.`
  if (rule.required && value === '') return `${name} cannot be empty.`
  const possible = rule.values === undefined || rule.values.some((one) => one === value)
  return possible ? undefined : `${name} has to be one of ${rule.values?.join(', ')}.`
}
