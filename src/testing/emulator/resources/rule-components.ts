/** Rule components: the events, conditions and actions of a rule. */
import type { Change, Definition, Rule } from '../model.js'
import { errorOf } from '../refusal.js'
import { canChange, markDirty, revisedInitially, revisedMeta } from './revisions.js'
import { delegateIsDefined, languageIsSupported, settingsAreJson } from './settings.js'

/** A component is added to a rule that can change. */
const ruleCanChange: Rule = ({ exchange, resource }) => {
  const heads = exchange.emulation.store.all('rules').filter(({ attributes }) => attributes['revision_number'] === 0)
  const [rule] = resource.many['rules'] ?? []
  if (rule === undefined || heads.some(({ id }) => id === rule.id)) return undefined
  const pointer = '/data/relationships/rules/data/0'
  return errorOf(exchange, 'read-only', { detail: 'The rule is a revision, or was deleted.', pointer })
}

/** A component is revised with its rule, so the rule has changed too. */
function markRuleDirty(change: Change): void {
  markDirty(change)
  for (const { type, id } of change.resource.many['rules'] ?? []) {
    const rule = change.exchange.emulation.store.find(type, id)
    if (rule !== undefined) rule.attributes['dirty'] = true
  }
}

/** The type `rule_components`. */
export const ruleComponents: Definition = {
  type: 'rule_components',
  right: 'develop',
  parent: 'property',
  attributes: {
    name: { kind: 'text', required: true },
    delegate_descriptor_id: { kind: 'text', required: true },
    delay_next: { kind: 'flag', initial: true },
    negate: { kind: 'flag', initial: false },
    order: { kind: 'number', initial: 0 },
    rule_order: { kind: 'number', initial: 50 },
    settings: { kind: 'any', initial: '{}' },
    timeout: { kind: 'number', initial: 2000 },
  },
  relations: {
    property: { kind: 'one', type: 'properties' },
    origin: { kind: 'one', type: 'rule_components' },
    extension: { kind: 'one', type: 'extensions', set: 'required' },
    rules: { kind: 'many', type: 'rules', set: 'required' },
  },
  initial: revisedInitially,
  rules: [canChange, ruleCanChange, settingsAreJson, languageIsSupported, delegateIsDefined],
  saved: markRuleDirty,
  removal: 'mark',
  meta: revisedMeta,
}
