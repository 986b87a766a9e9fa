/** Rule components: the events, conditions and actions of a rule. */
import type { Change, Definition, Rule } from '../model.js'
import { errorOf } from '../refusal.js'
import { isDeleted, isRevision } from '../resource.js'
import { canChange, canGo, markDirty, revisedInitially, revisedMeta } from './revisions.js'
import { delegateIsDefined, languageIsSupported, settingsAreJson } from './settings.js'

/** A component is added to a rule that can change. */
const ruleCanChange: Rule = ({ exchange, resource }) => {
  const rules = exchange.emulation.store.targets(resource, 'rules')
  if (!rules.some((rule) => isRevision(rule) || isDeleted(rule))) return undefined
  const pointer = '/data/relationships/rules/data'
  return errorOf(exchange, 'read-only', { detail: 'The rule is a revision, or was deleted.', pointer })
}

/** A component is revised with its rule, so the rule has changed too. */
function markRuleDirty(change: Change): void {
  markDirty(change)
  for (const rule of change.exchange.emulation.store.targets(change.resource, 'rules')) rule.attributes['dirty'] = true
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
  removalRules: [canGo],
  removal: 'mark',
  meta: revisedMeta,
}
