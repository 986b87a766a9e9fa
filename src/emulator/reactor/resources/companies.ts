/** Companies: each organization has one, and cannot change it. */
import type { Definition, Emulation } from '../model.js'
import { newId, type Resource } from '../resource.js'

/** The type `companies`. */
export const companies: Definition = {
  type: 'companies',
  right: 'manage_properties',
  attributes: {},
  relations: { properties: { kind: 'inverse', type: 'properties', by: 'company' } },
  meta: (_company, { account }) => ({ rights: [...account.rights].filter((right) => companyRights.has(right)) }),
}

const companyRights: ReadonlySet<string> = new Set(['develop_extensions', 'manage_properties'])

/** Makes sure that an organization has its company. */
export function foundCompany({ store, clock }: Emulation, org: string): void {
  if (store.all('companies').some((company) => company.org === org)) return
  const now = new Date(clock.now()).toISOString()
  const company: Resource = {
    type: 'companies',
    id: newId('companies'),
    org,
    attributes: { created_at: now, updated_at: now, name: 'Emulated Company', org_id: org, token: org.slice(0, 12) },
    hidden: {},
    one: {},
    many: {},
    meta: {},
  }
  store.add(company)
}
