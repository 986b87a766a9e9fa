/** Rules: what happens when, made of rule components. */
import type { Definition } from '../model.js'
import { componentNotes } from './notes.js'
import {
  canChange,
  canGo,
  markDirty,
  reviseAction,
  revisedInitially,
  revisedMeta,
  revisedRelations,
} from './revisions.js'

/**
 * The type `rules`.
 *
 * @see https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/endpoints/rules
 */
export const rules: Definition = {
  type: 'rules',
  right: 'develop',
  parent: 'property',
  event: 'rule',
  hasAuthors: true,
  attributes: {
    name: { kind: 'text', required: true },
    enabled: { kind: 'flag', initial: true },
  },
  links: ['rule_components'],
  relations: {
    ...revisedRelations('rules'),
    libraries: { kind: 'inverse', type: 'libraries', by: 'rules' },
    rule_components: { kind: 'inverse', type: 'rule_components', by: 'rules' },
    rule_component_notes: componentNotes,
  },
  initial: revisedInitially,
  rules: [canChange],
  saved: markDirty,
  removalRules: [canGo],
  removal: 'mark',
  actions: { revise: reviseAction },
  meta: revisedMeta,
}
