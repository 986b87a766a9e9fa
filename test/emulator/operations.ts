/**
 * Every operation that Adobe's description of the Reactor API lists (static/swagger-specs/reactor.yaml of
 * AdobeDocs/experience-platform-apis): its method, its path, `*` standing for an id, and the status of its success.
 */

/** One operation. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly status: 200 | 201 | 202 | 204
}

/** The methods of a path, each with its status. */
type Row = readonly [path: string, methods: Partial<Record<Operation['method'], Operation['status']>>]

const read = { GET: 200 } as const
const collection = { GET: 200, POST: 201 } as const
const resource = { GET: 200, PATCH: 200, DELETE: 204 } as const
const relationship = { GET: 200, POST: 200, PATCH: 200, DELETE: 200 } as const

const rows: readonly Row[] = [
  ['companies', read],
  ['companies/*', read],
  ['companies/*/properties', collection],
  ['companies/*/app_configurations', collection],

  ['app_configurations/*', resource],
  ['app_configurations/*/company', read],

  ['properties/*', resource],
  ['properties/*/company', read],
  ['properties/*/callbacks', collection],
  ['properties/*/data_elements', collection],
  ['properties/*/environments', collection],
  ['properties/*/extensions', collection],
  ['properties/*/hosts', collection],
  ['properties/*/libraries', collection],
  ['properties/*/notes', collection],
  ['properties/*/rules', collection],
  ['properties/*/secrets', collection],

  ['callbacks/*', resource],

  ['data_elements/*', { GET: 200, PATCH: 200 }],
  ['data_elements/*/notes', collection],

  ['environments/*', resource],
  ['environments/*/builds', read],
  ['environments/*/host', read],
  ['environments/*/library', read],
  ['environments/*/property', read],
  ['environments/*/relationships/host', read],
  ['environments/*/secrets', read],

  ['secrets/*', resource],
  ['secrets/*/data_elements', read],
  ['secrets/*/environment', read],
  ['secrets/*/notes', collection],
  ['secrets/*/property', read],

  ['extension_packages', { GET: 200, POST: 202 }],
  ['extension_packages/*', { GET: 200, POST: 200, PATCH: 200 }],
  ['extension_packages/*/extension_package_usage_authorizations', collection],
  ['extension_packages/*/versions', read],

  ['extension_package_usage_authorizations', read],
  ['extension_package_usage_authorizations/*', { PATCH: 200, DELETE: 204 }],
  ['extension_package_usage_authorizations/*/extension_package', read],

  ['extensions/*', resource],
  ['extensions/*/extension_package', read],
  ['extensions/*/libraries', read],
  ['extensions/*/notes', collection],
  ['extensions/*/origin', read],
  ['extensions/*/property', read],
  ['extensions/*/revisions', read],

  ['hosts/*', resource],
  ['hosts/*/property', read],

  ['libraries/*', resource],
  ['libraries/*/builds', collection],
  ['libraries/*/data_elements', read],
  ['libraries/*/environment', read],
  ['libraries/*/extensions', read],
  ['libraries/*/notes', collection],
  ['libraries/*/property', read],
  ['libraries/*/relationships/data_elements', relationship],
  // The description has 200 for DELETE; Adobe's tests of its SDK, which ran against the API, find no body.
  ['libraries/*/relationships/environment', { GET: 200, PATCH: 200, DELETE: 204 }],
  ['libraries/*/relationships/extensions', relationship],
  ['libraries/*/relationships/rules', relationship],
  ['libraries/*/rules', read],
  ['libraries/*/upstream_library', read],

  ['builds/*', { GET: 200, PATCH: 200 }],

  ['rules/*', resource],
  ['rules/*/libraries', read],
  ['rules/*/notes', collection],
  ['rules/*/origin', read],
  ['rules/*/property', read],
  ['rules/*/revisions', read],
  ['rules/*/rule_component_notes', read],
  ['rules/*/rule_components', collection],

  ['rule_components/*', resource],
  ['rule_components/*/extension', read],
  ['rule_components/*/notes', collection],
  ['rule_components/*/origin', read],
  ['rule_components/*/rules', read],

  ['notes/*', read],

  ['audit_events', read],
  ['audit_events/*', read],

  ['profile', read],
  ['search', { POST: 200 }],
]

/** All operations. */
export const operations: readonly Operation[] = rows.flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, status]) => ({ method: method as Operation['method'], path, status })),
)
