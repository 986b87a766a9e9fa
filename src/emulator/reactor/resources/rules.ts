/** Rules: what happens when, made of rule components. */
import type { Definition } from '../model.js'
import {
  canChange,
  canGo,
  markDirty,
  reviseAction,
  revisedInitially,
  revisedMeta,
  revisedRelations,
} from './revisions.js'

/** The type `rules`. */
export const rules: Definition = {
  type: 'rules',
  right: 'develop',
  parent: 'property',
  attributes: {
    name: { kind: 'text', required: true },
    enabled: { kind: 'flag', initial: true },
  },
  relations: {
    ...revisedRelations('rules'),
    rule_components: { kind: 'inverse', type: 'rule_components', by: 'rules' },
  },
  initial: revisedInitially,
  rules: [canChange],
  saved: markDirty,
  removalRules: [canGo],
  removal: 'mark',
  actions: { revise: reviseAction },
  meta: revisedMeta,
}
