/** Companies: each organization has one, and cannot change it. */
import type { Definition, Emulation } from '../model.js'
import { newResource } from '../resource.js'

/**
 * The type `companies`. No request writes one.
 *
 * @see https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/endpoints/companies
 */
export const companies: Definition = {
  type: 'companies',
  right: undefined,
  attributes: {},
  links: ['properties'],
  relations: {
    properties: { kind: 'inverse', type: 'properties', by: 'company' },
    app_configurations: { kind: 'inverse', type: 'app_configurations', by: 'company' },
  },
  meta: (_company, { account }) => {
    const rights = [...account.rights].filter((right) => companyRights.has(right))
    return { rights, platform_rights: { web: rights, mobile: rights, edge: rights } }
  },
}

const companyRights: ReadonlySet<string> = new Set(['develop_extensions', 'manage_properties'])

/** Makes sure that an organization has its company. */
export function foundCompany({ store, clock }: Emulation, org: string): void {
  if (store.ofOrg('companies', org).length > 0) return
  const now = new Date(clock.now()).toISOString()
  const attributes = {
    created_at: now,
    updated_at: now,
    name: 'Emulated Company',
    org_id: org,
    token: org.slice(0, 12),
    cjm_enabled: false,
    edge_enabled: true,
    edge_events_allotment: 0,
    edge_fanout_ratio: 1,
    premium_cdn_enabled: false,
    sla_enabled: false,
  }
  store.add(newResource('companies', org, { attributes }))
}
