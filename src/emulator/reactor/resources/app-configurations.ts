/** App configurations: credentials of a company's apps, to be used later. */
import type { Definition } from '../model.js'

/**
 * The type `app_configurations`.
 *
 * @see https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/endpoints/app-configurations
 */
export const appConfigurations: Definition = {
  type: 'app_configurations',
  right: 'manage_properties',
  event: 'app_configuration',
  hasAuthors: true,
  attributes: {
    name: { kind: 'text', required: true },
    app_id: { kind: 'text', required: true },
    platform: { kind: 'text', values: ['web', 'mobile'] },
    messaging_service: { kind: 'text' },
    key_type: { kind: 'text' },
    push_credential: { kind: 'object', hidden: true },
  },
  relations: { company: { kind: 'one', type: 'companies' } },
}
