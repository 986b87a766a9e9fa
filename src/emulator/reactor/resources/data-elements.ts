/** Data elements: values that rules use by name. */
import type { Definition, Exchange } from '../model.js'
import type { Resource } from '../resource.js'
import {
  canChange,
  canGo,
  markDirty,
  reviseAction,
  revisedInitially,
  revisedMeta,
  revisedRelations,
} from './revisions.js'
import { delegateIsDefined, extensionAsUsed, languageIsSupported, settingsAreJson, uniqueName } from './settings.js'

/**
 * The type `data_elements`.
 *
 * @see https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/endpoints/data-elements
 */
export const dataElements: Definition = {
  type: 'data_elements',
  right: 'develop',
  parent: 'property',
  event: 'data_element',
  hasAuthors: true,
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
    libraries: { kind: 'inverse', type: 'libraries', by: 'data_elements' },
    extension: { kind: 'one', type: 'extensions', set: 'required' },
    updated_with_extension: { kind: 'one', type: 'extensions' },
    updated_with_extension_package: { kind: 'one', type: 'extension_packages' },
  },
  initial: revisedInitially,
  derived: (element, exchange) => extensionAsUsed(exchange, element),
  rules: [canChange, uniqueName('property'), settingsAreJson, languageIsSupported, delegateIsDefined],
  saved: markDirty,
  removalRules: [canGo],
  removal: 'mark',
  actions: { revise: reviseAction },
  meta: revisedMeta,
}

/** Whether a data element stands for a secret, one for each environment (the guide of secrets, “Secret data element”). */
export const isSecretElement = ({ attributes }: Resource): boolean =>
  attributes['delegate_descriptor_id'] === 'core::dataElements::secret'

/** The secrets that a data element names in its settings. How they stand there is not documented: their ids count. */
export function secretsOf(
  { emulation: { store } }: Pick<Exchange, 'emulation'>,
  element: Resource,
): readonly Resource[] {
  const ids = String(element.attributes['settings']).matchAll(/SE[\da-f]{32}/g)
  return [...ids].flatMap(([id]) => store.find({ type: 'secrets', id }) ?? [])
}
