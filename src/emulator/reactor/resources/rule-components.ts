/** Rule components: the events, conditions and actions of a rule. */
import { timestamp } from '../exchange.js'
import type { Change, Definition, Exchange, Rule } from '../model.js'
import { errorOf } from '../refusal.js'
import { isDeleted, isRevision, type Resource } from '../resource.js'
import { canChange, canGo, markDirty, revisedInitially, revisedMeta, revisedRelations } from './revisions.js'
import { delegateIsDefined, extensionAsUsed, languageIsSupported, settingsAreJson } from './settings.js'

const rulesOf = ({ emulation: { store } }: Exchange, component: Resource) => store.targets(component, 'rules')

/** A component is added to a rule that can change. */
const ruleCanChange: Rule = ({ exchange, resource }) => {
  if (!rulesOf(exchange, resource).some((rule) => isRevision(rule) || isDeleted(rule))) return undefined
  const pointer = '/data/relationships/rules/data'
  return errorOf(exchange, 'read-only', { detail: 'The rule is a revision, or was deleted.', pointer })
}

/** A component is revised with its rule, so the rule has changed too. */
function markRuleDirty(change: Change): void {
  markDirty(change)
  const { exchange, resource } = change
  const attributes = { dirty: true, updated_at: timestamp(exchange) }
  for (const rule of rulesOf(exchange, resource)) exchange.emulation.store.update(rule, { attributes })
}

/**
 * The type `rule_components`.
 *
 * @see https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/endpoints/rule-components
 */
export const ruleComponents: Definition = {
  type: 'rule_components',
  right: 'develop',
  parent: 'property',
  event: 'rule_component',
  hasAuthors: true,
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
  links: ['rules'],
  relations: {
    ...revisedRelations('rule_components'),
    extension: { kind: 'one', type: 'extensions', set: 'required' },
    rules: { kind: 'many', type: 'rules', set: 'required' },
    updated_with_extension: { kind: 'one', type: 'extensions' },
    updated_with_extension_package: { kind: 'one', type: 'extension_packages' },
  },
  initial: revisedInitially,
  derived: (component, exchange) => extensionAsUsed(exchange, component),
  rules: [canChange, ruleCanChange, settingsAreJson, languageIsSupported, delegateIsDefined],
  saved: markRuleDirty,
  removalRules: [canGo],
  removal: 'mark',
  meta: revisedMeta,
}
