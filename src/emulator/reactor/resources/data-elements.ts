/** Data elements: values that rules use by name. */
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
import { delegateIsDefined, languageIsSupported, settingsAreJson } from './settings.js'
import { uniqueName } from './unique-name.js'

/** The type `data_elements`. */
export const dataElements: Definition = {
  type: 'data_elements',
  right: 'develop',
  parent: 'property',
  attributes: {
    name: { kind: 'text', required: true },
    delegate_descriptor_id: { kind: 'text', required: true },
    clean_text: { kind: 'flag', initial: false },
    default_value: { kind: 'text' },
    enabled: { kind: 'flag', initial: true },
    force_lower_case: { kind: 'flag', initial: false },
    settings: { kind: 'any', initial: '{}' },
    storage_duration: { kind: 'text' },
  },
  relations: {
    ...revisedRelations('data_elements'),
    extension: { kind: 'one', type: 'extensions', set: 'required' },
  },
  initial: revisedInitially,
  rules: [canChange, uniqueName('property'), settingsAreJson, languageIsSupported, delegateIsDefined],
  saved: markDirty,
  removalRules: [canGo],
  removal: 'mark',
  actions: { revise: reviseAction },
  meta: revisedMeta,
}
