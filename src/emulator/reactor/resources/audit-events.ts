/** Audit events: what happened to other resources, with the resource as it was then. */
import type { Definition } from '../model.js'

/**
 * The type `audit_events`. They are written by whatever changes other resources, and by nobody else.
 *
 * @see https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/endpoints/audit-events
 */
export const auditEvents: Definition = {
  type: 'audit_events',
  right: undefined,
  attributes: {},
  newestFirst: true,
  links: ['entity', 'property'],
  relations: {
    property: { kind: 'one', type: 'properties' },
    entity: { kind: 'one', type: undefined },
  },
}
